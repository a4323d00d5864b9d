//! No two files of `src/` need each other, however many are in between.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// By file, below `src/`: the files that it needs.
type Needs = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_two_files_need_each_other() {
    for (extension, least) in [("rs", 30), ("js", 8)] {
        let needs = needs(extension);
        assert!(needs.len() >= least, "only {} files end in .{extension}", needs.len());
        assert!(needs.values().map(BTreeSet::len).sum::<usize>() >= least, "{needs:?}");
        if let Some(cycle) = cycle(&needs) {
            panic!("files that need each other: {}", cycle.join(" → "));
        }
    }
}

#[test]
fn a_cycle_is_found_however_long() {
    let needs = |pairs: &[(&str, &str)]| {
        let mut needs = Needs::new();
        for (from, to) in pairs {
            needs.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        needs
    };
    assert_eq!(cycle(&needs(&[("a", "b"), ("a", "c"), ("b", "c")])), None);
    assert_eq!(cycle(&needs(&[("a", "b"), ("b", "c"), ("c", "b")])), Some(vec!["b".into(), "c".into(), "b".into()]));
}

#[test]
fn what_a_file_uses_is_read_from_its_text() {
    let names = ["lib.rs", "a.rs", "b.rs", "b/c.rs", "b/d.rs"].map(str::to_owned);
    let used = |from: &str, text: &str| rust_needs(from, text, &names).into_iter().collect::<Vec<_>>();
    assert_eq!(used("a.rs", "use crate::b::{Noun, Other};\nuse std::rc::Rc;"), ["b.rs"]);
    assert_eq!(used("b/c.rs", "use super::d::Noun;\nuse crate::{a, b::d};\n"), ["a.rs", "b/d.rs"]);
    assert_eq!(used("b.rs", "use c::Noun;\npub(crate) use d::{A, B};\n"), ["b/c.rs", "b/d.rs"]);
    assert_eq!(used("a.rs", "fn f() { crate::b::g() }\n"), ["b.rs"]);
    assert_eq!(used("a.rs", "// crate::b is not needed\n#[cfg(test)]\nmod tests {\n use crate::b;\n}\n"), [""; 0]);
}

fn needs(extension: &str) -> Needs {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    find(&root, &root, extension, &mut files);
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let needs = |name: &str, text: &str| match extension {
        "rs" => rust_needs(name, text, &names),
        _ => script_needs(name, text),
    };
    files.iter().map(|(name, text)| (name.clone(), needs(name, text))).collect()
}

/// All files but tests, each with its path and its text.
fn find(root: &Path, folder: &Path, extension: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(root, &path, extension, found);
        } else if path.extension().is_some_and(|found| found == extension) {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            let is_test = name == "tests.rs" || name.starts_with("tests/") || name.ends_with("/tests.rs");
            if !is_test {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
}

/// The files whose names a Rust file uses, its own tests aside.
fn rust_needs(from: &str, text: &str, names: &[String]) -> BTreeSet<String> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let own = module(from);
    let mut paths = Vec::new();
    // `use` statements, with their braces written out.
    for statement in statements(&code) {
        for path in written_out(&statement) {
            paths.push(resolved(&path, &own));
        }
    }
    // Paths in the code itself.
    for rest in code.split("crate::").skip(1) {
        let path: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
        paths.push(path.split("::").map(str::to_owned).collect());
    }
    let files = paths.iter().filter_map(|path| file_of(path, names)).filter(|file| file != from && file != "lib.rs");
    files.collect()
}

/// The `use` statements of a text, without `use` and the semicolon.
fn statements(code: &str) -> Vec<String> {
    let mut statements = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let starts_a_line = rest[..at].lines().next_back().is_none_or(|before| {
            let before = if rest[..at].ends_with('\n') { "" } else { before.trim() };
            before.is_empty() || before.starts_with("pub")
        });
        rest = &rest[at + 4..];
        if starts_a_line && let Some(end) = rest.find(';') {
            statements.push(rest[..end].split_whitespace().collect::<Vec<_>>().join(" "));
            rest = &rest[end..];
        }
    }
    statements
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn written_out(tree: &str) -> Vec<String> {
    let Some(open) = tree.find('{') else {
        return vec![tree.split(" as ").next().unwrap_or_default().trim().to_owned()];
    };
    let (head, inner) = (&tree[..open], &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())]);
    let mut paths = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inner[start..at].trim();
                if !part.is_empty() {
                    paths.extend(written_out(part).iter().map(|path| format!("{}{path}", head.trim())));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    paths
}

/// The module that a file is: `b/c.rs` is `b::c`.
fn module(file: &str) -> Vec<String> {
    let mut parts: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
        parts.pop();
    }
    parts
}

/// A path from the crate's root, as `own` means it.
fn resolved(path: &str, own: &[String]) -> Vec<String> {
    let mut base = own.to_vec();
    let mut parts = path.split("::").map(str::trim).peekable();
    match parts.peek() {
        Some(&"crate") => {
            base.clear();
            parts.next();
        }
        Some(&"self") => {
            parts.next();
        }
        _ => {
            while parts.next_if_eq(&"super").is_some() {
                base.pop();
            }
        }
    }
    base.extend(parts.map(str::to_owned));
    base
}

/// The file of the longest part of a path that is a module.
fn file_of(path: &[String], names: &[String]) -> Option<String> {
    (1..=path.len()).rev().find_map(|length| {
        let joined = path[..length].join("/");
        [format!("{joined}.rs"), format!("{joined}/mod.rs")].into_iter().find(|file| names.contains(file))
    })
}

/// The files that a JavaScript file imports.
fn script_needs(from: &str, text: &str) -> BTreeSet<String> {
    let statements = text.split("\nimport ").skip(1).chain(text.split("\nexport {").skip(1));
    let imported = statements.filter_map(|statement| {
        let (_, rest) = statement.split(';').next()?.split_once('"')?;
        rest.split('"').next().filter(|path| path.starts_with('.'))
    });
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    imported.map(|path| normal(&folder.join(path))).filter(|path| !path.contains("target/")).collect()
}

fn normal(path: &Path) -> String {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.pop() => {}
            other => parts.push(other),
        }
    }
    parts.to_str().unwrap().replace('\\', "/")
}

/// The files of a cycle, the first one again at the end.
fn cycle(needs: &Needs) -> Option<Vec<String>> {
    fn walk(file: &str, needs: &Needs, path: &mut Vec<String>, done: &mut BTreeSet<String>) -> Option<Vec<String>> {
        if let Some(at) = path.iter().position(|earlier| earlier == file) {
            return Some(path[at..].iter().cloned().chain([file.to_owned()]).collect());
        }
        if !done.insert(file.to_owned()) {
            return None;
        }
        path.push(file.to_owned());
        let found = needs.get(file).into_iter().flatten().find_map(|next| walk(next, needs, path, done));
        path.pop();
        found
    }
    let mut done = BTreeSet::new();
    needs.keys().find_map(|file| walk(file, needs, &mut Vec::new(), &mut done))
}
