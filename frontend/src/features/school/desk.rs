//! 签约管理: the list and the case that is open in it, side by side where there is room.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    FileReply, Nothing, Page as Rows,
    cases::{CaseFilter, CaseRow, CaseSearch},
    endpoint::Json,
    endpoints::{ExportCases, GetSchoolDirectory, SearchCases},
    page::Paging,
    school::SchoolDirectory,
};
use sanfang_domain::{
    capability::Action,
    ids::CaseId,
    signing::{AgreementLabel, ResponseLabel, ReviewLabel},
};

use crate::{
    api::{self, Task},
    i18n::{lang, t},
    ui::{Button, Draft, Glyph, Icon, Loaded, Page, Trouble, format, toast, use_draft},
};

use super::{
    case::Case,
    filter::Filter,
    keys::{self, Keys},
    list::List,
};

/// How many rows a page has until the reader chooses otherwise.
const LIMIT: u16 = 20;
/// The clerk's list.
const LIST: &str = "/school/cases";

/// The clerk's desk: what is asked for, what came, which case is open. It lives as long as the
/// page; what is asked for also survives a reload, in the tab's store, never in the address.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What is asked for.
    pub search: Draft<CaseSearch>,
    /// What came.
    pub rows: RwSignal<Option<Rows<CaseRow>>>,
    /// Add one to ask again.
    pub again: RwSignal<u32>,
    /// The open case.
    pub chosen: Memo<Option<CaseId>>,
    /// Opens a case, or none.
    pub open: Callback<Option<CaseId>>,
    /// A decision asked for by key; the open case takes it.
    pub pressed: RwSignal<Option<Action>>,
    /// Colleges, majors and years in sight.
    pub directory: RwSignal<Option<SchoolDirectory>>,
    /// The export.
    pub export: Task,
}

/// The list before anybody narrowed it.
#[must_use]
pub fn whole_list() -> CaseSearch {
    CaseSearch {
        paging: Paging {
            page: Some(1),
            limit: Some(LIMIT),
            count: true,
            cursor: None,
        },
        ..CaseSearch::default()
    }
}

impl Desk {
    fn new(chosen: Memo<Option<CaseId>>) -> Self {
        let navigate = use_navigate();
        let open = Callback::new(move |case: Option<CaseId>| {
            let beside = chosen.get_untracked().is_some();
            let place = case.map_or_else(|| LIST.to_owned(), address);
            // From case to case the way back leads to the list.
            let options = NavigateOptions {
                replace: beside && case.is_some(),
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&place, options);
        });
        Self {
            search: use_draft("school.cases", whole_list()),
            rows: RwSignal::new(None),
            again: RwSignal::new(0),
            chosen,
            open,
            pressed: RwSignal::new(None),
            directory: RwSignal::new(None),
            export: Task::new(),
        }
    }

    /// Changes the filter and goes to the first page.
    pub fn narrow(self, change: impl FnOnce(&mut CaseFilter)) {
        self.search.value.update(|search| {
            change(&mut search.filter);
            search.paging.page = Some(1);
        });
    }

    /// Asks again for what is shown.
    pub fn reload(self) {
        self.again.update(|count| *count += 1);
    }

    /// The cases of this page, in their order.
    fn here(self) -> Vec<CaseRow> {
        self.rows.with_untracked(|rows| {
            rows.as_ref()
                .map(|rows| rows.items.clone())
                .unwrap_or_default()
        })
    }

    /// The case before or after another on this page; the first when there is no other.
    #[must_use]
    pub fn beside(self, of: Option<CaseId>, down: bool) -> Option<CaseId> {
        let rows = self.here();
        let Some(at) = of.and_then(|of| rows.iter().position(|row| row.id == of)) else {
            return rows.first().map(|row| row.id);
        };
        let next = if down {
            at.checked_add(1)?
        } else {
            at.checked_sub(1)?
        };
        rows.get(next).map(|row| row.id)
    }

    /// After a decision: the list is read again, and the next case that waits opens by itself.
    pub fn decided(self, done: CaseId) {
        let rows = self.here();
        let at = rows.iter().position(|row| row.id == done).unwrap_or(0);
        let (before, after) = rows.split_at(at);
        let waits = |row: &&CaseRow| row.id != done && row.review == ReviewLabel::Waiting;
        let next = after.iter().chain(before).find(waits).map(|row| row.id);
        self.reload();
        if let Some(next) = next {
            self.open.run(Some(next));
            return;
        }
        let mut search = self.search.value.get_untracked();
        search.filter.review = vec![ReviewLabel::Waiting];
        search.paging = Paging {
            page: Some(1),
            limit: Some(2),
            count: false,
            cursor: None,
        };
        spawn_local(async move {
            let Ok(rows) = api::ask(Call::<SearchCases>::new((), Json(search))).await else {
                return;
            };
            match rows.items.iter().find(|row| row.id != done) {
                // Whoever opened another case meanwhile stays there.
                Some(row) if self.chosen.try_get_untracked().flatten() == Some(done) => {
                    self.open.run(Some(row.id))
                }
                Some(_) => {}
                None => toast(t::school::all_reviewed()),
            }
        });
    }

