//! Starts the stand-in: the listeners and their routes.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use axum::Router;
use axum::routing::any;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::world::Worlds;
use crate::{api, connection, control, page};

/// What to listen on and to serve.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Port of the API; 0 takes a free one.
    pub port: u16,
    /// Folder to serve as a page's origin, on a port of its own.
    pub www: Option<PathBuf>,
    /// Folders to serve below prefixes of the page's origin.
    pub mounts: Vec<Mount>,
    /// Port of the page's origin; 0 takes a free one.
    pub www_port: u16,
    /// The token for calls below `/proxy` of the page's origin; without it there is no proxy.
    pub proxy_token: Option<String>,
}

/// A folder served below a prefix: `/prefix=DIR`.
#[derive(Debug, Clone)]
pub struct Mount {
    /// Starts with a slash.
    pub prefix: String,
    /// The folder.
    pub dir: PathBuf,
}

impl FromStr for Mount {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((prefix, dir)) if prefix.len() > 1 && prefix.starts_with('/') => {
                Ok(Self { prefix: prefix.to_owned(), dir: dir.into() })
            }
            _ => Err("must be /PREFIX=DIR, such as /pkg=target/pkg".to_owned()),
        }
    }
}

/// A running stand-in. It stops taking connections when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// Base URL of the API and its control path.
    pub base: String,
    /// Base URL of the page's origin, if there is one.
    pub www: Option<String>,
    accepting: Vec<JoinHandle<()>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.accepting.iter().for_each(JoinHandle::abort);
    }
}

/// Starts a stand-in on the current tokio runtime; it is ready when this returns.
///
/// # Errors
/// A port is taken, or a folder doesn't exist.
pub async fn serve(options: Options) -> io::Result<Running> {
    let worlds = Worlds::default();
    let (base, api) = listen(options.port, routes(&worlds)).await?;
    let mut running = Running { base, www: None, accepting: vec![api] };
    if let Some(dir) = &options.www {
        let routes = page::routes(&worlds, dir, &options.mounts, options.proxy_token.as_deref())?;
        let (www, page) = listen(options.www_port, routes).await?;
        running.www = Some(www);
        running.accepting.push(page);
    }
    Ok(running)
}

async fn listen(port: u16, router: Router) -> io::Result<(String, JoinHandle<()>)> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).await.map_err(|error| {
        io::Error::new(error.kind(), format!("can't listen on {address}: {error}; choose another port"))
    })?;
    let base = format!("http://{}", listener.local_addr()?);
    Ok((base, tokio::spawn(connection::accept(listener, router))))
}

fn routes(worlds: &Worlds) -> Router {
    ["", "/w/{world}"]
        .into_iter()
        .fold(Router::new(), |router, prefix| {
            router.route(&format!("{prefix}/api/{{*method}}"), any(api::answer)).merge(control::routes(prefix))
        })
        .with_state(worlds.clone())
}
