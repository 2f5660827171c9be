//! Schools, students and employers: what their own pages read and write.

pub mod employers;
pub mod messages;
pub mod schools;
pub mod students;

use crate::StoreError;

/// A value that a column of ours always holds within `u32`.
pub(crate) fn count(table: &'static str, value: i64) -> Result<u32, StoreError> {
    u32::try_from(value).or(Err(StoreError::corrupt(table, "a count is out of range")))
}