    /// Exports exactly what the filter shows.
    pub fn export(self) {
        let mut search = self.search.value.get_untracked();
        search.paging = Paging::default();
        self.export.run(
            move |_| api::send(Call::<ExportCases>::new((), Json(search))),
            |file: FileReply| {
                let name = t::school::export_name(format::day(format::now()));
                api::save(&file, &name, api::XLSX);
                toast(t::school::exported());
            },
        );
    }
}

/// The address of a case.
#[must_use]
pub fn address(case: CaseId) -> String {
    format!("{LIST}/{case}")
}

/// 签约管理
#[component]
pub fn Cases(chosen: Memo<Option<CaseId>>) -> impl IntoView {
    let desk = Desk::new(chosen);
    preset(desk);
    forget(desk.search);
    spawn_local(async move {
        // Without it the filter only lacks its choices; the next visit asks again.
        if let Ok(directory) = api::ask(Call::<GetSchoolDirectory>::new((), Nothing {})).await {
            desk.directory.try_set(Some(directory));
        }
    });
    let help = RwSignal::new(false);
    keys::listen(desk, help);
    let back = Memo::new(move |before: Option<&Option<CaseId>>| {
        let now = chosen.get();
        before.copied().flatten().filter(|_| now.is_none()).or(now)
    });
    Effect::new(move |_| {
        // Back in the list, focus is where it was left.
        if let Some(left) = back.get().filter(|_| chosen.get().is_none()) {
            request_animation_frame(move || keys::focus_row(left));
        }
    });
    let tools = ViewFn::from(move || {
        view! {
            <Button label=t::school::keys_help icon=Glyph::Info on_click=move |_| help.set(true) />
            <Button
                label=t::school::export
                icon=Glyph::Download
                busy=desk.export.busy
                on_click=move |_| desk.export()
            />
        }
    });
    let trouble = move || {
        desk.export.fault.get().map(|fault| {
            view! {
                <div class="notice bad" role="alert">
                    <Icon glyph=Glyph::Warning />
                    <p>{move || t::school::export_failed(&fault)}</p>
                </div>
            }
        })
    };
    view! {
        <Page title=t::school::cases tools>
            {trouble}
            <div class="desk" class:split=move || chosen.get().is_some()>
                <div class="desk-list">
                    <Filter desk />
                    <Loaded
                        again=desk.again
                        lines=12
                        load=move || {
                            let _ = lang();
                            let search = desk.search.value.get();
                            async move {
                                let answer = api::ask(Call::<SearchCases>::new((), Json(search))).await;
                                let rows = answer.map_err(|error| refused(&error))?;
                                desk.rows.set(Some(rows));
                                Ok(())
                            }
                        }
                        view=move |()| view! { <List desk /> }.into_any()
                    />
                </div>
                {move || chosen.get().map(|id| view! { <Case id desk /> })}
            </div>
            <Keys open=help />
        </Page>
    }
}

/// A filter that the server cannot read is told in its own words (an ID number that is none).
fn refused(error: &ClientError) -> Trouble {
    let mut trouble = api::trouble(error);
    let faults = error
        .problem()
        .map(|problem| problem.errors.as_slice())
        .unwrap_or_default();
    if !faults.is_empty() {
        trouble.detail = faults
            .iter()
            .map(|fault| fault.message.as_str())
            .collect::<Vec<_>>()
            .join(" ");
    }
    trouble
}

/// A filter that was taken away altogether is not found again after a reload.
fn forget(search: Draft<CaseSearch>) {
    let plain = Memo::new(move |_| !search.changed());
    Effect::new(move |before: Option<bool>| {
        let plain = plain.get();
        if plain && before == Some(false) {
            search.clear();
        }
        plain
    });
}

/// `?review=waiting` and its like: the way here from the home page. It replaces the filter and
/// leaves the address.
fn preset(desk: Desk) {
    let query = use_query_map();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let read = |name: &str| query.with(|query| query.get(name));
        let filter = CaseFilter {
            review: read("review")
                .and_then(|label| ReviewLabel::parse(&label))
                .into_iter()
                .collect(),
            response: read("response")
                .and_then(|label| ResponseLabel::parse(&label))
                .into_iter()
                .collect(),
            agreement: read("agreement")
                .and_then(|label| AgreementLabel::parse(&label))
                .into_iter()
                .collect(),
            ..CaseFilter::default()
        };
        if filter != CaseFilter::default() {
            desk.search.value.set(CaseSearch {
                filter,
                ..whole_list()
            });
            navigate(
                LIST,
                NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                },
            );
        }
    });
}
