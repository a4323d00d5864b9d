//! Slack's address, checked.

use crate::reader::Place;
use crate::refusal::{Refusal, refuse};

/// Where calls go, as seen from where the program runs.
#[derive(Debug)]
pub(crate) struct Host {
    /// Without a slash at the end.
    pub(crate) address: String,
    /// Whether this runs in a page or a browser's worker.
    pub(crate) in_page: bool,
    /// Whether the page has the host's origin; `None` if there is no page.
    pub(crate) same_origin: Option<bool>,
    /// Whether others could read what is sent: plain HTTP that leaves the machine.
    pub(crate) exposed: bool,
}

impl Default for Host {
    fn default() -> Self {
        Host { address: "https://slack.com/api".to_owned(), in_page: false, same_origin: None, exposed: false }
    }
}

impl Host {
    /// Checks the address, and notes what follows from it.
    pub(crate) fn check(&mut self) -> Result<(), Box<Refusal>> {
        let place = Place::new(&self.address);
        self.in_page = place.in_page();
        // A page whose origin isn't http(s), such as a local file, never has the host's origin.
        self.same_origin =
            self.in_page.then(|| place.page_origin().starts_with("http") && place.page_origin() == place.origin());
        let (href, protocol, name) = (place.href(), place.protocol(), place.hostname());
        if !self.accept(&href, &protocol, &name) {
            return Err(refuse(
                "host",
                "must be an https: address, an http: address of this machine, or relative to a page, \
                 without user info, query and fragment",
            ));
        }
        match slack_api(&name) {
            Some(api) if self.address != api => {
                Err(refuse("host", &["must be ", api, ": Slack's API is only there"].concat()))
            }
            _ => Ok(()),
        }
    }

    fn accept(&mut self, href: &str, protocol: &str, name: &str) -> bool {
        self.exposed = protocol == "http:" && !is_loopback(name);
        // `https://h/?` and `https://@h/` have an empty query and an empty user, so the text itself is searched.
        let clean = !href.bytes().any(|b| matches!(b, b'?' | b'#' | b'@')) && !self.address.bytes().any(|b| b == b'@');
        let mut address = href;
        while let Some(shorter) = address.strip_suffix("/") {
            address = shorter;
        }
        address.clone_into(&mut self.address);
        clean && (protocol == "https:" || protocol == "http:" && (!self.exposed || self.same_origin == Some(true)))
    }
}

/// The only address that is accepted on one of Slack's hosts.
fn slack_api(name: &str) -> Option<&'static str> {
    let is_under = |domain: &str| name == domain || name.strip_suffix(domain).is_some_and(|rest| rest.ends_with("."));
    if is_under("slack.com") {
        Some("https://slack.com/api")
    } else if is_under("slack-gov.com") {
        Some("https://slack-gov.com/api")
    } else {
        None
    }
}

/// Whether a host name, as the platform's `URL` writes it, is this machine's.
fn is_loopback(name: &str) -> bool {
    let dots = || name.bytes().filter(|b| *b == b'.').count();
    name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || (name.starts_with("127.") && name.bytes().all(|b| b.is_ascii_digit() || b == b'.') && dots() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        for name in ["localhost", "a.localhost", "127.0.0.1", "127.255.1.9", "[::1]"] {
            assert!(is_loopback(name), "{name}");
        }
        for name in
            ["slack.com", "localhost.evil.example", "127.0.0.1.evil.example", "127.evil", "128.0.0.1", "[::2]", ""]
        {
            assert!(!is_loopback(name), "{name}");
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_and_for_the_pages_own_origin() {
        let judged = |protocol, name, same_origin| {
            let mut host = Host { same_origin, ..Host::default() };
            host.accept("x://h/api/", protocol, name).then_some(host)
        };
        assert!(!judged("https:", "slack.com", None).unwrap().exposed);
        assert!(!judged("http:", "localhost", Some(false)).unwrap().exposed);
        assert!(judged("http:", "intranet", Some(true)).unwrap().exposed);
        assert!(judged("http:", "intranet", Some(false)).is_none());
        assert!(judged("http:", "intranet", None).is_none());
        assert!(judged("ftp:", "slack.com", Some(true)).is_none());
        assert_eq!(judged("https:", "h", None).unwrap().address, "x://h/api");
    }

    #[test]
    fn hosts_of_slack_are_known() {
        for name in ["slack.com", "www.slack.com", "my-org.enterprise.slack.com"] {
            assert_eq!(slack_api(name), Some("https://slack.com/api"), "{name}");
        }
        assert_eq!(slack_api("slack-gov.com"), Some("https://slack-gov.com/api"));
        for name in ["notslack.com", "slack.com.evil.example", "proxy.example"] {
            assert_eq!(slack_api(name), None, "{name}");
        }
    }
}
