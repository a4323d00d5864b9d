//! The method that is called for each target.

/// On which devices sessions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Devices {
    /// On all.
    All,
    /// `mobile_only`
    Mobile,
    /// `web_only`
    Web,
}

/// The method that is called for each target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `admin.users.session.reset`
    Reset(Devices),
    /// `admin.users.session.invalidate`
    Invalidate,
}

impl Method {
    /// Slack's name of it.
    pub const fn name(self) -> &'static str {
        match self {
            Method::Reset(_) => "admin.users.session.reset",
            Method::Invalidate => "admin.users.session.invalidate",
        }
    }

    /// The method with a name and flags. `None` for both flags together: what Slack does with them is unknown.
    pub fn named(name: &str, mobile_only: bool, web_only: bool) -> Option<Self> {
        let devices = match (mobile_only, web_only) {
            (false, false) => Devices::All,
            (true, false) => Devices::Mobile,
            (false, true) => Devices::Web,
            (true, true) => return None,
        };
        if name == Method::Reset(devices).name() {
            Some(Method::Reset(devices))
        } else if name == Method::Invalidate.name() && devices == Devices::All {
            Some(Method::Invalidate)
        } else {
            None
        }
    }

    /// The value of `mobile_only`.
    pub fn mobile_only(self) -> bool {
        self == Method::Reset(Devices::Mobile)
    }

    /// The value of `web_only`.
    pub fn web_only(self) -> bool {
        self == Method::Reset(Devices::Web)
    }
}
