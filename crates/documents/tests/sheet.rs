//! Tables that people upload: honest ones are read, hostile ones are refused with a reason.

#[cfg(test)]
mod world;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use sanfang_documents::sheet::{CellFault, Limits, SheetError, read};
use std::time::Duration;
use world::{columns, package, sheet_of, take, zip};

/// A workbook with the headers in its first row and whatever `fill` writes below.
#[cfg(test)]
fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (place, header) in (0_u16..).zip(world::HEADERS) {
        sheet.write_string(0, place, header).unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

#[test]
fn a_filled_template_is_read_with_its_row_numbers() {
    let bytes = workbook(|sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_string(1, 0, " 江城理工 ").unwrap();
        sheet.write_string(1, 1, "欧阳\n若溪").unwrap();
        sheet.write_string(1, 2, "420106200501010023").unwrap();
        let day = ExcelDateTime::from_ymd(2027, 7, 15).unwrap();
        sheet.write_datetime_with_format(1, 3, &day, &date).unwrap();
        sheet.write_number(1, 4, 8000.5).unwrap();
        sheet.write_number(1, 5, 90).unwrap();
        sheet.write_string(1, 6, "国有企业").unwrap();
        // Row 3 stays empty.
        sheet.write_string(3, 0, "江城理工").unwrap();
        sheet.write_string(3, 1, "李雷").unwrap();
        sheet.write_number(3, 2, 13_812_345_678.0).unwrap();
        sheet.write_string(3, 3, "2027年7月1日").unwrap();
        sheet.write_string(3, 4, "¥6,500").unwrap();
        sheet.write_string(3, 6, "39 其他企业").unwrap();
    });
    let table = take(&bytes).unwrap();
    assert_eq!(table.header_row, 1);
    assert_eq!(
        table.rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        [2, 4]
    );
    let row = &table.rows[0];
    assert_eq!(row.faults().count(), 0, "{row:?}");
    assert_eq!(row.text("school"), "江城理工");
    assert_eq!(row.text("name"), "欧阳 若溪");
    assert_eq!(row.text("id_number"), "420106200501010023");
    assert_eq!(row.date("report_by").unwrap().to_string(), "2027-07-15");
    assert_eq!(row.fen("salary"), Some(800_050));
    assert_eq!(row.integer("days"), Some(90));
    assert_eq!(row.text("nature"), "31");
    let row = &table.rows[1];
    assert_eq!(row.faults().count(), 0, "{row:?}");
    assert_eq!(row.text("id_number"), "13812345678");
    assert_eq!(row.date("report_by").unwrap().to_string(), "2027-07-01");
    assert_eq!(row.fen("salary"), Some(650_000));
    assert_eq!(row.text("nature"), "39");
}

#[test]
fn each_faulty_cell_says_what_is_wrong_and_the_rest_is_read() {
    let bytes = workbook(|sheet| {
        sheet
            .write_string(1, 0, "校名超过了十个字的一所大学")
            .unwrap();
        sheet
            .write_formula(1, 1, Formula::new("=A2&\"x\"").set_result("李雷"))
            .unwrap();
        sheet.write_number(1, 2, 4.2010620050101e17).unwrap();
        sheet.write_string(1, 3, "下个月").unwrap();
        sheet.write_string(1, 4, "面议").unwrap();
        sheet.write_number(1, 5, 365).unwrap();
        sheet.write_string(1, 6, "好企业").unwrap();
        sheet.write_string(2, 1, "韩梅梅").unwrap();
        sheet.write_string(2, 2, "4.20106E+17").unwrap();
    });
    let table = take(&bytes).unwrap();
    let codes: Vec<_> = table.rows[0]
        .faults()
        .map(|(key, _, fault)| (key, fault.code()))
        .collect();
    assert_eq!(
        codes,
        [
            ("school", "cell_too_long"),
            ("name", "cell_formula"),
            ("id_number", "cell_lossy_number"),
            ("report_by", "cell_not_a_date"),
            ("salary", "cell_not_money"),
            ("days", "cell_not_an_integer"),
            ("nature", "cell_not_an_option"),
        ]
    );
    assert_eq!(
        table.rows[0].cell("name").unwrap().text,
        "李雷",
        "what was found is told"
    );
    assert_eq!(table.rows[0].text("name"), "", "but not taken");
    let faults: Vec<_> = table.rows[1]
        .faults()
        .map(|(key, _, fault)| (key, fault.clone()))
        .collect();
    assert_eq!(
        faults,
        [
            ("school", CellFault::Required),
            ("id_number", CellFault::LossyNumber)
        ]
    );
    for row in &table.rows {
        for (_, _, fault) in row.faults() {
            for text in [fault.zh(), fault.en(), fault.remedy_zh(), fault.remedy_en()] {
                assert!(!text.is_empty());
            }
        }
    }
}

