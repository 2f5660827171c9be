//! Calendar rules. Instants are kept in UTC; every rule about days is one of Beijing time, which is
//! UTC+8 all year round (China has had no summer time since 1991), so no time-zone data is needed.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Timelike, Utc, Weekday};
use serde::Deserialize;

/// Beijing time (Asia/Shanghai), UTC+8.
pub const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours are within the range of an offset"),
};

/// The day in Beijing at an instant.
pub fn beijing_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&BEIJING).date_naive()
}

/// The end of a day in Beijing: its 24:00, which is 00:00 of the next day.
pub fn end_of_day(day: NaiveDate) -> DateTime<Utc> {
    start_of_day(plus_days(day, 1))
}

/// The start of a day in Beijing, 00:00.
pub fn start_of_day(day: NaiveDate) -> DateTime<Utc> {
    // An offset without transitions maps each local time to one instant: subtract it.
    (day.and_time(NaiveTime::MIN) - BEIJING).and_utc()
}

/// When an offer expires: the end of the day *offer day + `days`* in Beijing (domain.md §4), where
/// the offer's terms hold `days` within 1..=30.
pub fn response_deadline(offered_at: DateTime<Utc>, days: u8) -> DateTime<Utc> {
    end_of_day(plus_days(beijing_date(offered_at), days.into()))
}

/// An instant as people read it in Beijing: `2026-11-23 14:05`.
pub fn format_beijing(at: DateTime<Utc>) -> String {
    at.with_timezone(&BEIJING)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

/// An instant without what is finer than a millisecond, as both databases and JSON keep it.
pub fn truncate_ms(at: DateTime<Utc>) -> DateTime<Utc> {
    let nanos = at.nanosecond().min(999_999_999);
    at.with_nanosecond(nanos - nanos % 1_000_000).unwrap_or(at)
}

/// Whether the public holidays of a year are in the data. Where they are not, working days are
/// Monday to Friday.
pub fn holiday_data_covers(year: i32) -> bool {
    HOLIDAYS.years.contains(&year)
}

/// Whether people work on a day: Monday to Friday and make-up days, without public holidays.
pub fn is_working_day(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    if weekend {
        HOLIDAYS.work.contains(&day)
    } else {
        !HOLIDAYS.off.contains(&day)
    }
}

/// The `count`th working day after a day; the day itself when `count` is 0.
pub fn add_working_days(day: NaiveDate, count: u32) -> NaiveDate {
    let mut day = day;
    for _ in 0..count {
        day = next_working_day(day);
    }
    day
}

fn next_working_day(day: NaiveDate) -> NaiveDate {
    let mut next = plus_days(day, 1);
    while !is_working_day(next) && next < NaiveDate::MAX {
        next = plus_days(next, 1);
    }
    next
}

/// A later day; the last day that there is instead of one beyond the calendar's range.
fn plus_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// Public holidays and make-up working days, as the State Council announces them year by year.
#[derive(Default, Deserialize)]
struct Holidays {
    years: Vec<i32>,
    off: HashSet<NaiveDate>,
    work: HashSet<NaiveDate>,
}

/// Read once; that the embedded file is whole is what the tests show.
static HOLIDAYS: LazyLock<Holidays> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/holidays.json")).unwrap_or_default()
});

#[cfg(test)]
mod tests;
