//! Code tables as the pages need them: fetched once, kept for the visit, in both languages.

use std::{collections::BTreeMap, sync::LazyLock};

use leptos::{prelude::*, task::spawn_local};
use sanfang_client::Call;
use sanfang_contract::{Nothing, codes::CodeEntryView, endpoints::GetCodeTable};
use sanfang_domain::codes::TableId;

use crate::i18n::{Lang, lang, pick};

use super::wire;

/// A table that was asked for is there, though perhaps still empty.
type Tables = BTreeMap<&'static str, BTreeMap<String, CodeEntryView>>;

static TABLES: LazyLock<ArcRwSignal<Tables>> = LazyLock::new(ArcRwSignal::default);

/// The tables that a page named.
#[derive(Clone, Copy)]
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
            TABLES.update_untracked(|tables| drop(tables.insert(name, BTreeMap::new())));
            spawn_local(async move {
                let answer = wire::send(Call::<GetCodeTable>::new((name.to_owned(),), Nothing {})).await;
                TABLES.update(|tables| match answer {
                    Ok(answer) => {
                        let entries = answer.0.entries.into_iter().map(|entry| (entry.code.clone(), entry));
                        tables.insert(name, entries.collect());
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
        let Some(code) = code else { return String::new() };
        TABLES.with(|tables| {
            let entry = tables.get(table.as_str()).and_then(|table| table.get(code));
            entry.map_or_else(|| code.to_owned(), |entry| name(entry).to_owned())
        })
    }

    /// A region with all that it is in: `湖北省武汉市洪山区`, `Hongshan District, Wuhan, Hubei`.
    #[must_use]
    pub fn region(self, code: Option<&str>) -> String {
        let Some(code) = code else { return String::new() };
        TABLES.with(|tables| {
            let Some(regions) = tables.get(TableId::Region.as_str()) else { return code.to_owned() };
            let Some(own) = regions.get(code) else { return code.to_owned() };
            let above = |entry: &CodeEntryView| entry.parent.as_deref().and_then(|parent| regions.get(parent));
            let city = above(own);
            let province = city.and_then(above);
            let real = |entry: &&CodeEntryView| !STATISTICAL.contains(&entry.zh.as_str());
            let parts: Vec<_> =
                [province, city].into_iter().flatten().filter(real).chain([own]).map(name).collect();
            match lang() {
                Lang::Zh => parts.concat(),
                Lang::En => parts.into_iter().rev().collect::<Vec<_>>().join(", "),
            }
        })
    }
}

/// Levels of GB/T 2260 that exist for statistics only; an address leaves them out.
const STATISTICAL: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

fn name(entry: &CodeEntryView) -> &str {
    pick(&entry.zh, &entry.en)
}
