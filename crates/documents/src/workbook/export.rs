//! Exports: a cover that says what is inside, then the rows, streamed.

use super::{LONGEST_CELL, WorkbookError, breadth, header_format, wrapped};
use crate::time;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::{
    borrow::Cow,
    io::{Cursor, Seek, Write},
};

/// Rows of one sheet below its header; what is more goes to a further sheet.
const SHEET_ROWS: u32 = 1_048_575;

/// Whole numbers that a spreadsheet keeps exactly (2^53); larger ones are written as text.
const EXACT: u64 = 9_007_199_254_740_992;

/// What the first sheet says about an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The heading, such as 签约管理导出.
    pub title: String,
    /// The filter, condition by condition: `("届", "2026")`. Empty means everything.
    pub filter: Vec<(String, String)>,
    /// The role for which it was made, such as 学校管理员. No name, no account.
    pub role: String,
    /// When it was made.
    pub exported_at: DateTime<Utc>,
}

/// What a column of an export holds; decides its width and alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// An amount, in yuan.
    Money,
    /// A date.
    Date,
    /// A date and time in Beijing.
    DateTime,
}

/// A column of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header.
    pub header: String,
    /// What it holds.
    pub kind: Kind,
    /// Its width in characters; `None` lets header and kind decide.
    pub width: Option<u16>,
}

impl Column {
    /// A column as wide as its header and kind ask.
    pub fn new(header: impl Into<String>, kind: Kind) -> Self {
        Self {
            header: header.into(),
            kind,
            width: None,
        }
    }

    /// A column of a given width in characters.
    #[must_use]
    pub fn wide(mut self, characters: u16) -> Self {
        self.width = Some(characters);
        self
    }
}

/// One cell of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// Text; also when it begins like a formula.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// An amount in fen, shown in yuan as a number.
    Money(i64),
    /// A date.
    Date(NaiveDate),
    /// An instant, shown in Beijing time.
    DateTime(DateTime<Utc>),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Writes an export into memory. For large ones see [`export_to`].
pub fn export<'a, R>(
    cover: &Cover,
    columns: &[Column],
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>, WorkbookError>
where
    R: IntoIterator<Item = Value<'a>>,
{
    let mut buffer = Cursor::new(Vec::new());
    export_to(&mut buffer, cover, columns, rows)?;
    Ok(buffer.into_inner())
}

/// Writes an export. Rows are taken one at a time and kept in a temporary file, so memory does not
/// grow with their number.
pub fn export_to<'a, R>(
    writer: impl Write + Seek + Send,
    cover: &Cover,
    columns: &[Column],
    rows: impl IntoIterator<Item = R>,
) -> Result<(), WorkbookError>
where
    R: IntoIterator<Item = Value<'a>>,
{
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(3);
    workbook.set_properties(&properties(cover)?);
    workbook.add_worksheet().set_name("说明")?;
    let formats = Formats::new();
    let mut rows = rows.into_iter().peekable();
    let mut total = 0_u64;
    let mut sheets = 0_u32;
    while sheets == 0 || rows.peek().is_some() {
        sheets += 1;
        let name = if sheets == 1 {
            "数据".to_owned()
        } else {
            format!("数据 {sheets}")
        };
        let sheet = workbook
            .add_worksheet_with_constant_memory()?
            .set_name(name)?;
        total += data_sheet(sheet, columns, &mut rows, &formats)?;
    }
    cover_sheet(workbook.worksheet_from_index(0)?, cover, total)?;
    workbook.worksheet_from_index(1)?.set_active(true);
    workbook.save_to_writer(writer)?;
    Ok(())
}

/// The document's date is the export's own, so that the same rows give the same bytes.
fn properties(cover: &Cover) -> Result<DocProperties, WorkbookError> {
    Ok(DocProperties::new()
        .set_title(&cover.title)
        .set_author("Sanfang")
        .set_creation_datetime(&excel_time(time::beijing(cover.exported_at))?))
}

fn cover_sheet(sheet: &mut Worksheet, cover: &Cover, total: u64) -> Result<(), WorkbookError> {
    let title = Format::new().set_bold().set_font_size(16);
    let label = Format::new().set_bold().set_align(FormatAlign::Top);
    let text = wrapped();
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, 70)?;
    sheet.set_row_height(0, 28)?;
    write_text(sheet, 0, 0, &cover.title, Some(&title), None)?;
    let filter = match cover.filter.as_slice() {
        [] => vec![("筛选条件".to_owned(), "无，全部记录".to_owned())],
        conditions => conditions
            .iter()
            .map(|(name, value)| (format!("筛选条件：{name}"), value.clone()))
            .collect(),
    };
    let facts = [
        ("导出角色".to_owned(), cover.role.clone()),
        (
            "导出时间".to_owned(),
            format!("{}（{}）", time::second(cover.exported_at), time::ZONE),
        ),
        ("记录数".to_owned(), format!("{total} 条")),
    ];
    for (row, (name, value)) in (2_u32..).zip(filter.into_iter().chain(facts)) {
        write_text(sheet, row, 0, &name, Some(&label), None)?;
        write_text(sheet, row, 1, &value, Some(&text), None)?;
    }
    Ok(())
}

