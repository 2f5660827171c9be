//! Workbooks (.xlsx), cell by cell and never as a range: a sheet of one kilobyte can claim
//! seventeen thousand million cells.

use super::{
    CellFault, Limits, SheetError,
    grid::{Grid, Origin, RawCell},
    inspect::inspect,
    value,
};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::{io::Cursor, time::Instant};

/// Reads the first visible sheet into the grid.
pub(super) fn read(
    bytes: &[u8],
    grid: &mut Grid<'_>,
    limits: &Limits,
    started: Instant,
) -> Result<(), SheetError> {
    inspect(bytes, limits, started)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refuse(&error))?;
    let sheet = workbook
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .ok_or(SheetError::Empty)?;
    let merged = workbook
        .merge_cells_by_sheet_name(&sheet)
        .map_err(|error| refuse(&error))?;

    let mut cells = workbook
        .worksheet_cells_reader(&sheet)
        .map_err(|error| refuse(&error))?;
    while let Some(cell) = cells
        .next_cell_with_formula_metadata()
        .map_err(|error| refuse(&error))?
    {
        let (row, column) = cell.pos;
        let mut raw = convert(&cell.value);
        if cell.formula.is_some() {
            raw.fault = Some(CellFault::Formula);
        }
        grid.push(row, column, raw)?;
    }
    for region in merged {
        grid.merge(region.start, region.end)?;
    }
    Ok(())
}

fn convert(value: &DataRef<'_>) -> RawCell {
    match value {
        DataRef::Empty => RawCell::text(""),
        DataRef::String(text) => RawCell::text(text.as_str()),
        DataRef::SharedString(text) => RawCell::text(*text),
        DataRef::Int(number) => RawCell::text(number.to_string()),
        DataRef::Float(number) => value::number(*number),
        DataRef::Bool(true) => RawCell::text("TRUE"),
        DataRef::Bool(false) => RawCell::text("FALSE"),
        DataRef::DateTime(date) if date.is_datetime() => convert_date(date),
        DataRef::DateTime(duration) => value::number(duration.as_f64()),
        DataRef::DateTimeIso(text) => RawCell {
            text: text.replace('T', " "),
            origin: Origin::Date,
            fault: None,
        },
        DataRef::DurationIso(text) => RawCell::text(text.as_str()),
        DataRef::Error(error) => RawCell {
            text: error.to_string(),
            origin: Origin::Plain,
            fault: Some(CellFault::ErrorValue {
                value: error.to_string(),
            }),
        },
    }
}

/// `2026-07-01`, or `2026-07-01 08:30:00` where the cell has a time.
fn convert_date(date: &ExcelDateTime) -> RawCell {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    let text = match (hour, minute, second) {
        (0, 0, 0) => day,
        _ => format!("{day} {hour:02}:{minute:02}:{second:02}"),
    };
    RawCell {
        text,
        origin: Origin::Date,
        fault: None,
    }
}

/// What the reader says quotes the file; what we say does not.
fn refuse(error: &XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Encrypted,
        _ => SheetError::Damaged,
    }
}
