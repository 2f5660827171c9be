//! The case list of every role.

use super::view::row;
use crate::{App, AppError, Caller};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, Utc};
use sanfang_contract::{
    FieldFault, Page,
    cases::{CaseFilter, CaseRow, CaseSearch, CaseSort, SearchField},
    page::Paging,
    terms::Checker,
};
use sanfang_domain::{
    Lang,
    actor::Actor,
    calendar::{end_of_day, start_of_day},
    ids::CaseId,
    values::{IdNumber, ValueFault},
};
use sanfang_persistence::{
    Personal,
    entity::cases,
    signings::list::{self, Filter, Order, Search, SortColumn, SortKey, Start},
};
use serde::{Deserialize, Serialize};

/// Rows of a page: default and most.
const ROWS: u16 = 20;
const MOST_ROWS: u16 = 200;

/// A page of the cases in the caller's sight.
pub async fn search(
    app: &App,
    caller: &Caller,
    input: CaseSearch,
) -> Result<Page<CaseRow>, AppError> {
    let asked = check(&app.personal, caller, &input)?;
    let db = app.db.read();
    let actor = &caller.actor;
    let limit = usize::from(asked.limit);
    let mut rows = list::page(
        db,
        actor,
        &asked.filter,
        asked.order,
        &asked.start,
        u64::from(asked.limit) + 1,
    )
    .await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = match rows.last() {
        Some(last) if more => Some(cursor(input.sort, input.ascending, last)?),
        Some(_) | None => None,
    };
    let total = if input.paging.count {
        Some(list::count(db, actor, &asked.filter).await?)
    } else {
        None
    };
    Ok(Page {
        items: rows
            .iter()
            .map(|case| row(case, actor))
            .collect::<Result<_, _>>()?,
        next,
        total,
    })
}

/// A checked request.
pub(super) struct Asked {
    pub filter: Filter,
    pub order: Order,
    start: Start,
    limit: u16,
}

/// Every fault of a request at once, or what the list understands.
pub(super) fn check(
    personal: &Personal,
    caller: &Caller,
    input: &CaseSearch,
) -> Result<Asked, Vec<FieldFault>> {
    let mut checker = Checker::new(caller.lang);
    let order = Order {
        column: column(input.sort),
        ascending: input.ascending,
    };
    let filter = filter(&mut checker, personal, &caller.actor, &input.filter);
    let limit = limit(&mut checker, &input.paging);
    let start = start(&mut checker, input, order.column, limit);
    checker.finish(filter.zip(start).map(|(filter, start)| Asked {
        filter,
        order,
        start,
        limit,
    }))
}

fn column(sort: CaseSort) -> SortColumn {
    match sort {
        CaseSort::UpdatedAt => SortColumn::UpdatedAt,
        CaseSort::OfferedAt => SortColumn::OfferedAt,
        CaseSort::ResponseDeadline => SortColumn::ResponseDeadline,
        CaseSort::Number => SortColumn::Number,
        CaseSort::StudentNo => SortColumn::StudentNo,
        CaseSort::StudentName => SortColumn::StudentName,
        CaseSort::EmployerName => SortColumn::EmployerName,
        CaseSort::College => SortColumn::College,
        CaseSort::Major => SortColumn::Major,
        CaseSort::Response => SortColumn::Response,
        CaseSort::Review => SortColumn::Review,
        CaseSort::Agreement => SortColumn::Agreement,
    }
}

fn filter(
    checker: &mut Checker,
    personal: &Personal,
    actor: &Actor,
    input: &CaseFilter,
) -> Option<Filter> {
    let from = |day: NaiveDate| start_of_day(day);
    let to = |day: NaiveDate| end_of_day(day);
    Some(Filter {
        graduation_year: input.graduation_year,
        school: input.school_id,
        college: input.college_id,
        major: input.major_id,
        response: input.response.clone(),
        review: input.review.clone(),
        agreement: input.agreement.clone(),
        updated_from: input.updated_from.map(from),
        updated_to: input.updated_to.map(to),
        offered_from: input.offered_from.map(from),
        offered_to: input.offered_to.map(to),
        search: text(checker, personal, actor, input)?,
    })
}

/// `Some(None)` without a text to search for, `None` with a faulty one.
fn text(
    checker: &mut Checker,
    personal: &Personal,
    actor: &Actor,
    input: &CaseFilter,
) -> Option<Option<Search>> {
    const MOST: usize = 100;
    let Some(text) = input
        .search
        .as_deref()
        .map(str::trim)
        .filter(|t| !t.is_empty())
    else {
        return Some(None);
    };
    if text.chars().count() > MOST {
        checker.fault("/filter/search", &ValueFault::TextTooLong { max: MOST });
        return None;
    }
    let owned = text.to_owned();
    Some(Some(match input.search_field {
        // An employer does not see student numbers, so it cannot try them either.
        SearchField::StudentNo if matches!(actor, Actor::Employer { .. }) => {
            checker.fault("/filter/search_field", &ValueFault::CodeUnknown);
            return None;
        }
        SearchField::StudentNo => Search::StudentNo(owned),
        SearchField::StudentName => Search::StudentName(owned),
        SearchField::Employer => Search::Employer(owned),
        SearchField::Number => Search::Number(owned),
        SearchField::IdNumber => {
            let id = checker.keep("/filter/search", IdNumber::parse(text))?;
            Search::IdNumberHash(personal.id_number_hash(&id))
        }
    }))
}

