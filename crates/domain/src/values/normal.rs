//! What every parser does first to what a person typed or pasted.

/// Trims, drops invisible marks at both ends and turns full-width ASCII (U+FF01–U+FF5E) into ASCII.
pub(super) fn half_width(text: &str) -> String {
    trim(text).chars().map(half_width_char).collect()
}

/// As [`half_width`], without any white space or hyphen inside: for numbers written in groups.
pub(super) fn compact(text: &str) -> String {
    trim(text)
        .chars()
        .map(half_width_char)
        .filter(|c| !c.is_whitespace() && !is_hyphen(*c))
        .collect()
}

/// Trims white space and invisible marks at both ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Hyphens and dashes that word processors put between the groups of a number.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Characters without a shape: zero-width ones and those that turn the writing direction.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a text is exactly `length` ASCII digits.
pub(super) fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

fn half_width_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    }
}
