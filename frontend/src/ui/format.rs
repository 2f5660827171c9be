//! Dates, times and amounts as the product writes them: `2026-11-23 14:05`, `¥5,000`.
//! All times are shown in Asia/Shanghai (domain.md, section 4).

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

const SHANGHAI: i32 = 8 * 3600;

/// `2026-11-23 14:05`, in Shanghai.
#[must_use]
pub fn minute(at: DateTime<Utc>) -> String {
    shanghai(at).map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string())
}

/// `2026-11-23`, in Shanghai.
#[must_use]
pub fn day(at: DateTime<Utc>) -> String {
    shanghai(at).map_or_else(String::new, |at| at.format("%Y-%m-%d").to_string())
}

fn shanghai(at: DateTime<Utc>) -> Option<DateTime<FixedOffset>> {
    Some(at.with_timezone(&FixedOffset::east_opt(SHANGHAI)?))
}

/// Now, by this device's clock: for showing only, never for a decision.
#[must_use]
pub fn now() -> DateTime<Utc> {
    let millis = js_sys::Date::now();
    // A clock reading is a whole number far below 2^53; text is the conversion without a cast.
    format!("{millis:.0}")
        .parse()
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .unwrap_or_default()
}

/// Today in Shanghai, by this device's clock.
#[must_use]
pub fn today() -> NaiveDate {
    shanghai(now()).map_or_else(NaiveDate::default, |now| now.date_naive())
}

/// Whole days from now until then, rounded up; negative when past.
#[must_use]
pub fn days_until(at: DateTime<Utc>) -> i64 {
    let seconds = (at - now()).num_seconds();
    (seconds + 86_399).div_euclid(86_400)
}

/// Fen as `¥5,000` or `¥5,000.50`.
#[must_use]
pub fn money(fen: i64) -> String {
    let (yuan, rest) = (fen.div_euclid(100), fen.rem_euclid(100));
    let digits = yuan.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest == 0 {
        format!("¥{grouped}")
    } else {
        format!("¥{grouped}.{rest:02}")
    }
}

/// Fen as a person would type it again: `5000` or `5000.50`.
#[must_use]
pub fn yuan(fen: i64) -> String {
    let (yuan, rest) = (fen.div_euclid(100), fen.rem_euclid(100));
    if rest == 0 {
        yuan.to_string()
    } else {
        format!("{yuan}.{rest:02}")
    }
}

/// Yuan as typed (`5000`, `5,000.5`, `¥5000`) in fen. Never by way of a floating point number.
#[must_use]
pub fn parse_yuan(text: &str) -> Option<i64> {
    let clean: String = text
        .trim()
        .trim_start_matches(['¥', '￥'])
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' '))
        .collect();
    let (whole, part) = clean.split_once('.').unwrap_or((&clean, ""));
    if whole.is_empty()
        || part.len() > 2
        || !whole
            .bytes()
            .chain(part.bytes())
            .all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let fen = format!("{part:0<2}").parse::<i64>().ok()?;
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(fen)
}

/// A date as typed: `2026-11-23`, `2026/11/23`, `2026.11.23`, `20261123` or `2026年11月23日`.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let plain: String = text
        .chars()
        .filter(|c| *c != '日')
        .map(|c| {
            if matches!(c, '/' | '.' | '年' | '月') {
                '-'
            } else {
                c
            }
        })
        .collect();
    NaiveDate::parse_from_str(&plain, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_go_both_ways() {
        for (typed, fen) in [
            ("5000", 500_000),
            ("5,000.5", 500_050),
            ("¥0.01", 1),
            ("￥12 000", 1_200_000),
        ] {
            assert_eq!(parse_yuan(typed), Some(fen), "{typed}");
        }
        for bad in ["", ".5", "1.234", "-1", "5k", "999999999999999999999"] {
            assert_eq!(parse_yuan(bad), None, "{bad}");
        }
        assert_eq!(money(500_000), "¥5,000");
        assert_eq!(money(123_456_789), "¥1,234,567.89");
        assert_eq!(money(1), "¥0.01");
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23);
        for typed in [
            "2026-11-23",
            "2026/11/23",
            "2026.11.23",
            "20261123",
            "2026年11月23日",
            " 2026-11-23 ",
        ] {
            assert_eq!(parse_date(typed), day, "{typed}");
        }
        for bad in ["2026-02-30", "11-23", "tomorrow", ""] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_are_shown_in_shanghai() {
        let at = DateTime::from_timestamp(1_795_363_500, 0).unwrap();
        assert_eq!(minute(at), "2026-11-23 00:05");
        assert_eq!(day(at), "2026-11-23");
    }
}
