//! What everybody may read: schools with their years, and whose agreement a number is.

use crate::{
    StoreError,
    entity::{cases, students},
};
use sanfang_domain::ids::{CaseId, SchoolId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Graduation years with students, newest first, of every school.
pub async fn graduation_years(
    db: &impl ConnectionTrait,
) -> Result<Vec<(SchoolId, u16)>, StoreError> {
    let rows: Vec<(Uuid, i32)> = students::Entity::find()
        .select_only()
        .columns([students::Column::SchoolId, students::Column::GraduationYear])
        .distinct()
        .order_by_desc(students::Column::GraduationYear)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(school, year)| {
            let year =
                u16::try_from(year).or(Err(StoreError::corrupt("students", "graduation_year")))?;
            Ok((school.into(), year))
        })
        .collect()
}

/// The three names on an agreement.
#[derive(Clone, Debug)]
pub struct Names {
    /// 甲方
    pub employer: String,
    /// 乙方
    pub student: String,
    /// 学校
    pub school: String,
}

/// The names of a case's parties.
pub async fn names(db: &impl ConnectionTrait, case: CaseId) -> Result<Option<Names>, StoreError> {
    let row: Option<(String, String, String)> = cases::Entity::find_by_id(case.0)
        .select_only()
        .columns([
            cases::Column::EmployerName,
            cases::Column::StudentName,
            cases::Column::SchoolName,
        ])
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.map(|(employer, student, school)| Names {
        employer,
        student,
        school,
    }))
}
