//! Agreement number (协议书编号), domain.md §4.

use serde::{Deserialize, Serialize};

use super::{GraduationYear, ValueFault, normal, shown, text_value};

/// How an agreement is signed; the first digit of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// 电子签约
    Online,
    /// 纸质签约
    Paper,
}

impl AgreementKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Online, Self::Paper];

    /// The digit in the number.
    pub const fn digit(self) -> u8 {
        match self {
            Self::Online => 1,
            Self::Paper => 2,
        }
    }

    /// The kind of a digit.
    pub fn from_digit(digit: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.digit() == digit)
    }
}

/// The level of study that a number carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementLevel {
    /// 研究生
    Postgraduate,
    /// 本科
    Undergraduate,
    /// 专科
    Diploma,
}

impl AgreementLevel {
    /// All levels, by digit.
    pub const ALL: [Self; 3] = [Self::Postgraduate, Self::Undergraduate, Self::Diploma];

    /// The digit in the number.
    pub const fn digit(self) -> u8 {
        match self {
            Self::Postgraduate => 1,
            Self::Undergraduate => 2,
            Self::Diploma => 3,
        }
    }

    /// The level of a digit.
    pub fn from_digit(digit: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.digit() == digit)
    }
}

/// The ministry's code of a school (院校代码), five digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchoolCode {
    text: String,
}

impl SchoolCode {
    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::half_width(text);
        if normal::is_digits(&text, 5) {
            Ok(Self { text })
        } else {
            Err(ValueFault::SchoolCodeFormat)
        }
    }
}

text_value!(SchoolCode);
shown!(SchoolCode);

/// What a number says. `school` has five digits, four in older numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AgreementParts {
    /// Online or paper.
    pub kind: AgreementKind,
    /// The student's graduation year.
    pub year: GraduationYear,
    /// The school's code.
    pub school: String,
    /// The student's level.
    pub level: AgreementLevel,
    /// Running per kind, year, school and level, from 1.
    pub sequence: u32,
}

/// The number of an agreement: kind (1) + graduation year (4) + school code (5) + level (1) +
/// sequence (5), as in `1202019097200002`; older numbers have a school code of four digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AgreementNumber {
    text: String,
}

impl AgreementNumber {
    /// The highest sequence that has a number.
    pub const MAX_SEQUENCE: u32 = 99_999;

    /// Issues the number of a sequence 1..=99,999; always 16 digits.
    pub fn compose(
        kind: AgreementKind,
        year: GraduationYear,
        school: &SchoolCode,
        level: AgreementLevel,
        sequence: u32,
    ) -> Result<Self, ValueFault> {
        ValueFault::check_range(sequence.into(), 1, Self::MAX_SEQUENCE.into())?;
        let (kind, level, school) = (kind.digit(), level.digit(), school.as_str());
        Ok(Self {
            text: format!("{kind}{year}{school}{level}{sequence:05}"),
        })
    }

    /// Reads a number of 16 digits, or an older one of 15.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::compact(text);
        read(&text).ok_or(ValueFault::AgreementNumberFormat)?;
        Ok(Self { text })
    }

    /// What the number says.
    pub fn parts(&self) -> Option<AgreementParts> {
        read(&self.text)
    }
}

text_value!(AgreementNumber);
shown!(AgreementNumber);

fn read(text: &str) -> Option<AgreementParts> {
    if !normal::is_digits(text, 16) && !normal::is_digits(text, 15) {
        return None;
    }
    let (school_end, level_end) = (text.len() - 6, text.len() - 5);
    let sequence = text
        .get(level_end..)?
        .parse()
        .ok()
        .filter(|sequence| *sequence > 0)?;
    Some(AgreementParts {
        kind: AgreementKind::from_digit(text.get(..1)?.parse().ok()?)?,
        year: GraduationYear::parse(text.get(1..5)?).ok()?,
        school: text.get(5..school_end)?.to_owned(),
        level: AgreementLevel::from_digit(text.get(school_end..level_end)?.parse().ok()?)?,
        sequence,
    })
}
