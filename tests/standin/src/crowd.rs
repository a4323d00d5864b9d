//! A crowd: thousands of users at once, made from a count and a pattern of ids.

use serde::Deserialize;

use crate::user::Kind;

const MOST: usize = 100_000;

/// What a test asks for; the same answer each time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crowd {
    count: usize,
    /// The marks `#` stand for the user's number, from 1.
    #[serde(default = "usual_ids")]
    ids: String,
    #[serde(default)]
    pub kind: Kind,
    /// Sessions of each user.
    #[serde(default = "usual_sessions")]
    pub sessions: usize,
}

fn usual_ids() -> String {
    "WC#######".to_owned()
}

fn usual_sessions() -> usize {
    1
}

impl Crowd {
    /// The ids, in order; or why there are none.
    pub fn ids(&self) -> Result<impl Iterator<Item = String>, String> {
        if self.count > MOST {
            return Err(format!("count must be {MOST} at most"));
        }
        let width = self.ids.matches('#').count();
        let marks = "#".repeat(width);
        let Some((start, end)) = self.ids.split_once(&marks).filter(|_| width > 0) else {
            return Err("ids must have one row of #, such as WC#######".to_owned());
        };
        if self.count.to_string().len() > width {
            return Err(format!("ids must have a # for each digit of {}", self.count));
        }
        if start.chars().chain(end.chars()).any(|char| char.is_ascii_lowercase()) {
            return Err("ids are in upper case".to_owned());
        }
        Ok((1..=self.count).map(move |number| format!("{start}{number:0width$}{end}")))
    }
}
