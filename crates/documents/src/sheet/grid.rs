//! The cells that were read, row by row, within the limits.

use super::{CellFault, Limits, SheetError};
use std::time::Instant;

/// Cells of merged regions in rows with content; an honest table has none or a few.
const MOST_MERGED: usize = 100_000;

/// How a cell was stored, where that matters to its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Text, or a number that was exact.
    Plain,
    /// A real date; its text is ISO 8601.
    Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawCell {
    pub(super) text: String,
    pub(super) origin: Origin,
    pub(super) fault: Option<CellFault>,
}

impl RawCell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            origin: Origin::Plain,
            fault: None,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct RawRow {
    /// As Excel shows it, from 1.
    pub(super) number: u32,
    /// Column (from 0) and cell, in the order of columns.
    pub(super) cells: Vec<(u32, RawCell)>,
}

impl RawRow {
    pub(super) fn cell(&self, column: u32) -> Option<&RawCell> {
        let index = self
            .cells
            .binary_search_by_key(&column, |(column, _)| *column)
            .ok()?;
        self.cells.get(index).map(|(_, cell)| cell)
    }
}

/// Rows with content, in order. Empty cells and rows are not kept, however many there are.
pub(super) struct Grid<'a> {
    limits: &'a Limits,
    started: Instant,
    visited: usize,
    text: usize,
    merged: usize,
    rows: Vec<RawRow>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(limits: &'a Limits, started: Instant) -> Self {
        Self {
            limits,
            started,
            visited: 0,
            text: 0,
            merged: 0,
            rows: Vec::new(),
        }
    }

    /// Takes a cell; row and column count from 0.
    pub(super) fn push(&mut self, row: u32, column: u32, cell: RawCell) -> Result<(), SheetError> {
        self.visited += 1;
        if self.visited.is_multiple_of(4096) && self.started.elapsed() > self.limits.time {
            return Err(SheetError::TooSlow);
        }
        if cell.text.trim().is_empty() && cell.fault.is_none() {
            return Ok(());
        }
        self.text += cell.text.len();
        if self.text > self.limits.text_bytes {
            return Err(SheetError::TooMuchText {
                limit: self.limits.text_bytes,
            });
        }
        let number = row.saturating_add(1);
        let filled = match self.rows.last() {
            Some(last) if last.number == number => last.cells.len(),
            Some(last) if last.number > number => return Err(SheetError::Damaged),
            _ => 0,
        };
        if column >= self.limits.columns {
            let dense = u32::try_from(filled).is_ok_and(|filled| filled >= self.limits.columns);
            return Err(if dense {
                SheetError::TooManyColumns {
                    limit: self.limits.columns,
                }
            } else {
                SheetError::Sparse {
                    cell: cell_name(row, column),
                }
            });
        }
        if filled == 0 {
            if self.rows.len() > self.limits.rows + super::TITLE_ROWS {
                return Err(SheetError::TooManyRows {
                    limit: self.limits.rows,
                });
            }
            if usize::try_from(row).is_ok_and(|row| row > self.limits.farthest_row()) {
                return Err(SheetError::Sparse {
                    cell: cell_name(row, column),
                });
            }
            self.rows.push(RawRow {
                number,
                cells: Vec::new(),
            });
        }
        let Some(last) = self.rows.last_mut() else {
            return Err(SheetError::Damaged);
        };
        if last
            .cells
            .last()
            .is_some_and(|(before, _)| *before >= column)
        {
            return Err(SheetError::Damaged);
        }
        last.cells.push((column, cell));
        Ok(())
    }

    /// Marks the cells of a merged region, all but its first: nobody can know what belongs there.
    /// Corners are row and column, from 0.
    pub(super) fn merge(&mut self, start: (u32, u32), end: (u32, u32)) -> Result<(), SheetError> {
        let region = format!(
            "{}:{}",
            cell_name(start.0, start.1),
            cell_name(end.0, end.1)
        );
        let first = self.rows.partition_point(|row| row.number <= start.0);
        let last_column = end.1.min(self.limits.columns);
        for row in self.rows.iter_mut().skip(first) {
            if row.number > end.0.saturating_add(1) {
                break;
            }
            for column in start.1..=last_column {
                if (row.number, column) == (start.0.saturating_add(1), start.1) {
                    continue;
                }
                self.merged += 1;
                if self.merged > MOST_MERGED {
                    return Err(SheetError::TooComplex);
                }
                let mut cell = RawCell::text("");
                cell.fault = Some(CellFault::Merged {
                    region: region.clone(),
                });
                match row
                    .cells
                    .binary_search_by_key(&column, |(column, _)| *column)
                {
                    Ok(index) => {
                        if let Some((_, known)) = row.cells.get_mut(index) {
                            known.fault = cell.fault;
                        }
                    }
                    Err(index) => row.cells.insert(index, (column, cell)),
                }
            }
        }
        Ok(())
    }

    pub(super) fn rows(self) -> Vec<RawRow> {
        self.rows
    }
}

/// `C7` for row 6 and column 2.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row.saturating_add(1))
}

/// `A` for 0, `AA` for 26, as spreadsheets count.
pub(crate) fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from_u32(u32::from('A') + digit).unwrap_or('?'));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(6, 25), "Z7");
        assert_eq!(cell_name(6, 26), "AA7");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }
}
