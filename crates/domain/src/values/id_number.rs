//! Citizen identification number (公民身份号码), GB 11643-1999.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::region::PROVINCES;
use super::{RegionCode, ValueFault, masked, normal, text_value};

/// Weights of the first 17 digits, `2^(17-i) mod 11` (GB 11643-1999; codes.md §8).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check characters in order of the weighted sum modulo 11 (ISO 7064 MOD 11-2).
const CHECKS: &str = "10X98765432";

/// Sex as the ID number tells it (GB/T 2261.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// The code in the `sex` table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
        }
    }
}

/// A citizen's 18-character ID number whose province, date and check digit are right. Personal.
///
/// The region prefix is checked by province only: a number keeps the county of its first issue,
/// and many of those codes have been abolished since.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdNumber {
    text: String,
    birth_date: NaiveDate,
    sex: Sex,
}

impl IdNumber {
    /// Reads and checks a number; a lower-case x becomes X.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::compact(text).to_ascii_uppercase();
        if text.chars().count() != 18 {
            return Err(ValueFault::IdNumberLength);
        }
        let (Some(body), Some(check)) = (text.get(..17), text.get(17..)) else {
            return Err(ValueFault::IdNumberCharacters);
        };
        if !normal::is_digits(body, 17) || !CHECKS.contains(check) {
            return Err(ValueFault::IdNumberCharacters);
        }
        if !body
            .get(..2)
            .is_some_and(|province| PROVINCES.contains(&province))
        {
            return Err(ValueFault::IdNumberRegion);
        }
        let birth_date = body
            .get(6..14)
            .and_then(date)
            .ok_or(ValueFault::IdNumberDate)?;
        if check.chars().next() != check_char(body) {
            return Err(ValueFault::IdNumberCheckDigit);
        }
        let odd = body.bytes().last().is_some_and(|b| b % 2 == 1);
        Ok(Self {
            birth_date,
            sex: if odd { Sex::Male } else { Sex::Female },
            text,
        })
    }

    /// A number with a right check digit for a made-up person (the demo world, tests); `sequence`
    /// is taken modulo 1000 and is odd for a man.
    pub fn synthesise(
        region: &RegionCode,
        birth_date: NaiveDate,
        sequence: u16,
    ) -> Result<Self, ValueFault> {
        let body = format!(
            "{}{:04}{:02}{:02}{:03}",
            region.as_str(),
            birth_date.year(),
            birth_date.month(),
            birth_date.day(),
            sequence % 1000,
        );
        let check = check_char(&body).ok_or(ValueFault::IdNumberCheckDigit)?;
        Self::parse(&format!("{body}{check}"))
    }

    /// The birth date, characters 7 to 14.
    pub const fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    /// The sex, by the 17th digit: odd is male.
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// `110101********0839`, as everyone but the person and their own school sees it.
    pub fn masked(&self) -> String {
        let head = self.text.get(..6).unwrap_or_default();
        let tail = self.text.get(14..).unwrap_or_default();
        format!("{head}********{tail}")
    }
}

text_value!(IdNumber);
masked!(IdNumber);

fn check_char(body: &str) -> Option<char> {
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .filter_map(|(c, w)| Some(c.to_digit(10)? * w))
        .sum();
    CHECKS.chars().nth(usize::try_from(sum % 11).ok()?)
}

fn date(text: &str) -> Option<NaiveDate> {
    let year: i32 = text.get(..4)?.parse().ok()?;
    let month = text.get(4..6)?.parse().ok()?;
    let day = text.get(6..8)?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|date| date.year() >= 1900)
}
