use std::collections::HashSet;

use super::*;
use crate::values::{RegionLevel, Sex};

/// The file of a table as it is, so that a fault in it is told and not an empty table.
fn file(id: TableId) -> String {
    let path = format!("{}/data/codes/{id}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_file_is_a_table_of_its_name_with_source_and_year() {
    for id in TableId::ALL {
        let read = CodeTable::read(&file(id)).unwrap_or_else(|fault| panic!("{id}: {fault}"));
        assert_eq!(read.entries.len(), table(id).entries.len(), "{id}");
        assert_eq!(read.table, id.as_str());
        assert_eq!(TableId::parse(id.as_str()), Some(id));
        assert!((1984..=2026).contains(&read.year), "{id}");
        assert!(!read.entries.is_empty(), "{id}");
        for text in [&read.title_zh, &read.title_en, &read.source] {
            assert!(!text.is_empty(), "{id}");
        }
    }
    assert_eq!(TableId::parse("country"), None);
}

#[test]
fn codes_are_unique_and_labels_stand_in_both_languages() {
    for id in TableId::ALL {
        let mut codes = HashSet::new();
        for entry in &table(id).entries {
            assert!(codes.insert(&entry.code), "{id} {}", entry.code);
            assert!(
                entry.code.bytes().all(|b| b.is_ascii_digit()),
                "{id} {}",
                entry.code
            );
            assert!(!entry.zh.trim().is_empty() && !entry.en.trim().is_empty());
            if id != TableId::Region {
                assert!(entry.en.is_ascii(), "{id} {}: {}", entry.code, entry.en);
            }
            assert_eq!(label(id, &entry.code, Lang::ZhCn), Some(entry.zh.as_str()));
            assert_eq!(label(id, &entry.code, Lang::En), Some(entry.en.as_str()));
        }
    }
}

#[test]
fn every_region_has_its_parents_and_a_path() {
    for entry in &table(TableId::Region).entries {
        let code = RegionCode::parse(&entry.code).unwrap();
        for parent in code.parents() {
            assert!(contains(TableId::Region, parent.as_str()), "{code}");
        }
        assert_eq!(
            entry.parent,
            code.parents()
                .last()
                .map(|parent| parent.as_str().to_owned())
        );
        let path = region_path(&entry.code, Lang::ZhCn).unwrap();
        assert!(path.ends_with(&entry.zh));
        assert!(region_path(&entry.code, Lang::En).is_some());
    }
    let of = |level| {
        let codes = table(TableId::Region).entries.iter();
        codes
            .filter(|entry| RegionCode::parse(&entry.code).unwrap().level() == level)
            .count()
    };
    assert_eq!(of(RegionLevel::Province), 34);
    assert_eq!(of(RegionLevel::City), 342);
    assert!(of(RegionLevel::County) > 2_900);
}

#[test]
fn a_region_path_skips_what_exists_for_statistics_only() {
    let zh = |code| region_path(code, Lang::ZhCn);
    assert_eq!(zh("420111").as_deref(), Some("湖北省武汉市洪山区"));
    assert_eq!(zh("110101").as_deref(), Some("北京市东城区"));
    assert_eq!(zh("429004").as_deref(), Some("湖北省仙桃市"));
    assert_eq!(zh("441900").as_deref(), Some("广东省东莞市"));
    assert_eq!(zh("810000").as_deref(), Some("香港特别行政区"));
    assert_eq!(zh("420000").as_deref(), Some("湖北省"));
    assert_eq!(zh("420199"), None);
    assert_eq!(zh("x"), None);
    let en = region_path("420111", Lang::En);
    assert_eq!(en.as_deref(), Some("Hongshan District, Wuhan, Hubei"));
}

#[test]
fn every_education_level_has_the_level_of_an_agreement_number() {
    for entry in &table(TableId::EducationLevel).entries {
        assert!(
            AgreementLevel::of_education(&entry.code).is_some(),
            "{}",
            entry.code
        );
    }
    let level = AgreementLevel::of_education;
    assert_eq!(level("01"), Some(AgreementLevel::Postgraduate));
    assert_eq!(level("11"), Some(AgreementLevel::Postgraduate));
    assert_eq!(level("31"), Some(AgreementLevel::Undergraduate));
    assert_eq!(level("41"), Some(AgreementLevel::Diploma));
    assert_eq!(level("1"), None);
}

#[test]
fn archive_and_hukou_say_whether_they_are_received() {
    for id in [TableId::ArchiveReceipt, TableId::HukouReceipt] {
        assert!(
            table(id)
                .entries
                .iter()
                .all(|entry| entry.receives.is_some())
        );
        assert_eq!(receives(id, "0"), Some(false));
        assert_eq!(receives(id, "1"), Some(true));
        assert_eq!(receives(id, "99"), None);
    }
    assert_eq!(receives(TableId::Sex, "1"), None);
}

#[test]
fn tables_hold_what_their_standards_list() {
    let zh = |id, code| label(id, code, Lang::ZhCn);
    assert_eq!(table(TableId::Ethnicity).entries.len(), 58);
    assert_eq!(zh(TableId::Ethnicity, "01"), Some("汉族"));
    assert_eq!(zh(TableId::Ethnicity, "15"), Some("土家族"));
    assert_eq!(zh(TableId::Ethnicity, "30"), Some("土族"));
    assert_eq!(zh(TableId::Ethnicity, "56"), Some("基诺族"));
    assert_eq!(zh(TableId::Ethnicity, "1"), None);
    assert_eq!(table(TableId::PoliticalStatus).entries.len(), 13);
    assert_eq!(table(TableId::EmployerNature).entries.len(), 13);
    assert_eq!(table(TableId::PositionCategory).entries.len(), 18);
    assert_eq!(zh(TableId::Sex, Sex::Male.code()), Some("男"));
    assert_eq!(zh(TableId::Sex, Sex::Female.code()), Some("女"));
    let letters: String = table(TableId::Industry)
        .entries
        .iter()
        .filter_map(|entry| entry.letter.clone())
        .collect();
    assert_eq!(letters, "ABCDEFGHIJKLMNOPQRST");
}

#[test]
fn a_retired_code_stays_readable_but_is_not_offered() {
    assert_eq!(
        label(TableId::Destination, "27", Lang::ZhCn),
        Some("科研助理")
    );
    assert!(contains(TableId::Destination, "27"));
    assert!(!open(TableId::Destination, "27"));
    assert!(open(TableId::Destination, "271"));
    assert!(!open(TableId::Destination, "99"));
    assert!(
        table(TableId::Destination)
            .choices()
            .all(|entry| entry.code != "27")
    );
    assert!(!entry(TableId::Destination, "501").unwrap().verified);
}

#[test]
fn a_file_with_a_fault_is_refused() {
    let read = |entries: &str| {
        CodeTable::read(&format!(
            r#"{{"table":"t","title_zh":"表","title_en":"T","source":"s","year":2026,
                "confidence":"X","entries":[{entries}]}}"#
        ))
    };
    let one = r#"{"code":"1","zh":"一","en":"One"}"#;
    assert!(read(one).is_ok());
    assert!(matches!(read(&format!("{one},{one}")), Err(TableFault::Twice(code)) if code == "1"));
    let orphan = r#"{"code":"2","zh":"二","en":"Two","parent":"9"}"#;
    assert!(matches!(read(orphan), Err(TableFault::Parent(code)) if code == "2"));
    let silent = r#"{"code":"3","zh":"三","en":""}"#;
    assert!(matches!(read(silent), Err(TableFault::Label(code)) if code == "3"));
    assert!(matches!(read(r#"{"code":4}"#), Err(TableFault::Json(_))));
}
