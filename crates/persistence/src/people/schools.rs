//! Schools: directory, and the numbers of their home page. Every query is narrowed by [`sight`].

use super::count;
use crate::{
    StoreError,
    entity::{cases, colleges, majors, schools, students},
};
use chrono::{DateTime, Utc};
use sanfang_domain::{actor::SchoolScope, ids::SchoolId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What staff may see: their school, and only their colleges where they have some.
fn sight(
    school_column: impl ColumnTrait,
    college_column: impl ColumnTrait,
    school: SchoolId,
    scope: &SchoolScope,
) -> Condition {
    let own = Condition::all().add(school_column.eq(Uuid::from(school)));
    match scope {
        SchoolScope::WholeSchool => own,
        SchoolScope::Colleges(colleges) => {
            own.add(college_column.is_in(colleges.iter().copied().map(Uuid::from)))
        }
    }
}

/// One school.
pub async fn find(
    db: &impl ConnectionTrait,
    id: SchoolId,
) -> Result<Option<schools::Model>, StoreError> {
    Ok(schools::Entity::find_by_id(Uuid::from(id)).one(db).await?)
}

/// Every school, by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<schools::Model>, StoreError> {
    Ok(schools::Entity::find()
        .order_by_asc(schools::Column::Name)
        .all(db)
        .await?)
}

/// Colleges in sight, by name.
pub async fn colleges(
    db: &impl ConnectionTrait,
    school: SchoolId,
    scope: &SchoolScope,
) -> Result<Vec<colleges::Model>, StoreError> {
    Ok(colleges::Entity::find()
        .filter(sight(
            colleges::Column::SchoolId,
            colleges::Column::Id,
            school,
            scope,
        ))
        .order_by_asc(colleges::Column::Name)
        .all(db)
        .await?)
}

/// Majors in sight, by name.
pub async fn majors(
    db: &impl ConnectionTrait,
    school: SchoolId,
    scope: &SchoolScope,
) -> Result<Vec<majors::Model>, StoreError> {
    Ok(majors::Entity::find()
        .filter(sight(
            majors::Column::SchoolId,
            majors::Column::CollegeId,
            school,
            scope,
        ))
        .order_by_asc(majors::Column::Name)
        .all(db)
        .await?)
}

/// Graduation years with students in sight, newest first.
pub async fn graduation_years(
    db: &impl ConnectionTrait,
    school: SchoolId,
    scope: &SchoolScope,
) -> Result<Vec<u16>, StoreError> {
    let years: Vec<i32> = students::Entity::find()
        .select_only()
        .column(students::Column::GraduationYear)
        .distinct()
        .filter(student_sight(school, scope))
        .order_by_desc(students::Column::GraduationYear)
        .into_tuple()
        .all(db)
        .await?;
    years
        .into_iter()
        .map(|year| u16::try_from(year).or(Err(StoreError::corrupt("students", "graduation_year"))))
        .collect()
}

/// Students in sight of one year.
pub async fn students(
    db: &impl ConnectionTrait,
    school: SchoolId,
    scope: &SchoolScope,
    graduation_year: u16,
) -> Result<u64, StoreError> {
    Ok(students::Entity::find()
        .filter(student_sight(school, scope))
        .filter(students::Column::GraduationYear.eq(i32::from(graduation_year)))
        .count(db)
        .await?)
}

/// How many cases in sight are in each state; only those of one year, if one is given.
pub async fn cases_by_state(
    db: &impl ConnectionTrait,
    school: SchoolId,
    scope: &SchoolScope,
    graduation_year: Option<u16>,
) -> Result<HashMap<String, u32>, StoreError> {
    let mut query = cases::Entity::find()
        .select_only()
        .column(cases::Column::State)
        .column_as(cases::Column::Id.count(), "total")
        .filter(case_sight(school, scope))
        .group_by(cases::Column::State);
    if let Some(year) = graduation_year {
        query = query.filter(cases::Column::GraduationYear.eq(i32::from(year)));
    }
    let rows: Vec<(String, i64)> = query.into_tuple().all(db).await?;
    rows.into_iter()
        .map(|(state, total)| Ok((state, count("cases", total)?)))
        .collect()
}

/// Since when the oldest agreement waits for a review.
pub async fn oldest_waiting(
    db: &impl ConnectionTrait,
    school: SchoolId,
    scope: &SchoolScope,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(cases::Entity::find()
        .filter(case_sight(school, scope))
        .filter(cases::Column::ReviewLabel.eq("waiting"))
        .order_by_asc(cases::Column::Since)
        .one(db)
        .await?
        .map(|case| case.since))
}

/// The instants of the approvals in force since an instant.
pub async fn approvals(
    db: &impl ConnectionTrait,
    school: SchoolId,
    scope: &SchoolScope,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    Ok(cases::Entity::find()
        .select_only()
        .column(cases::Column::Since)
        .filter(case_sight(school, scope))
        .filter(cases::Column::ReviewLabel.eq("approved"))
        .filter(cases::Column::Since.gte(since))
        .into_tuple()
        .all(db)
        .await?)
}

fn student_sight(school: SchoolId, scope: &SchoolScope) -> Condition {
    sight(
        students::Column::SchoolId,
        students::Column::CollegeId,
        school,
        scope,
    )
}

fn case_sight(school: SchoolId, scope: &SchoolScope) -> Condition {
    sight(
        cases::Column::SchoolId,
        cases::Column::CollegeId,
        school,
        scope,
    )
}
