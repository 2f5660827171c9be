use chrono::{DateTime, NaiveDate, Utc};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_day_begins_in_beijing_eight_hours_before_utc() {
    assert_eq!(beijing_date(at("2026-11-23T15:59:59Z")), day("2026-11-23"));
    assert_eq!(beijing_date(at("2026-11-23T16:00:00Z")), day("2026-11-24"));
    assert_eq!(start_of_day(day("2026-11-24")), at("2026-11-23T16:00:00Z"));
    assert_eq!(end_of_day(day("2026-11-23")), at("2026-11-23T16:00:00Z"));
    assert_eq!(end_of_day(day("2026-12-31")), at("2026-12-31T16:00:00Z"));
    assert_eq!(end_of_day(day("2028-02-28")), at("2028-02-28T16:00:00Z"));
}

#[test]
fn an_offer_expires_at_the_end_of_the_offer_day_plus_its_days() {
    let end = at("2026-11-28T16:00:00Z");
    assert_eq!(response_deadline(at("2026-11-22T16:00:00Z"), 5), end);
    assert_eq!(response_deadline(at("2026-11-23T15:59:59.999Z"), 5), end);
    assert_eq!(
        response_deadline(at("2026-11-23T16:00:00Z"), 5),
        at("2026-11-29T16:00:00Z")
    );
    assert_eq!(
        response_deadline(at("2026-12-31T10:00:00Z"), 30),
        at("2027-01-30T16:00:00Z")
    );
}

#[test]
fn an_instant_is_shown_in_beijing_to_the_minute() {
    assert_eq!(
        format_beijing(at("2026-11-23T06:05:59Z")),
        "2026-11-23 14:05"
    );
    assert_eq!(
        format_beijing(at("2026-12-31T16:00:00Z")),
        "2027-01-01 00:00"
    );
}

#[test]
fn what_is_finer_than_a_millisecond_is_cut_off() {
    let cut = truncate_ms(at("2026-11-23T06:05:59.123999999Z"));
    assert_eq!(cut, at("2026-11-23T06:05:59.123Z"));
    assert_eq!(truncate_ms(cut), cut);
}

#[test]
fn holidays_are_off_and_make_up_days_are_worked() {
    assert!(is_working_day(day("2026-11-23")));
    assert!(!is_working_day(day("2026-11-22")));
    // Spring Festival 2026: off from 15 to 23 February, made up on Saturdays 14 and 28.
    assert!(!is_working_day(day("2026-02-17")));
    assert!(!is_working_day(day("2026-02-23")));
    assert!(is_working_day(day("2026-02-14")));
    assert!(is_working_day(day("2026-02-28")));
    // National Day 2025: off from 1 to 8 October, made up on Saturday 11.
    assert!(!is_working_day(day("2025-10-08")));
    assert!(is_working_day(day("2025-10-11")));
}

#[test]
fn working_days_are_counted_past_holidays_and_weekends() {
    assert_eq!(add_working_days(day("2026-11-23"), 0), day("2026-11-23"));
    assert_eq!(add_working_days(day("2026-11-23"), 1), day("2026-11-24"));
    assert_eq!(add_working_days(day("2026-11-20"), 1), day("2026-11-23"));
    assert_eq!(add_working_days(day("2026-11-23"), 10), day("2026-12-07"));
    assert_eq!(add_working_days(day("2026-02-14"), 1), day("2026-02-24"));
    assert_eq!(add_working_days(NaiveDate::MAX, 3), NaiveDate::MAX);
}

#[test]
fn a_year_without_data_has_weekends_only_and_says_so() {
    assert!((2024..=2026).all(holiday_data_covers));
    assert!(!holiday_data_covers(2023));
    assert!(!holiday_data_covers(2027));
    assert!(is_working_day(day("2027-10-01")));
    assert!(!is_working_day(day("2027-10-02")));
}

#[test]
fn the_data_is_of_its_years_and_says_only_what_differs_from_the_week() {
    let data = &*HOLIDAYS;
    assert_eq!(data.years, [2024, 2025, 2026]);
    assert!(
        data.off
            .iter()
            .chain(&data.work)
            .all(|day| data.years.contains(&day.year()))
    );
    assert!(data.off.is_disjoint(&data.work));
    let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    assert!(data.work.iter().all(weekend));
    for year in &data.years {
        let off = data.off.iter().filter(|day| day.year() == *year).count();
        assert!((27..=35).contains(&off), "{year} has {off} days off");
    }
}
