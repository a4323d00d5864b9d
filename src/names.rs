//! Names that callers write: keys of their objects, and values of their options. Each is spelled once, beside its variant.

/// An enum whose variants are such names.
pub(crate) trait Names: Copy + 'static {
    /// Every variant.
    const ALL: &'static [Self];
    /// Every name, in the order of `ALL`, each followed by a space.
    const LIST: &'static str;
    /// The name as callers write it.
    fn name(self) -> &'static str;
}

/// Declares such an enum: `names! { enum Key { Timeout = "timeout" } }`.
macro_rules! names {
    ($(#[$doc:meta])* $visibility:vis enum $Name:ident {
        $($(#[$variant_doc:meta])* $Variant:ident = $text:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility enum $Name { $($(#[$variant_doc])* $Variant),+ }

        impl $crate::names::Names for $Name {
            const ALL: &'static [Self] = &[$(Self::$Variant),+];
            const LIST: &'static str = concat!($($text, " "),+);
            fn name(self) -> &'static str {
                match self { $(Self::$Variant => $text),+ }
            }
        }
    };
}
pub(crate) use names;
