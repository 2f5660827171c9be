//! Bounded text, and the digest of bytes.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use super::{ValueFault, normal, shown, text_value};

/// One line of 1 to `MAX` characters, trimmed, without control or invisible characters.
///
/// Its `Debug` tells the length only: such a line may be a name or an address.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text<const MAX: usize> {
    text: String,
}

/// As [`Text`], but of any number of lines, divided by `\n`: a reason, a remark.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lines<const MAX: usize> {
    text: String,
}

impl<const MAX: usize> Text<MAX> {
    /// Reads a line. Full-width characters stay as they are: they belong to Chinese text.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = checked(text, MAX, |_| false)?;
        Ok(Self { text })
    }
}

impl<const MAX: usize> Lines<MAX> {
    /// Reads lines; `\r\n` and `\r` become `\n`.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = checked(&text.replace("\r\n", "\n").replace('\r', "\n"), MAX, |c| {
            c == '\n'
        })?;
        Ok(Self { text })
    }
}

fn checked(text: &str, max: usize, allowed: fn(char) -> bool) -> Result<String, ValueFault> {
    let text = normal::trim(text);
    if text.is_empty() {
        Err(ValueFault::TextEmpty)
    } else if text
        .chars()
        .any(|c| (c.is_control() && !allowed(c)) || normal::is_invisible(c))
    {
        Err(ValueFault::TextControl)
    } else if text.chars().count() > max {
        Err(ValueFault::TextTooLong { max })
    } else {
        Ok(text.to_owned())
    }
}

macro_rules! bounded_text {
    ($name:ident) => {
        impl<const MAX: usize> $name<MAX> {
            /// The highest number of characters.
            pub const MAX: usize = MAX;

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl<const MAX: usize> AsRef<str> for $name<MAX> {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl<const MAX: usize> From<$name<MAX>> for String {
            fn from(value: $name<MAX>) -> Self {
                value.text
            }
        }

        impl<const MAX: usize> std::str::FromStr for $name<MAX> {
            type Err = ValueFault;

            fn from_str(text: &str) -> Result<Self, ValueFault> {
                Self::parse(text)
            }
        }

        impl<const MAX: usize> fmt::Display for $name<MAX> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }

        impl<const MAX: usize> fmt::Debug for $name<MAX> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(
                    f,
                    "{}({} characters)",
                    stringify!($name),
                    self.text.chars().count()
                )
            }
        }

        impl<const MAX: usize> Serialize for $name<MAX> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text)
            }
        }

        impl<'de, const MAX: usize> Deserialize<'de> for $name<MAX> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(de::Error::custom)
            }
        }
    };
}

bounded_text!(Text);
bounded_text!(Lines);

/// A SHA-256 digest as 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256Hex {
    text: String,
}

impl Sha256Hex {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            text: hex::encode(Sha256::digest(bytes)),
        }
    }

    /// Reads a digest; capitals become lower case.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::half_width(text).to_ascii_lowercase();
        if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            Ok(Self { text })
        } else {
            Err(ValueFault::Sha256Format)
        }
    }
}

text_value!(Sha256Hex);
shown!(Sha256Hex);
