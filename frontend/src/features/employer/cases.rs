//! 数据管理: every letter of this employer, by how it was answered.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    cases::{CaseFilter, CaseRow, CaseSearch, CaseSort, SearchField},
    endpoint::Json,
    endpoints::{ExportCases, ListSchools, SearchCases},
    page::Paging,
};
use sanfang_domain::signing::ResponseLabel;

use crate::{
    api::{self, Task},
    features::cases::{parts::StatePill, words},
    i18n::{lang, t},
    ui::{
        Bind, Button, Chip, Choice, Column, DataTable, Empty, FilterBar, Glyph, Kind, LinkButton,
        Loaded, Page, Pager, SelectField, Sort, Tab, Tabs, TextField, format,
    },
};

const LIMIT: u16 = 20;

/// The tabs, and which answers each shows.
const TABS: [(&str, &[ResponseLabel]); 3] = [
    ("offered", &[ResponseLabel::Offered]),
    ("accepted", &[ResponseLabel::Accepted]),
    (
        "over",
        &[
            ResponseLabel::Declined,
            ResponseLabel::Expired,
            ResponseLabel::Withdrawn,
        ],
    ),
];

/// The columns that sort, by the key of their heading.
const SORTS: [(&str, CaseSort); 8] = [
    ("updated", CaseSort::UpdatedAt),
    ("offered", CaseSort::OfferedAt),
    ("deadline", CaseSort::ResponseDeadline),
    ("number", CaseSort::Number),
    ("name", CaseSort::StudentName),
    ("college", CaseSort::College),
    ("major", CaseSort::Major),
    ("review", CaseSort::Review),
];

/// What the list shows. It lives in the address, so that the way back from a case finds it again;
/// a name does not, for it is personal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    tab: String,
    school: String,
    year: String,
    sort: String,
    page: u32,
}

impl Shown {
    fn of(read: impl Fn(&str) -> Option<String>) -> Self {
        let tab = read("tab").filter(|tab| TABS.iter().any(|(key, _)| key == tab));
        Self {
            tab: tab.unwrap_or_else(|| "offered".to_owned()),
            school: read("school").unwrap_or_default(),
            year: read("year").unwrap_or_default(),
            sort: read("sort").unwrap_or_default(),
            page: read("page")
                .and_then(|page| page.parse().ok())
                .unwrap_or(1)
                .max(1),
        }
    }

    fn address(&self) -> String {
        let mut pairs = BTreeMap::from([("tab", self.tab.clone())]);
        pairs.insert("school", self.school.clone());
        pairs.insert("year", self.year.clone());
        pairs.insert("sort", self.sort.clone());
        if self.page > 1 {
            pairs.insert("page", self.page.to_string());
        }
        let query: Vec<_> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        format!("/employer/cases?{}", query.join("&"))
    }

    fn search(&self, name: &str) -> CaseSearch {
        let answers = TABS
            .into_iter()
            .find(|(key, _)| *key == self.tab)
            .map(|(_, answers)| answers.to_vec());
        let sort = Sort::from_query(&self.sort);
        let column = SORTS
            .into_iter()
            .find(|(key, _)| *key == sort.key)
            .map(|(_, column)| column);
        CaseSearch {
            filter: CaseFilter {
                response: answers.unwrap_or_default(),
                school_id: self.school.parse().ok(),
                graduation_year: self.year.parse().ok(),
                search_field: SearchField::StudentName,
                search: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
                ..CaseFilter::default()
            },
            sort: column.unwrap_or_default(),
            ascending: column.is_some() && !sort.down,
            paging: Paging {
                cursor: None,
                page: Some(self.page),
                limit: Some(LIMIT),
                count: true,
            },
        }
    }
}

