use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::client::{OK, RESET, World};

fn start(arguments: &[&str]) -> (Child, Value) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_standin"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
    (child, serde_json::from_str(&line).expect("a line of JSON"))
}

fn origin(url: &Value) -> World {
    World { base: url.as_str().expect("a URL").to_owned() }
}

#[test]
fn it_says_where_it_listens_and_ends_with_its_stdin() {
    let (mut child, ready) = start(&[]);
    assert_eq!(ready["www"], Value::Null);
    let default_world = origin(&ready["base"]);
    assert_eq!(default_world.form(RESET, "user_id=W12345678").text, OK);
    assert_eq!(default_world.requests()[0]["path"], format!("/api/{RESET}"));
    drop(child.stdin.take());
    assert!(child.wait().expect("its end").success());
}

#[test]
fn the_page_has_an_origin_of_its_own_with_mounts() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    let (www, package) = (dir.join("www"), dir.join("package"));
    for (folder, names) in [(&www, &["index.html", "page.css"][..]), (&package, &["a.js", "b.mjs", "c.wasm"])] {
        std::fs::create_dir_all(folder).expect("a folder");
        for name in names {
            std::fs::write(folder.join(name), name).expect("a file");
        }
    }
    let mount = format!("/package={}", package.display());
    let (mut child, ready) = start(&["--www", &www.display().to_string(), "--mount", &mount]);
    assert_ne!(ready["www"], ready["base"]);
    let page = origin(&ready["www"]);
    for (path, text, mime) in [
        ("/", "index.html", "text/html"),
        ("/page.css", "page.css", "text/css"),
        ("/package/a.js", "a.js", "text/javascript"),
        ("/package/b.mjs", "b.mjs", "application/javascript"),
        ("/package/c.wasm", "c.wasm", "application/wasm"),
    ] {
        let answer = page.send("GET", path, &[], "");
        assert_eq!((answer.status, answer.text.as_str()), (200, text), "{path}");
        assert_eq!(answer.header("content-type"), Some(mime), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    assert_eq!(page.send("GET", "/package/missing.js", &[], "").status, 404);
    drop(child.stdin.take());
    assert!(child.wait().expect("its end").success());
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_standin")).args(["--www", "no-such-folder"]).output();
    let output = output.expect("the program runs");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-folder"));
}

#[test]
fn the_page_is_served_with_a_strict_policy() {
    let (mut child, ready) = start(&["--www", env!("CARGO_MANIFEST_DIR")]);
    let answer = origin(&ready["www"]).send("GET", "/README.md", &[], "");
    let policy = answer.header("content-security-policy").expect("a policy");
    for directive in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'"] {
        assert!(policy.split("; ").any(|one| one == directive), "{directive} in {policy}");
    }
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    drop(child.stdin.take());
    assert!(child.wait().expect("its end").success());
}

#[test]
fn the_proxy_adds_its_token_for_pages_of_its_own_origin_only() {
    let arguments = ["--www", env!("CARGO_MANIFEST_DIR"), "--proxy-token", "xoxp-standin-admin"];
    let (mut child, ready) = start(&arguments);
    let (page, api) = (origin(&ready["www"]), origin(&ready["base"]));
    let form = ("content-type", "application/x-www-form-urlencoded");
    let path = format!("/proxy/api/{RESET}");
    for site in [None, Some("cross-site"), Some("same-site"), Some("none")] {
        let headers: Vec<_> = [form].into_iter().chain(site.map(|site| ("sec-fetch-site", site))).collect();
        assert_eq!(page.send("POST", &path, &headers, "user_id=W12345678").status, 403, "{site:?}");
    }
    assert_eq!(api.requests().len(), 0);
    let own = [form, ("sec-fetch-site", "same-origin")];
    assert_eq!(page.send("POST", &path, &own, "user_id=W12345678").text, OK);
    assert_eq!(api.requests()[0]["headers"]["authorization"], "Bearer xoxp-standin-admin");
    drop(child.stdin.take());
    assert!(child.wait().expect("its end").success());
}

#[test]
fn without_a_token_there_is_no_proxy() {
    let (mut child, ready) = start(&["--www", env!("CARGO_MANIFEST_DIR")]);
    let headers = [("sec-fetch-site", "same-origin")];
    assert_ne!(origin(&ready["www"]).send("POST", &format!("/proxy/api/{RESET}"), &headers, "").status, 200);
    drop(child.stdin.take());
    assert!(child.wait().expect("its end").success());
}
