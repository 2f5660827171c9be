//! Students: the record with its names, exact search, what opens signing, and the little they change themselves.

use crate::{
    StoreError,
    entity::{cases, colleges, majors, occupancy, schools, send_list, students, windows},
};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    ids::{EmployerId, SchoolId, StudentId},
    opening::{RecordStatus, SigningKind, StudentOpening, Window},
    plan::PlanStatus,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, sea_query::OnConflict,
};
use std::collections::HashMap;
use uuid::Uuid;

/// 培养方式 非定向, the only one that may sign online (spec/domain.md section 2, rule 3).
const NON_DIRECTED: &str = "1";

/// A student with the names that pages show.
#[derive(Clone, Debug, PartialEq)]
pub struct StudentRecord {
    /// The row.
    pub row: students::Model,
    /// 毕业院校
    pub school_name: String,
    /// 学院
    pub college_name: String,
    /// 专业
    pub major_name: String,
}

impl StudentRecord {
    /// The student.
    pub fn id(&self) -> StudentId {
        self.row.id.into()
    }

    /// 生源信息
    pub fn record_status(&self) -> Result<RecordStatus, StoreError> {
        RecordStatus::parse(&self.row.record_status)
            .ok_or_else(|| StoreError::corrupt("students", "record_status"))
    }

    /// 就业方案
    pub fn plan_status(&self) -> Result<PlanStatus, StoreError> {
        PlanStatus::parse(&self.row.plan_status)
            .ok_or_else(|| StoreError::corrupt("students", "plan_status"))
    }

    /// 毕业年度
    pub fn graduation_year(&self) -> Result<u16, StoreError> {
        u16::try_from(self.row.graduation_year)
            .or(Err(StoreError::corrupt("students", "graduation_year")))
    }

    /// The optimistic version.
    pub fn version(&self) -> Result<u32, StoreError> {
        u32::try_from(self.row.version).or(Err(StoreError::corrupt("students", "version")))
    }
}

/// By what an exact search finds a student; both are keyed hashes, see [`crate::Personal`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchKey {
    /// 身份证号
    IdNumber(String),
    /// 手机号
    Phone(String),
}

/// One student.
pub async fn find(
    db: &impl ConnectionTrait,
    id: StudentId,
) -> Result<Option<StudentRecord>, StoreError> {
    let rows = students::Entity::find_by_id(Uuid::from(id)).all(db).await?;
    Ok(with_names(db, rows).await?.pop())
}

/// The student of this school, year and name with this ID number or phone (spec/domain.md section 4: all must match).
pub async fn find_exactly(
    db: &impl ConnectionTrait,
    school: SchoolId,
    graduation_year: u16,
    name: &str,
    key: &SearchKey,
) -> Result<Option<StudentRecord>, StoreError> {
    let by_key = match key {
        SearchKey::IdNumber(hash) => students::Column::IdNumberHash.eq(hash),
        SearchKey::Phone(hash) => students::Column::PhoneHash.eq(hash),
    };
    let rows = students::Entity::find()
        .filter(by_key)
        .filter(students::Column::SchoolId.eq(Uuid::from(school)))
        .filter(students::Column::GraduationYear.eq(i32::from(graduation_year)))
        .filter(students::Column::Name.eq(name))
        .all(db)
        .await?;
    // Two students with one phone and one name: nobody can say which is meant.
    if rows.len() > 1 {
        return Ok(None);
    }
    Ok(with_names(db, rows).await?.pop())
}

/// Every student who has one of these ID numbers, of whatever school and year.
pub async fn find_by_id_numbers(
    db: &impl ConnectionTrait,
    hashes: &[String],
) -> Result<Vec<StudentRecord>, StoreError> {
    let rows = students::Entity::find()
        .filter(students::Column::IdNumberHash.is_in(hashes))
        .all(db)
        .await?;
    with_names(db, rows).await
}

