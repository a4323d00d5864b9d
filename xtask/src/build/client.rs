//! The client's files in `pkg/core`: the core in both formats, `init` for `slim`, and the module.

use std::fmt::Write;
use std::iter;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::build::bundle::{self, bundle};
use crate::build::module::CLIENT;
use crate::support::files;
use crate::support::tools::Tools;
use crate::support::workspace::Workspace;

/// Compiles the client, and turns its glue into a function.
pub fn compile(workspace: &Workspace, tools: &Tools) -> Result<()> {
    CLIENT.compile(workspace, tools)?;
    write_glue_factory(workspace, &CLIENT.glue(workspace), &CLIENT.folder(workspace).join("glue.js"))
}

/// Writes the client's files to `pkg/core`.
pub fn write(workspace: &Workspace) -> Result<()> {
    let core = workspace.package().join("core");
    let types = CLIENT.folder(workspace).join(format!("{}.d.ts", CLIENT.name));
    let types = with_documented_dispose(&public_types(&files::read(&types)?)?)?;
    bundle::both(workspace, "src/js/entry.js", &core.join("core"), &types, bundle::TEXT)?;
    let init = files::read(&workspace.root.join("src/js/init.d.ts"))?;
    bundle::both(workspace, "src/js/init.js", &core.join("init"), &init, &[])?;
    bundle::module(&CLIENT.wasm(workspace), &core.join("core"), &core.join("bytes"))
}

/// Turns the glue into a function. src/js/life.js calls it each time it starts the module, so each start has its own state. The
/// platform's objects are passed in as arguments.
fn write_glue_factory(workspace: &Workspace, glue: &Path, to: &Path) -> Result<()> {
    // Unused code, such as the glue's own loading of the wasm file, is left out.
    let used = to.with_file_name("used.js");
    let name = glue.file_name().and_then(|name| name.to_str()).context("the glue has no name")?;
    files::write(&used, format!("export {{ AdminUsersSessionApi, initSync }} from \"./{name}\";\n"))?;
    let used = used.to_str().context("the path of the glue isn't text")?;
    let bundled = to.with_extension("mjs");
    let externals = GLUE_IMPORTS.map(|name| format!("--external:{name}"));
    let options: Vec<&str> = iter::once("--format=esm").chain(externals.iter().map(String::as_str)).collect();
    bundle(workspace, used, &bundled, &options)?;
    let factory = glue_factory(&files::read(&bundled)?)?;
    files::copy(&workspace.root.join("src/js/glue.d.ts"), &to.with_extension("d.ts"))?;
    files::write(to, factory)
}

/// The files of src/js that the glue imports.
const GLUE_IMPORTS: [&str; 4] = ["errors.js", "reader.js", "settle.js", "transport.js"];

/// Rewrites the glue, an ES module written by esbuild, as a function: it takes the imports as a parameter and returns the exports.
fn glue_factory(module: &str) -> Result<String> {
    let (body, exports) = module.split_once("\nexport {").context("esbuild writes exports in another way")?;
    let mut text = "export default function makeGlue({ imports, WebAssembly, Promise, queueMicrotask, \
                    FinalizationRegistry }) {\n"
        .to_owned();
    for line in body.lines() {
        let import =
            line.strip_prefix("import ").map(|import| import.split_once(" from ").context("an import without from"));
        match import.transpose()? {
            // `{ a as b }` of an import is `{ a: b }` of a constant.
            Some((names, path)) => {
                let (names, path) = (names.replace("* as ", "").replace(" as ", ": "), path.trim_end_matches(';'));
                writeln!(text, "const {names} = imports[{path}];")?;
            }
            None => writeln!(text, "{line}")?,
        }
    }
    let (names, _) = exports.split_once('}').context("esbuild writes exports in another way")?;
    writeln!(text, "return {{{names}}};\n}}")?;
    Ok(text)
}

