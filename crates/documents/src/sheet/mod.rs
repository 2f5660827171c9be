//! Tables that people upload: .xlsx and .csv, read within hard limits (data.md "Excel").
//!
//! A file may be hostile (zip bomb, sparse sheet, millions of cells, lying counts): it is refused
//! with a [`SheetError`] before it costs memory or time. A cell may be wrong (formula, ID number
//! stored as a number, merged region): it is reported as a [`CellFault`], and the rest is read.

mod csv;
mod fault;
mod grid;
mod inspect;
mod value;
mod xlsx;

pub use fault::{CellFault, SheetError};

use crate::column::ColumnSpec;
use chrono::NaiveDate;
pub(crate) use grid::column_name;
use grid::{Grid, RawRow};
use std::time::{Duration, Instant};

/// Among so many first rows the header is looked for: a title may stand above it.
const TITLE_ROWS: usize = 5;

/// What a file may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the upload.
    pub bytes: usize,
    /// Bytes of everything inside when unpacked.
    pub unpacked: u64,
    /// Rows with content below the header.
    pub rows: usize,
    /// Columns.
    pub columns: u32,
    /// Bytes of text in all cells together (one shared text may be named by a million cells).
    pub text_bytes: usize,
    /// Wall time.
    pub time: Duration,
}

impl Default for Limits {
    /// Enough for a school's ten thousand students, in some hundred megabytes at the very worst.
    fn default() -> Self {
        Self {
            bytes: 10 * 1024 * 1024,
            unpacked: 48 * 1024 * 1024,
            rows: 10_000,
            columns: 200,
            text_bytes: 16 * 1024 * 1024,
            time: Duration::from_secs(20),
        }
    }
}

impl Limits {
    /// A row below this one is no part of an honest table, even of one with gaps.
    fn farthest_row(&self) -> usize {
        self.rows.saturating_mul(4).saturating_add(1_000)
    }
}

/// A table as its columns ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The row of the header, as Excel shows it.
    pub header_row: u32,
    /// The columns that were found.
    pub columns: Vec<FoundColumn>,
    /// Headers that no column knows; what stands below them was not read.
    pub ignored: Vec<String>,
    /// The rows with content, in order.
    pub rows: Vec<Row>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundColumn {
    /// The key of its [`ColumnSpec`].
    pub key: &'static str,
    /// Its header as the file has it.
    pub header: String,
    /// Its letter as Excel shows it.
    pub letter: String,
}

/// A row with content. It has a cell for every [`ColumnSpec`], also where the file has no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As Excel shows it, from 1.
    pub number: u32,
    cells: Vec<(&'static str, Cell)>,
}

/// A cell: its value in plain writing, or what was found and what is wrong with it.
///
/// Values are written as `2026-07-01` (date), `5000.00` (yuan), the option's code, or the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The value, or the text that was found.
    pub text: String,
    /// What is wrong with it.
    pub fault: Option<CellFault>,
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, key: &str) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, cell)| cell)
    }

    /// The text of a column; empty where the cell is empty or faulty.
    pub fn text(&self, key: &str) -> &str {
        self.cell(key)
            .filter(|cell| cell.fault.is_none())
            .map_or("", |cell| cell.text.as_str())
    }

    /// The date of a column, where it has one.
    pub fn date(&self, key: &str) -> Option<NaiveDate> {
        self.text(key).parse().ok()
    }

    /// The amount of a column in fen, where it has one.
    pub fn fen(&self, key: &str) -> Option<i64> {
        self.text(key).replace('.', "").parse().ok()
    }

    /// The whole number of a column, where it has one.
    pub fn integer(&self, key: &str) -> Option<i64> {
        self.text(key).parse().ok()
    }

    /// All cells with their columns' keys, in the order of the columns.
    pub fn cells(&self) -> impl Iterator<Item = (&'static str, &Cell)> {
        self.cells.iter().map(|(key, cell)| (*key, cell))
    }

    /// The faulty cells with their columns' keys.
    pub fn faults(&self) -> impl Iterator<Item = (&'static str, &Cell, &CellFault)> {
        self.cells()
            .filter_map(|(key, cell)| cell.fault.as_ref().map(|fault| (key, cell, fault)))
    }
}

