//! The border to JavaScript: each export is typed by name, and takes any bytes and any JSON without a trap.
//!
//! JavaScript passes in only objects that it or `JSON.parse` has made: reading their properties runs no other code. It gets
//! texts, numbers, and JSON of a type in `border.ts`: an object with a getter for each property would be larger, and would
//! have to be freed.

use wasm_bindgen::prelude::*;

use crate::list::List;
use crate::list::entry::JsonEntry;
use crate::list::look_up as core_look_up;
use crate::list::look_up::FoundUser;
use crate::list::problem::Problems;
use crate::list::purpose::Purpose;
use crate::list::reader::{ListReader as CoreListReader, Listed};
use crate::list::value::Value;
use crate::method::Method;
use crate::per_minute::PerMinute;
use crate::record::event::Properties;
use crate::record::key::{FlagKey, NumberKey, TextKey};
use crate::record::ledger::place;
use crate::record::reader as record_reader;
use crate::record::reader::RecordError;
use crate::record::reason::Reason;
use crate::record::row::HEADINGS;
use crate::record::writer::Heading;
use crate::run::answer::Failure;
use crate::run::clock::Now;
use crate::run::opening::Resume;
use crate::{plan, run, show};

/// Name and version of the package, for the record.
const TOOL: &str = concat!("slack-admin-session/", env!("CARGO_PKG_VERSION"));

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("border.ts");

