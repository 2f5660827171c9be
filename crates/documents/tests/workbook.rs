//! Templates and exports, read back by calamine and by our own reader.

use calamine::{Data, Reader, Xlsx};
use chrono::{DateTime, NaiveDate};
use sanfang_documents::{
    column::{CodeOption, ColumnKind, ColumnSpec},
    sheet::{self, Limits},
    workbook::{Column, Cover, Kind, Value, export, export_to, template},
};
use std::io::Cursor;

#[cfg(test)]
mod world {
    use super::*;

    pub fn option(code: &str, label: &str) -> CodeOption {
        CodeOption {
            code: code.to_owned(),
            label: label.to_owned(),
        }
    }

    pub fn columns() -> Vec<ColumnSpec> {
        vec![
            ColumnSpec::text("school", "毕业学校", 60)
                .required()
                .help("学校全称", "江城理工大学"),
            ColumnSpec::new(
                "year",
                "毕业年度",
                ColumnKind::Integer {
                    min: 2000,
                    max: 2100,
                },
            )
            .required()
            .help("毕业的年份", "2027"),
            ColumnSpec::text("name", "学生姓名", 50)
                .required()
                .alias("姓名")
                .help("", "欧阳若溪"),
            ColumnSpec::identifier("id_number", "学生身份证号")
                .required()
                .help("十八位", ""),
            ColumnSpec::new(
                "nature",
                "单位性质",
                ColumnKind::Code(
                    (10..90)
                        .map(|n| option(&n.to_string(), &format!("选项其名甚长{n}")))
                        .collect(),
                ),
            ),
            ColumnSpec::new("report_by", "报到期限", ColumnKind::Date).help("", "2027-07-15"),
            ColumnSpec::new("salary", "转正起薪(元/月)", ColumnKind::Money).help("", "8000"),
        ]
    }

    pub fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).unwrap()
    }

    pub fn cover() -> Cover {
        Cover {
            title: "签约管理导出".to_owned(),
            filter: vec![
                ("届".to_owned(), "2027".to_owned()),
                ("签约审核状态".to_owned(), "等待签约审核".to_owned()),
            ],
            role: "学校管理员".to_owned(),
            exported_at: DateTime::parse_from_rfc3339("2026-11-22T18:05:09Z")
                .unwrap()
                .to_utc(),
        }
    }
}

use world::{columns, cover, open};

#[test]
fn the_template_has_the_data_sheet_first_and_explains_every_column() {
    let mut book = open(template(&columns()).unwrap());
    assert_eq!(book.sheet_names(), ["数据", "填写说明", "选项"]);
    let data = book.worksheet_range("数据").unwrap();
    let headers: Vec<String> = data
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(headers[0], "毕业学校 *");
    assert_eq!(headers[4], "单位性质");
    let help = book.worksheet_range("填写说明").unwrap();
    for (row, column) in columns().iter().enumerate() {
        assert_eq!(help.get((row + 1, 0)).unwrap().to_string(), column.header);
    }
    assert_eq!(help.get((1, 1)).unwrap().to_string(), "必填");
    let options = book.worksheet_range("选项").unwrap();
    assert_eq!(options.get((80, 0)).unwrap().to_string(), "选项其名甚长89");
    assert_eq!(template(&columns()).unwrap(), template(&columns()).unwrap());
}

#[test]
fn an_empty_template_reads_back_as_an_empty_table() {
    let bytes = template(&columns()).unwrap();
    let table = sheet::read(&bytes, &columns(), &Limits::default()).unwrap();
    assert_eq!(table.columns.len(), columns().len());
    assert_eq!(table.columns[3].letter, "D");
    assert_eq!(table.ignored, Vec::<String>::new());
    assert_eq!(table.rows, []);
}

