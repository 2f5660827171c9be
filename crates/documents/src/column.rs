//! One description per column: it names the column in a template, explains it, offers its options,
//! and reads it back from whatever people send (data.md "Excel").

use serde::{Deserialize, Serialize};

/// One option of a code column: what is stored and what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeOption {
    /// The code of the table, which is stored.
    pub code: String,
    /// The label, which people choose.
    pub label: String,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// Any text of at most so many characters.
    Text {
        /// The most characters that are taken.
        max_chars: usize,
    },
    /// Digits that are no number (ID number, phone, student number): always text, never computed.
    Identifier,
    /// A whole number within bounds, both included.
    Integer {
        /// The least value.
        min: i64,
        /// The greatest value.
        max: i64,
    },
    /// A calendar date; read from real dates and from the usual ways of writing one.
    Date,
    /// An amount in yuan with at most two decimals, kept in fen.
    Money,
    /// One of a table's codes; read from the code, the label or both.
    Code(Vec<CodeOption>),
}

/// A column of a table that people fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSpec {
    /// The name by which the program knows the column.
    pub key: &'static str,
    /// 表头: the header in the template.
    pub header: String,
    /// Other headers that mean the same.
    pub aliases: Vec<String>,
    /// Whether every row must have it.
    pub required: bool,
    /// What it holds.
    pub kind: ColumnKind,
    /// 填写说明: one or two sentences for the person who fills it in.
    pub help: String,
    /// An example, shown beside the explanation.
    pub example: String,
}

impl ColumnSpec {
    /// An optional column without an explanation.
    pub fn new(key: &'static str, header: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            key,
            header: header.into(),
            aliases: Vec::new(),
            required: false,
            kind,
            help: String::new(),
            example: String::new(),
        }
    }

    /// A text column of at most so many characters.
    pub fn text(key: &'static str, header: impl Into<String>, max_chars: usize) -> Self {
        Self::new(key, header, ColumnKind::Text { max_chars })
    }

    /// A column of digits that are no number.
    pub fn identifier(key: &'static str, header: impl Into<String>) -> Self {
        Self::new(key, header, ColumnKind::Identifier)
    }

    /// Every row must have it.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Another header that means the same.
    #[must_use]
    pub fn alias(mut self, header: impl Into<String>) -> Self {
        self.aliases.push(header.into());
        self
    }

    /// What the second sheet of the template says about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>, example: impl Into<String>) -> Self {
        self.help = help.into();
        self.example = example.into();
        self
    }

    /// Whether a header cell names this column. Spaces, full-width forms, marks of required fields
    /// (`*`) and remarks in brackets do not count: `姓名 *` and `姓名（必填）` are both 姓名.
    pub fn is_named(&self, header: &str) -> bool {
        let name = plain(header);
        !name.is_empty()
            && std::iter::once(&self.header)
                .chain(&self.aliases)
                .any(|own| plain(own) == name)
    }
}

/// The texts of a drop-down list: the label, or code and label where two options share a label.
pub fn shown_options(options: &[CodeOption]) -> Vec<String> {
    options
        .iter()
        .map(|option| {
            let same = options
                .iter()
                .filter(|other| other.label == option.label)
                .count();
            if same > 1 {
                format!("{} {}", option.code, option.label)
            } else {
                option.label.clone()
            }
        })
        .collect()
}

/// The option that a cell means: by code, by label, or by both together. `None` when there is no
/// such option, or when a label alone would mean several.
pub fn find_option<'a>(options: &'a [CodeOption], text: &str) -> Option<&'a CodeOption> {
    let text = text.trim();
    if let Some(option) = options.iter().find(|option| option.code == text) {
        return Some(option);
    }
    let mut named = options.iter().filter(|option| option.label == text);
    if let Some(option) = named.next() {
        return if named.next().is_none() {
            Some(option)
        } else {
            None
        };
    }
    options.iter().find(|option| {
        let rest = text.strip_prefix(option.code.as_str());
        let rest = rest.map(|rest| rest.trim_start_matches([' ', '-', ':', '.', '、', '：']));
        rest == Some(option.label.as_str())
    })
}

/// A header without spaces, stars and bracketed remarks, with full-width ASCII made narrow.
fn plain(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    let mut depth = 0_u32;
    for character in header.chars() {
        let character = match u32::from(character) {
            code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(character),
            _ => character,
        };
        match character {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | ':' => {}
            _ if depth > 0 || character.is_whitespace() || character == '\u{feff}' => {}
            _ => out.extend(character.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(code: &str, label: &str) -> CodeOption {
        CodeOption {
            code: code.to_owned(),
            label: label.to_owned(),
        }
    }

    #[test]
    fn a_header_is_known_with_stars_spaces_and_remarks() {
        let column = ColumnSpec::identifier("id_number", "学生身份证号").alias("身份证号");
        for header in [
            "学生身份证号",
            " 学生 身份证号 * ",
            "身份证号（必填）",
            "身份证号(18位)",
        ] {
            assert!(column.is_named(header), "{header}");
        }
        for header in ["", "(必填)", "身份证", "学生身份证号2"] {
            assert!(!column.is_named(header), "{header}");
        }
    }

    #[test]
    fn an_option_is_found_by_code_label_or_both_but_never_guessed() {
        let options = [
            option("31", "国有企业"),
            option("10", "机关"),
            option("11", "机关"),
        ];
        assert_eq!(
            find_option(&options, " 31 ").map(|found| found.code.as_str()),
            Some("31")
        );
        assert_eq!(
            find_option(&options, "国有企业").map(|found| found.code.as_str()),
            Some("31")
        );
        assert_eq!(
            find_option(&options, "11 机关").map(|found| found.code.as_str()),
            Some("11")
        );
        assert_eq!(find_option(&options, "机关"), None);
        assert_eq!(find_option(&options, "企业"), None);
        assert_eq!(shown_options(&options), ["国有企业", "10 机关", "11 机关"]);
    }
}
