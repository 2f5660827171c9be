//! Money, in whole fen.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{ValueFault, normal};

/// An amount of 0 to 10,000,000 yuan in whole fen; never floating point (domain.md §4).
///
/// People type and read yuan; the wire and the database carry the integer number of fen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Fen(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// Ten million yuan.
    pub const MAX: Self = Self(1_000_000_000);

    /// From a number of fen.
    pub const fn new(fen: i64) -> Result<Self, ValueFault> {
        if fen < 0 {
            Err(ValueFault::MoneyNegative)
        } else if fen > Self::MAX.0 {
            Err(ValueFault::MoneyTooLarge)
        } else {
            Ok(Self(fen))
        }
    }

    /// From a whole number of yuan.
    pub const fn from_yuan(yuan: i64) -> Result<Self, ValueFault> {
        match yuan.checked_mul(100) {
            Some(fen) => Self::new(fen),
            None if yuan < 0 => Err(ValueFault::MoneyNegative),
            None => Err(ValueFault::MoneyTooLarge),
        }
    }

    /// Reads yuan as typed: `5000`, `5000.5`, `5,000.50`, `¥5,000`, `5000元`.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::half_width(text);
        let text = text
            .trim_start_matches(['¥', '￥'])
            .trim_end_matches('元')
            .trim();
        if text.is_empty() {
            return Err(ValueFault::TextEmpty);
        }
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = ungroup(whole).ok_or(ValueFault::MoneyFormat)?;
        if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ValueFault::MoneyFormat);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 2 {
            return Err(ValueFault::MoneyPrecision);
        }
        if negative {
            return Err(ValueFault::MoneyNegative);
        }
        // Digits only: what does not fit into an i64 is too large, not malformed.
        let fen = format!("{digits}{fraction:0<2}")
            .parse()
            .ok()
            .ok_or(ValueFault::MoneyTooLarge)?;
        Self::new(fen)
    }

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Yuan without sign or grouping, as a form field holds it: `5000`, `5000.50`.
    pub fn yuan(self) -> String {
        match self.0 % 100 {
            0 => (self.0 / 100).to_string(),
            rest => format!("{}.{rest:02}", self.0 / 100),
        }
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yuan = self.yuan();
        let (whole, fraction) = yuan.split_once('.').unwrap_or((&yuan, ""));
        f.write_str("¥")?;
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if fraction.is_empty() {
            Ok(())
        } else {
            write!(f, ".{fraction}")
        }
    }
}

impl fmt::Debug for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fen({})", self.0)
    }
}

impl std::str::FromStr for Fen {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        Self::parse(text)
    }
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(i64::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// Digits without their thousands commas; nothing when a comma stands where none belongs.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let good_first = !first.is_empty() && (!grouped || first.len() <= 3);
    let good_rest = groups.all(|group| group.len() == 3);
    let digits = whole.replace(',', "");
    (good_first && good_rest && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}
