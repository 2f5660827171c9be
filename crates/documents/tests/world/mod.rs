//! Columns and hand-made files for the tests of tables.

use sanfang_documents::{
    column::{CodeOption, ColumnKind, ColumnSpec},
    sheet::{Limits, SheetError, Table, read},
};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

pub fn columns() -> Vec<ColumnSpec> {
    vec![
        ColumnSpec::text("school", "毕业学校", 10).required(),
        ColumnSpec::text("name", "学生姓名", 50)
            .required()
            .alias("姓名"),
        ColumnSpec::identifier("id_number", "学生身份证号")
            .required()
            .alias("身份证号"),
        ColumnSpec::new("report_by", "报到期限", ColumnKind::Date),
        ColumnSpec::new("salary", "转正起薪", ColumnKind::Money),
        ColumnSpec::new("days", "试用期", ColumnKind::Integer { min: 0, max: 180 }),
        ColumnSpec::new(
            "nature",
            "单位性质",
            ColumnKind::Code(vec![
                CodeOption {
                    code: "31".to_owned(),
                    label: "国有企业".to_owned(),
                },
                CodeOption {
                    code: "39".to_owned(),
                    label: "其他企业".to_owned(),
                },
            ]),
        ),
    ]
}

pub const HEADERS: [&str; 7] = [
    "毕业学校 *",
    "姓名",
    "身份证号",
    "报到期限",
    "转正起薪(元/月)",
    "试用期（天）",
    "单位性质",
];

pub fn take(bytes: &[u8]) -> Result<Table, SheetError> {
    read(bytes, &columns(), &Limits::default())
}

/// A workbook by hand: the sheet's and the strings' XML are the caller's.
pub fn package(sheet: &str, strings: Option<&str>) -> Vec<u8> {
    let mut parts = vec![
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#.to_owned(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    if let Some(strings) = strings {
        parts.push(("xl/sharedStrings.xml", strings.to_owned()));
    }
    zip(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
}

pub fn zip<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn sheet_of(rows: &str) -> String {
    format!(
        "<worksheet><sheetData>{}{rows}</sheetData></worksheet>",
        header_row()
    )
}

pub fn header_row() -> String {
    let cells: String = HEADERS
        .iter()
        .zip("ABCDEFG".chars())
        .map(|(text, letter)| {
            format!(r#"<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>"#)
        })
        .collect();
    format!(r#"<row r="1">{cells}</row>"#)
}
