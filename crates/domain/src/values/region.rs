//! Administrative region code (行政区划代码), GB/T 2260.

use serde::{Deserialize, Serialize};

use super::{ValueFault, normal, shown, text_value};

/// The first two digits of every province-level region; 83 is used in residence permits only.
pub(super) const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83",
];

/// The three levels of GB/T 2260.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionLevel {
    /// 省级
    Province,
    /// 地级
    City,
    /// 县级
    County,
}

/// A six-digit region code of a known province.
///
/// Whether the county exists today is asked of the table, `codes::contains(TableId::Region, …)`:
/// that table is large, and a client that only carries codes should not carry it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionCode {
    text: String,
}

impl RegionCode {
    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::half_width(text);
        if !normal::is_digits(&text, 6) {
            return Err(ValueFault::RegionFormat);
        }
        let known = text
            .get(..2)
            .is_some_and(|head| head != "83" && PROVINCES.contains(&head));
        let whole = text.get(2..4) != Some("00") || text.ends_with("0000");
        if known && whole {
            Ok(Self { text })
        } else {
            Err(ValueFault::RegionUnknown)
        }
    }

    /// The level, by the trailing zeros.
    pub fn level(&self) -> RegionLevel {
        if self.text.ends_with("0000") {
            RegionLevel::Province
        } else if self.text.ends_with("00") {
            RegionLevel::City
        } else {
            RegionLevel::County
        }
    }

    /// The province it is in, or is.
    pub fn province(&self) -> Self {
        self.upper(2)
    }

    /// The city it is in, or is; nothing for a province.
    pub fn city(&self) -> Option<Self> {
        (self.level() != RegionLevel::Province).then(|| self.upper(4))
    }

    /// The regions it is in, largest first, without itself.
    pub fn parents(&self) -> Vec<Self> {
        match self.level() {
            RegionLevel::Province => Vec::new(),
            RegionLevel::City => vec![self.upper(2)],
            RegionLevel::County => vec![self.upper(2), self.upper(4)],
        }
    }

    fn upper(&self, digits: usize) -> Self {
        Self {
            text: format!("{:0<6}", self.text.get(..digits).unwrap_or_default()),
        }
    }
}

text_value!(RegionCode);
shown!(RegionCode);
