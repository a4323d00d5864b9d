//! The queue in which faults wait for their request.

use std::collections::VecDeque;

use crate::arguments::Arguments;
use crate::fault::Fault;

/// The faults that are still to come.
#[derive(Default)]
pub struct Queue(VecDeque<Fault>);

impl Queue {
    /// Adds a JSON array of faults: all of them or none.
    pub fn add(&mut self, json: &[u8]) -> Result<(), String> {
        let faults: Vec<Fault> =
            serde_json::from_slice(json).map_err(|error| format!("faults must be an array of faults: {error}"))?;
        for (index, fault) in faults.iter().enumerate() {
            fault.check().map_err(|error| format!("fault {index}: {error}"))?;
        }
        self.0.extend(faults);
        Ok(())
    }

    /// The first fault that fits a request; it stays if it has times left.
    pub fn take(&mut self, method: &str, arguments: Option<&Arguments>) -> Option<Fault> {
        let index = self.0.iter().position(|fault| fault.fits(method, arguments))?;
        let fault = self.0.get_mut(index)?;
        match fault.times {
            0 => Some(fault.clone()),
            1 => self.0.remove(index),
            _ => {
                fault.times -= 1;
                Some(fault.clone())
            }
        }
    }
}
