//! Text of strangers, made printable: no control characters, no endless words, no missing glyphs.

use super::fonts::Fonts;
use serde_json::Value;
use std::collections::BTreeSet;

/// Printed for a character that no font has (U+3013, the geta mark of East Asian printing).
pub const SUBSTITUTE: char = '〓';

/// No field of a document needs more; the domain's own limits are far lower.
const LONGEST_TEXT: usize = 2_000;

/// A line may be broken inside a word of this breadth, so that it cannot leave its column. In
/// hundredths of a Chinese character; the narrowest column that takes such a word has 1,500.
const LONGEST_WORD: u32 = 1_400;

/// Lets a line break without showing anything.
const BREAK: char = '\u{200b}';

/// Characters that print nothing: controls, joiners, marks of direction, variation selectors.
///
/// Directional marks are dropped because they can make a printed line read otherwise than it was
/// agreed (Unicode TR 36, bidirectional text spoofing).
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// How broad a character stands, in hundredths of a Chinese one; rather too much than too little.
fn breadth(character: char) -> u32 {
    match character {
        'W' | 'M' | 'm' | 'w' | '@' | '%' => 95,
        'A'..='Z' => 72,
        '\u{0}'..='\u{7f}' => 56,
        _ => 100,
    }
}

/// Cleans every text of a document and remembers what it had to replace.
pub(super) struct Cleaner<'a> {
    fonts: &'a Fonts,
    replaced: BTreeSet<char>,
}

impl<'a> Cleaner<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            replaced: BTreeSet::new(),
        }
    }

    pub(super) fn replaced(self) -> Vec<char> {
        self.replaced.into_iter().collect()
    }

    /// Cleans all texts inside a value; keys are ours and stay.
    pub(super) fn clean(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.clean(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.clean(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut word = 0;
        for (index, character) in text.chars().enumerate() {
            if index >= LONGEST_TEXT {
                out.push('…');
                break;
            }
            if character.is_whitespace() {
                out.push(' ');
                word = 0;
                continue;
            }
            if is_invisible(character) {
                continue;
            }
            let character = self.printable(character);
            let breadth = breadth(character);
            word += breadth;
            if word > LONGEST_WORD {
                out.push(BREAK);
                word = breadth;
            }
            // After these, and around Chinese characters, lines break by themselves.
            if matches!(character, '/' | '-') || u32::from(character) >= 0x2e80 {
                word = 0;
            }
            out.push(character);
        }
        out
    }

    fn printable(&mut self, character: char) -> char {
        if self.fonts.covers(character) {
            return character;
        }
        self.replaced.insert(character);
        if self.fonts.covers(SUBSTITUTE) {
            SUBSTITUTE
        } else {
            '?'
        }
    }
}
