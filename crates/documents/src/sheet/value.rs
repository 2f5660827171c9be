//! From the text of a cell to the value that its column asks for.

use super::{
    Cell, CellFault,
    grid::{Origin, RawCell},
};
use crate::column::{ColumnKind, ColumnSpec, find_option, shown_options};
use chrono::{Datelike, NaiveDate};

/// Spreadsheets never hold more characters in a cell.
const LONGEST_CELL: usize = 32_767;

/// How many options a fault names.
const NAMED_OPTIONS: usize = 3;

/// Reads a cell as its column asks. A faulty cell keeps the text that was found.
pub(super) fn read(column: &ColumnSpec, raw: Option<&RawCell>) -> Cell {
    let empty = RawCell::text("");
    let raw = raw.unwrap_or(&empty);
    let text = one_line(&raw.text);
    if let Some(fault) = &raw.fault {
        return Cell {
            text,
            fault: Some(fault.clone()),
        };
    }
    if text.is_empty() {
        let fault = column.required.then_some(CellFault::Required);
        return Cell { text, fault };
    }
    let read = match &column.kind {
        ColumnKind::Text { max_chars } => {
            let max = *max_chars.min(&LONGEST_CELL);
            if text.chars().count() > max {
                Err(CellFault::TooLong { max })
            } else {
                Ok(text.clone())
            }
        }
        ColumnKind::Identifier => identifier(&text),
        ColumnKind::Integer { min, max } => integer(&text, *min, *max),
        ColumnKind::Date => date(&text, raw.origin),
        ColumnKind::Money => money(&text),
        ColumnKind::Code(options) => match find_option(options, &text) {
            Some(option) => Ok(option.code.clone()),
            None => Err(CellFault::NotAnOption {
                some: shown_options(options)
                    .into_iter()
                    .take(NAMED_OPTIONS)
                    .collect(),
            }),
        },
    };
    match read {
        Ok(text) => Cell { text, fault: None },
        Err(fault) => Cell {
            text,
            fault: Some(fault),
        },
    }
}

/// A number as people read it: as many digits as Excel shows, never in scientific notation. A
/// number of sixteen digits or more has lost some, and says so.
pub(super) fn number(value: f64) -> RawCell {
    const EXACT: f64 = 1e15;
    const TINY: f64 = 1e-9;
    let size = value.abs();
    if !value.is_finite() || size >= EXACT || (size > 0.0 && size < TINY) {
        let fault = Some(CellFault::LossyNumber);
        return RawCell {
            text: format!("{value:E}"),
            origin: Origin::Plain,
            fault,
        };
    }
    // Excel computes with seventeen digits and shows fifteen: 0.1 + 0.2 is 0.3.
    let shown = format!("{value:.14e}").parse().unwrap_or(value);
    RawCell::text(format!("{shown}"))
}

/// Trims and puts on one line; drops marks that print nothing (pasted contacts carry U+202D).
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let invisible = matches!(character,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if character.is_whitespace() || character.is_control() {
            out.push(' ');
        } else if !invisible {
            out.push(character);
        }
    }
    out.trim().to_owned()
}

/// Full-width digits, letters and signs made narrow.
fn narrow(text: &str) -> String {
    text.chars()
        .map(|character| match u32::from(character) {
            code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(character),
            _ => character,
        })
        .collect()
}

fn identifier(text: &str) -> Result<String, CellFault> {
    let text: String = narrow(text)
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let text = text.trim_start_matches(['\'', '’']);
    if let Some((digits, exponent)) = text.split_once(['E', 'e'])
        && exponent.starts_with('+')
        && digits.parse::<f64>().is_ok()
    {
        return Err(CellFault::LossyNumber);
    }
    Ok(text.to_owned())
}

fn integer(text: &str, min: i64, max: i64) -> Result<String, CellFault> {
    let fault = CellFault::NotAnInteger { min, max };
    let text = narrow(text).replace(',', "");
    match text.parse::<i64>() {
        Ok(value) if (min..=max).contains(&value) => Ok(value.to_string()),
        Ok(_) | Err(_) => Err(fault),
    }
}

