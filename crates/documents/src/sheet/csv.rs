//! Comma-separated text (RFC 4180), as Excel, WPS and people write it: with or without a byte order
//! mark, in UTF-8, UTF-16 or GB18030, separated by commas, semicolons or tabs.

use super::{
    SheetError,
    grid::{Grid, RawCell},
};
use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Reads text into the grid. A row's number is its record's place, as Excel shows it.
pub(super) fn read(bytes: &[u8], grid: &mut Grid<'_>) -> Result<(), SheetError> {
    let text = decode(bytes)?;
    let separator = separator(&text);
    let mut row = 0_u32;
    let mut column = 0_u32;
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if quoted {
            match character {
                '"' if characters.peek() == Some(&'"') => {
                    characters.next();
                    cell.push('"');
                }
                '"' => quoted = false,
                _ => cell.push(character),
            }
            continue;
        }
        match character {
            '"' if cell.trim().is_empty() || cell == "=" => {
                // `="0123"` is how programs keep Excel from making a number of digits.
                cell.clear();
                quoted = true;
            }
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                grid.push(row, column, RawCell::text(std::mem::take(&mut cell)))?;
                row += 1;
                column = 0;
            }
            _ if character == separator => {
                grid.push(row, column, RawCell::text(std::mem::take(&mut cell)))?;
                column += 1;
            }
            _ => cell.push(character),
        }
    }
    if quoted {
        return Err(SheetError::Damaged);
    }
    grid.push(row, column, RawCell::text(cell))
}

/// A byte order mark decides; else what is valid UTF-8 is UTF-8, and the rest is GB18030, the
/// encoding in which Chinese Excel saves `.csv`.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    let (encoding, rest) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (UTF_8, rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        _ => (GB18030, bytes),
    };
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(rest)
        .ok_or(SheetError::Encoding)?;
    // Binary data can be valid GB18030; text has no such control characters.
    if text.contains(|character: char| {
        character.is_control() && !matches!(character, '\t' | '\n' | '\r')
    }) {
        return Err(SheetError::NotASpreadsheet);
    }
    Ok(text)
}

/// The separator that the first line uses most.
fn separator(text: &str) -> char {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |wanted: char| {
        first
            .chars()
            .filter(|character| *character == wanted)
            .count()
    };
    [',', '\t', ';']
        .into_iter()
        .rev()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(',')
}
