//! A code table as its file holds it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::values::{AgreementLevel, Lang};

/// How sure a table or its codes are (codes.md, "Confidence").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confidence {
    /// Two or more independent public sources agree, or it was computed.
    H,
    /// One source.
    M,
    /// Unverified.
    #[default]
    L,
    /// Our own choice: nothing official was found.
    X,
}

/// One table: what it is, where it comes from, and its entries in the order to show them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CodeTable {
    /// Its name.
    pub table: String,
    /// Its Chinese title.
    pub title_zh: String,
    /// Its English title.
    pub title_en: String,
    /// Where it comes from.
    pub source: String,
    /// The year that it is of.
    pub year: u16,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it holds.
    pub entries: Vec<Entry>,
    #[serde(skip)]
    index: HashMap<String, usize>,
}

/// One code and its meaning.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The code, always text: `01`, never 1.
    pub code: String,
    /// The Chinese label.
    pub zh: String,
    /// The English label; a region without a known one has its Chinese name.
    pub en: String,
    /// No longer to be chosen, but still readable.
    #[serde(default, skip_serializing_if = "is_false")]
    pub retired: bool,
    /// Whether public sources confirm the code.
    #[serde(default = "yes")]
    pub verified: bool,
    /// The code of the group or region that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The section letter of GB/T 4754-2017 (industry).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// Whether archive or hukou is received, so that the address fields are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receives: Option<bool>,
    /// The level that an agreement number carries (education level).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<AgreementLevel>,
}

/// Why a file is no code table.
#[derive(Debug, thiserror::Error)]
pub enum TableFault {
    /// The text is not a table's JSON.
    #[error("not a code table: {0}")]
    Json(#[from] serde_json::Error),
    /// A code stands twice.
    #[error("code {0} stands twice")]
    Twice(String),
    /// An entry names a parent that is not there.
    #[error("code {0} has an unknown parent")]
    Parent(String),
    /// A label is empty.
    #[error("code {0} has no label")]
    Label(String),
}

impl CodeTable {
    /// Reads and checks a table from its JSON.
    pub fn read(json: &str) -> Result<Self, TableFault> {
        let mut table: Self = serde_json::from_str(json)?;
        for (position, entry) in table.entries.iter().enumerate() {
            if entry.zh.is_empty() || entry.en.is_empty() {
                return Err(TableFault::Label(entry.code.clone()));
            }
            if table.index.insert(entry.code.clone(), position).is_some() {
                return Err(TableFault::Twice(entry.code.clone()));
            }
        }
        for entry in &table.entries {
            if entry
                .parent
                .as_ref()
                .is_some_and(|parent| !table.index.contains_key(parent))
            {
                return Err(TableFault::Parent(entry.code.clone()));
            }
        }
        Ok(table)
    }

    /// The entry of a code.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries.get(*self.index.get(code)?)
    }

    /// The title.
    pub fn title(&self, lang: Lang) -> &str {
        lang.pick(&self.title_zh, &self.title_en)
    }

    /// What may be chosen today: all that is not retired.
    pub fn choices(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.retired)
    }
}

impl Entry {
    /// The label.
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

const fn is_false(value: &bool) -> bool {
    !*value
}

const fn yes() -> bool {
    true
}