#[test]
fn merged_cells_are_named_with_their_region() {
    let bytes = workbook(|sheet| {
        sheet
            .merge_range(1, 0, 3, 0, "江城理工", &Format::new())
            .unwrap();
        for (row, name) in (1_u32..).zip(["甲", "乙", "丙"]) {
            sheet.write_string(row, 1, name).unwrap();
            sheet.write_string(row, 2, "1").unwrap();
        }
    });
    let table = take(&bytes).unwrap();
    assert_eq!(table.rows[0].faults().count(), 0);
    for row in &table.rows[1..] {
        let (key, _, fault) = row.faults().next().unwrap();
        assert_eq!(
            (key, fault),
            (
                "school",
                &CellFault::Merged {
                    region: "A2:A4".to_owned()
                }
            )
        );
    }
}

#[test]
fn a_title_above_the_header_is_passed_over() {
    let text = "2027 届学生名单,,\n,,\n姓名,备注,毕业学校,身份证号\n李雷,新,江城理工,1\n";
    let table = take(text.as_bytes()).unwrap();
    assert_eq!(table.header_row, 3);
    assert_eq!(table.ignored, ["备注"]);
    assert_eq!(
        table
            .columns
            .iter()
            .map(|column| column.letter.as_str())
            .collect::<String>(),
        "ACD"
    );
    assert_eq!(
        (table.rows[0].number, table.rows[0].text("school")),
        (4, "江城理工")
    );
}

#[test]
fn headers_are_required_and_unique() {
    assert_eq!(
        take("姓名,身份证号\n李雷,1\n".as_bytes()),
        Err(SheetError::MissingColumns {
            headers: vec!["毕业学校".to_owned()]
        })
    );
    assert_eq!(
        take("毕业学校,姓名,学生姓名,身份证号\n".as_bytes()),
        Err(SheetError::RepeatedColumn {
            header: "学生姓名".to_owned()
        })
    );
    assert_eq!(take(b""), Err(SheetError::Empty));
    assert_eq!(take(b"\n\n,,,\n"), Err(SheetError::Empty));
}

#[test]
fn text_is_read_in_the_encodings_that_excel_writes() {
    let text =
        "毕业学校,姓名,身份证号,转正起薪\r\n江城理工,\"李,\"\"雷\"\"\",=\"0042\",\"6,500\"\r\n";
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(
        text.replace(',', "\t")
            .replace("李\t", "李,")
            .replace("6\t", "6,")
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    let utf8_with_mark = format!("\u{feff}{text}").into_bytes();
    let gb18030 = encoding_rs::GB18030.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), utf8_with_mark, gb18030, utf16] {
        let table = take(&bytes).unwrap();
        let row = &table.rows[0];
        assert_eq!(row.text("name"), "李,\"雷\"");
        assert_eq!(row.text("id_number"), "0042");
        assert_eq!(row.fen("salary"), Some(650_000));
        assert_eq!(row.number, 2);
    }
    assert_eq!(take(&[0x81, 0xff, 0xff, 0x0a]), Err(SheetError::Encoding));
    assert_eq!(
        take(b"\x7fELF\x00\x01\x02"),
        Err(SheetError::NotASpreadsheet)
    );
    assert_eq!(take(b"a,\"b\nc"), Err(SheetError::Damaged));
}

#[test]
fn a_line_break_inside_a_cell_does_not_shift_row_numbers() {
    let text = "毕业学校,姓名,身份证号\n江城理工,\"李\n雷\",1\n\n江城理工,韩梅梅,2\n";
    let table = take(text.as_bytes()).unwrap();
    assert_eq!(
        table.rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        [2, 4]
    );
}

#[test]
fn other_files_are_refused_by_what_they_are() {
    let ods = zip([
        ("mimetype", &b"application/vnd.oasis"[..]),
        ("content.xml", b"<a/>"),
    ]);
    assert_eq!(take(&ods), Err(SheetError::OtherFormat { format: ".ods" }));
    let docx = zip([
        ("_rels/.rels", &b"<a/>"[..]),
        ("word/document.xml", b"<a/>"),
    ]);
    assert_eq!(take(&docx), Err(SheetError::NotASpreadsheet));
    assert_eq!(
        take(b"PK\x03\x04 and then nothing"),
        Err(SheetError::Damaged)
    );
    let mut old = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    old.resize(2_000, 0);
    assert_eq!(take(&old), Err(SheetError::OtherFormat { format: ".xls" }));
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(take(&old), Err(SheetError::Encrypted));
    let limits = Limits {
        bytes: 10,
        ..Limits::default()
    };
    assert_eq!(
        read(&[b'a'; 11], &columns(), &limits),
        Err(SheetError::TooLarge { limit: 10 })
    );
}

