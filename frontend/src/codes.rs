//! Code tables as the pages need them: fetched once, kept for the visit, in both languages.

use std::{collections::BTreeMap, sync::LazyLock};

use leptos::{prelude::*, task::spawn_local};
use sanfang_client::Call;
use sanfang_contract::{Nothing, codes::CodeEntryView, endpoints::GetCodeTable, terms};
use sanfang_domain::codes::TableId;

use crate::{
    api,
    i18n::{Lang, lang, pick},
    ui::{Choice, Region},
};

#[derive(Clone, Default)]
struct Table {
    entries: Vec<CodeEntryView>,
    places: BTreeMap<String, usize>,
}

impl Table {
    fn get(&self, code: &str) -> Option<&CodeEntryView> {
        self.entries.get(*self.places.get(code)?)
    }
}

/// A table that was asked for is there, though perhaps still empty.
type Tables = BTreeMap<&'static str, Table>;

static TABLES: LazyLock<ArcRwSignal<Tables>> = LazyLock::new(ArcRwSignal::default);

/// Levels of GB/T 2260 that exist for statistics only; an address leaves them out.
const STATISTICAL: [&str; 4] = [
    "市辖区",
    "县",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
];

/// The tables that a page named.
#[derive(Clone, Copy, Debug)]
pub struct Codes;

impl Codes {
    /// Fetches what is not there yet.
    #[must_use]
    pub fn of(tables: &[TableId]) -> Self {
        for table in tables {
            let name = table.as_str();
            if TABLES.with_untracked(|tables| tables.contains_key(name)) {
                continue;
            }
            TABLES.update_untracked(|tables| drop(tables.insert(name, Table::default())));
            spawn_local(async move {
                let answer =
                    api::ask(Call::<GetCodeTable>::new((name.to_owned(),), Nothing {})).await;
                TABLES.update(|tables| match answer {
                    Ok(answer) => {
                        let entries = answer.entries;
                        let places = entries
                            .iter()
                            .enumerate()
                            .map(|(at, entry)| (entry.code.clone(), at))
                            .collect();
                        tables.insert(name, Table { entries, places });
                    }
                    // The next page that needs it asks again; until then codes stand for themselves.
                    Err(_) => drop(tables.remove(name)),
                });
            });
        }
        Self
    }

    /// What a code means, in the language now; the code itself while its table is on the way.
    #[must_use]
    pub fn label(self, table: TableId, code: Option<&str>) -> String {
        let Some(code) = code else {
            return String::new();
        };
        TABLES.with(|tables| {
            let entry = tables.get(table.as_str()).and_then(|table| table.get(code));
            entry.map_or_else(|| code.to_owned(), |entry| name(entry).to_owned())
        })
    }

    /// A region with all that it is in: `湖北省武汉市洪山区`, `Hongshan District, Wuhan, Hubei`.
    #[must_use]
    pub fn region(self, code: Option<&str>) -> String {
        let Some(code) = code else {
            return String::new();
        };
        TABLES.with(|tables| {
            let Some(regions) = tables.get(TableId::Region.as_str()) else {
                return code.to_owned();
            };
            let Some(own) = regions.get(code) else {
                return code.to_owned();
            };
            let above = |entry: &CodeEntryView| {
                entry
                    .parent
                    .as_deref()
                    .and_then(|parent| regions.get(parent))
            };
            let city = above(own);
            let province = city.and_then(above);
            let real = |entry: &&CodeEntryView| !STATISTICAL.contains(&entry.zh.as_str());
            let parts: Vec<_> = [province, city]
                .into_iter()
                .flatten()
                .filter(real)
                .chain([own])
                .map(name)
                .collect();
            match lang() {
                Lang::ZhCn => parts.concat(),
                Lang::En => parts.into_iter().rev().collect::<Vec<_>>().join(", "),
            }
        })
    }

    /// What can be chosen in a field; a retired code is readable but not on offer.
    #[must_use]
    pub fn choices(self, table: TableId) -> Signal<Vec<Choice>> {
        Signal::derive(move || {
            TABLES.with(|tables| {
                let entries = tables
                    .get(table.as_str())
                    .map(|table| table.entries.as_slice())
                    .unwrap_or_default();
                let open = entries.iter().filter(|entry| !entry.retired);
                open.map(|entry| {
                    let (zh, en) = (entry.zh.clone(), entry.en.clone());
                    Choice::new(entry.code.clone(), move || pick(zh.clone(), en.clone()))
                })
                .collect()
            })
        })
    }

    /// The regions as a tree, for [`RegionField`](crate::ui::RegionField).
    #[must_use]
    pub fn regions(self) -> Signal<Vec<Region>> {
        Memo::new(move |_| {
            TABLES.with(|tables| {
                let entries = tables
                    .get(TableId::Region.as_str())
                    .map(|table| table.entries.as_slice())
                    .unwrap_or_default();
                let mut below = BTreeMap::<&str, Vec<&CodeEntryView>>::new();
                for entry in entries.iter().filter(|entry| !entry.retired) {
                    below
                        .entry(entry.parent.as_deref().unwrap_or_default())
                        .or_default()
                        .push(entry);
                }
                tree(&below, "")
            })
        })
        .into()
    }

    /// 档案接收, 户口接收类型: whether it is received, so that the dependent fields are asked.
    #[must_use]
    pub fn receives(self, table: TableId, code: &str) -> bool {
        TABLES.with(|tables| {
            let entry = tables.get(table.as_str()).and_then(|table| table.get(code));
            entry.and_then(|entry| entry.receives).unwrap_or(false)
        })
    }
}

/// The same knowledge for the contract's own check of a letter.
impl terms::Codes for Codes {
    fn knows(&self, table: TableId, code: &str) -> bool {
        TABLES.with_untracked(|tables| match tables.get(table.as_str()) {
            // A table that is still on the way is the server's to check.
            None => true,
            Some(table) => {
                table.entries.is_empty() || table.get(code).is_some_and(|entry| !entry.retired)
            }
        })
    }

    fn receives(&self, table: TableId, code: &str) -> bool {
        untrack(|| Codes::receives(*self, table, code))
    }
}

fn tree(below: &BTreeMap<&str, Vec<&CodeEntryView>>, parent: &str) -> Vec<Region> {
    let parts = below.get(parent).map(Vec::as_slice).unwrap_or_default();
    parts
        .iter()
        .map(|entry| Region {
            code: entry.code.clone(),
            name: name(entry).to_owned(),
            parts: tree(below, &entry.code),
        })
        .collect()
}

fn name(entry: &CodeEntryView) -> &str {
    pick(&entry.zh, &entry.en)
}
