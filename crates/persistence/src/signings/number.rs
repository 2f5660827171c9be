//! Agreement numbers: unique under concurrency, never given twice; a rolled back approval may leave no gap, a later
//! one may.

use super::codec;
use crate::StoreError;
use sanfang_domain::values::{
    AgreementKind, AgreementLevel, AgreementNumber, GraduationYear, SchoolCode,
};
use sea_orm::{ConnectionTrait, Statement};

/// Takes the next number of a kind, year, school and level; the counter's row stays locked until the commit.
pub async fn next(
    tx: &impl ConnectionTrait,
    kind: AgreementKind,
    year: GraduationYear,
    school: &SchoolCode,
    level: AgreementLevel,
) -> Result<AgreementNumber, StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "INSERT INTO number_counters (kind, graduation_year, school_code, level, last) VALUES ($1, $2, $3, $4, 1)
         ON CONFLICT (kind, graduation_year, school_code, level) DO UPDATE SET last = number_counters.last + 1
         RETURNING last",
        [
            kind.digit().to_string().into(),
            i32::from(year.get()).into(),
            school.as_str().into(),
            level.digit().to_string().into(),
        ],
    );
    let row = tx
        .query_one_raw(statement)
        .await?
        .ok_or_else(|| StoreError::corrupt("number_counters", "no row returned"))?;
    let last: i32 = row.try_get_by_index(0)?;
    let sequence = codec::unsigned("number_counters", last)?;
    AgreementNumber::compose(kind, year, school, level, sequence).or(Err(StoreError::corrupt(
        "number_counters",
        "the sequence is exhausted",
    )))
}
