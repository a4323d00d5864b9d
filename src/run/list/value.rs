//! What `JSON.parse` may have made of a value.

/// A value of a JSON object, as far as it matters.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// There is none, or it is `null`.
    #[default]
    Missing,
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Flag(bool),
    /// An object or a list.
    Other,
}

/// JavaScript has every whole number exactly, up to this one.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

impl Value {
    /// The value as a whole number from 0 up, if JavaScript has it exactly.
    pub(crate) fn whole(&self) -> Option<u64> {
        match self {
            Value::Number(number) if (0.0..=MAX_SAFE_INTEGER).contains(number) && number.trunc() == *number => {
                Some(*number as u64)
            }
            _ => None,
        }
    }

    pub(crate) fn is_missing(&self) -> bool {
        *self == Value::Missing
    }
}
