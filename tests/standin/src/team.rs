//! The ids of the organisation and of its one workspace.

pub const WORKSPACE: &str = "T12345678";
pub const ORGANISATION: &str = "E12345678";

/// Whether a `team_id` names one of the two.
pub fn is_known(id: &str) -> bool {
    [WORKSPACE, ORGANISATION].contains(&id)
}
