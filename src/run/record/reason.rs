//! Why a run ended.

use crate::text::names::names;

names! {
    /// Why a run ended.
    Reason {
        Complete = "complete",
        Stopped = "stopped",
        Refused = "refused",
        WrongList = "wrong_list",
        Limited = "limited",
        Unreachable = "unreachable",
        Uncertain = "uncertain",
        NotSlack = "not_slack",
        Record = "record",
    }
}