fn date(text: &str, origin: Origin) -> Result<String, CellFault> {
    let text = narrow(text);
    let day = match origin {
        Origin::Date => text.get(..10).unwrap_or_default(),
        Origin::Plain => text.strip_suffix(" 00:00:00").unwrap_or(&text),
    };
    let day = day
        .trim_end_matches('日')
        .replace(['年', '月', '/', '.'], "-");
    let parsed = NaiveDate::parse_from_str(&day, "%Y-%m-%d")
        .ok()
        .or_else(|| {
            let compact = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
            compact
                .then(|| NaiveDate::parse_from_str(&day, "%Y%m%d").ok())
                .flatten()
        });
    match parsed {
        Some(date) if (1900..=2199).contains(&date.year()) => Ok(date.to_string()),
        Some(_) | None => Err(CellFault::NotADate),
    }
}

/// Yuan with two decimals, such as `5000.00`.
fn money(text: &str) -> Result<String, CellFault> {
    let text: String = narrow(text)
        .chars()
        .filter(|character| !character.is_whitespace() && *character != ',')
        .collect();
    let text = text.trim_start_matches(['¥', '￥']).trim_end_matches('元');
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 13 || decimals.len() > 2 {
        return Err(CellFault::NotMoney);
    }
    if !digits(whole) || !digits(decimals) || text.ends_with('.') {
        return Err(CellFault::NotMoney);
    }
    let whole: u64 = whole.parse().ok().ok_or(CellFault::NotMoney)?;
    Ok(format!("{whole}.{decimals:0<2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_excel_shows_them() {
        for (value, text) in [
            (13_812_345_678.0, "13812345678"),
            (0.1 + 0.2, "0.3"),
            (4500.5, "4500.5"),
            (-0.25, "-0.25"),
            (999_999_999_999_999.0, "999999999999999"),
        ] {
            assert_eq!(number(value), RawCell::text(text));
        }
        for value in [1.10101199003071e17, 1e300, 1e-12, f64::NAN] {
            assert_eq!(number(value).fault, Some(CellFault::LossyNumber), "{value}");
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2026-7-1",
            "2026/07/01",
            "2026.7.1",
            "2026年7月1日",
            "20260701",
            "２０２６-7-1",
        ] {
            assert_eq!(
                date(text, Origin::Plain),
                Ok("2026-07-01".to_owned()),
                "{text}"
            );
        }
        assert_eq!(
            date("2026-07-01 08:30:00", Origin::Date),
            Ok("2026-07-01".to_owned())
        );
        for text in [
            "7/1",
            "2026-02-30",
            "明天",
            "46204",
            "0026-07-01",
            "2026-7-1-",
        ] {
            assert_eq!(
                date(text, Origin::Plain),
                Err(CellFault::NotADate),
                "{text}"
            );
        }
    }

    #[test]
    fn money_is_exact_or_refused() {
        for (text, yuan) in [
            ("5000", "5000.00"),
            ("¥5,000.5", "5000.50"),
            ("３０００元", "3000.00"),
        ] {
            assert_eq!(money(text), Ok(yuan.to_owned()), "{text}");
        }
        for text in [
            "-5",
            "5000.005",
            "5千",
            "",
            ".5",
            "5.",
            "1e5",
            "99999999999999",
        ] {
            assert_eq!(money(text), Err(CellFault::NotMoney), "{text}");
        }
    }

    #[test]
    fn an_identifier_keeps_its_digits() {
        assert_eq!(
            identifier("'0101 0119 ９００３"),
            Ok("010101199003".to_owned())
        );
        assert_eq!(identifier("1.10101E+17"), Err(CellFault::LossyNumber));
        assert_eq!(identifier("5E3"), Ok("5E3".to_owned()));
    }
}
