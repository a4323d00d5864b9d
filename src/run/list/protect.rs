//! Users who are left alone.

use crate::list::List;
use crate::list::problem::Problems;
use crate::target::Target;

/// Users who are left alone, whatever the list says; sorted.
#[derive(Clone, Debug, Default)]
pub struct Protected(Vec<String>);

impl Protected {
    /// The users of a list that was read for [`Purpose::Protect`](crate::Purpose::Protect).
    pub fn new(list: List) -> Self {
        let mut users: Vec<_> = list.targets.into_iter().filter_map(|target| target.user_id).collect();
        users.sort_unstable();
        Protected(users)
    }

    pub(crate) fn covers(&self, target: &Target) -> bool {
        target.user_id.as_ref().is_some_and(|user| self.0.binary_search(user).is_ok())
    }

    /// Refuses targets if it is unknown whether they are protected.
    pub(crate) fn check(&self, targets: &[Target]) -> Result<(), Problems> {
        let mut problems = Problems::default();
        for target in targets.iter().filter(|target| target.user_id.is_none()) {
            let message =
                "This session has no user id, so it is unknown whether its user is protected. Add the user id.";
            problems.add_line(target.line, message);
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}