#[test]
fn an_export_names_its_filter_and_types_its_cells() {
    let columns = [
        Column::new("姓名", Kind::Text),
        Column::new("届", Kind::Integer),
        Column::new("转正起薪(元/月)", Kind::Money),
        Column::new("报到期限", Kind::Date),
        Column::new("最后操作时间", Kind::DateTime).wide(22),
        Column::new("身份证号", Kind::Text),
    ];
    let rows = vec![
        vec![
            Value::from("欧阳若溪"),
            Value::Integer(2027),
            Value::Money(800_050),
            Value::Date(NaiveDate::from_ymd_opt(2027, 7, 15).unwrap()),
            Value::DateTime(cover().exported_at),
            Value::from("420106200501010023".to_owned()),
        ],
        vec![
            Value::from("=HYPERLINK(\"http://x\")"),
            Value::Integer(i64::MAX),
            Value::Money(-5),
            Value::Empty,
            Value::from(None::<&str>),
            Value::from("@SUM(1)"),
        ],
    ];
    let bytes = export(&cover(), &columns, rows.clone()).unwrap();
    assert_eq!(bytes, export(&cover(), &columns, rows).unwrap());
    let mut book = open(bytes);
    assert_eq!(book.sheet_names(), ["说明", "数据"]);
    let told: Vec<String> = book
        .worksheet_range("说明")
        .unwrap()
        .rows()
        .map(|row| format!("{}|{}", row[0], row[1]))
        .collect();
    assert_eq!(told[0], "签约管理导出|");
    for line in [
        "筛选条件：届|2027",
        "筛选条件：签约审核状态|等待签约审核",
        "导出角色|学校管理员",
        "导出时间|2026-11-23 02:05:09（北京时间）",
        "记录数|2 条",
    ] {
        assert!(
            told.contains(&line.to_owned()),
            "{line} is missing in {told:?}"
        );
    }
    let data = book.worksheet_range("数据").unwrap();
    let cell = |row, column| data.get((row, column)).unwrap();
    assert_eq!(cell(1, 0), &Data::String("欧阳若溪".to_owned()));
    assert_eq!(cell(1, 1), &Data::Float(2027.0));
    assert_eq!(cell(1, 2), &Data::Float(8000.5));
    assert!(matches!(cell(1, 3), Data::DateTime(date) if date.to_ymd_hms_milli().0 == 2027));
    assert!(
        matches!(cell(1, 4), Data::DateTime(at) if at.to_ymd_hms_milli() == (2026, 11, 23, 2, 5, 9, 0))
    );
    assert_eq!(cell(1, 5), &Data::String("420106200501010023".to_owned()));
    assert_eq!(
        cell(2, 0),
        &Data::String("=HYPERLINK(\"http://x\")".to_owned())
    );
    assert_eq!(cell(2, 1), &Data::String(i64::MAX.to_string()));
    assert_eq!(cell(2, 2), &Data::Float(-0.05));
    assert_eq!(cell(2, 5), &Data::String("@SUM(1)".to_owned()));
    let formulas = book.worksheet_formula("数据").unwrap();
    assert!(
        formulas
            .used_cells()
            .all(|(_, _, formula)| formula.is_empty()),
        "{formulas:?}"
    );
}

#[test]
fn an_export_without_rows_or_with_long_text_is_still_a_workbook() {
    let columns = [Column::new("备注", Kind::Text)];
    let mut book = open(export(&cover(), &columns, Vec::<Vec<Value>>::new()).unwrap());
    assert_eq!(book.worksheet_range("数据").unwrap().height(), 1);
    let long = "长".repeat(40_000);
    let mut book = open(export(&cover(), &columns, [[Value::from(long.as_str())]]).unwrap());
    let text = book
        .worksheet_range("数据")
        .unwrap()
        .get((1, 0))
        .unwrap()
        .to_string();
    assert_eq!(text.chars().count(), 32_767);
    assert!(text.ends_with('…'));
}

#[test]
fn a_hundred_thousand_rows_are_streamed() {
    let columns: Vec<Column> = (0..4)
        .map(|n| Column::new(format!("列{n}"), Kind::Text))
        .collect();
    let rows = (0..100_000_i64).map(|n| {
        [
            Value::Integer(n),
            Value::from(format!("姓名{n}")),
            Value::Money(n),
            Value::Empty,
        ]
    });
    let mut buffer = Cursor::new(Vec::new());
    export_to(&mut buffer, &cover(), &columns, rows).unwrap();
    let mut book = open(buffer.into_inner());
    let mut cells = book.worksheet_cells_reader("数据").unwrap();
    let mut last = (0, 0);
    while let Some(cell) = cells.next_cell().unwrap() {
        last = cell.get_position();
    }
    assert_eq!(last.0, 100_000);
}