struct Formats {
    header: Format,
    /// Text that a spreadsheet would take for a formula when somebody edits the cell.
    quoted: Format,
    integer: Format,
    money: Format,
    date: Format,
    date_time: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            header: header_format(),
            quoted: Format::new().set_quote_prefix(),
            integer: Format::new().set_num_format("0"),
            money: Format::new().set_num_format("#,##0.00"),
            date: Format::new()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Center),
            date_time: Format::new()
                .set_num_format("yyyy-mm-dd hh:mm:ss")
                .set_align(FormatAlign::Center),
        }
    }
}

/// Fills one sheet and says how many rows it took.
fn data_sheet<'a, R>(
    sheet: &mut Worksheet,
    columns: &[Column],
    rows: &mut impl Iterator<Item = R>,
    formats: &Formats,
) -> Result<u64, WorkbookError>
where
    R: IntoIterator<Item = Value<'a>>,
{
    for (place, column) in columns.iter().enumerate() {
        let place = u16::try_from(place)?;
        let natural = match column.kind {
            Kind::Text => 14.0,
            Kind::Integer => 8.0,
            Kind::Money | Kind::Date => 12.0,
            Kind::DateTime => 20.0,
        };
        let width = match column.width {
            Some(characters) => f64::from(characters),
            None => (breadth(&column.header) + 4.0).max(natural),
        };
        sheet.set_column_width(place, width.clamp(6.0, 100.0))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 24)?;
    for (place, column) in columns.iter().enumerate() {
        let place = u16::try_from(place)?;
        write_text(sheet, 0, place, &column.header, Some(&formats.header), None)?;
    }
    let mut written = 0_u32;
    while written < SHEET_ROWS {
        let Some(row) = rows.next() else { break };
        written += 1;
        for (place, value) in row.into_iter().enumerate() {
            write_value(sheet, written, u16::try_from(place)?, &value, formats)?;
        }
    }
    if let Some(last) = columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, written, u16::try_from(last)?)?;
    }
    Ok(u64::from(written))
}

fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    value: &Value<'_>,
    formats: &Formats,
) -> Result<(), WorkbookError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => write_text(sheet, row, place, text, None, Some(&formats.quoted))?,
        Value::Integer(number) if number.unsigned_abs() > EXACT => {
            write_text(
                sheet,
                row,
                place,
                &number.to_string(),
                None,
                Some(&formats.quoted),
            )?;
        }
        Value::Integer(number) => write_number(sheet, row, place, number, &formats.integer)?,
        Value::Money(fen) => {
            let sign = if *fen < 0 { "-" } else { "" };
            let (yuan, rest) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
            let text = format!("{sign}{yuan}.{rest:02}");
            if fen.unsigned_abs() > EXACT {
                write_text(sheet, row, place, &text, None, Some(&formats.quoted))?;
            } else {
                write_number(sheet, row, place, &text, &formats.money)?;
            }
        }
        Value::Date(date) => match excel_time(date.and_time(chrono::NaiveTime::MIN)) {
            Ok(at) => {
                sheet.write_datetime_with_format(row, place, &at, &formats.date)?;
            }
            Err(_) => write_text(sheet, row, place, &date.to_string(), None, None)?,
        },
        Value::DateTime(at) => match excel_time(time::beijing(*at)) {
            Ok(at) => {
                sheet.write_datetime_with_format(row, place, &at, &formats.date_time)?;
            }
            Err(_) => write_text(sheet, row, place, &time::second(*at), None, None)?,
        },
    }
    Ok(())
}

/// Writes text as text, whatever it begins with, cut at Excel's limit.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    text: &str,
    format: Option<&Format>,
    quoted: Option<&Format>,
) -> Result<(), WorkbookError> {
    let text: Cow<'_, str> = if text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL {
        text.chars().take(LONGEST_CELL - 1).chain(['…']).collect()
    } else {
        text.into()
    };
    let looks_like_a_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    match format.or(quoted.filter(|_| looks_like_a_formula)) {
        Some(format) => sheet.write_string_with_format(row, place, text, format)?,
        None => sheet.write_string(row, place, text)?,
    };
    Ok(())
}

/// Decimal digits read as the nearest double, as a spreadsheet would.
fn write_number(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    number: &impl ToString,
    format: &Format,
) -> Result<(), WorkbookError> {
    let text = number.to_string();
    match text.parse::<f64>() {
        Ok(number) => sheet.write_number_with_format(row, place, number, format)?,
        Err(_) => sheet.write_string(row, place, text)?,
    };
    Ok(())
}

fn excel_time(at: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    // Outside of 0..65535 a year is outside of Excel's calendar anyhow, which ends in 9999.
    let year = u16::try_from(at.year()).unwrap_or(u16::MAX);
    let hour = u16::try_from(at.hour()).unwrap_or(u16::MAX);
    let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    ExcelDateTime::from_ymd(year, part(at.month()), part(at.day()))?.and_hms(
        hour,
        part(at.minute()),
        f64::from(at.second()),
    )
}
