//! From education level (学历) to the level in an agreement number.

use super::{TableId, entry};
use crate::values::AgreementLevel;

impl AgreementLevel {
    /// The level of an education level's code; nothing for an unknown code.
    pub fn of_education(code: &str) -> Option<Self> {
        entry(TableId::EducationLevel, code)?.level
    }
}
