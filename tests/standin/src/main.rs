//! The stand-in as a program: says where it listens, and ends when its stdin closes.

use std::io::{Read, Write};
use std::path::PathBuf;

use clap::Parser;
use standin::{Mount, Options, serve};

/// A stand-in for Slack on 127.0.0.1, for tests. Ends when its stdin closes.
#[derive(Debug, Parser)]
struct Arguments {
    /// Port of the API; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Folder to serve as a page's origin, on a port of its own.
    #[arg(long, value_name = "DIR")]
    www: Option<PathBuf>,
    /// Folder to serve below a prefix of the page's origin; may be repeated.
    #[arg(long, value_name = "/PREFIX=DIR", requires = "www")]
    mount: Vec<Mount>,
    /// Port of the page's origin; 0 takes a free one.
    #[arg(long, default_value_t = 0, requires = "www")]
    www_port: u16,
    /// Token that calls below /proxy of the page's origin get.
    #[arg(long, value_name = "TOKEN", requires = "www")]
    proxy_token: Option<String>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let Arguments { port, www, mount, www_port, proxy_token } = Arguments::parse();
    let running = serve(Options { port, www, mounts: mount, www_port, proxy_token }).await?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{}", serde_json::json!({ "base": running.base, "www": running.www }))?;
    stdout.flush()?;
    tokio::task::spawn_blocking(wait_for_the_end_of_stdin).await?;
    // Not a return: the runtime would wait for calls that a fault holds open.
    std::process::exit(0);
}

fn wait_for_the_end_of_stdin() {
    let mut buffer = [0; 1024];
    while std::io::stdin().read(&mut buffer).is_ok_and(|read| read > 0) {}
}
