//! The methods, and what Slack fixes for each.

use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// A method of the API; its name is what serde reads and writes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Method {
    #[serde(rename = "admin.users.session.invalidate")]
    Invalidate,
    #[serde(rename = "admin.users.session.list")]
    List,
    #[serde(rename = "admin.users.session.reset")]
    Reset,
    #[serde(rename = "auth.test")]
    AuthTest,
    #[serde(rename = "users.lookupByEmail")]
    LookupByEmail,
}

/// Where a method finds its arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    FormOrJson,
    FormOrQuery,
}

impl Method {
    /// The method of a name.
    pub fn named(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    /// The scope that a token needs.
    pub const fn scope(self) -> Option<&'static str> {
        match self {
            Self::Invalidate | Self::Reset => Some("admin.users:write"),
            Self::List => Some("admin.users:read"),
            Self::LookupByEmail => Some("users:read.email"),
            Self::AuthTest => None,
        }
    }

    /// Whether only admins of an organisation on the right plan may call it, with a user token.
    pub const fn is_for_admins(self) -> bool {
        match self {
            Self::Invalidate | Self::List | Self::Reset => true,
            Self::AuthTest | Self::LookupByEmail => false,
        }
    }

    /// Calls a minute by Slack's tier; `auth.test` has hundreds, which is no limit here.
    pub const fn tier(self) -> Option<usize> {
        match self {
            Self::Invalidate | Self::List | Self::Reset => Some(20),
            Self::LookupByEmail => Some(50),
            Self::AuthTest => None,
        }
    }

    /// Where it finds its arguments.
    pub const fn reads(self) -> Reads {
        match self {
            Self::Invalidate | Self::List | Self::Reset | Self::AuthTest => Reads::FormOrJson,
            Self::LookupByEmail => Reads::FormOrQuery,
        }
    }
}
