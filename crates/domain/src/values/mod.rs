//! Self-checking values: one parser each, used alike by the API, the browser client and imports
//! (data.md, "Values that check themselves").
//!
//! Every type is made by `parse`, which trims, turns full-width letters and digits into half-width
//! ones and answers a [`ValueFault`] that says what is wrong and what to do. Deserialising parses.
//! Personal values have no `Display`, and their `Debug` is masked, so that a log cannot carry them.

mod agreement;
mod contact;
mod fault;
mod fen;
mod id_number;
mod lang;
mod normal;
mod region;
mod text;
mod uscc;
mod year;

pub use agreement::{AgreementKind, AgreementLevel, AgreementNumber, AgreementParts, SchoolCode};
pub use contact::{ContactPhone, Email, Phone, Postcode};
pub use fault::ValueFault;
pub use fen::Fen;
pub use id_number::{IdNumber, Sex};
pub use lang::Lang;
pub use region::{RegionCode, RegionLevel};
pub use text::{Lines, Sha256Hex, Text};
pub use uscc::Uscc;
pub use year::GraduationYear;

/// What every value kept as text shares: reading, giving back, and serde that validates.
macro_rules! text_value {
    ($name:ident) => {
        impl $name {
            /// The canonical text.
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.text
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::values::ValueFault;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// `Display` and `Debug` of a value that anybody may see.
macro_rules! shown {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.text)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.text)
            }
        }
    };
}

/// `Debug` of a personal value: its masked form only, and no `Display` at all.
macro_rules! masked {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.masked())
            }
        }
    };
}

use {masked, shown, text_value};
#[cfg(test)]
mod tests;
