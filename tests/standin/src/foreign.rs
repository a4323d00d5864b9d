//! Replies of something between a caller and Slack.

use crate::reply::Reply;

const PORTAL: &str = "<!DOCTYPE html>\n<title>Sign in to the network</title>\n\
    <form method=\"post\" action=\"/sign-in\"><button>Accept and go on</button></form>\n";

/// A captive portal's page: status 200, HTML.
pub fn portal() -> Reply {
    html(200, PORTAL.to_owned())
}

/// A redirect to another place.
pub fn redirect(location: &str) -> Reply {
    let mut reply = html(302, "<!DOCTYPE html>\n<title>Moved</title>\n".to_owned());
    reply.headers.push(("location".to_owned(), location.to_owned()));
    reply
}

fn html(status: u16, body: String) -> Reply {
    let headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
    Reply { status, headers, body: body.into_bytes() }
}
