//! Unified social credit code (统一社会信用代码), GB 32100-2015.

use super::{RegionCode, ValueFault, normal, shown, text_value};

/// The 31 characters in order of their values; no I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the first 17 characters, `3^(i-1) mod 31` (codes.md §7).
const WEIGHTS: [u32; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
/// Weights of the subject code's first eight characters (GB 11714-1997).
const SUBJECT_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// An organisation's 18-character unified social credit code with a right check character.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uscc {
    text: String,
}

impl Uscc {
    /// Reads and checks a code; lower-case letters become capitals.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::compact(text).to_ascii_uppercase();
        if text.chars().count() != 18 {
            return Err(ValueFault::UsccLength);
        }
        if !text.chars().all(|c| ALPHABET.contains(c)) {
            return Err(ValueFault::UsccAlphabet);
        }
        if !text
            .get(2..8)
            .is_some_and(|region| normal::is_digits(region, 6))
        {
            return Err(ValueFault::UsccRegion);
        }
        if text.chars().last() != check_char(&text) {
            return Err(ValueFault::UsccCheckDigit);
        }
        Ok(Self { text })
    }

    /// A code with right check characters for a made-up organisation (the demo world, tests):
    /// registered by `authority` (9 = market regulation, 1 = public institutions) as `category`
    /// (1 = enterprise), in `region`, with `sequence` in the subject code.
    pub fn synthesise(
        authority: char,
        category: char,
        region: &RegionCode,
        sequence: u32,
    ) -> Result<Self, ValueFault> {
        let subject = format!("MA{:06}", sequence % 1_000_000);
        let sum: u32 = subject
            .chars()
            .zip(SUBJECT_WEIGHTS)
            .filter_map(|(c, w)| Some(c.to_digit(36)? * w))
            .sum();
        let subject_check = match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            digit => char::from_digit(digit, 10).ok_or(ValueFault::UsccCheckDigit)?,
        };
        let body = format!(
            "{authority}{category}{}{subject}{subject_check}",
            region.as_str()
        );
        let check = check_char(&body).ok_or(ValueFault::UsccAlphabet)?;
        Self::parse(&format!("{body}{check}"))
    }
}

text_value!(Uscc);
shown!(Uscc);

/// `C18 = 31 - (sum mod 31)`, where 31 is written 0.
fn check_char(text: &str) -> Option<char> {
    let sum: u32 = text
        .chars()
        .zip(WEIGHTS)
        .filter_map(|(c, weight)| Some(value(c)? * weight))
        .sum();
    ALPHABET
        .chars()
        .nth(usize::try_from((31 - sum % 31) % 31).ok()?)
}

fn value(c: char) -> Option<u32> {
    ALPHABET.find(c).and_then(|index| u32::try_from(index).ok())
}
