//! Values ↔ bytes: the documents that leave the system and the tables that enter it.
//!
//! No database, no HTTP and no rules live here, only the heavy libraries that build and read files:
//! [`pdf`] (the sealed agreement and the offer letter), [`sheet`] (tables that people upload) and
//! [`workbook`] (templates and exports). Columns are described once, as [`column::ColumnSpec`], and
//! the same description builds the template and reads it back.

pub mod column;
pub mod pdf;
pub mod sheet;
pub mod time;
pub mod workbook;
