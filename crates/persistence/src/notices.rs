//! Who is told, and the in-app notices as rows of the transaction that causes them.

use crate::{
    StoreError, Tx,
    entity::{account_colleges, accounts, employers, notices, students},
};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    actor::Role,
    ids::{AccountId, CaseId, CollegeId, EmployerId, NoticeId, SchoolId, StudentId},
    notice::{NoticeKind, NoticeParams, Recipient},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// An account that is told.
#[derive(Clone, PartialEq, Eq)]
pub struct Addressee {
    /// As whom.
    pub recipient: Recipient,
    /// The account.
    pub account: AccountId,
    /// Where its mail goes: the account's own address, else the student's or employer's on record.
    pub email: Option<String>,
}

/// The active accounts behind recipients.
pub async fn addressees(
    db: &impl ConnectionTrait,
    recipients: &[Recipient],
) -> Result<Vec<Addressee>, StoreError> {
    let distinct: BTreeSet<Uuid> = recipients
        .iter()
        .filter_map(|recipient| match recipient {
            Recipient::Student(id) => Some(id.0),
            Recipient::Employer(_) | Recipient::School { .. } => None,
        })
        .collect();
    let mut out = students_told(db, distinct).await?;
    let mut seen = BTreeSet::new();
    for recipient in recipients {
        match *recipient {
            Recipient::Student(_) => {}
            Recipient::Employer(id) => {
                if seen.insert(id.0) {
                    out.extend(employer_told(db, id).await?);
                }
            }
            Recipient::School { school, college } => {
                if seen.insert(college.0) {
                    out.extend(school_told(db, school, college).await?);
                }
            }
        }
    }
    Ok(out)
}

async fn students_told(
    db: &impl ConnectionTrait,
    ids: BTreeSet<Uuid>,
) -> Result<Vec<Addressee>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let on_record: HashMap<Uuid, Option<String>> = students::Entity::find()
        .select_only()
        .columns([students::Column::Id, students::Column::Email])
        .filter(students::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let rows = accounts::Entity::find()
        .filter(accounts::Column::StudentId.is_in(ids))
        .filter(accounts::Column::Status.eq("active"))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let student = row.student_id?;
            let on_record = || on_record.get(&student).cloned().flatten();
            Some(Addressee {
                recipient: Recipient::Student(StudentId(student)),
                account: row.id.into(),
                email: row.email.or_else(on_record),
            })
        })
        .collect())
}

async fn employer_told(
    db: &impl ConnectionTrait,
    id: EmployerId,
) -> Result<Vec<Addressee>, StoreError> {
    let on_record = employers::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .and_then(|row| row.email);
    let rows = accounts::Entity::find()
        .filter(accounts::Column::EmployerId.eq(id.0))
        .filter(accounts::Column::Status.eq("active"))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Addressee {
            recipient: Recipient::Employer(id),
            account: row.id.into(),
            email: row.email.or_else(|| on_record.clone()),
        })
        .collect())
}

async fn school_told(
    db: &impl ConnectionTrait,
    school: SchoolId,
    college: CollegeId,
) -> Result<Vec<Addressee>, StoreError> {
    let of_college = account_colleges::Entity::find()
        .filter(account_colleges::Column::CollegeId.eq(college.0))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.account_id);
    let staff = Condition::any()
        .add(accounts::Column::Role.eq(Role::School.as_str()))
        .add(
            accounts::Column::Role
                .eq(Role::College.as_str())
                .and(accounts::Column::Id.is_in(of_college)),
        );
    let rows = accounts::Entity::find()
        .filter(accounts::Column::SchoolId.eq(school.0))
        .filter(accounts::Column::Status.eq("active"))
        .filter(staff)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Addressee {
            recipient: Recipient::School { school, college },
            account: row.id.into(),
            email: row.email,
        })
        .collect())
}

/// A notice to write.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// The notice.
    pub id: NoticeId,
    /// Whose list.
    pub account: AccountId,
    /// What happened.
    pub kind: NoticeKind,
    /// What fills its text.
    pub params: NoticeParams,
    /// About which case.
    pub case: CaseId,
}

/// Writes notices.
pub async fn push(tx: &Tx, new: &[NewNotice], now: DateTime<Utc>) -> Result<(), StoreError> {
    if new.is_empty() {
        return Ok(());
    }
    let rows = new
        .iter()
        .map(|notice| {
            Ok(notices::ActiveModel {
                id: Set(notice.id.0),
                account_id: Set(notice.account.0),
                kind: Set(notice.kind.as_str().to_owned()),
                params: Set(serde_json::to_string(&notice.params)
                    .or(Err(StoreError::corrupt("notices", "params")))?),
                case_id: Set(Some(notice.case.0)),
                created_at: Set(now),
                read_at: Set(None),
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    notices::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
