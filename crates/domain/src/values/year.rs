//! Graduation year (届).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{ValueFault, normal};

/// The year in which a student graduates, 2000..=2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GraduationYear(u16);

impl GraduationYear {
    /// From a number.
    pub const fn new(year: u16) -> Result<Self, ValueFault> {
        if year >= 2000 && year <= 2100 {
            Ok(Self(year))
        } else {
            Err(ValueFault::GraduationYear)
        }
    }

    /// Reads a year, also as `2027届`.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::half_width(text);
        let digits = text
            .strip_suffix('届')
            .or(text.strip_suffix('年'))
            .unwrap_or(&text);
        if !normal::is_digits(digits, 4) {
            return Err(ValueFault::GraduationYear);
        }
        Self::new(digits.parse().ok().ok_or(ValueFault::GraduationYear)?)
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for GraduationYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl std::str::FromStr for GraduationYear {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        Self::parse(text)
    }
}

impl Serialize for GraduationYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.0)
    }
}

impl<'de> Deserialize<'de> for GraduationYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u16::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
