//! The limit of an export: rust_xlsxwriter on rows that are in memory already.

use crate::Result;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sanfang_persistence::{
    entity::cases,
    sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter},
};
use uuid::Uuid;

/// The rows of a college.
pub async fn rows(db: &impl ConnectionTrait, college: Uuid) -> Result<Vec<cases::Model>> {
    Ok(cases::Entity::find()
        .filter(cases::Column::CollegeId.eq(college))
        .all(db)
        .await?)
}

/// Writes the columns of a school's export, with the same settings; how long the file is.
pub fn write(rows: &[cases::Model]) -> Result<usize> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(3);
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (line, row) in (0_u32..).zip(rows) {
        let texts = [
            (0, row.number.as_deref().unwrap_or_default()),
            (1, &row.agreement_label),
            (2, &row.student_no),
            (3, &row.student_name),
            (4, &row.college_name),
            (5, &row.major_name),
            (7, &row.kind),
            (8, &row.employer_name),
            (9, &row.position),
            (12, &row.response_label),
            (13, &row.review_label),
        ];
        for (column, text) in texts {
            sheet.write_string(line, column, text)?;
        }
        sheet.write_number(line, 6, row.graduation_year)?;
        let instants = [
            (10, row.offered_at),
            (11, row.response_deadline),
            (14, row.updated_at),
        ];
        for (column, at) in instants {
            let at = ExcelDateTime::from_timestamp(at.timestamp())?;
            sheet.write_datetime_with_format(line, column, &at, &instant)?;
        }
    }
    Ok(workbook.save_to_buffer()?.len())
}