#[test]
fn a_zip_bomb_is_refused_before_and_while_unpacking() {
    let limit = Limits::default().unpacked;
    let refused = Err(SheetError::UnpackedTooLarge { limit });
    let spaces = " ".repeat(60 * 1024 * 1024);
    let bomb = package(&sheet_of(&spaces), None);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    drop(spaces);
    assert_eq!(take(&bomb), refused);

    // The same, with a directory that says one kilobyte everywhere.
    let mut liar = bomb.clone();
    for signature in [&b"PK\x01\x02"[..], b"PK\x03\x04"] {
        let offset = if signature == b"PK\x01\x02" { 24 } else { 22 };
        let places: Vec<usize> = liar
            .windows(4)
            .enumerate()
            .filter(|(_, window)| *window == signature)
            .map(|(place, _)| place)
            .collect();
        for place in places {
            liar[place + offset..place + offset + 4].copy_from_slice(&1024_u32.to_le_bytes());
        }
    }
    let error = take(&liar).unwrap_err();
    assert!(
        matches!(
            error,
            SheetError::UnpackedTooLarge { .. } | SheetError::Damaged
        ),
        "{error:?}"
    );
}

#[test]
fn a_sparse_sheet_of_a_kilobyte_is_refused() {
    let far = |cell: &str| {
        let row: String = cell.chars().filter(char::is_ascii_digit).collect();
        package(
            &sheet_of(&format!(
                r#"<row r="{row}"><c r="{cell}"><v>1</v></c></row>"#
            )),
            None,
        )
    };
    for cell in ["XFD1048576", "A1048576", "XFD2"] {
        let bytes = far(cell);
        assert!(bytes.len() < 2_000, "{}", bytes.len());
        assert_eq!(
            take(&bytes),
            Err(SheetError::Sparse {
                cell: cell.to_owned()
            })
        );
    }
    assert_eq!(take(&far("XFE2")), Err(SheetError::Damaged));
    assert_eq!(take(&far("A1048577")), Err(SheetError::Damaged));
    assert_eq!(
        take(&far("A99999999999999999999")),
        Err(SheetError::Damaged)
    );
}

#[test]
fn counts_that_lie_are_not_believed() {
    let strings = r#"<sst uniqueCount="99999999999999"><si><t>x</t></si></sst>"#;
    assert_eq!(
        take(&package(&sheet_of(""), Some(strings))),
        Err(SheetError::TooComplex)
    );
    let dimension = "<worksheet><dimension ref=\"B2:A1\"/><sheetData/></worksheet>";
    assert_eq!(take(&package(dimension, None)), Err(SheetError::Damaged));
    let merged = "<worksheet><sheetData/><mergeCells><mergeCell ref=\"A1:XFD9999999\"/></mergeCells></worksheet>";
    assert_eq!(take(&package(merged, None)), Err(SheetError::Damaged));
}

#[test]
fn one_text_named_by_many_cells_does_not_multiply() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(10_000));
    let rows: String = (2..9_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let limit = Limits::default().text_bytes;
    assert_eq!(
        take(&package(&sheet_of(&rows), Some(&strings))),
        Err(SheetError::TooMuchText { limit })
    );
}

#[test]
fn overlapping_merged_regions_do_not_multiply() {
    let rows: String = (2..5_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#))
        .collect();
    let merged = "<mergeCell ref=\"A2:CZ5000\"/>".repeat(10_000);
    let sheet = sheet_of(&rows).replace(
        "</sheetData>",
        &format!("</sheetData><mergeCells>{merged}</mergeCells>"),
    );
    assert_eq!(take(&package(&sheet, None)), Err(SheetError::TooComplex));
}

#[test]
fn rows_columns_and_time_have_limits() {
    let limits = Limits {
        rows: 2,
        ..Limits::default()
    };
    let text = "毕业学校,姓名,身份证号\na,b,1\na,b,2\na,b,3\n";
    assert_eq!(
        read(text.as_bytes(), &columns(), &limits),
        Err(SheetError::TooManyRows { limit: 2 })
    );
    let long: String = "毕业学校,姓名,身份证号\n"
        .chars()
        .chain("a,b,1\n".repeat(20_000).chars())
        .collect();
    assert_eq!(
        take(long.as_bytes()),
        Err(SheetError::TooManyRows { limit: 10_000 })
    );
    let limit = Limits::default().columns;
    assert_eq!(
        take("x,".repeat(500).as_bytes()),
        Err(SheetError::TooManyColumns { limit })
    );
    let limits = Limits {
        time: Duration::ZERO,
        ..Limits::default()
    };
    let bytes = package(&sheet_of(""), None);
    assert_eq!(read(&bytes, &columns(), &limits), Err(SheetError::TooSlow));
}

#[test]
fn rows_out_of_order_are_damage_and_hidden_sheets_are_passed_over() {
    let rows = r#"<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    assert_eq!(
        take(&package(&sheet_of(rows), None)),
        Err(SheetError::Damaged)
    );
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_hidden(true)
        .write_string(0, 0, "secret")
        .unwrap();
    let sheet = book.add_worksheet();
    sheet.set_active(true);
    for (place, header) in (0_u16..).zip(world::HEADERS) {
        sheet.write_string(0, place, header).unwrap();
    }
    assert_eq!(
        take(&book.save_to_buffer().unwrap()).unwrap().columns.len(),
        7
    );
}
