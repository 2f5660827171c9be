//! 电子签约: every letter that was ever sent to the student.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use sanfang_client::Call;
use sanfang_contract::{
    Page as Rows,
    cases::{CaseFilter, CaseRow, CaseSearch, CaseSort, SearchField},
    endpoint::Json,
    endpoints::SearchCases,
    page::Paging,
};
use sanfang_domain::signing::{ResponseLabel, ReviewLabel};

use crate::{
    api,
    features::cases::words,
    i18n::{lang, t},
    ui::{
        Bind, Chip, Choice, Column, DataTable, Empty, FilterBar, Glyph, Kind, LinkButton, Loaded,
        Page, Pager, Pill, SelectField, TextField, format,
    },
};

use super::case::Shown;

const LIMIT: u16 = 20;

/// What the list shows; lives in the address, so that the way back from a letter finds it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    response: Option<ResponseLabel>,
    employer: String,
    page: u32,
}

impl Filter {
    fn of(read: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            response: read("status").and_then(|status| ResponseLabel::parse(&status)),
            employer: read("employer").unwrap_or_default(),
            page: read("page")
                .and_then(|page| page.parse().ok())
                .unwrap_or(1)
                .max(1),
        }
    }

    fn href(&self) -> String {
        let mut query = leptos_router::params::ParamsMap::new();
        if let Some(response) = self.response {
            query.insert("status", response.as_str().to_owned());
        }
        if !self.employer.is_empty() {
            query.insert("employer", self.employer.clone());
        }
        if self.page > 1 {
            query.insert("page", self.page.to_string());
        }
        format!("/student/offers{}", query.to_query_string())
    }

    fn any(&self) -> bool {
        self.response.is_some() || !self.employer.is_empty()
    }

    fn search(&self) -> CaseSearch {
        let employer = Some(self.employer.clone()).filter(|employer| !employer.is_empty());
        CaseSearch {
            filter: CaseFilter {
                response: self.response.into_iter().collect(),
                search_field: SearchField::Employer,
                search: employer,
                ..CaseFilter::default()
            },
            sort: CaseSort::OfferedAt,
            ascending: false,
            paging: Paging {
                page: Some(self.page),
                limit: Some(LIMIT),
                count: true,
                cursor: None,
            },
        }
    }
}

/// 电子签约
#[component]
pub fn Offers() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| Filter::of(|key| query.get(key))));
    let go = use_navigate();
    let show = Callback::new(move |filter: Filter| go(&filter.href(), NavigateOptions::default()));
    let page = Bind::new(
        move || u64::from(filter.with(|filter| filter.page)),
        move |page| {
            show.run(Filter {
                page: u32::try_from(page).unwrap_or(1),
                ..filter.get_untracked()
            });
        },
    );
    view! {
        <Page title=t::student::offers lead=t::student::offers_lead>
            <Narrow filter show />
            <Loaded
                load=move || {
                    let _ = lang();
                    api::load(Call::<SearchCases>::new((), Json(filter.get().search())))
                }
                view=move |rows| view! { <Letters rows page filter show /> }.into_any()
            />
        </Page>
    }
}

