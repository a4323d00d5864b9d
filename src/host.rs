//! Slack's address, checked.

use crate::read;
use crate::refusal::{Refused, refuse};

/// Where calls go, as seen from where the program runs.
#[derive(Debug, Default)]
pub(crate) struct Host {
    /// Without a slash at the end.
    pub(crate) address: String,
    /// Whether there is a `location`.
    pub(crate) page: bool,
    /// Where the page's origin is an http(s) one: whether it is the host's too.
    pub(crate) same_origin: Option<bool>,
    /// Whether what is sent could be read on the way: plain HTTP that leaves the machine.
    pub(crate) exposed: bool,
}

impl Host {
    /// Checks the address, and learns about it.
    pub(crate) fn check(&mut self) -> Result<(), Refused> {
        let parts = read::locate(&self.address);
        let next = || parts.next().map(|_| parts.text()).unwrap_or_default();
        let (href, protocol, name, origin, page) = (next(), next(), next(), next(), next());
        self.page = !next().is_empty();
        let same_origin = page.starts_with("http").then(|| page == origin);
        if self.accept(&href, &protocol, &name, same_origin) {
            return Ok(());
        }
        Err(refuse(
            "host",
            "must be an https: address, an http: address of this machine, or relative to a page, \
             without user info, query and fragment",
        ))
    }

    fn accept(&mut self, href: &str, protocol: &str, name: &str, same_origin: Option<bool>) -> bool {
        self.exposed = protocol == "http:" && !loopback(name);
        self.same_origin = same_origin;
        // `https://h/?` and `https://@h/` have an empty query and user, and yet the characters: the texts are looked at.
        let clean = !href.bytes().any(|b| matches!(b, b'?' | b'#' | b'@')) && !self.address.bytes().any(|b| b == b'@');
        let mut address = href;
        while let Some(shorter) = address.strip_suffix('/') {
            address = shorter;
        }
        address.clone_into(&mut self.address);
        clean && (protocol == "https:" || protocol == "http:" && (!self.exposed || same_origin == Some(true)))
    }
}

/// Whether a host name, as the platform's `URL` writes it, is this machine's.
fn loopback(name: &str) -> bool {
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
            assert!(loopback(name), "{name}");
        }
        for name in
            ["slack.com", "localhost.evil.example", "127.0.0.1.evil.example", "127.evil", "128.0.0.1", "[::2]", ""]
        {
            assert!(!loopback(name), "{name}");
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_and_for_the_pages_own_origin() {
        let judged = |protocol, name, same_origin| {
            let mut host = Host::default();
            host.accept("x://h/api/", protocol, name, same_origin).then_some(host)
        };
        assert!(!judged("https:", "slack.com", None).unwrap().exposed);
        assert!(!judged("http:", "localhost", Some(false)).unwrap().exposed);
        assert!(judged("http:", "intranet", Some(true)).unwrap().exposed);
        assert!(judged("http:", "intranet", Some(false)).is_none());
        assert!(judged("http:", "intranet", None).is_none());
        assert!(judged("ftp:", "slack.com", Some(true)).is_none());
        assert_eq!(judged("https:", "h", None).unwrap().address, "x://h/api");
    }
}
