//! A session, and the device it is on.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::team;

/// One session of a user. It stays after its end, so that pages of a list can go on after it.
pub struct Session {
    pub id: u64,
    pub client: Client,
    pub has_ended: bool,
}

/// What a user is signed in with.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Client {
    Web,
    Mobile,
    Desktop,
}

/// A version of a session.
#[derive(Serialize)]
pub struct Device {
    device_hardware: &'static str,
    os: &'static str,
    os_version: &'static str,
    slack_client_version: &'static str,
    ip: String,
}

impl Client {
    /// The clients of crowds' sessions, in turn.
    pub const ALL: [Self; 3] = [Self::Web, Self::Mobile, Self::Desktop];
}

impl Session {
    /// A session that hasn't ended.
    pub fn new(id: u64, client: Client) -> Self {
        Self { id, client, has_ended: false }
    }

    /// The `team_id` that a list gives; some are the organisation's.
    pub fn team(&self) -> &'static str {
        match self.client {
            Client::Web | Client::Mobile => team::WORKSPACE,
            Client::Desktop => team::ORGANISATION,
        }
    }

    /// The session as it began. The address is made from the id, so that it is the same in each run.
    pub fn created(&self) -> Device {
        let (device_hardware, os, os_version, slack_client_version) = match self.client {
            Client::Web => ("Intel", "OS X", "10.15.7", "91.0"),
            Client::Mobile => ("iPhone", "iOS", "17.5.1", "24.06.20"),
            Client::Desktop => ("x64", "Windows", "10.0.22631", "4.39.95"),
        };
        let ip = format!("192.0.2.{}", self.id % 254 + 1);
        Device { device_hardware, os, os_version, slack_client_version, ip }
    }

    /// The session as it is now, if it has changed; those with an odd id have.
    pub fn recent(&self) -> Option<Device> {
        let ip = format!("198.51.100.{}", self.id % 254 + 1);
        (self.id % 2 == 1).then(|| Device { ip, ..self.created() })
    }
}

impl Serialize for Session {
    /// As the control path shows it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut shown = serializer.serialize_struct("Session", 3)?;
        shown.serialize_field("id", &self.id)?;
        // The same as text, for readers whose numbers end at 2^53.
        shown.serialize_field("id_text", &self.id.to_string())?;
        shown.serialize_field("client", &self.client)?;
        shown.end()
    }
}
