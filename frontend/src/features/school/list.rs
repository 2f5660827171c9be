//! The rows of 签约管理: a dense table, or, beside an open case, a narrow list.

use leptos::prelude::*;
use leptos_router::components::A;
use sanfang_contract::{
    Page as Rows,
    cases::{CaseFilter, CaseRow},
};
use sanfang_domain::signing::ReviewLabel;
use wasm_bindgen::JsCast;

use crate::{
    features::cases::words,
    i18n::{lang, t},
    ui::{Bind, Button, DataTable, Empty, Glyph, Pager, Pill, format},
};

use super::{
    columns::{columns, order},
    desk::{Desk, address, whole_list},
};

/// How many rows a page may have.
const LIMITS: [u16; 4] = [20, 50, 100, 200];

/// What came.
#[component]
pub fn List(desk: Desk) -> impl IntoView {
    let rows = Signal::derive(move || desk.rows.get().map(|rows| rows.items).unwrap_or_default());
    let none = Memo::new(move |_| {
        desk.rows
            .with(|rows| rows.as_ref().is_none_or(|rows| rows.items.is_empty()))
    });
    move || {
        if none.get() {
            return view! { <Nothing desk /> }.into_any();
        }
        view! {
            <div
                class="desk-table"
                on:click=move |event| {
                    if let Some(link) = link_of(&event) {
                        link.click();
                    }
                }
            >
                <DataTable
                    caption=t::school::cases
                    columns=columns()
                    rows
                    key=|row: &CaseRow| format!("{} {}", row.id, row.updated_at)
                    sort=order(desk)
                />
            </div>
            <ul class="desk-rows" aria-label=t::school::cases>
                <For
                    each=move || rows.get()
                    key=|row| (row.id, row.updated_at)
                    children=|row| view! { <Narrow row /> }
                />
            </ul>
            <Pages desk />
        }
        .into_any()
    }
}

/// A press anywhere in a row opens its case; links keep what they do, and text can be marked.
fn link_of(event: &leptos::ev::MouseEvent) -> Option<web_sys::HtmlElement> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    if event.default_prevented() || target.closest("a, button").ok().flatten().is_some() {
        return None;
    }
    let marked = window()
        .get_selection()
        .ok()
        .flatten()
        .is_some_and(|marked| !marked.is_collapsed());
    let row = target
        .closest("tbody tr")
        .ok()
        .flatten()
        .filter(|_| !marked)?;
    row.query_selector("a").ok().flatten()?.dyn_into().ok()
}

/// A row beside an open case.
#[component]
fn Narrow(row: CaseRow) -> impl IntoView {
    let CaseRow {
        id,
        student_name,
        employer_name,
        response,
        review,
        updated_at,
        ..
    } = row;
    view! {
        <li>
            <A href=address(id) attr:id=format!("case-{id}") scroll=false>
                <span class="strong">{student_name}</span>
                {if review == ReviewLabel::None {
                    view! { <Pill label=move || response.text(lang()) tone=words::response_tone(response) /> }
                } else {
                    view! { <Pill label=move || review.text(lang()) tone=words::review_tone(review) /> }
                }}
                <span class="muted clip">{employer_name}</span>
                <span class="muted">{format::minute(updated_at)}</span>
            </A>
        </li>
    }
}

#[component]
fn Nothing(desk: Desk) -> impl IntoView {
    let narrowed = desk
        .search
        .value
        .with_untracked(|search| search.filter != CaseFilter::default());
    if narrowed {
        view! {
            <Empty title=t::school::none_match text=t::school::none_match_text glyph=Glyph::Search>
                <Button label=t::school::show_all on_click=move |_| desk.search.value.set(whole_list()) />
            </Empty>
        }
        .into_any()
    } else {
        view! { <Empty title=t::school::none text=t::school::none_text /> }.into_any()
    }
}

/// Pages, the total, and how many rows a page has.
#[component]
fn Pages(desk: Desk) -> impl IntoView {
    let search = desk.search.value;
    let limit = Memo::new(move |_| search.with(|search| search.paging.limit.unwrap_or(20)));
    let total = Memo::new(move |_| {
        desk.rows
            .with(|rows| rows.as_ref().and_then(|rows: &Rows<CaseRow>| rows.total))
    });
    let pages = Memo::new(move |_| {
        total
            .get()
            .map_or(1, |total| total.div_ceil(u64::from(limit.get())).max(1))
    });
    let page = Bind::new(
        move || search.with(|search| u64::from(search.paging.page.unwrap_or(1))),
        move |page: u64| search.update(|search| search.paging.page = u32::try_from(page).ok()),
    );
    view! {
        <div class="desk-pages">
            <Pager page pages total=Signal::derive(move || total.get()) />
            <label class="per-page">
                <span>{t::school::per_page}</span>
                <select on:change:target=move |event| {
                    if let Ok(limit) = event.target().value().parse() {
                        search
                            .update(|search| {
                                search.paging.limit = Some(limit);
                                search.paging.page = Some(1);
                            });
                    }
                }>
                    {LIMITS
                        .into_iter()
                        .map(|rows| {
                            view! {
                                <option value=rows.to_string() selected=move || limit.get() == rows>
                                    {rows}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
        </div>
    }
}
