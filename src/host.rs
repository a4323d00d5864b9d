//! Slack's address, checked.

use crate::error::{Error, refuse};
use crate::read;
use wasm_bindgen::prelude::*;
use web_sys::Url;

/// Where calls go, as seen from where the program runs.
#[derive(Debug)]
pub(crate) struct Host {
    /// Without a slash at the end.
    pub(crate) address: String,
    /// Whether there is a `location`: a page or a browser's worker.
    pub(crate) page: bool,
    /// Where the page's origin is an http(s) one: whether it is the host's too.
    pub(crate) same_origin: Option<bool>,
    /// Whether what is sent could be read on the way: plain HTTP that leaves the machine.
    pub(crate) exposed: bool,
}

/// Checks `host`, resolved against the page where it is relative.
pub(crate) fn host(text: &str) -> Result<Host, Error> {
    const MUST: &str = "must be an https: address, an http: address of this machine, or relative to a page, \
                        without user info, query and fragment";
    let refused = || refuse("host", MUST);
    let location = read::get(&js_sys::global(), "location");
    let page = location.is_object();
    let base = read::get(&location, "href").as_string();
    let url = Url::new(text).or_else(|_| match &base {
        Some(base) if !text.is_empty() => Url::new_with_base(text, base),
        _ => Err(JsValue::UNDEFINED),
    });
    let url = url.map_err(|_| refused())?;
    // `https://h/?` and `https://@h/` have an empty query and user, and yet the characters: the texts are looked at.
    let href = url.href();
    let clean = !href.contains(['?', '#', '@']) && !text.contains('@');
    let origin = read::get(&location, "origin").as_string().filter(|origin| origin.starts_with("http"));
    let same_origin = origin.map(|origin| origin == url.origin());
    let private = match url.protocol().as_str() {
        "https:" => true,
        "http:" => loopback(&url.hostname()),
        _ => return Err(refused()),
    };
    if !clean || !(private || same_origin == Some(true)) {
        return Err(refused());
    }
    let address = href.trim_end_matches('/').to_owned();
    Ok(Host { address, page, same_origin, exposed: !private })
}

/// Whether a host name, as the platform's `URL` writes it, is this machine's.
fn loopback(name: &str) -> bool {
    let dotted = |rest: &str| rest.split('.').count() == 3 && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || name.strip_prefix("127.").is_some_and(dotted)
}

#[cfg(test)]
mod tests {
    use super::loopback;

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
}
