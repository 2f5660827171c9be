//! The look into a workbook's package before anything is built from it.
//!
//! Every part is unpacked once, counted and thrown away: sizes are checked in the directory and
//! again while inflating, because a directory can lie. Counts and references that the reader would
//! believe (it reserves as many strings as a part says it has) are checked against what is possible.

use super::{Limits, SheetError};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{
    io::{self, BufReader, Cursor, Read},
    time::Instant,
};
use zip::{ZipArchive, result::ZipError};

/// An honest workbook has some twenty parts, and one picture more for each picture.
const MOST_PARTS: usize = 2_000;

/// A cell with a text has some eight elements with its string.
const MOST_ELEMENTS: usize = 4_000_000;

/// Elements other than those of cells and texts: styles, relations, names, merged regions.
const MOST_OTHER_ELEMENTS: usize = 200_000;

/// Excel's last row and column (XFD1048576).
const LAST_ROW: u64 = 1_048_576;
const LAST_COLUMN: u64 = 16_384;

/// Refuses a package that would cost too much, or that is no workbook.
pub(super) fn inspect(bytes: &[u8], limits: &Limits, started: Instant) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| of_zip(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(SheetError::TooComplex);
    }
    let mut declared = 0_u64;
    let mut names = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let part = archive
            .by_index_raw(index)
            .map_err(|error| of_zip(&error))?;
        declared = declared.saturating_add(part.size());
        if part.encrypted() {
            return Err(SheetError::Encrypted);
        }
        names.push(
            part.name()
                .map_err(|error| of_zip(&error))?
                .to_ascii_lowercase(),
        );
    }
    if declared > limits.unpacked {
        return Err(SheetError::UnpackedTooLarge {
            limit: limits.unpacked,
        });
    }
    recognise(&names)?;

    let mut budget = Budget {
        bytes: limits.unpacked,
        elements: 0,
        others: 0,
    };
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| of_zip(&error))?;
        let metered = Metered {
            inner: part,
            budget: budget.bytes,
            started,
            limits,
        };
        budget.bytes = inspect_part(metered, &mut budget)?;
    }
    Ok(())
}

fn recognise(names: &[String]) -> Result<(), SheetError> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let has_end = |wanted: &str| names.iter().any(|name| name.ends_with(wanted));
    if has_end("workbook.bin") {
        return Err(SheetError::OtherFormat { format: ".xlsb" });
    }
    if has("mimetype") && has("content.xml") {
        return Err(SheetError::OtherFormat { format: ".ods" });
    }
    if !has("_rels/.rels") || !has_end("workbook.xml") {
        return Err(SheetError::NotASpreadsheet);
    }
    Ok(())
}

struct Budget {
    bytes: u64,
    elements: usize,
    others: usize,
}

/// Reads one part to its end and says how many bytes are left. A part that is no XML (a picture)
/// is only measured.
fn inspect_part<R: Read>(metered: Metered<'_, R>, budget: &mut Budget) -> Result<u64, SheetError> {
    let mut reader = Reader::from_reader(BufReader::new(metered));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => check(&element, budget)?,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(quick_xml::Error::Io(error)) => return Err(of_io(&error)),
            Err(_) => break,
        }
    }
    let mut metered = reader.into_inner().into_inner();
    io::copy(&mut metered, &mut io::sink()).map_err(|error| of_io(&error))?;
    Ok(metered.budget)
}

fn check(element: &BytesStart<'_>, budget: &mut Budget) -> Result<(), SheetError> {
    budget.elements += 1;
    let name = element.local_name();
    let name = name.as_ref();
    let common = matches!(
        name,
        "c" | "v"
            | "f"
            | "is"
            | "t"
            | "row"
            | "si"
            | "r"
            | "rPr"
            | "rFont"
            | "sz"
            | "color"
            | "family"
            | "charset"
            | "scheme"
            | "b"
            | "i"
            | "u"
            | "rPh"
            | "phoneticPr"
    );
    if !common {
        budget.others += 1;
    }
    if budget.elements > MOST_ELEMENTS || budget.others > MOST_OTHER_ELEMENTS {
        return Err(SheetError::TooComplex);
    }
    match name {
        "sst" if has_long_number(element.attributes_raw()) => Err(SheetError::TooComplex),
        "c" | "row" | "f" | "dimension" | "mergeCell" => {
            for attribute in element.attributes().with_checks(false) {
                let Ok(attribute) = attribute else {
                    return Err(SheetError::Damaged);
                };
                if matches!(attribute.key.0, "r" | "ref") && !is_reference(&attribute.value) {
                    return Err(SheetError::Damaged);
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether a number of a million or more stands there; the reader would reserve room for it.
fn has_long_number(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_digit())
        .any(|digits| digits.len() > 6)
}

/// Whether a text is `7`, `C7` or `A1:C7`, inside Excel's bounds and the right way round.
fn is_reference(text: &str) -> bool {
    match text.split_once(':') {
        None => corner(text).is_some(),
        Some((start, end)) => match (corner(start), corner(end)) {
            (Some(start), Some(end)) => start.0 <= end.0 && start.1 <= end.1,
            _ => false,
        },
    }
}

/// Column (0 where there is none) and row of a cell.
fn corner(text: &str) -> Option<(u64, u64)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if letters.len() > 3 || digits.is_empty() || digits.len() > 7 {
        return None;
    }
    let row = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())??;
    let column = letters.bytes().fold(0_u64, |column, letter| {
        column * 26 + u64::from(letter.to_ascii_uppercase() - b'@')
    });
    ((1..=LAST_ROW).contains(&row) && column <= LAST_COLUMN).then_some((column, row))
}

/// A reader that stops when the budget of bytes or time is spent.
struct Metered<'a, R> {
    inner: R,
    budget: u64,
    started: Instant,
    limits: &'a Limits,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.started.elapsed() > self.limits.time {
            return Err(io::Error::other(SheetError::TooSlow));
        }
        let count = self.inner.read(buffer)?;
        let spent = u64::try_from(count).unwrap_or(u64::MAX);
        match self.budget.checked_sub(spent) {
            Some(left) => self.budget = left,
            None => {
                let limit = self.limits.unpacked;
                return Err(io::Error::other(SheetError::UnpackedTooLarge { limit }));
            }
        }
        Ok(count)
    }
}

/// Our own refusal comes back through the reader's error; anything else is damage.
fn of_io(error: &io::Error) -> SheetError {
    error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<SheetError>())
        .cloned()
        .unwrap_or(SheetError::Damaged)
}

fn of_zip(error: &ZipError) -> SheetError {
    match error {
        ZipError::UnsupportedArchive(_) => SheetError::OtherFormat { format: "zip" },
        _ => SheetError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_inside_excels_bounds() {
        for text in ["1", "A1", "XFD1048576", "A1:C7", "xfd1"] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "", "A", "A0", "XFE1", "A1048577", "C7:A1", "A1:B", "AAAA1", "A1:B2:C3", "A-1",
            "99999999",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }

    #[test]
    fn a_count_of_a_million_strings_is_not_believed() {
        assert!(has_long_number(
            r#" count="5" uniqueCount="18446744073709551615""#
        ));
        assert!(!has_long_number(
            r#" xmlns="http://x/2006/main" count="500000""#
        ));
    }
}