#[wasm_bindgen]
extern "C" {
    /// A line of JSON Lines, as `JSON.parse` made it.
    #[wasm_bindgen(typescript_type = "ListLine")]
    pub type ListLine;
    #[wasm_bindgen(method, getter)]
    fn user_id(this: &ListLine) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn session_id(this: &ListLine) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn team_id(this: &ListLine) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn actor_id(this: &ListLine) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn entity_type(this: &ListLine) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn entity_id(this: &ListLine) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn context_session_id(this: &ListLine) -> JsValue;

    /// A line of the record, as `JSON.parse` made it. Each property has the type that it has in the record.
    #[wasm_bindgen(typescript_type = "RecordLine")]
    pub type RecordLine;
    #[wasm_bindgen(method, getter, js_name = "type")]
    fn line_type(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn method(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn host(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn user_id(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn session_id(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn team_id(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn state(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn error(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn request_id(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn at(this: &RecordLine) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn version(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn per_minute(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn n(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn line(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter, js_name = "protected")]
    fn protected_count(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn targets(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn duplicates(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn skipped(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn retry_after(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn torn(this: &RecordLine) -> f64;
    #[wasm_bindgen(method, getter)]
    fn mobile_only(this: &RecordLine) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn web_only(this: &RecordLine) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn protected(this: &RecordLine) -> Option<bool>;
    #[wasm_bindgen(method, getter, js_name = "protect")]
    fn protected_users(this: &RecordLine) -> Option<Vec<String>>;

    /// A call that failed.
    #[wasm_bindgen(typescript_type = "CallFailure")]
    pub type CallFailure;
    #[wasm_bindgen(method, getter)]
    fn class(this: &CallFailure) -> String;
    #[wasm_bindgen(method, getter)]
    fn outcome(this: &CallFailure) -> String;
    #[wasm_bindgen(method, getter)]
    fn error(this: &CallFailure) -> String;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &CallFailure) -> String;
    #[wasm_bindgen(method, getter)]
    fn argument(this: &CallFailure) -> String;
    #[wasm_bindgen(method, getter)]
    fn cause(this: &CallFailure) -> String;
    #[wasm_bindgen(method, getter)]
    fn request_id(this: &CallFailure) -> String;
    #[wasm_bindgen(method, getter)]
    fn status(this: &CallFailure) -> f64;
    #[wasm_bindgen(method, getter)]
    fn retry_after(this: &CallFailure) -> f64;

    /// What is to be done with each target of a list.
    #[wasm_bindgen(typescript_type = "PlanOrder")]
    pub type PlanOrder;
    #[wasm_bindgen(method, getter)]
    fn method(this: &PlanOrder) -> String;
    #[wasm_bindgen(method, getter)]
    fn host(this: &PlanOrder) -> String;
    #[wasm_bindgen(method, getter)]
    fn list_name(this: &PlanOrder) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn list_sha256(this: &PlanOrder) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn by(this: &PlanOrder) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn note(this: &PlanOrder) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn mobile_only(this: &PlanOrder) -> bool;
    #[wasm_bindgen(method, getter)]
    fn web_only(this: &PlanOrder) -> bool;
    #[wasm_bindgen(method, getter)]
    fn per_minute(this: &PlanOrder) -> f64;
    #[wasm_bindgen(method, getter)]
    fn look_up(this: &PlanOrder) -> bool;

    /// How a run goes on.
    #[wasm_bindgen(typescript_type = "ResumeOrder")]
    pub type ResumeOrder;
    #[wasm_bindgen(method, getter)]
    fn repeat_unknown(this: &ResumeOrder) -> bool;
    #[wasm_bindgen(method, getter)]
    fn per_minute(this: &ResumeOrder) -> Option<f64>;
}

/// A value that `JSON.parse` made.
fn value(js: JsValue) -> Value {
    if js.is_undefined() || js.is_null() {
        Value::Missing
    } else if let Some(text) = js.as_string() {
        Value::Text(text)
    } else if let Some(number) = js.as_f64() {
        Value::Number(number)
    } else if let Some(flag) = js.as_bool() {
        Value::Flag(flag)
    } else {
        Value::Other
    }
}

impl ListLine {
    fn entry(&self) -> JsonEntry {
        JsonEntry {
            user_id: value(self.user_id()),
            session_id: value(self.session_id()),
            team_id: value(self.team_id()),
            actor_id: value(self.actor_id()),
            entity_type: value(self.entity_type()),
            entity_id: value(self.entity_id()),
            context_session_id: value(self.context_session_id()),
        }
    }
}

impl Properties for RecordLine {
    fn text(&self, key: TextKey) -> Option<String> {
        match key {
            TextKey::Type => self.line_type(),
            TextKey::At => self.at(),
            TextKey::Method => self.method(),
            TextKey::Host => self.host(),
            TextKey::UserId => self.user_id(),
            TextKey::SessionId => self.session_id(),
            TextKey::TeamId => self.team_id(),
            TextKey::State => self.state(),
            TextKey::Error => self.error(),
            TextKey::Kind => self.kind(),
            TextKey::RequestId => self.request_id(),
            // These are for people: a run reads none of them.
            TextKey::Tool
            | TextKey::Run
            | TextKey::Name
            | TextKey::Sha256
            | TextKey::By
            | TextKey::Note
            | TextKey::Reason => None,
        }
    }

    fn number(&self, key: NumberKey) -> Option<f64> {
        // A missing property comes as NaN, which isn't a number of JSON's: so the value needn't cross through memory.
        let number = match key {
            NumberKey::Version => self.version(),
            NumberKey::PerMinute => self.per_minute(),
            NumberKey::N => self.n(),
            NumberKey::Line => self.line(),
            NumberKey::Targets => self.targets(),
            NumberKey::Protected => self.protected_count(),
            NumberKey::Duplicates => self.duplicates(),
            NumberKey::Skipped => self.skipped(),
            NumberKey::RetryAfter => self.retry_after(),
            NumberKey::Torn => self.torn(),
            NumberKey::Done | NumberKey::NotDone | NumberKey::Unknown | NumberKey::Left => f64::NAN,
        };
        (!number.is_nan()).then_some(number)
    }

    fn flag(&self, key: FlagKey) -> bool {
        let flag = match key {
            FlagKey::MobileOnly => self.mobile_only(),
            FlagKey::WebOnly => self.web_only(),
            FlagKey::Protected => self.protected(),
            FlagKey::RepeatUnknown => None,
        };
        flag == Some(true)
    }

    fn protect(&self) -> Vec<String> {
        self.protected_users().unwrap_or_default()
    }
}

impl CallFailure {
    fn failure(&self) -> Failure {
        Failure {
            class: self.class(),
            outcome: self.outcome(),
            error: self.error(),
            kind: self.kind(),
            status: self.status(),
            retry_after: self.retry_after(),
            argument: self.argument(),
            cause: self.cause(),
            request_id: self.request_id(),
        }
    }
}

impl PlanOrder {
    fn method_named(&self) -> Option<Method> {
        Method::named(&self.method(), self.mobile_only(), self.web_only())
    }

    /// What a list is for. An order that `order_error` refuses has a reader too, but no plan.
    fn purpose(&self) -> Purpose {
        match self.method_named().map_or(Purpose::Reset, Purpose::of) {
            Purpose::Reset if self.look_up() => Purpose::ResetOrLookUp,
            purpose => purpose,
        }
    }

    fn heading(&self) -> Heading {
        Heading {
            host: self.host(),
            list_name: self.list_name(),
            list_sha256: self.list_sha256(),
            by: self.by(),
            note: self.note(),
            ..Heading::default()
        }
    }
}

/// What is wrong with an order, as a sentence that begins with the name of the argument. Ask before anything is read.
#[wasm_bindgen]
pub fn order_error(order: &PlanOrder) -> Option<String> {
    if order.method_named().is_none() {
        return Some(
            "`method` must be \"admin.users.session.reset\", with `mobile_only` or `web_only` but not both, or \
             \"admin.users.session.invalidate\", with neither"
                .to_owned(),
        );
    }
    if PerMinute::new(order.per_minute()).is_none() {
        return Some(pace_error());
    }
    if order.look_up() && order.purpose() != Purpose::ResetOrLookUp {
        return Some("`lookUp` finds users, so it goes only with the method \"reset\"".to_owned());
    }
    order.heading().with_token().map(|part| format!("`{part}` seems to hold a token, which must not be in a record"))
}

/// What is wrong with a pace.
#[wasm_bindgen]
pub fn per_minute_error(per_minute: f64) -> Option<String> {
    PerMinute::new(per_minute).is_none().then(pace_error)
}

fn pace_error() -> String {
    "`perMinute` must be a whole number from 1 to 6000".to_owned()
}

/// Milliseconds from the start of one look-up to that of the next.
#[wasm_bindgen]
pub fn look_up_gap() -> f64 {
    PerMinute::LOOK_UP.gap() as f64 / 1000.0
}

/// The encoding of a list, as a label for `TextDecoder`, recognised by its first bytes.
#[wasm_bindgen]
pub fn encoding(bytes: &[u8]) -> String {
    crate::list::encoding::encoding(bytes).to_owned()
}

/// Whether a text holds something that may be one of Slack's tokens.
#[wasm_bindgen]
pub fn is_token_like(text: &str) -> bool {
    crate::text::looks_like::is_token_like(text)
}

/// The headings of the report as CSV, with their line end.
#[wasm_bindgen]
pub fn report_headings() -> String {
    HEADINGS.to_owned()
}

/// Users who are left alone.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Protected(crate::list::protect::Protected);

/// Reads a list.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ListReader {
    reader: Option<CoreListReader>,
    problems: Problems,
}

#[wasm_bindgen]
impl ListReader {
    /// A reader of a list of targets for an order's method or, without an order, of users to protect.
    #[wasm_bindgen(constructor)]
    pub fn new(order: Option<PlanOrder>) -> ListReader {
        let purpose = order.map_or(Purpose::Protect, |order| order.purpose());
        ListReader { reader: Some(CoreListReader::new(purpose)), problems: Problems::default() }
    }

    /// The next bytes, as UTF-8.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(reader) = &mut self.reader {
            reader.push(bytes);
        }
    }

    /// There are no more bytes.
    pub fn end(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.end();
        }
    }

    /// A line that must be parsed as JSON. It is the same one until you call `json` or `not_json`.
    pub fn json_line(&self) -> Option<String> {
        self.reader.as_ref().and_then(CoreListReader::json_line)
    }

    /// The line is a JSON object.
    pub fn json(&mut self, line: &ListLine) {
        if let Some(reader) = &mut self.reader {
            reader.json(line.entry());
        }
    }

    /// The line is not a JSON object.
    pub fn not_json(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.not_json();
        }
    }

    /// The addresses to look up, once, if the list has addresses and nothing is wrong with it. `LookUp` then makes the plan.
    pub fn look_up(&mut self) -> Option<LookUp> {
        if !self.reader.as_ref().is_some_and(CoreListReader::is_of_addresses) {
            return None;
        }
        match self.listed()? {
            Listed::LookUp(look_up) => Some(LookUp { look_up: Some(look_up), problems: Problems::default() }),
            Listed::List(_) => None,
        }
    }

    /// The plan for the list that was read, once; else there are `problems`.
    pub fn plan(&mut self, order: &PlanOrder, protect: Option<Protected>) -> Option<Plan> {
        let made = Plan::of(order, self.list()?, protect);
        made.map_err(|problems| self.problems = problems).ok()?
    }

    /// The users to protect that were read, once; else there are `problems`.
    pub fn protected(&mut self) -> Option<Protected> {
        Some(Protected(crate::list::protect::Protected::new(self.list()?)))
    }

    fn list(&mut self) -> Option<List> {
        match self.listed()? {
            Listed::List(list) => Some(list),
            Listed::LookUp(_) => None,
        }
    }

    fn listed(&mut self) -> Option<Listed> {
        self.reader.take()?.finish().map_err(|problems| self.problems = problems).ok()
    }

    /// What is wrong: JSON of `ListProblems`.
    pub fn problems(&self) -> String {
        show::problems(&self.problems)
    }
}

/// Turns the e-mail addresses of a list into users.
#[wasm_bindgen]
#[derive(Debug)]
pub struct LookUp {
    look_up: Option<core_look_up::LookUp>,
    problems: Problems,
}

#[wasm_bindgen]
impl LookUp {
    /// The address to look up next. It is the same one until you call `found` or `not_found`.
    pub fn address(&self) -> Option<String> {
        self.look_up.as_ref()?.address().map(str::to_owned)
    }

    /// How many addresses are left.
    pub fn left(&self) -> u32 {
        self.look_up.as_ref().map_or(0, core_look_up::LookUp::left)
    }

    /// Slack knows the user of the address.
    pub fn found(&mut self, id: String, is_deactivated: bool, is_bot: bool, is_primary_owner: bool) {
        if let Some(look_up) = &mut self.look_up {
            look_up.found(FoundUser { id, is_deactivated, is_bot, is_primary_owner });
        }
    }

    /// Slack has refused the address, with this code.
    pub fn not_found(&mut self, code: &str) {
        if let Some(look_up) = &mut self.look_up {
            look_up.not_found(code);
        }
    }

    /// The plan for the users who were found, once; else there are `problems`. With `skip_missing` the others are left out.
    pub fn plan(&mut self, order: &PlanOrder, protect: Option<Protected>, skip_missing: bool) -> Option<Plan> {
        let made = self.look_up.take()?.finish(skip_missing).and_then(|list| Plan::of(order, list, protect));
        made.map_err(|problems| self.problems = problems).ok()?
    }

    /// What is wrong: JSON of `ListProblems`.
    pub fn problems(&self) -> String {
        show::problems(&self.problems)
    }
}

/// What a run is going to do.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Plan {
    plan: plan::Plan,
    heading: Heading,
}

impl Plan {
    /// `None` for an order that `order_error` refuses.
    fn of(order: &PlanOrder, list: List, protect: Option<Protected>) -> Result<Option<Plan>, Problems> {
        let (Some(method), Some(per_minute)) = (order.method_named(), PerMinute::new(order.per_minute())) else {
            return Ok(None);
        };
        let plan = plan::Plan::new(method, per_minute, list, protect.map(|protect| protect.0).as_ref())?;
        Ok(Some(Plan { plan, heading: order.heading() }))
    }
}

#[wasm_bindgen]
impl Plan {
    /// The method that is called.
    #[wasm_bindgen(unchecked_return_type = "\"admin.users.session.reset\" | \"admin.users.session.invalidate\"")]
    pub fn method(&self) -> String {
        self.plan.method().name().to_owned()
    }

    /// Whether only sessions on mobile devices end.
    pub fn mobile_only(&self) -> bool {
        self.plan.method().mobile_only()
    }

    /// Whether only sessions in browsers end.
    pub fn web_only(&self) -> bool {
        self.plan.method().web_only()
    }

    /// `plain`, `csv` or `json-lines`.
    #[wasm_bindgen(unchecked_return_type = "\"plain\" | \"csv\" | \"json-lines\"")]
    pub fn form(&self) -> String {
        self.plan.form().name().to_owned()
    }

    /// The columns that were read, by their plain names.
    pub fn columns(&self) -> Vec<String> {
        self.plan.columns().iter().map(|name| (*name).to_owned()).collect()
    }

    /// How many targets are called.
    pub fn count(&self) -> u32 {
        self.plan.count()
    }

    /// How many are left alone.
    pub fn protected(&self) -> u32 {
        self.plan.protected()
    }

    /// How many lines named a target again.
    pub fn duplicates(&self) -> u32 {
        self.plan.duplicates()
    }

    /// How many e-mail addresses were looked up.
    pub fn looked_up(&self) -> u32 {
        self.plan.looked_up()
    }

    /// The lines that are left out, since their users' sessions can't be ended: JSON of `ListProblems`.
    pub fn skipped(&self) -> String {
        show::problems(self.plan.skipped())
    }

    /// How long it takes.
    pub fn seconds(&self) -> f64 {
        self.plan.seconds()
    }

    /// How many targets there are, protected ones too.
    pub fn target_count(&self) -> u32 {
        u32::try_from(self.plan.targets().len()).unwrap_or(u32::MAX)
    }

    /// The target with this number, from 1; protected ones have numbers too. JSON of `Target`.
    pub fn target(&self, n: u32) -> Option<String> {
        Some(show::target(n, self.plan.targets().get(place(n)?)?))
    }

    /// A run of this plan. `id` is 32 random hex digits.
    pub fn run(&self, id: String, monotonic: f64, wall: f64) -> Run {
        let heading = Heading { run: id, tool: TOOL.to_owned(), ..self.heading.clone() };
        Run::of(run::Run::new(&self.plan, heading, Now { monotonic, wall }))
    }
}

/// Reads a record.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RecordReader {
    reader: Option<record_reader::RecordReader>,
    error: Option<RecordError>,
}

#[wasm_bindgen]
impl RecordReader {
    /// A reader at the start of a record.
    #[wasm_bindgen(constructor)]
    pub fn new() -> RecordReader {
        RecordReader { reader: Some(record_reader::RecordReader::new()), error: None }
    }

    /// The next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(reader) = &mut self.reader {
            reader.push(bytes);
        }
    }

    /// There are no more bytes.
    pub fn end(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.end();
        }
    }

    /// Lines that must be parsed as JSON, with LF between them. Call `event` or `unreadable` for one after the other.
    pub fn lines(&self) -> Option<String> {
        self.reader.as_ref().and_then(record_reader::RecordReader::lines)
    }

    /// The next line is a JSON object.
    pub fn event(&mut self, line: &RecordLine) {
        if let Some(reader) = &mut self.reader {
            reader.event(line);
        }
    }

    /// The next line is not a JSON object.
    pub fn unreadable(&mut self) {
        if let Some(reader) = &mut self.reader {
            reader.unreadable();
        }
    }

    /// What the record says, once; else there is an error.
    pub fn finish(&mut self) -> Option<Replay> {
        match self.reader.take()?.finish() {
            Ok(replay) => Some(Replay { replay: Some(replay), problems: Problems::default() }),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// The line that is damaged.
    pub fn error_line(&self) -> Option<u32> {
        self.error.as_ref().and_then(|error| error.line)
    }

    /// Why the record can't be used.
    pub fn error_message(&self) -> Option<String> {
        self.error.as_ref().map(|error| error.message.clone())
    }
}

/// What a record says, until a run goes on with it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Replay {
    replay: Option<crate::record::replay::Replay>,
    problems: Problems,
}

#[wasm_bindgen]
impl Replay {
    /// The method that is called.
    #[wasm_bindgen(
        unchecked_return_type = "\"admin.users.session.reset\" | \"admin.users.session.invalidate\" | undefined"
    )]
    pub fn method(&self) -> Option<String> {
        self.replay.as_ref().map(|replay| replay.method.name().to_owned())
    }

    /// Whether only sessions on mobile devices end.
    pub fn mobile_only(&self) -> bool {
        self.replay.as_ref().is_some_and(|replay| replay.method.mobile_only())
    }

    /// Whether only sessions in browsers end.
    pub fn web_only(&self) -> bool {
        self.replay.as_ref().is_some_and(|replay| replay.method.web_only())
    }

    /// The host that is called.
    pub fn host(&self) -> Option<String> {
        self.replay.as_ref().map(|replay| replay.host.clone())
    }

    /// The latest pace.
    pub fn per_minute(&self) -> Option<f64> {
        self.replay.as_ref().map(|replay| replay.per_minute.calls())
    }

    /// How many targets there are, protected ones too.
    pub fn target_count(&self) -> u32 {
        self.replay.as_ref().map_or(0, |replay| u32::try_from(replay.targets.len()).unwrap_or(u32::MAX))
    }

    /// How many lines of the list named a target again.
    pub fn duplicates(&self) -> u32 {
        self.replay.as_ref().map_or(0, |replay| replay.left_out.duplicates)
    }

    /// How many lines of the list were skipped, since their users' sessions can't be ended.
    pub fn skipped(&self) -> u32 {
        self.replay.as_ref().map_or(0, |replay| replay.left_out.skipped)
    }

    /// How many targets are in each state: JSON of `Counts`.
    pub fn counts(&self) -> Option<String> {
        self.replay.as_ref().map(|replay| show::counts(replay.ledger.counts()))
    }

    /// How many bytes at the end can't be read.
    pub fn torn(&self) -> u32 {
        self.replay.as_ref().map_or(0, |replay| replay.torn)
    }

    /// The result of the target with this number, from 1: JSON of `Row`.
    pub fn row(&self, n: u32) -> Option<String> {
        Some(show::row(&self.replay.as_ref()?.row(n)?))
    }

    /// The state of the target with this number: `state` of its row.
    pub fn state(&self, n: u32) -> Option<String> {
        Some(self.replay.as_ref()?.ledger.standing(n)?.name().to_owned())
    }

    /// Its row as CSV, with its line end.
    pub fn csv(&self, n: u32) -> Option<String> {
        Some(self.replay.as_ref()?.row(n)?.csv())
    }

    /// The run that goes on, once; else there are `problems`. After that this object is empty.
    pub fn resume(
        &mut self,
        order: &ResumeOrder,
        protect: Option<Protected>,
        monotonic: f64,
        wall: f64,
    ) -> Option<Run> {
        let resume = Resume {
            tool: TOOL.to_owned(),
            repeat_unknown: order.repeat_unknown(),
            protected: protect.map(|protect| protect.0),
            per_minute: order.per_minute().and_then(PerMinute::new),
        };
        match run::Run::resume(self.replay.take()?, &resume, Now { monotonic, wall }) {
            Ok(run) => Some(Run::of(run)),
            Err(problems) => {
                self.problems = problems;
                None
            }
        }
    }

    /// What is wrong with the protected users: JSON of `ListProblems`.
    pub fn problems(&self) -> String {
        show::problems(&self.problems)
    }
}

/// What to do next.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Append `text()` to the record, durably; then call `written()`.
    Write,
    /// Make the call for `target_number()`, once; then call `done`, `not_ok` or `failed`.
    Call,
    /// Wait until the monotonic clock says `until()`.
    Wait,
    /// It is over: `reason()`.
    End,
}

/// A run.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Run {
    run: run::Run,
    text: String,
    n: u32,
    until: f64,
    reason: Option<Reason>,
}

impl Run {
    fn of(run: run::Run) -> Self {
        Run { run, text: String::new(), n: 0, until: 0.0, reason: None }
    }
}

#[wasm_bindgen]
impl Run {
    /// What to do now. Each step is given out once.
    pub fn next(&mut self, monotonic: f64, wall: f64) -> Step {
        match self.run.next(Now { monotonic, wall }) {
            run::step::Step::Write(text) => {
                self.text = text;
                Step::Write
            }
            run::step::Step::Call(n) => {
                self.n = n;
                Step::Call
            }
            run::step::Step::Wait(until) => {
                self.until = until;
                Step::Wait
            }
            run::step::Step::End(reason) => {
                self.reason = Some(reason);
                Step::End
            }
        }
    }

    /// The text of `Step.Write`, once.
    pub fn text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// The number of the target of `Step.Call`.
    pub fn target_number(&self) -> u32 {
        self.n
    }

    /// What the monotonic clock says at the end of `Step.Wait`.
    pub fn until(&self) -> f64 {
        self.until
    }

    /// Why it ended, after `Step.End`.
    #[wasm_bindgen(unchecked_return_type = "RunReason | undefined")]
    pub fn reason(&self) -> Option<String> {
        self.reason.map(|reason| reason.name().to_owned())
    }

    /// The text is durable.
    pub fn written(&mut self) {
        self.run.written();
    }

    /// Slack did it. `false`: the run didn't wait for an answer for this target.
    pub fn done(&mut self, n: u32, request_id: &str, monotonic: f64, wall: f64) -> bool {
        self.run.done(n, request_id, Now { monotonic, wall })
    }

    /// The call resolved, but not to an object whose `ok` is `true`.
    pub fn not_ok(&mut self, n: u32, request_id: &str, monotonic: f64, wall: f64) -> bool {
        self.run.not_ok(n, request_id, Now { monotonic, wall })
    }

    /// The call failed.
    pub fn failed(&mut self, n: u32, failure: &CallFailure, monotonic: f64, wall: f64) -> bool {
        self.run.failed(n, &failure.failure(), Now { monotonic, wall })
    }

    /// Stops the run: ask for the next step at once.
    pub fn stop(&mut self) {
        self.run.stop();
    }

    /// The record can't be written, or another program writes to it.
    pub fn record_lost(&mut self) {
        self.run.record_lost();
    }

    /// The target with this number, from 1: JSON of `Target`.
    pub fn target(&self, n: u32) -> Option<String> {
        self.run.target(n).map(|target| show::target(n, target))
    }

    /// How many targets are in each state: JSON of `Counts`.
    pub fn counts(&self) -> String {
        show::counts(self.run.counts())
    }

    /// The result of the target whose outcome was recorded last, until the next text: JSON of `Row`.
    pub fn settled(&self) -> Option<String> {
        self.run.settled().map(|row| show::row(&row))
    }

    /// What it waits for, if it waits.
    #[wasm_bindgen(unchecked_return_type = "\"pace\" | \"limit\" | \"connection\" | \"unavailable\" | undefined")]
    pub fn waits_for(&mut self, monotonic: f64, wall: f64) -> Option<String> {
        self.run.waits_for(Now { monotonic, wall }).map(|why| why.name().to_owned())
    }

    /// How long it still takes.
    pub fn seconds_left(&mut self, monotonic: f64, wall: f64) -> f64 {
        self.run.seconds_left(Now { monotonic, wall })
    }

    /// When a run that Slack has stopped may go on, in milliseconds since 1970.
    pub fn retry_at(&self) -> Option<f64> {
        self.run.retry_at()
    }
}
