//! The template for an import: the very columns that [`crate::sheet`] reads.

use super::{WorkbookError, breadth, header_format, wrapped};
use crate::column::{ColumnKind, ColumnSpec, shown_options};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet,
};

/// The sheet that people fill in; always the first.
const DATA_SHEET: &str = "数据";
/// The sheet that explains each column.
const HELP_SHEET: &str = "填写说明";
/// The sheet that the drop-down lists take their options from.
const OPTIONS_SHEET: &str = "选项";

/// Rows that are prepared with formats and lists.
const PREPARED_ROWS: u32 = 10_000;

/// The template of a table: headers, drop-down lists, and a sheet 填写说明.
pub fn template(columns: &[ColumnSpec]) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    let lists = Lists::new(columns)?;
    data_sheet(
        workbook.add_worksheet().set_name(DATA_SHEET)?,
        columns,
        &lists,
    )?;
    help_sheet(workbook.add_worksheet().set_name(HELP_SHEET)?, columns)?;
    if !lists.0.is_empty() {
        options_sheet(workbook.add_worksheet().set_name(OPTIONS_SHEET)?, &lists)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A fixed date, so that a template is the same bytes each time.
fn properties() -> Result<DocProperties, WorkbookError> {
    Ok(DocProperties::new()
        .set_author("Sanfang")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?))
}

/// The options of each code column: its place in the table, its header, the texts of its list.
struct Lists<'a>(Vec<(u16, &'a str, Vec<String>)>);

impl<'a> Lists<'a> {
    fn new(columns: &'a [ColumnSpec]) -> Result<Self, WorkbookError> {
        let mut lists = Vec::new();
        for (index, column) in columns.iter().enumerate() {
            if let ColumnKind::Code(options) = &column.kind {
                let place = u16::try_from(index)?;
                lists.push((place, column.header.as_str(), shown_options(options)));
            }
        }
        Ok(Self(lists))
    }
}

fn data_sheet(
    sheet: &mut Worksheet,
    columns: &[ColumnSpec],
    lists: &Lists<'_>,
) -> Result<(), WorkbookError> {
    let required = header_format().set_font_color(Color::RGB(0x009B_1C1C));
    let optional = header_format();
    for (index, column) in columns.iter().enumerate() {
        let place = u16::try_from(index)?;
        let (text, format) = if column.required {
            (format!("{} *", column.header), &required)
        } else {
            (column.header.clone(), &optional)
        };
        sheet.write_string_with_format(0, place, &text, format)?;
        sheet.set_column_format(place, &cell_format(&column.kind))?;
        let width = breadth(&text).max(breadth(&column.example)) + 4.0;
        sheet.set_column_width(place, width.clamp(12.0, 40.0))?;
        if let Some(rule) = rule(column)? {
            sheet.add_data_validation(1, place, PREPARED_ROWS, place, &rule)?;
        }
    }
    for (list_index, (place, _, texts)) in lists.0.iter().enumerate() {
        let column = crate::sheet::column_name(u32::try_from(list_index)?);
        let last = texts.len() + 1;
        let source = format!("={OPTIONS_SHEET}!${column}$2:${column}${last}");
        let rule = DataValidation::new()
            .allow_list_formula(Formula::new(source))
            .set_error_title("不在可选项之内")?
            .set_error_message("请从下拉列表中选择。")?;
        sheet.add_data_validation(1, *place, PREPARED_ROWS, *place, &rule)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last) = columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, PREPARED_ROWS, u16::try_from(last)?)?;
    }
    Ok(())
}

/// Everything is text except amounts and counts: Excel then leaves digits alone.
fn cell_format(kind: &ColumnKind) -> Format {
    match kind {
        ColumnKind::Text { .. } | ColumnKind::Identifier | ColumnKind::Code(_) => {
            Format::new().set_num_format("@")
        }
        ColumnKind::Integer { .. } => Format::new().set_num_format("0"),
        ColumnKind::Date => Format::new()
            .set_num_format("yyyy-mm-dd")
            .set_align(FormatAlign::Center),
        ColumnKind::Money => Format::new().set_num_format("#,##0.00"),
    }
}