/// Rows with the names of school, college and major, in the order of the rows.
async fn with_names(
    db: &impl ConnectionTrait,
    rows: Vec<students::Model>,
) -> Result<Vec<StudentRecord>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let distinct = |of: fn(&students::Model) -> Uuid| {
        let mut ids: Vec<Uuid> = rows.iter().map(of).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let schools: HashMap<Uuid, String> = schools::Entity::find()
        .filter(schools::Column::Id.is_in(distinct(|r| r.school_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|school| (school.id, school.name))
        .collect();
    let colleges: HashMap<Uuid, String> = colleges::Entity::find()
        .filter(colleges::Column::Id.is_in(distinct(|r| r.college_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|college| (college.id, college.name))
        .collect();
    let majors: HashMap<Uuid, String> = majors::Entity::find()
        .filter(majors::Column::Id.is_in(distinct(|r| r.major_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|major| (major.id, major.name))
        .collect();
    let name = |names: &HashMap<Uuid, String>, id: Uuid, what: &'static str| {
        names
            .get(&id)
            .cloned()
            .ok_or_else(|| StoreError::corrupt("students", what))
    };
    rows.into_iter()
        .map(|row| {
            Ok(StudentRecord {
                school_name: name(&schools, row.school_id, "school_id")?,
                college_name: name(&colleges, row.college_id, "college_id")?,
                major_name: name(&majors, row.major_id, "major_id")?,
                row,
            })
        })
        .collect()
}

/// Everything about a student that opens or closes signing (spec/domain.md section 2).
pub async fn opening(
    db: &impl ConnectionTrait,
    record: &StudentRecord,
) -> Result<StudentOpening, StoreError> {
    let row = &record.row;
    let bound = occupancy::Entity::find_by_id(row.id).one(db).await?;
    Ok(StudentOpening {
        verified: row.verified_at.is_some(),
        record: record.record_status()?,
        non_directed: row.training_mode == NON_DIRECTED,
        plan: record.plan_status()?,
        windows: windows(db, row.school_id.into(), row.graduation_year).await?,
        restricted: row.restricted,
        bound_by: bound.map(|bound| bound.case_id.into()),
    })
}

/// 网签开放设置 of a school and year.
async fn windows(
    db: &impl ConnectionTrait,
    school: SchoolId,
    graduation_year: i32,
) -> Result<Vec<Window>, StoreError> {
    windows::Entity::find()
        .filter(windows::Column::SchoolId.eq(Uuid::from(school)))
        .filter(windows::Column::GraduationYear.eq(graduation_year))
        .order_by_asc(windows::Column::OpensAt)
        .all(db)
        .await?
        .into_iter()
        .map(|row| {
            Ok(Window {
                kind: SigningKind::parse(&row.kind)
                    .ok_or_else(|| StoreError::corrupt("windows", "kind"))?,
                opens_at: row.opens_at,
                closes_at: row.closes_at,
            })
        })
        .collect()
}

/// The cases of a student that matter on the home page: what is offered and what binds.
pub async fn open_cases(
    db: &impl ConnectionTrait,
    student: StudentId,
) -> Result<Vec<cases::Model>, StoreError> {
    Ok(cases::Entity::find()
        .filter(cases::Column::StudentId.eq(Uuid::from(student)))
        .filter(cases::Column::Live.eq(true))
        .order_by_desc(cases::Column::UpdatedAt)
        .all(db)
        .await?)
}

/// First log-in done: contact, and the instant.
pub async fn verify(
    db: &impl ConnectionTrait,
    student: StudentId,
    email: &str,
    address: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = contact_update(student, email, address)
        .col_expr(students::Column::VerifiedAt, at.into())
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// E-mail and postal address, if nobody changed the record since `version`.
pub async fn update_contact(
    db: &impl ConnectionTrait,
    student: StudentId,
    email: &str,
    address: &str,
    version: u32,
) -> Result<(), StoreError> {
    let version = i32::try_from(version).or(Err(StoreError::Changed))?;
    let done = contact_update(student, email, address)
        .filter(students::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

fn contact_update(
    student: StudentId,
    email: &str,
    address: &str,
) -> sea_orm::UpdateMany<students::Entity> {
    students::Entity::update_many()
        .col_expr(students::Column::Email, email.into())
        .col_expr(students::Column::Address, address.into())
        .col_expr(
            students::Column::Version,
            sea_orm::sea_query::Expr::col(students::Column::Version).add(1),
        )
        .filter(students::Column::Id.eq(Uuid::from(student)))
}

fn changed(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Changed)
    }
}

/// A student in 签约发送列表, and since when.
#[derive(Clone, Debug, PartialEq)]
pub struct SendListEntry {
    /// The student.
    pub student: StudentRecord,
    /// 加入时间
    pub added_at: DateTime<Utc>,
    /// The state of a pending or live case between the two, if there is one.
    pub between: Option<String>,
}

/// 签约发送列表, newest first.
pub async fn send_list(
    db: &impl ConnectionTrait,
    employer: EmployerId,
) -> Result<Vec<SendListEntry>, StoreError> {
    let rows = send_list::Entity::find()
        .filter(send_list::Column::EmployerId.eq(Uuid::from(employer)))
        .order_by_desc(send_list::Column::AddedAt)
        .order_by_asc(send_list::Column::StudentId)
        .all(db)
        .await?;
    entries(db, employer, rows).await
}

/// One line of 签约发送列表.
pub async fn send_list_entry(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    student: StudentId,
) -> Result<Option<SendListEntry>, StoreError> {
    let key = (Uuid::from(employer), Uuid::from(student));
    let rows = send_list::Entity::find_by_id(key).all(db).await?;
    Ok(entries(db, employer, rows).await?.pop())
}

async fn entries(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    entries: Vec<send_list::Model>,
) -> Result<Vec<SendListEntry>, StoreError> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.student_id).collect();
    let rows = students::Entity::find()
        .filter(students::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let mut known: HashMap<Uuid, StudentRecord> = with_names(db, rows)
        .await?
        .into_iter()
        .map(|record| (record.row.id, record))
        .collect();
    let mut between: HashMap<Uuid, String> = cases::Entity::find()
        .filter(cases::Column::EmployerId.eq(Uuid::from(employer)))
        .filter(cases::Column::Live.eq(true))
        .filter(cases::Column::StudentId.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|case| (case.student_id, case.state))
        .collect();
    entries
        .into_iter()
        .map(|entry| {
            Ok(SendListEntry {
                student: known
                    .remove(&entry.student_id)
                    .ok_or_else(|| StoreError::corrupt("send_list", "student_id"))?,
                added_at: entry.added_at,
                between: between.remove(&entry.student_id),
            })
        })
        .collect()
}

/// How many are in 签约发送列表.
pub async fn send_list_length(
    db: &impl ConnectionTrait,
    employer: EmployerId,
) -> Result<u64, StoreError> {
    use sea_orm::PaginatorTrait;
    Ok(send_list::Entity::find()
        .filter(send_list::Column::EmployerId.eq(Uuid::from(employer)))
        .count(db)
        .await?)
}

/// 加入; whether the student was not in the list before.
pub async fn add_to_send_list(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    student: StudentId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let row = send_list::ActiveModel {
        employer_id: Set(employer.into()),
        student_id: Set(student.into()),
        added_at: Set(at),
    };
    let inserted = send_list::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([send_list::Column::EmployerId, send_list::Column::StudentId])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(inserted > 0)
}

/// Whether a student is in 签约发送列表.
pub async fn in_send_list(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    student: StudentId,
) -> Result<bool, StoreError> {
    let key = (Uuid::from(employer), Uuid::from(student));
    Ok(send_list::Entity::find_by_id(key).one(db).await?.is_some())
}

/// 移出
pub async fn remove_from_send_list(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    students: &[StudentId],
) -> Result<(), StoreError> {
    send_list::Entity::delete_many()
        .filter(send_list::Column::EmployerId.eq(Uuid::from(employer)))
        .filter(send_list::Column::StudentId.is_in(students.iter().copied().map(Uuid::from)))
        .exec(db)
        .await?;
    Ok(())
}

/// 签约开放列表: restricts a student with a reason, or lets them sign again.
pub async fn restrict(
    db: &impl ConnectionTrait,
    student: StudentId,
    reason: Option<&str>,
) -> Result<(), StoreError> {
    let change = students::ActiveModel {
        restricted: Set(reason.is_some()),
        restricted_reason: Set(reason.map(str::to_owned)),
        ..Default::default()
    };
    set(db, student, change).await
}

/// 生源信息: where the record stands from now on.
pub async fn set_record(
    db: &impl ConnectionTrait,
    student: StudentId,
    status: RecordStatus,
) -> Result<(), StoreError> {
    let change = students::ActiveModel {
        record_status: Set(status.as_str().to_owned()),
        ..Default::default()
    };
    set(db, student, change).await
}

/// 就业方案: where the plan stands from now on.
pub async fn set_plan(
    db: &impl ConnectionTrait,
    student: StudentId,
    status: PlanStatus,
) -> Result<(), StoreError> {
    let change = students::ActiveModel {
        plan_status: Set(status.as_str().to_owned()),
        ..Default::default()
    };
    set(db, student, change).await
}

async fn set(
    db: &impl ConnectionTrait,
    student: StudentId,
    change: students::ActiveModel,
) -> Result<(), StoreError> {
    let done = students::Entity::update_many()
        .set(change)
        .filter(students::Column::Id.eq(Uuid::from(student)))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}
