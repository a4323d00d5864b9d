//! The page's origin: its folders, the headers of a careful server, and a proxy that adds the token.

use std::io;
use std::path::Path;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{self, AUTHORIZATION, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::any;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::api;
use crate::server::Mount;
use crate::world::Worlds;

/// Calls to `https:` and to this machine, since a person may choose the host; everything else only from this origin.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
    img-src 'self'; connect-src 'self' https: http://127.0.0.1:* http://localhost:*; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker";

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    // A page under test must never be an older build's.
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// Routes of the page's origin; with a token those of the proxy too.
pub fn routes(worlds: &Worlds, dir: &Path, mounts: &[Mount], token: Option<&str>) -> io::Result<Router> {
    let mut router = Router::new().fallback_service(folder(dir)?);
    for mount in mounts {
        router = router.nest_service(&mount.prefix, folder(&mount.dir)?);
    }
    if let Some(token) = token {
        router = router.merge(proxy(token)?.with_state(worlds.clone()));
    }
    Ok(HEADERS
        .into_iter()
        .fold(router, |router, (name, value)| router.layer(SetResponseHeaderLayer::overriding(name, value))))
}

fn folder(dir: &Path) -> io::Result<ServeDir> {
    if dir.is_dir() {
        return Ok(ServeDir::new(dir));
    }
    let message = format!("can't serve {}: it is not a folder", dir.display());
    Err(io::Error::new(io::ErrorKind::NotFound, message))
}

/// Below `/proxy` lie the API's paths. A call gets the token here, so that no page ever has it.
fn proxy(token: &str) -> io::Result<Router<Worlds>> {
    let bearer = HeaderValue::try_from(format!("Bearer {token}"))
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "the proxy's token can't be sent in a header"))?;
    let handler = any(move |worlds: State<Worlds>, mut request: Request| {
        let bearer = bearer.clone();
        async move {
            if !from_own_page(request.headers()) {
                return (StatusCode::FORBIDDEN, "This proxy serves pages of its own origin only.").into_response();
            }
            request.headers_mut().insert(AUTHORIZATION, bearer);
            api::answer(worlds, request).await
        }
    });
    let paths = ["/proxy/api/{*method}", "/proxy/w/{world}/api/{*method}"];
    Ok(paths.into_iter().fold(Router::new(), |router, path| router.route(path, handler.clone())))
}

/// Without this any page that an admin visits could make calls in their name: a page needs no permission to send a form.
fn from_own_page(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin")
}