/// What Excel itself can check while people type. A warning, not a wall: the import decides.
fn rule(column: &ColumnSpec) -> Result<Option<DataValidation>, WorkbookError> {
    let rule = match &column.kind {
        ColumnKind::Integer { min, max } => match (i32::try_from(*min), i32::try_from(*max)) {
            (Ok(min), Ok(max)) => {
                DataValidation::new().allow_whole_number(DataValidationRule::Between(min, max))
            }
            _ => return Ok(None),
        },
        ColumnKind::Text { max_chars } => match u32::try_from(*max_chars) {
            Ok(max) => {
                DataValidation::new().allow_text_length(DataValidationRule::LessThanOrEqualTo(max))
            }
            Err(_) => return Ok(None),
        },
        ColumnKind::Identifier | ColumnKind::Date | ColumnKind::Money | ColumnKind::Code(_) => {
            return Ok(None);
        }
    };
    let rule = rule
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("请检查")?
        .set_error_message(shorten(&kind_text(&column.kind), 200))?;
    Ok(Some(rule))
}

fn shorten(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn help_sheet(sheet: &mut Worksheet, columns: &[ColumnSpec]) -> Result<(), WorkbookError> {
    let header = header_format();
    let cell = wrapped();
    for (place, (text, width)) in [
        ("列名", 22.0),
        ("是否必填", 10.0),
        ("格式", 30.0),
        ("说明", 52.0),
        ("示例", 26.0),
    ]
    .into_iter()
    .enumerate()
    {
        let place = u16::try_from(place)?;
        sheet.write_string_with_format(0, place, text, &header)?;
        sheet.set_column_width(place, width)?;
    }
    for (row, column) in (1_u32..).zip(columns) {
        let required = if column.required { "必填" } else { "选填" };
        let texts = [
            &column.header,
            required,
            &kind_text(&column.kind),
            &column.help,
            &column.example,
        ];
        for (place, text) in (0_u16..).zip(texts) {
            sheet.write_string_with_format(row, place, text, &cell)?;
        }
    }
    let note = u32::try_from(columns.len())?.saturating_add(2);
    for (row, text) in (note..).zip([
        "只读取第一张工作表；请勿改动表头，列的先后可以调整，可留空行。",
        "单元格请勿合并，请勿使用公式；证件号码、电话等请保持文本格式。",
    ]) {
        sheet.write_string(row, 0, text)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn kind_text(kind: &ColumnKind) -> String {
    match kind {
        ColumnKind::Text { max_chars } => format!("文字，最多 {max_chars} 个字"),
        ColumnKind::Identifier => "号码，文本格式".to_owned(),
        ColumnKind::Integer { min, max } => format!("{min} 到 {max} 之间的整数"),
        ColumnKind::Date => "日期，如 2026-07-01".to_owned(),
        ColumnKind::Money => "金额，单位元，最多两位小数".to_owned(),
        ColumnKind::Code(_) => format!("从下拉列表中选择，全部选项见“{OPTIONS_SHEET}”"),
    }
}

fn options_sheet(sheet: &mut Worksheet, lists: &Lists<'_>) -> Result<(), WorkbookError> {
    let header = header_format();
    for (place, (_, title, texts)) in (0_u16..).zip(&lists.0) {
        sheet.write_string_with_format(0, place, *title, &header)?;
        let width = texts
            .iter()
            .map(|text| breadth(text))
            .fold(breadth(title), f64::max);
        sheet.set_column_width(place, (width + 3.0).clamp(12.0, 60.0))?;
        for (row, text) in (1_u32..).zip(texts) {
            sheet.write_string(row, place, text)?;
        }
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
