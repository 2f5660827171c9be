//! A table that becomes cards on a phone. Headers sort, rows can be ticked, `j` and `k` (or the
//! arrows) move between rows.

use std::{collections::BTreeSet, sync::Arc};

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{Bind, Text};
use crate::i18n::t;

/// What a list is sorted by: a column's key, and whether downwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// Key of the column; empty for the server's own order.
    pub key: String,
    /// Largest first.
    pub down: bool,
}

impl Sort {
    /// `-created_at` or `name`, as `sort` takes it on the wire.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        let sign = if self.down { "-" } else { "" };
        (!self.key.is_empty()).then(|| format!("{sign}{}", self.key))
    }

    /// The reverse of [`query`](Self::query).
    #[must_use]
    pub fn from_query(text: &str) -> Self {
        match text.strip_prefix('-') {
            Some(key) => Self {
                key: key.to_owned(),
                down: true,
            },
            None => Self {
                key: text.to_owned(),
                down: false,
            },
        }
    }
}

type Cell<T> = Arc<dyn Fn(&T) -> AnyView + Send + Sync>;

/// One column: its heading and how a row fills it.
pub struct Column<T> {
    label: Text,
    sort: Option<&'static str>,
    class: &'static str,
    cell: Cell<T>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self {
            label: self.label.clone(),
            sort: self.sort,
            class: self.class,
            cell: Arc::clone(&self.cell),
        }
    }
}

impl<T> Column<T> {
    /// A column.
    pub fn new<V: IntoView + 'static>(
        label: impl Into<Text>,
        cell: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            sort: None,
            class: "",
            cell: Arc::new(move |row| cell(row).into_any()),
        }
    }

    /// Lets the heading sort by this key.
    #[must_use]
    pub fn sorted(mut self, key: &'static str) -> Self {
        self.sort = Some(key);
        self
    }

    /// Figures: to the right, all of one width.
    #[must_use]
    pub fn number(mut self) -> Self {
        self.class = "number";
        self
    }

    /// The name of the row: heads its card on a phone.
    #[must_use]
    pub fn title(mut self) -> Self {
        self.class = "title";
        self
    }

    /// Buttons of the row, at its end.
    #[must_use]
    pub fn actions(mut self) -> Self {
        self.class = "row-actions";
        self
    }

    /// Never broken into lines: numbers, dates, codes.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.class = "fixed";
        self
    }
}