/// The types that users see, and `start` for the loaders. Left out is what wasm-bindgen declares beyond them: classes from
/// JavaScript as `unknown`, although the Rust side declares them in full; functions for src/js/entry.js; and the instantiation.
fn public_types(types: &str) -> Result<String> {
    const INSTANTIATING: &str = "export type InitInput =";
    let (types, _) = types.split_once(INSTANTIATING).context("the types of this wasm-bindgen end in another way")?;
    let internal = |line: &str| {
        let name = line.strip_prefix("export let ").and_then(|rest| rest.strip_suffix(": unknown;"));
        let untyped = name.is_some_and(|name| types.contains(&format!("export class {name} ")));
        untyped || line.starts_with("export function ") || line.starts_with("declare function ")
    };
    let mut public = String::new();
    let mut held = String::new();
    for line in types.lines() {
        held.push_str(line);
        held.push('\n');
        // Hold a comment until its declaration is read.
        if line.is_empty() || line.starts_with("/**") || line.starts_with(" *") {
            continue;
        }
        if !internal(line) {
            public.push_str(&held);
        }
        held.clear();
    }
    // `export {}` keeps types without `export` private to this file.
    Ok(public + "\nexport default function start(module: unknown): void;\nexport {};\n")
}

/// Documents the two methods that wasm-bindgen adds to every class.
fn with_documented_dispose(types: &str) -> Result<String> {
    const PLAIN: &str = "    free(): void;\n    [Symbol.dispose](): void;\n";
    const DOCUMENTED: &str = "    /** The same as `dispose()`. */\n    free(): void;\n    \
        /** The same as `dispose()`, at the end of a `using` block. */\n    [Symbol.dispose](): void;\n";
    ensure!(types.contains(PLAIN), "this wasm-bindgen declares `free` and `[Symbol.dispose]` in another way");
    Ok(types.replace(PLAIN, DOCUMENTED))
}

#[cfg(test)]
mod tests {
    use super::{glue_factory, public_types, with_documented_dispose};

    const END: &str = "export type InitInput = BufferSource;\nexport function initSync(): void;\n";

    fn public(types: &str) -> String {
        let types = public_types(&format!("{types}{END}")).unwrap();
        types
            .strip_suffix("\n\nexport default function start(module: unknown): void;\nexport {};\n")
            .unwrap()
            .to_owned()
    }

    #[test]
    fn the_glue_becomes_a_function_of_its_imports() {
        let module =
            "import { a, b as c } from \"x.js\";\nimport * as d from \"y.js\";\nvar e = a;\nexport {\n  e,\n  f\n};\n";
        let factory = glue_factory(module).unwrap();
        let (_, body) = factory.split_once("{\n").unwrap();
        assert_eq!(
            body,
            "const { a, b: c } = imports[\"x.js\"];\nconst d = imports[\"y.js\"];\nvar e = a;\nreturn {\n  e,\n  f\n};\n}\n"
        );
        assert!(glue_factory("module.exports = 1;").is_err());
    }

    #[test]
    fn a_class_is_declared_once_with_its_type() {
        let types = "export class SlackError extends Error {\n}\nexport let SlackError: unknown;\n";
        assert_eq!(public(types), "export class SlackError extends Error {\n}");
    }

    #[test]
    fn the_dispose_methods_of_a_client_are_documented_or_the_build_fails() {
        let types = "class A {\n    free(): void;\n    [Symbol.dispose](): void;\n}\n";
        assert_eq!(with_documented_dispose(types).unwrap().matches("The same as `dispose()`").count(), 2);
        assert!(with_documented_dispose("class A {\n    free(): void;\n}\n").is_err());
    }

    #[test]
    fn a_class_without_another_declaration_stays() {
        assert_eq!(public("export let Other: unknown;\n"), "export let Other: unknown;");
    }

    #[test]
    fn functions_for_the_entry_are_not_public_and_other_comments_stay() {
        let types = "/**\n * One.\n */\nexport function renew(): void;\n/** Two. */\nexport type A = 1;\n";
        assert_eq!(public(types), "/** Two. */\nexport type A = 1;");
    }

    #[test]
    fn types_that_end_in_another_way_fail_the_build() {
        assert!(public_types("export class SlackError {\n}\n").is_err());
    }
}
