//! What is written and read as text, against second opinions.
#![no_main]

use libfuzzer_sys::fuzz_target;
use slack_admin_session::fuzzing;

fuzz_target!(|input: (String, String, Vec<(String, String)>)| {
    let (token, header, pairs) = input;

    let form = fuzzing::form(&token, &pairs);
    assert!(form.is_ascii());
    let mut read: Vec<(String, String)> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    if fuzzing::token(&token) {
        assert_eq!(read.remove(0), ("token".to_owned(), token.clone()));
    }
    assert_eq!(read, pairs);

    let json: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&fuzzing::json(&pairs)).unwrap();
    for (name, _) in &pairs {
        let last = pairs.iter().rfind(|(other, _)| other == name).unwrap();
        assert_eq!(json[name].as_str().unwrap(), last.1);
    }

    if let Some(seconds) = fuzzing::seconds(&header) {
        assert!(seconds.is_finite() && seconds > 0.0);
        let other: f64 = header.trim().parse().unwrap();
        assert!((seconds - other).abs() <= other * 1e-9);
    }
    if fuzzing::safelisted(&header, &token, &header) {
        assert!(header.len() <= 128 && header.chars().all(|c| c != '\n' && c != '\r'));
    }
});