/// The table. An empty one is not drawn: show [`Empty`](super::Empty) in its place.
#[component]
pub fn DataTable<T>(
    /// What the table is, for screen readers.
    #[prop(into)]
    caption: Text,
    columns: Vec<Column<T>>,
    #[prop(into)] rows: Signal<Vec<T>>,
    /// An identity that lasts over reloads.
    key: fn(&T) -> String,
    #[prop(optional, into)] sort: Option<Bind<Sort>>,
    /// The ticked rows, when rows can be ticked.
    #[prop(optional, into)]
    selected: Option<RwSignal<BTreeSet<String>>>,
    /// The rows that cannot be ticked.
    #[prop(optional)]
    fixed: Option<fn(&T) -> bool>,
    /// Says which row a tick box belongs to.
    #[prop(optional)]
    name: Option<fn(&T) -> String>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let (heads, name_of) = (columns.clone(), caption.clone());
    let can_tick = move |row: &T| fixed.is_none_or(|fixed| !fixed(row));
    let all_ticked = move || {
        selected.is_some_and(|selected| {
            rows.with(|rows| {
                let mut open = rows.iter().filter(|row| can_tick(row)).peekable();
                open.peek().is_some()
                    && open.all(|row| selected.with(|set| set.contains(&key(row))))
            })
        })
    };
    let tick_all = move |on: bool| {
        if let Some(selected) = selected {
            selected.update(|set| {
                rows.with_untracked(|rows| {
                    for row in rows.iter().filter(|row| can_tick(row)) {
                        if on {
                            set.insert(key(row));
                        } else {
                            set.remove(&key(row));
                        }
                    }
                });
            });
        }
    };
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=move || name_of.get().to_string()>
            <table role="table">
                <caption class="visually-hidden">{move || caption.get()}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {selected
                            .map(|_| {
                                view! {
                                    <th role="columnheader" scope="col" class="tick-cell">
                                        <input
                                            type="checkbox"
                                            aria-label=t::ui::tick_all
                                            prop:checked=all_ticked
                                            on:change:target=move |event| tick_all(event.target().checked())
                                        />
                                    </th>
                                }
                            })}
                        {heads.into_iter().map(|column| head(column, sort)).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup" on:keydown=move_rows>
                    <For
                        each=move || rows.get()
                        key=move |row| key(row)
                        children=move |row| {
                            let id = key(&row);
                            let open = can_tick(&row);
                            let about = name.map(|name| name(&row)).unwrap_or_default();
                            let (mine, other) = (id.clone(), id.clone());
                            view! {
                                <tr
                                    role="row"
                                    aria-selected=move || {
                                        selected
                                            .map(|selected| {
                                                selected.with(|set| set.contains(&other)).to_string()
                                            })
                                    }
                                >
                                    {selected
                                        .map(|selected| {
                                            view! {
                                                <td role="cell" class="tick-cell">
                                                    <input
                                                        type="checkbox"
                                                        aria-label=move || t::ui::tick_row(&about)
                                                        disabled=!open
                                                        prop:checked=move || selected.with(|set| set.contains(&mine))
                                                        on:change:target=move |event| {
                                                            let on = event.target().checked();
                                                            selected
                                                                .update(|set| {
                                                                    if on {
                                                                        set.insert(id.clone());
                                                                    } else {
                                                                        set.remove(&id);
                                                                    }
                                                                });
                                                        }
                                                    />
                                                </td>
                                            }
                                        })}
                                    {columns
                                        .iter()
                                        .map(|column| {
                                            let label = column.label.clone();
                                            view! {
                                                <td
                                                    role="cell"
                                                    class=column.class
                                                    data-label=move || label.get().to_string()
                                                >
                                                    {(column.cell)(&row)}
                                                </td>
                                            }
                                        })
                                        .collect_view()}
                                </tr>
                            }
                        }
                    />
                </tbody>
            </table>
        </div>
    }
}

fn head<T>(column: Column<T>, sort: Option<Bind<Sort>>) -> impl IntoView {
    let Column {
        label,
        sort: key,
        class,
        ..
    } = column;
    let Some((key, sort)) = key.zip(sort) else {
        return view! {
            <th role="columnheader" scope="col" class=class>
                {move || label.get()}
            </th>
        }
        .into_any();
    };
    let state = move || {
        let sort = sort.get();
        (sort.key == key).then_some(sort.down)
    };
    view! {
        <th
            role="columnheader"
            scope="col"
            class=class
            aria-sort=move || match state() {
                Some(true) => "descending",
                Some(false) => "ascending",
                None => "none",
            }
        >
            <button
                type="button"
                class="sort"
                on:click=move |_| {
                    let down = sort.now() == Sort { key: key.to_owned(), down: false };
                    sort.set(Sort { key: key.to_owned(), down });
                }
            >
                {move || label.get()}
                <span class="arrow" aria-hidden="true">
                    {move || match state() {
                        Some(true) => "↓",
                        Some(false) => "↑",
                        None => "↕",
                    }}
                </span>
            </button>
        </th>
    }
    .into_any()
}

/// Moves focus to the same kind of thing in the next or the previous row.
fn move_rows(event: ev::KeyboardEvent) {
    let down = match event.key().as_str() {
        "j" | "ArrowDown" => true,
        "k" | "ArrowUp" => false,
        _ => return,
    };
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let row = target
        .as_ref()
        .and_then(|target| target.closest("tr").ok().flatten());
    let other = row.and_then(|row| {
        if down {
            row.next_element_sibling()
        } else {
            row.previous_element_sibling()
        }
    });
    let wanted = other.and_then(|row| {
        let tick = target.is_some_and(|target| target.matches("input").unwrap_or(false));
        let kind = if tick {
            "input:not(:disabled)"
        } else {
            "a, button"
        };
        row.query_selector(kind).ok().flatten()
    });
    if let Some(wanted) = wanted.and_then(|wanted| wanted.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = wanted.focus();
    }
}
