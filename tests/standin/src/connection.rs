//! Connections: HTTP by hyper, until a scripted fault takes the socket over.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{self, UnboundedSender};
use tower::Service;

use crate::script::{Ending, Script};

/// A request's way back to its connection.
#[derive(Clone)]
pub struct Link {
    /// The number of the connection.
    pub id: u64,
    takeover: UnboundedSender<Script>,
}

impl Link {
    /// Ends HTTP on the connection and plays the script on the bare socket.
    pub fn hand_over(&self, script: Script) {
        // It fails only if the connection is gone, and then the script isn't needed.
        let _ = self.takeover.send(script);
    }
}

/// Serves every connection.
pub async fn accept(listener: TcpListener, router: Router) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve(stream, router.clone()));
            }
            // Out of file descriptors, most likely: others have to end first.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

async fn serve(mut stream: TcpStream, router: Router) {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let id = COUNT.fetch_add(1, Ordering::Relaxed) + 1;
    if stream.set_nodelay(true).is_err() {
        return;
    }
    loop {
        let (takeover, mut taken_over) = mpsc::unbounded_channel();
        let link = Link { id, takeover };
        let service = service_fn(|mut request: Request<Incoming>| {
            request.extensions_mut().insert(link.clone());
            router.clone().call(request)
        });
        let mut http = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        let script = tokio::select! {
            script = taken_over.recv() => script,
            _ = &mut http => None,
        };
        let Some(script) = script else { return };
        stream = http.into_parts().io.into_inner();
        match script.play(&mut stream).await {
            Ending::KeepAlive => {}
            Ending::Close => return,
            Ending::Reset => {
                // The client has to read what was written first: a reset overtakes it.
                tokio::time::sleep(Duration::from_millis(20)).await;
                let _ = stream.set_zero_linger();
                return;
            }
        }
    }
}
