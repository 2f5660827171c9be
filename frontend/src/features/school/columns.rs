//! The columns of 签约管理 (domain.md section 9) and the keys by which they sort.

use leptos::prelude::*;
use leptos_router::components::A;
use sanfang_contract::cases::{CaseRow, CaseSort};
use sanfang_domain::{opening::SigningKind, signing::ReviewLabel};

use crate::{
    features::cases::words,
    i18n::{lang, t},
    ui::{Bind, Column, Pill, Sort, format},
};

use super::desk::{Desk, address};

/// The columns that sort, by the key of their heading.
const SORTS: [(&str, CaseSort); 9] = [
    ("number", CaseSort::Number),
    ("agreement", CaseSort::Agreement),
    ("student_no", CaseSort::StudentNo),
    ("student_name", CaseSort::StudentName),
    ("college", CaseSort::College),
    ("major", CaseSort::Major),
    ("employer_name", CaseSort::EmployerName),
    ("updated_at", CaseSort::UpdatedAt),
    ("review", CaseSort::Review),
];

/// The order of the list, as headings show and change it.
#[must_use]
pub fn order(desk: Desk) -> Bind<Sort> {
    Bind::new(
        move || {
            desk.search.value.with(|search| {
                let key = SORTS
                    .into_iter()
                    .find(|(_, sort)| *sort == search.sort)
                    .map(|(key, _)| key.to_owned());
                Sort {
                    key: key.unwrap_or_default(),
                    down: !search.ascending,
                }
            })
        },
        move |sort: Sort| {
            let by = SORTS
                .into_iter()
                .find(|(key, _)| *key == sort.key)
                .map(|(_, sort)| sort);
            desk.search.value.update(|search| {
                search.sort = by.unwrap_or_default();
                search.ascending = !sort.down;
                search.paging.page = Some(1);
            });
        },
    )
}

/// 签约类型
#[must_use]
pub fn kind_text(kind: SigningKind) -> &'static str {
    match kind {
        SigningKind::Online => t::school::kind_online(),
        SigningKind::Paper => t::school::kind_paper(),
        SigningKind::Other => t::school::kind_other(),
    }
}

/// A name that may be longer than its column.
fn cut(name: &str) -> impl IntoView + use<> {
    let (name, title) = (name.to_owned(), name.to_owned());
    view! { <span class="cut" title=title>{name}</span> }
}

/// The columns.
#[must_use]
pub fn columns() -> Vec<Column<CaseRow>> {
    vec![
        Column::new(t::school::number, |row: &CaseRow| {
            row.number.clone().unwrap_or_else(|| "—".to_owned())
        })
        .fixed()
        .sorted("number"),
        Column::new(t::school::agreement, |row: &CaseRow| {
            let agreement = row.agreement;
            view! { <Pill label=move || agreement.text(lang()) tone=words::agreement_tone(agreement) /> }
        })
        .sorted("agreement"),
        Column::new(t::cases::student_no, |row: &CaseRow| row.student_no.clone()).fixed().sorted("student_no"),
        Column::new(t::cases::student_name, |row: &CaseRow| {
            let (id, name) = (row.id, row.student_name.clone());
            view! { <A href=address(id) attr:id=format!("case-{id}")>{name}</A> }
        })
        .title()
        .sorted("student_name"),
        Column::new(t::cases::college, |row: &CaseRow| cut(&row.college_name)).sorted("college"),
        Column::new(t::cases::major, |row: &CaseRow| cut(&row.major_name)).sorted("major"),
        Column::new(t::school::kind, |row: &CaseRow| {
            let kind = row.kind;
            move || kind_text(kind)
        })
        .fixed(),
        Column::new(t::cases::employer_name, |row: &CaseRow| cut(&row.employer_name)).sorted("employer_name"),
        Column::new(t::school::updated_at, |row: &CaseRow| format::minute(row.updated_at))
            .fixed()
            .sorted("updated_at"),
        Column::new(t::school::review, |row: &CaseRow| {
            let review = row.review;
            (review != ReviewLabel::None).then(|| view! { <Pill label=move || review.text(lang()) tone=words::review_tone(review) /> })
        })
        .sorted("review"),
    ]
}