/// The filter: 应约状态 and 单位名称.
#[component]
fn Narrow(filter: Memo<Filter>, show: Callback<Filter>) -> impl IntoView {
    let typed = RwSignal::new(filter.with_untracked(|filter| filter.employer.clone()));
    Effect::new(move |_| typed.set(filter.with(|filter| filter.employer.clone())));
    let status = Bind::new(
        move || {
            filter.with(|filter| {
                filter
                    .response
                    .map(ResponseLabel::as_str)
                    .unwrap_or_default()
                    .to_owned()
            })
        },
        move |code: String| {
            show.run(Filter {
                response: ResponseLabel::parse(&code),
                page: 1,
                ..filter.get_untracked()
            });
        },
    );
    let choices = || {
        let choice = |label: &ResponseLabel| Choice::new(label.as_str(), label.text(lang()));
        ResponseLabel::ALL.iter().map(choice).collect::<Vec<_>>()
    };
    let search = move |()| {
        let employer = typed.get_untracked().trim().to_owned();
        show.run(Filter {
            employer,
            page: 1,
            ..filter.get_untracked()
        });
    };
    let chips = move || {
        let now = filter.get();
        let status = now.response.map(|response| Chip {
            label: (move || t::student::chip_status(response.text(lang()))).into(),
            remove: Callback::new(move |()| {
                show.run(Filter {
                    response: None,
                    page: 1,
                    ..filter.get_untracked()
                })
            }),
        });
        let employer = Some(now.employer)
            .filter(|employer| !employer.is_empty())
            .map(|employer| Chip {
                label: (move || t::student::chip_employer(&employer)).into(),
                remove: Callback::new(move |()| {
                    show.run(Filter {
                        employer: String::new(),
                        page: 1,
                        ..filter.get_untracked()
                    });
                }),
            });
        status.into_iter().chain(employer).collect::<Vec<_>>()
    };
    view! {
        <FilterBar
            on_search=search
            chips=Signal::derive(chips)
            on_clear=Callback::new(move |()| show.run(Filter { page: 1, ..Filter::default() }))
        >
            <SelectField name="status" label=t::student::response value=status choices=Signal::derive(choices) />
            <TextField name="employer" label=t::cases::employer_name value=typed max=100 />
        </FilterBar>
    }
}

/// The rows, or why there are none.
#[component]
fn Letters(
    rows: Rows<CaseRow>,
    page: Bind<u64>,
    filter: Memo<Filter>,
    show: Callback<Filter>,
) -> impl IntoView {
    let total = rows.total;
    let pages = total.map_or(1, |total| total.div_ceil(u64::from(LIMIT)).max(1));
    if rows.items.is_empty() {
        return if filter.with_untracked(Filter::any) {
            view! {
                <Empty title=t::student::none_match text=t::student::none_match_text glyph=Glyph::Search>
                    <crate::ui::Button
                        label=t::student::show_all
                        on_click=move |_| show.run(Filter { page: 1, ..Filter::default() })
                    />
                </Empty>
            }
            .into_any()
        } else {
            view! { <Empty title=t::student::no_offers text=t::student::no_offers_text /> }
                .into_any()
        };
    }
    view! {
        <DataTable
            caption=t::student::offers
            rows=Signal::stored(rows.items)
            key=|row: &CaseRow| row.id.to_string()
            columns=columns()
        />
        <Pager page pages=Signal::stored(pages) total=Signal::stored(total) />
    }
    .into_any()
}

fn columns() -> Vec<Column<CaseRow>> {
    vec![
        Column::new(t::cases::employer_name, |row: &CaseRow| {
            row.employer_name.clone()
        })
        .title(),
        Column::new(t::cases::position, |row: &CaseRow| row.position.clone()),
        Column::new(t::student::offered_on, |row: &CaseRow| {
            format::day(row.offered_at)
        })
        .fixed(),
        Column::new(t::student::answer_until, |row: &CaseRow| {
            words::last_day(row.response_deadline)
        })
        .fixed(),
        Column::new(t::student::response, |row: &CaseRow| {
            let response = row.response;
            view! { <Pill label=move || response.text(lang()) tone=words::response_tone(response) /> }
        }),
        Column::new(t::student::review, |row: &CaseRow| {
            let review = row.review;
            match review {
                ReviewLabel::None => view! { <span class="muted">{move || review.text(lang())}</span> }.into_any(),
                _ => view! { <Pill label=move || review.text(lang()) tone=words::review_tone(review) /> }.into_any(),
            }
        }),
        Column::new(t::student::actions, |row: &CaseRow| {
            let id = row.id;
            view! {
                <LinkButton
                    label=t::student::see_letter
                    kind=Kind::Quiet
                    href=Signal::stored(Shown::letter(id))
                    about=row.employer_name.clone()
                />
                <LinkButton
                    label=t::student::see_case
                    kind=Kind::Quiet
                    href=Signal::stored(Shown::case(id))
                    about=row.employer_name.clone()
                />
            }
        })
        .actions(),
    ]
}