/// Reads the first visible sheet of a workbook, or a text table, by its headers.
///
/// The content decides what a file is, not its name.
pub fn read(bytes: &[u8], columns: &[ColumnSpec], limits: &Limits) -> Result<Table, SheetError> {
    if bytes.len() > limits.bytes {
        return Err(SheetError::TooLarge {
            limit: limits.bytes,
        });
    }
    let started = Instant::now();
    let mut grid = Grid::new(limits, started);
    match bytes {
        [b'P', b'K', 3, 4, ..] => xlsx::read(bytes, &mut grid, limits, started)?,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => return Err(compound_file(bytes)),
        _ => csv::read(bytes, &mut grid)?,
    }
    arrange(grid.rows(), columns, limits)
}

/// The old binary container: an encrypted workbook or a workbook of Excel 97.
fn compound_file(bytes: &[u8]) -> SheetError {
    const NAME: &str = "EncryptedPackage";
    let name: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        SheetError::Encrypted
    } else {
        SheetError::OtherFormat { format: ".xls" }
    }
}

/// Finds the header among the first rows and reads everything below it.
fn arrange(
    rows: Vec<RawRow>,
    columns: &[ColumnSpec],
    limits: &Limits,
) -> Result<Table, SheetError> {
    let header_index = rows
        .iter()
        .take(TITLE_ROWS)
        .enumerate()
        .max_by_key(|(index, row)| {
            // The first of equals wins: `max_by_key` keeps the last, so later rows count less.
            (
                headers(row, columns)
                    .filter(|(_, column)| column.is_some())
                    .count(),
                usize::MAX - index,
            )
        })
        .map(|(index, _)| index)
        .ok_or(SheetError::Empty)?;
    let (_, below) = rows.split_at(header_index);
    let Some((header, below)) = below.split_first() else {
        return Err(SheetError::Empty);
    };

    let mut places: Vec<(usize, u32)> = Vec::new();
    let mut found = Vec::new();
    let mut ignored = Vec::new();
    for ((place, text), spec) in headers(header, columns) {
        let Some((index, spec)) = spec else {
            ignored.push(value::one_line(text));
            continue;
        };
        if places.iter().any(|(known, _)| *known == index) {
            return Err(SheetError::RepeatedColumn {
                header: spec.header.clone(),
            });
        }
        places.push((index, place));
        let header = value::one_line(text);
        found.push(FoundColumn {
            key: spec.key,
            header,
            letter: column_name(place),
        });
    }
    let missing: Vec<String> = columns
        .iter()
        .enumerate()
        .filter(|(index, spec)| spec.required && !places.iter().any(|(known, _)| known == index))
        .map(|(_, spec)| spec.header.clone())
        .collect();
    if !missing.is_empty() {
        return Err(SheetError::MissingColumns { headers: missing });
    }

    let mut read = Vec::with_capacity(below.len());
    for row in below {
        let has_content = places.iter().any(|(_, place)| {
            row.cell(*place)
                .is_some_and(|cell| cell.fault.is_some() || !cell.text.trim().is_empty())
        });
        if !has_content {
            continue;
        }
        if read.len() >= limits.rows {
            return Err(SheetError::TooManyRows { limit: limits.rows });
        }
        let cells = columns
            .iter()
            .enumerate()
            .map(|(index, spec)| {
                let place = places
                    .iter()
                    .find(|(known, _)| *known == index)
                    .map(|(_, place)| *place);
                (
                    spec.key,
                    value::read(spec, place.and_then(|place| row.cell(place))),
                )
            })
            .collect();
        read.push(Row {
            number: row.number,
            cells,
        });
    }
    Ok(Table {
        header_row: header.number,
        columns: found,
        ignored,
        rows: read,
    })
}

/// A cell of a header row: its column, its text, and the description that it names.
type Header<'a> = ((u32, &'a str), Option<(usize, &'a ColumnSpec)>);

fn headers<'a>(row: &'a RawRow, columns: &'a [ColumnSpec]) -> impl Iterator<Item = Header<'a>> {
    row.cells
        .iter()
        .filter(|(_, cell)| !cell.text.trim().is_empty())
        .map(move |(place, cell)| {
            let spec = columns
                .iter()
                .enumerate()
                .find(|(_, spec)| spec.is_named(&cell.text));
            ((*place, cell.text.as_str()), spec)
        })
}
