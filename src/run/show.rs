//! What JavaScript gets, as JSON of the types in `border.ts`.

use crate::list::problem::Problems;
use crate::record::counts::Counts;
use crate::record::key::TextKey;
use crate::record::row::Row;
use crate::target::Target;
use crate::text::json::Object;

/// A `Target`.
pub(crate) fn target(n: u32, target: &Target) -> String {
    target.write(n, Object::new()).close()
}

/// A `Row`.
pub(crate) fn row(row: &Row<'_>) -> String {
    let object = row.target.write(row.n, Object::new());
    object
        .text(TextKey::State.name(), row.standing.name())
        .text(TextKey::Error.name(), row.code)
        .text("what", row.words.what)
        .text("next", row.words.next)
        .text(TextKey::RequestId.name(), row.request_id)
        .text(TextKey::At.name(), &row.at)
        .close()
}

/// `Counts`.
pub(crate) fn counts(counts: Counts) -> String {
    let Counts { done, not_done, unknown, left, protected } = counts;
    Object::new()
        .number("done", done.into())
        .number("notDone", not_done.into())
        .number("unknown", unknown.into())
        .number("left", left.into())
        .number("protected", protected.into())
        .close()
}

/// `ListProblems`.
pub(crate) fn problems(problems: &Problems) -> String {
    let object = Object::new().number("total", problems.total().into());
    let list = object.list("problems", problems.first(), |out, problem| {
        let object = Object::new().number("line", problem.line.into()).optional("column", problem.column);
        let object = object.optional("looksLike", problem.looks_like.map(|it| it.name()));
        out.push_str(&object.text("message", &problem.message).close());
    });
    list.close()
}