/// `/employer/cases`
#[component]
pub fn Cases() -> impl IntoView {
    let query = use_query_map();
    let navigate = use_navigate();
    let shown = Memo::new(move |_| query.with(|query| Shown::of(|key| query.get(key))));
    let change = Callback::new(move |shown: Shown| {
        navigate(
            &shown.address(),
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    });
    let name = RwSignal::new(String::new());
    let asked = RwSignal::new(String::new());
    let schools = LocalResource::new(|| api::ask(Call::<ListSchools>::new((), Nothing {})));
    let known = Signal::derive(move || {
        schools
            .get()
            .and_then(Result::ok)
            .map(|schools| schools.items)
            .unwrap_or_default()
    });
    let school_name = move |id: &str| {
        known.with(|schools| {
            schools
                .iter()
                .find(|school| school.id.to_string() == id)
                .map(|school| school.name.clone())
        })
    };
    let school_choices = Signal::derive(move || {
        known
            .get()
            .into_iter()
            .map(|school| Choice::new(school.id.to_string(), school.name))
            .collect::<Vec<_>>()
    });
    let year_choices = Signal::derive(move || {
        let mut years: Vec<_> = known
            .get()
            .into_iter()
            .flat_map(|school| school.graduation_years)
            .collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
            .into_iter()
            .map(|year| Choice::new(year.to_string(), year.to_string()))
            .collect::<Vec<_>>()
    });
    let set = move |edit: fn(&mut Shown, String), value: String| {
        let mut next = shown.get_untracked();
        edit(&mut next, value);
        next.page = 1;
        change.run(next);
    };
    let school = Bind::new(
        move || shown.get().school,
        move |value| set(|shown, value| shown.school = value, value),
    );
    let year = Bind::new(
        move || shown.get().year,
        move |value| set(|shown, value| shown.year = value, value),
    );
    let tab = Bind::new(
        move || shown.get().tab,
        move |value| set(|shown, value| shown.tab = value, value),
    );
    let clear = move |()| {
        name.set(String::new());
        asked.set(String::new());
        change.run(Shown {
            tab: shown.get_untracked().tab,
            ..Shown::of(|_| None)
        });
    };
    let chips = Signal::derive(move || {
        let Shown {
            school: school_id,
            year: of,
            ..
        } = shown.get();
        let chip = |label: String, remove: Callback<()>| Chip {
            label: label.into(),
            remove,
        };
        let mut chips = Vec::new();
        if let Some(label) = school_name(&school_id) {
            chips.push(chip(
                label,
                Callback::new(move |()| school.set(String::new())),
            ));
        }
        if !of.is_empty() {
            chips.push(chip(
                t::employer::year_chip(of),
                Callback::new(move |()| year.set(String::new())),
            ));
        }
        let text = asked.get();
        if !text.is_empty() {
            chips.push(chip(
                t::employer::name_chip(text),
                Callback::new(move |()| {
                    name.set(String::new());
                    asked.set(String::new());
                }),
            ));
        }
        chips
    });
    let export = Task::new();
    let save = move |_| {
        let search = shown.get_untracked().search(&asked.get_untracked());
        export.run(
            move |_| api::send(Call::<ExportCases>::new((), Json(search))),
            |file| api::save(&file, t::employer::export_name(), api::XLSX),
        );
    };
    let tools = ViewFn::from(move || {
        view! { <Button label=t::employer::export icon=Glyph::Download busy=export.busy on_click=save /> }
    });
    let tabs = vec![
        Tab::new("offered", t::employer::tab_offered),
        Tab::new("accepted", t::employer::tab_accepted),
        Tab::new("over", t::employer::tab_over),
    ];
    let load = move || {
        let _ = lang();
        api::load(Call::<SearchCases>::new(
            (),
            Json(shown.get().search(&asked.get())),
        ))
    };
    view! {
        <Page title=t::employer::cases tools>
            <p class="fault" role="alert">
                {move || export.fault.get()}
            </p>
            <Tabs label=t::employer::cases tabs chosen=tab>
                <FilterBar on_search=move |()| asked.set(name.get_untracked()) chips on_clear=clear>
                    <SelectField name="school" label=t::cases::school value=school choices=school_choices />
                    <SelectField name="year" label=t::cases::graduation_year value=year choices=year_choices />
                    <TextField name="name" label=t::cases::student_name value=name />
                </FilterBar>
                <Loaded
                    load
                    lines=8
                    view={move |page: sanfang_contract::Page<CaseRow>| {
                        view! { <List page shown change /> }.into_any()
                    }}
                />
            </Tabs>
        </Page>
    }
}

#[component]
fn List(
    page: sanfang_contract::Page<CaseRow>,
    shown: Memo<Shown>,
    change: Callback<Shown>,
) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <Empty title=t::employer::cases_none text=t::employer::cases_none_hint glyph=Glyph::List>
                <LinkButton label=t::employer::send href=Signal::stored("/employer/send".to_owned()) />
            </Empty>
        }
        .into_any();
    }
    let total = page.total;
    let pages = total.map_or(1, |total| total.div_ceil(u64::from(LIMIT)));
    let at = Bind::new(
        move || u64::from(shown.get().page),
        move |page| {
            change.run(Shown {
                page: u32::try_from(page).unwrap_or(1),
                ..shown.get_untracked()
            })
        },
    );
    let sort = Bind::new(
        move || Sort::from_query(&shown.get().sort),
        move |sort: Sort| {
            change.run(Shown {
                sort: sort.query().unwrap_or_default(),
                page: 1,
                ..shown.get_untracked()
            });
        },
    );
    view! {
        <DataTable
            caption=t::employer::cases
            rows=Signal::stored(page.items)
            key=|row: &CaseRow| row.id.to_string()
            sort
            columns=columns()
        />
        <Pager page=at pages=Signal::stored(pages) total=Signal::stored(total) />
    }
    .into_any()
}

fn columns() -> Vec<Column<CaseRow>> {
    vec![
        Column::new(t::cases::student_name, |row: &CaseRow| {
            row.student_name.clone()
        })
        .sorted("name")
        .title(),
        Column::new(t::cases::school, |row: &CaseRow| row.school_name.clone()),
        Column::new(t::cases::major, |row: &CaseRow| row.major_name.clone()).sorted("major"),
        Column::new(t::cases::position, |row: &CaseRow| row.position.clone()),
        Column::new(t::employer::offered_at, |row: &CaseRow| {
            format::day(row.offered_at)
        })
        .fixed()
        .sorted("offered"),
        Column::new(t::employer::deadline, |row: &CaseRow| {
            words::last_day(row.response_deadline)
        })
        .fixed()
        .sorted("deadline"),
        Column::new(
            t::employer::state,
            |row: &CaseRow| view! { <StatePill row=row.clone() /> },
        )
        .sorted("review"),
        Column::new(t::employer::agreement_number, |row: &CaseRow| {
            row.number.clone().unwrap_or_default()
        })
        .fixed()
        .sorted("number"),
        Column::new(t::account::action, |row: &CaseRow| {
            view! {
                <LinkButton
                    label=t::employer::see
                    kind=Kind::Quiet
                    about=row.student_name.clone()
                    href=Signal::stored(super::case(row.id))
                />
            }
        })
        .actions(),
    ]
}
