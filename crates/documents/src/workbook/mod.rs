//! Workbooks that leave the system: templates to fill in and exports to read (data.md "Excel").

mod export;
mod template;

pub use export::{Column, Cover, Kind, Value, export, export_to};
pub use template::template;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// No workbook was written.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The writer of workbooks refused, or the disk did.
    #[error("the workbook cannot be written: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// More columns than a sheet has.
    #[error("a sheet has no column {0}")]
    Column(#[from] std::num::TryFromIntError),
}

/// Excel's limit for the text of one cell.
const LONGEST_CELL: usize = 32_767;

fn header_format() -> Format {
    Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E8_EDF3))
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x0093_A1B3))
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// How wide a text stands, in Excel's unit of one digit.
fn breadth(text: &str) -> f64 {
    text.chars()
        .map(|character| if character.is_ascii() { 1.1 } else { 2.1 })
        .sum()
}
