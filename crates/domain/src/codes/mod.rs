//! Code tables (codes.md): dated data files that name their source, year and confidence.
//!
//! A record keeps the code, never the label; a retired code stays readable. The files are
//! reached through [`table`] only, so a browser client that never calls it does not carry them.

mod education;
mod read;
mod table_id;

pub use crate::values::AgreementLevel;
pub use read::{CodeTable, Confidence, Entry, TableFault};
pub use table_id::TableId;

use std::sync::LazyLock;

use crate::values::{Lang, RegionCode};

/// The text of a file, read on first use. That each file is whole is what the tests show.
macro_rules! embedded {
    ($file:literal) => {{
        static TABLE: LazyLock<CodeTable> = LazyLock::new(|| {
            let file = include_str!(concat!("../../data/codes/", $file, ".json"));
            CodeTable::read(file).unwrap_or_default()
        });
        &TABLE
    }};
}

/// A table, read once.
pub fn table(id: TableId) -> &'static CodeTable {
    match id {
        TableId::Destination => embedded!("destination"),
        TableId::EmployerNature => embedded!("employer_nature"),
        TableId::Industry => embedded!("industry"),
        TableId::PositionCategory => embedded!("position_category"),
        TableId::EducationLevel => embedded!("education_level"),
        TableId::TrainingMode => embedded!("training_mode"),
        TableId::Sex => embedded!("sex"),
        TableId::Ethnicity => embedded!("ethnicity"),
        TableId::PoliticalStatus => embedded!("political_status"),
        TableId::TeacherTraining => embedded!("teacher_training"),
        TableId::Hardship => embedded!("hardship"),
        TableId::ArchiveReceipt => embedded!("archive_receipt"),
        TableId::HukouReceipt => embedded!("hukou_receipt"),
        TableId::Region => embedded!("region"),
    }
}

/// The entry of a code, also of a retired one.
pub fn entry(id: TableId, code: &str) -> Option<&'static Entry> {
    table(id).entry(code)
}

/// Whether a table has a code, also a retired one: use [`open`] for what may be chosen today.
pub fn contains(id: TableId, code: &str) -> bool {
    entry(id, code).is_some()
}

/// Whether a code may be chosen for a new record: it is in its table and not retired.
pub fn open(id: TableId, code: &str) -> bool {
    entry(id, code).is_some_and(|entry| !entry.retired)
}

/// What a code means.
pub fn label(id: TableId, code: &str, lang: Lang) -> Option<&'static str> {
    entry(id, code).map(|entry| entry.label(lang))
}

/// Whether the archive or the hukou is received by a code of its table; where it is not, the
/// dependent fields are not asked (domain.md §2). Nothing for an unknown code or another table.
pub fn receives(id: TableId, code: &str) -> Option<bool> {
    entry(id, code)?.receives
}

/// A region with all that it is in: `湖北省武汉市洪山区`, `Hongshan District, Wuhan, Hubei`.
///
/// Levels that exist for statistics only (市辖区, 省直辖县级行政区划 …) are left out.
pub fn region_path(code: &str, lang: Lang) -> Option<String> {
    const STATISTICAL: [&str; 4] = [
        "市辖区",
        "县",
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
    ];
    let region = RegionCode::parse(code).ok()?;
    let own = entry(TableId::Region, region.as_str())?;
    let mut path: Vec<&Entry> = region
        .parents()
        .iter()
        .filter_map(|parent| entry(TableId::Region, parent.as_str()))
        .filter(|parent| !STATISTICAL.contains(&parent.zh.as_str()))
        .collect();
    path.push(own);
    Some(match lang {
        Lang::ZhCn => path.iter().map(|entry| entry.zh.as_str()).collect(),
        Lang::En => {
            let names: Vec<&str> = path.iter().rev().map(|entry| entry.en.as_str()).collect();
            names.join(", ")
        }
    })
}

#[cfg(test)]
mod tests;
