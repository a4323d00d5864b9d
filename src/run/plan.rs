//! What a run will do.

use std::rc::Rc;

use crate::list::problem::Problems;
use crate::list::protect::Protected;
use crate::list::{Form, List};
use crate::method::Method;
use crate::per_minute::PerMinute;
use crate::target::Target;

/// The targets of a run, the protected ones marked.
#[derive(Clone, Debug)]
pub struct Plan {
    method: Method,
    per_minute: PerMinute,
    form: Form,
    columns: Vec<&'static str>,
    targets: Rc<[Target]>,
    protected: u32,
    duplicates: u32,
    looked_up: u32,
    skipped: Problems,
}

impl Plan {
    /// Plans a list that was read for the method.
    pub fn new(
        method: Method,
        per_minute: PerMinute,
        list: List,
        protected: Option<&Protected>,
    ) -> Result<Self, Problems> {
        let mut targets = list.targets;
        if let Some(protected) = protected {
            protected.check(&targets)?;
            for target in &mut targets {
                target.protected = protected.covers(target);
            }
        }
        let protected =
            targets.iter().filter(|target| target.protected).fold(0_u32, |count, _| count.saturating_add(1));
        let List { form, columns, duplicates, looked_up, skipped, .. } = list;
        let targets = targets.into();
        Ok(Plan { method, per_minute, form, columns, targets, protected, duplicates, looked_up, skipped })
    }

    /// The method that is called for each.
    pub fn method(&self) -> Method {
        self.method
    }

    /// How many calls a minute.
    pub fn per_minute(&self) -> PerMinute {
        self.per_minute
    }

    /// How the list was written.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The columns that were read.
    pub fn columns(&self) -> &[&'static str] {
        &self.columns
    }

    /// All targets, protected ones too, in the order of the list. The first is target 1.
    pub fn targets(&self) -> &Rc<[Target]> {
        &self.targets
    }

    /// How many targets are called.
    pub fn count(&self) -> u32 {
        u32::try_from(self.targets.len()).unwrap_or(u32::MAX).saturating_sub(self.protected)
    }

    /// How many are left alone.
    pub fn protected(&self) -> u32 {
        self.protected
    }

    /// How many lines named a target again.
    pub fn duplicates(&self) -> u32 {
        self.duplicates
    }

    /// How many e-mail addresses were looked up.
    pub fn looked_up(&self) -> u32 {
        self.looked_up
    }

    /// The lines that are left out, since their users' sessions can't be ended.
    pub fn skipped(&self) -> &Problems {
        &self.skipped
    }

    /// How long it takes at this pace.
    pub fn seconds(&self) -> f64 {
        f64::from(self.count()) * self.per_minute.gap() as f64 / 1e6
    }
}
