//! Calendar time as people in China read it.
//!
//! Instants are stored in UTC; every date that a document shows is a date in Asia/Shanghai
//! (domain.md section 4), which has been UTC+8 without daylight saving since 1991.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

/// The zone's name as it is printed beside every time.
pub const ZONE: &str = "北京时间";

const OFFSET_SECONDS: i32 = 8 * 60 * 60;

/// The wall clock in Beijing at an instant.
pub fn beijing(at: DateTime<Utc>) -> NaiveDateTime {
    match FixedOffset::east_opt(OFFSET_SECONDS) {
        Some(zone) => at.with_timezone(&zone).naive_local(),
        None => at.naive_utc(),
    }
}

/// `2026-11-23 14:05`, in Beijing time. The caller prints [`ZONE`] beside it.
pub fn minute(at: DateTime<Utc>) -> String {
    beijing(at).format("%Y-%m-%d %H:%M").to_string()
}

/// `2026-11-23 14:05:09`, in Beijing time.
pub fn second(at: DateTime<Utc>) -> String {
    beijing(at).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// `2026年11月23日`, the way a Chinese document writes a date.
pub fn long_date(date: NaiveDate) -> String {
    date.format("%Y年%-m月%-d日").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_in_utc_is_the_next_day_in_beijing() {
        let at = DateTime::parse_from_rfc3339("2026-11-22T18:05:09Z")
            .unwrap()
            .to_utc();
        assert_eq!(minute(at), "2026-11-23 02:05");
        assert_eq!(second(at), "2026-11-23 02:05:09");
        assert_eq!(long_date(beijing(at).date()), "2026年11月23日");
    }
}
