//! The properties of the run, in a world where everything goes wrong. `PROPTEST_CASES` says how often.

mod common;
mod driver;

use std::collections::BTreeMap;

use driver::{World, case};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

proptest! {
    /// Properties 1 to 5; the sixth is in lists.rs. The driver says which one doesn't hold.
    #[test]
    fn whatever_happens_the_record_knows_of_every_call(case in case()) {
        World::new(&case).play()?;
    }
}

#[test]
fn the_generated_cases_reach_every_kind_of_end() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..300 {
        let case = case().new_tree(&mut runner).unwrap().current();
        let mut world = World::new(&case);
        world.play().unwrap();
        for (what, count) in [("crash", world.crashes), ("resumption", world.resumed), ("repetition", world.repeated)] {
            *seen.entry(what).or_default() += count;
        }
        for reason in &world.reasons {
            *seen.entry(reason.name()).or_default() += 1;
        }
    }
    println!("{seen:?}");
    let reasons =
        ["complete", "stopped", "refused", "wrong_list", "limited", "unreachable", "uncertain", "not_slack", "record"];
    for what in ["crash", "resumption", "repetition"].iter().chain(&reasons) {
        assert!(seen.get(what).is_some_and(|count| *count > 2), "{what}: {seen:?}");
    }
}