fn limit(checker: &mut Checker, paging: &Paging) -> u16 {
    let limit = paging.limit.unwrap_or(ROWS);
    if !(1..=MOST_ROWS).contains(&limit) {
        let bounds = ValueFault::OutOfRange {
            min: 1,
            max: i64::from(MOST_ROWS),
        };
        checker.fault("/paging/limit", &bounds);
    }
    limit
}

fn start(
    checker: &mut Checker,
    input: &CaseSearch,
    column: SortColumn,
    limit: u16,
) -> Option<Start> {
    match (&input.paging.cursor, input.paging.page) {
        (None, None) => Some(Start::First),
        (None, Some(0)) => {
            let bounds = ValueFault::OutOfRange {
                min: 1,
                max: i64::from(u32::MAX),
            };
            checker.fault("/paging/page", &bounds);
            None
        }
        (None, Some(page)) => Some(Start::Skip(
            u64::from(page.saturating_sub(1)).saturating_mul(u64::from(limit)),
        )),
        (Some(text), _) => {
            let start = read_cursor(text, input.sort, input.ascending, column);
            if start.is_none() {
                checker.fault("/paging/cursor", &ValueFault::CodeUnknown);
            }
            start
        }
    }
}

/// An opaque position: the order it belongs to, the value of its column, and the id.
#[derive(Serialize, Deserialize)]
struct Position {
    sort: CaseSort,
    ascending: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    id: CaseId,
}

fn cursor(sort: CaseSort, ascending: bool, last: &cases::Model) -> Result<String, AppError> {
    let (at, text) = match column(sort).key(last) {
        SortKey::Instant(at) => (Some(at), None),
        SortKey::Text(text) => (None, Some(text)),
    };
    let position = Position {
        sort,
        ascending,
        at,
        text,
        id: last.id.into(),
    };
    Ok(BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(&position)?))
}

fn read_cursor(text: &str, sort: CaseSort, ascending: bool, column: SortColumn) -> Option<Start> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    let position: Position = serde_json::from_slice(&bytes).ok()?;
    if position.sort != sort || position.ascending != ascending {
        return None;
    }
    let key = match (position.at, position.text) {
        (Some(at), None) => SortKey::Instant(at),
        (None, Some(text)) => SortKey::Text(text),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    column.fits(&key).then_some(Start::After(key, position.id))
}

/// The filter in words, for the cover of an export.
pub(super) fn in_words(input: &CaseFilter, names: &Names, lang: Lang) -> Vec<(String, String)> {
    let day = |day: &NaiveDate| day.to_string();
    let list = |labels: Vec<&'static str>| {
        (!labels.is_empty()).then(|| labels.join(lang.pick("、", ", ")))
    };
    let entries = [
        (
            "届",
            "Graduation year",
            input.graduation_year.map(|y| y.to_string()),
        ),
        ("毕业学校", "School", names.school.clone()),
        ("学院", "College", names.college.clone()),
        ("专业", "Major", names.major.clone()),
        (
            "应约状态",
            "Response",
            list(input.response.iter().map(|l| l.text(lang)).collect()),
        ),
        (
            "签约审核状态",
            "Review",
            list(input.review.iter().map(|l| l.text(lang)).collect()),
        ),
        (
            "协议书状态",
            "Agreement",
            list(input.agreement.iter().map(|l| l.text(lang)).collect()),
        ),
        (
            "最后操作时间自",
            "Last changed from",
            input.updated_from.as_ref().map(day),
        ),
        (
            "最后操作时间至",
            "Last changed to",
            input.updated_to.as_ref().map(day),
        ),
        (
            "邀请日期自",
            "Offered from",
            input.offered_from.as_ref().map(day),
        ),
        (
            "邀请日期至",
            "Offered to",
            input.offered_to.as_ref().map(day),
        ),
        (
            field_name(input.search_field, Lang::ZhCn),
            field_name(input.search_field, Lang::En),
            input
                .search
                .as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(|text| shown(input.search_field, text)),
        ),
    ];
    entries
        .into_iter()
        .filter_map(|(zh, en, value)| Some((lang.pick(zh, en).to_owned(), value?)))
        .collect()
}

/// What the ids of a filter are called.
#[derive(Default)]
pub(super) struct Names {
    pub school: Option<String>,
    pub college: Option<String>,
    pub major: Option<String>,
}

fn field_name(field: SearchField, lang: Lang) -> &'static str {
    let (zh, en) = match field {
        SearchField::StudentNo => ("学号", "Student number"),
        SearchField::StudentName => ("姓名", "Name"),
        SearchField::IdNumber => ("身份证号", "ID number"),
        SearchField::Employer => ("单位名称", "Employer"),
        SearchField::Number => ("协议书编号", "Agreement number"),
    };
    lang.pick(zh, en)
}

fn shown(field: SearchField, text: &str) -> String {
    match (field, IdNumber::parse(text)) {
        (SearchField::IdNumber, Ok(id)) => id.masked(),
        (SearchField::IdNumber, Err(_)) => String::new(),
        (_, _) => text.to_owned(),
    }
}
