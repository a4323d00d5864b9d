//! Shortens the names that the module and its glue use for each other. wasm-bindgen's names are in both files, and end with a
//! hash that can't be compressed.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Result, anyhow, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser, Payload};

/// The glue's own name in the module's imports, after shortening.
const SELF: &str = "-";

/// The beginnings of names that only the module and the glue use.
const PREFIXES: [&str; 3] = ["__wb", "__externref_table_", "wasm_bindgen_"];

/// Where wasm-bindgen copies the JavaScript files that Rust imports from.
const SNIPPETS: &str = "./snippets/";

/// Returns the module and the glue with short names for what they import from each other. `name` is the crate's name.
pub fn shorten(name: &str, wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names { glue: format!("./{name}_bg.js"), short: HashMap::new() };
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    names.add(import?.name);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    names.add(export?.name);
                }
            }
            _ => {}
        }
    }
    let glue = names.in_text(glue)?.replace(&format!("\"{}\"", names.glue), &format!("\"{SELF}\""));
    let glue = with_short_paths(&glue);
    let mut module = Module::new();
    let shortened = names.parse_core_module(&mut module, Parser::new(0), wasm);
    shortened.map_err(|error| anyhow!("the module can't be written with shorter names: {error}"))?;
    Ok((module.finish(), glue))
}

/// The glue, in which imported files are named without their folders.
fn with_short_paths(glue: &str) -> String {
    let mut parts = glue.split(SNIPPETS);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (path, rest) = part.split_at(part.find(['"', '\'']).unwrap_or(part.len()));
        text + file_name(path) + rest
    })
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The short name of each long one.
#[derive(Debug, Default)]
struct Names {
    /// The glue's own name in the module's imports, before shortening.
    glue: String,
    short: HashMap<String, String>,
}

impl Names {
    fn add(&mut self, long: &str) {
        if PREFIXES.iter().any(|prefix| long.starts_with(prefix)) {
            let short = letters(self.short.len());
            self.short.entry(long.to_owned()).or_insert(short);
        }
    }

    fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.short.get(name).map_or(name, String::as_str)
    }

    /// The text with each long name replaced by its short one.
    fn in_text(&self, text: &str) -> Result<String> {
        let mut found = HashMap::new();
        let mut out = String::with_capacity(text.len());
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let mut rest = text;
        while let Some(start) = rest.find(is_word) {
            let (between, word) = rest.split_at(start);
            let (word, after) = word.split_at(word.find(|c| !is_word(c)).unwrap_or(word.len()));
            if self.short.contains_key(word) {
                *found.entry(word).or_insert(0) += 1;
            }
            out.push_str(between);
            out.push_str(self.short(word));
            rest = after;
        }
        out.push_str(rest);
        for name in self.short.keys() {
            // The glue doesn't need the other exports: they are for threads and debuggers.
            let needed = name.starts_with("__wbg_");
            ensure!(!needed || found.contains_key(name.as_str()), "the glue doesn't name {name}");
        }
        Ok(out)
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let module = match import.module {
                own if own == self.glue => SELF,
                snippet if snippet.starts_with(SNIPPETS) => file_name(snippet),
                other => other,
            };
            imports.import(module, self.short(import.name), kind);
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Error> {
        let (kind, index) = (self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
        exports.export(self.short(export.name), kind, index);
        Ok(())
    }
}

/// `a` to `z`, then `ba`, `bb` and so on.
fn letters(number: usize) -> String {
    let digit = |digit: usize| char::from(b"abcdefghijklmnopqrstuvwxyz"[digit % 26]);
    if number < 26 { digit(number).to_string() } else { letters(number / 26) + &digit(number).to_string() }
}

#[cfg(test)]
mod tests {
    use super::{Names, letters, shorten};
    use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, TypeSection};

    fn module(import: &str, export: &str) -> Vec<u8> {
        module_of("./other.js", import, export)
    }

    fn module_of(glue: &str, import: &str, export: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(glue, import, EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export(export, ExportKind::Func, 0);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        module.finish()
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let glue = "{ __wbg_now_12ab: () => wasm.__wbindgen_malloc, renew: __wbg_now_12abc }";
        let (wasm, glue) =
            shorten("slack_admin_session", &module("__wbg_now_12ab", "__wbindgen_malloc"), glue).unwrap();
        assert_eq!(glue, "{ a: () => wasm.b, renew: __wbg_now_12abc }");
        assert_eq!(wasm, module("a", "b"));
    }

    #[test]
    fn the_glue_calls_itself_something_shorter() {
        let glue = r#"{ "./slack_admin_session_bg.js": { now } }"#;
        let (wasm, glue) =
            shorten("slack_admin_session", &module_of("./slack_admin_session_bg.js", "now", "renew"), glue).unwrap();
        assert_eq!(glue, r#"{ "-": { now } }"#);
        assert_eq!(wasm, module_of("-", "now", "renew"));
    }

    #[test]
    fn files_that_both_import_lose_their_folders() {
        let path = "./snippets/crate-0a/src/js/clock.js";
        let glue = format!("import {{ now }} from '{path}'; ({{ \"{path}\": now }})");
        let (wasm, glue) = shorten("slack_admin_session", &module_of(path, "now", "renew"), &glue).unwrap();
        assert_eq!(glue, "import { now } from 'clock.js'; ({ \"clock.js\": now })");
        assert_eq!(wasm, module_of("clock.js", "now", "renew"));
    }

    #[test]
    fn names_that_others_know_stay() {
        let (wasm, _) = shorten("slack_admin_session", &module("now", "renew"), "").unwrap();
        assert_eq!(wasm, module("now", "renew"));
    }

    #[test]
    fn a_name_that_the_glue_does_not_know_fails_the_build() {
        assert!(shorten("slack_admin_session", &module("__wbg_now_12ab", "renew"), "").is_err());
    }

    #[test]
    fn no_two_names_are_equal() {
        let mut names: Vec<_> = (0..2000).map(letters).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 2000);
        assert_eq!(Names::default().short("x"), "x");
    }
}
