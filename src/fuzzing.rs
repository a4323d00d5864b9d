//! What is written and read as text, each with a second opinion: for the fuzz targets, and in short for the tests.

use crate::answer;
use crate::encode::{Body, Encoding, Placement, Value};
use crate::header::{self, Given};
use crate::secret::Secret;

fn body(encoding: Encoding, token: Option<&Secret>, pairs: &[(String, String)]) -> String {
    let mut body = Body::new(encoding);
    for (name, value) in pairs {
        body.add(name, &Value::Text(value.clone()));
    }
    body.with(Placement::Form, token).to_string()
}

/// The form that is sent, with the token first if `token` can be one.
pub fn form(token: &str, pairs: &[(String, String)]) -> String {
    body(Encoding::Form, Secret::new(token.to_owned()).as_ref(), pairs)
}

/// The JSON that is sent.
pub fn json(pairs: &[(String, String)]) -> String {
    body(Encoding::Json, None, pairs)
}

/// The seconds of a `Retry-After` header.
pub fn seconds(header: &str) -> Option<f64> {
    answer::seconds(header)
}

/// Whether a token can be sent.
pub fn token(text: &str) -> bool {
    Secret::new(text.to_owned()).is_some()
}

/// Whether headers may be sent without a preflight.
pub fn safelisted(accept: &str, name: &str, value: &str) -> bool {
    header::safelisted(accept, [&Given::one(name, value), &Given::default()]).is_ok()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
        prop::collection::vec((any::<String>(), any::<String>()), 0..6)
    }

    proptest! {
        #[test]
        fn a_form_reads_back_as_it_was_written(token in any::<String>(), pairs in pairs()) {
            let written = form(&token, &pairs);
            prop_assert!(written.is_ascii());
            let mut read: Vec<(String, String)> = form_urlencoded::parse(written.as_bytes()).into_owned().collect();
            if super::token(&token) {
                prop_assert_eq!(read.remove(0), ("token".to_owned(), token));
            }
            prop_assert_eq!(read, pairs);
        }

        #[test]
        fn json_reads_back_as_it_was_written(pairs in pairs()) {
            let read: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&json(&pairs)).unwrap();
            for (name, value) in &pairs {
                let last = pairs.iter().rfind(|(other, _)| other == name).unwrap();
                prop_assert_eq!(read[name].as_str().unwrap(), &last.1, "{} {}", name, value);
            }
        }

        #[test]
        fn seconds_are_finite_and_above_zero(header in "\\PC*|[0-9]{0,400}\\.?[0-9]{0,400}| *[0-9]+ *") {
            if let Some(seconds) = seconds(&header) {
                prop_assert!(seconds.is_finite() && seconds > 0.0);
                let other: f64 = header.trim().parse().unwrap();
                prop_assert!((seconds - other).abs() <= other * 1e-9);
            }
        }
    }
}
