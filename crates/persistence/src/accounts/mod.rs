//! Accounts and what they log in with. Secrets arrive here hashed.

pub mod codes;
pub mod keys;
pub mod resets;
pub mod sessions;
pub mod throttles;

use crate::{
    StoreError,
    entity::{account_colleges, accounts, employers, schools, students},
};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    actor::{Actor, Role, SchoolScope},
    ids::{AccountId, CollegeId, EmployerId, SchoolId, StudentId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

/// An account as it is kept.
#[derive(Clone, Debug)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// student, employer, school, college or platform.
    pub role: Role,
    /// Log-in name as it was given.
    pub login: String,
    /// argon2 PHC string.
    pub password_hash: String,
    /// As pages greet it.
    pub display_name: String,
    /// For notices and reset links.
    pub email: Option<String>,
    /// For a student.
    pub student: Option<StudentId>,
    /// For an employer's member.
    pub employer: Option<EmployerId>,
    /// For a student and for school staff.
    pub school: Option<SchoolId>,
    /// Not suspended.
    pub active: bool,
    /// Made by the demo world.
    pub demo: bool,
    /// 上次登录: the log-in before the present one.
    pub previous_login: Option<(DateTime<Utc>, String)>,
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The account.
    pub id: AccountId,
    /// student, employer, school, college or platform.
    pub role: Role,
    /// Log-in name, unique per portal whatever its case.
    pub login: String,
    /// argon2 PHC string.
    pub password_hash: String,
    /// As pages greet it.
    pub display_name: String,
    /// For notices and reset links.
    pub email: Option<String>,
    /// For a student.
    pub student: Option<StudentId>,
    /// For an employer's member.
    pub employer: Option<EmployerId>,
    /// For a student and for school staff.
    pub school: Option<SchoolId>,
    /// For a college's staff.
    pub colleges: Vec<CollegeId>,
    /// Made by the demo world.
    pub demo: bool,
}

/// The tab of the log-in page at which a role logs in.
pub fn portal(role: Role) -> &'static str {
    match role {
        Role::Student => "student",
        Role::Employer => "employer",
        Role::School | Role::College => "school",
        Role::Platform | Role::System => "platform",
    }
}

/// Log-in names differ by more than case.
pub fn folded(login: &str) -> String {
    login.trim().to_lowercase()
}

impl Account {
    fn decode(row: accounts::Model) -> Result<Self, StoreError> {
        let role = Role::parse(&row.role)
            .ok_or_else(|| StoreError::corrupt("accounts", format!("role {}", row.role)))?;
        Ok(Self {
            id: row.id.into(),
            role,
            login: row.login,
            password_hash: row.password_hash,
            display_name: row.display_name,
            email: row.email,
            student: row.student_id.map(Into::into),
            employer: row.employer_id.map(Into::into),
            school: row.school_id.map(Into::into),
            active: row.status == "active",
            demo: row.demo,
            previous_login: row.previous_login_at.zip(row.previous_login_ip),
        })
    }

    /// The actor that the rules know.
    pub async fn actor(&self, db: &impl ConnectionTrait) -> Result<Actor, StoreError> {
        let account = self.id;
        let missing = |what: &str| StoreError::corrupt("accounts", format!("no {what}"));
        Ok(match self.role {
            Role::Student => Actor::Student {
                account,
                student: self.student.ok_or_else(|| missing("student"))?,
            },
            Role::Employer => Actor::Employer {
                account,
                employer: self.employer.ok_or_else(|| missing("employer"))?,
            },
            Role::School => Actor::School {
                account,
                school: self.school.ok_or_else(|| missing("school"))?,
                scope: SchoolScope::WholeSchool,
            },
            Role::College => Actor::School {
                account,
                school: self.school.ok_or_else(|| missing("school"))?,
                scope: SchoolScope::Colleges(colleges(db, account).await?.into_iter().collect()),
            },
            Role::Platform => Actor::Platform { account },
            Role::System => return Err(missing("person")),
        })
    }
}

/// By portal and log-in name.
pub async fn find_by_login(
    db: &impl ConnectionTrait,
    portal: &str,
    login: &str,
) -> Result<Option<Account>, StoreError> {
    let row = accounts::Entity::find()
        .filter(accounts::Column::Portal.eq(portal))
        .filter(accounts::Column::LoginFolded.eq(folded(login)))
        .one(db)
        .await?;
    row.map(Account::decode).transpose()
}

/// By id.
pub async fn find(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<Account>, StoreError> {
    let row = accounts::Entity::find_by_id(id.0).one(db).await?;
    row.map(Account::decode).transpose()
}

/// The colleges that a college's staff member sees.
pub async fn colleges(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Vec<CollegeId>, StoreError> {
    let rows: Vec<uuid::Uuid> = account_colleges::Entity::find()
        .select_only()
        .column(account_colleges::Column::CollegeId)
        .filter(account_colleges::Column::AccountId.eq(id.0))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Writes a new account.
pub async fn insert(
    db: &impl ConnectionTrait,
    account: NewAccount,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let colleges: Vec<_> = account
        .colleges
        .iter()
        .map(|college| account_colleges::ActiveModel {
            account_id: Set(account.id.0),
            college_id: Set(college.0),
        })
        .collect();
    accounts::Entity::insert(accounts::ActiveModel {
        id: Set(account.id.0),
        portal: Set(portal(account.role).to_owned()),
        role: Set(account.role.as_str().to_owned()),
        login_folded: Set(folded(&account.login)),
        login: Set(account.login),
        password_hash: Set(account.password_hash),
        display_name: Set(account.display_name),
        email: Set(account.email),
        student_id: Set(account.student.map(Into::into)),
        employer_id: Set(account.employer.map(Into::into)),
        school_id: Set(account.school.map(Into::into)),
        status: Set("active".to_owned()),
        demo: Set(account.demo),
        last_login_at: Set(None),
        last_login_ip: Set(None),
        previous_login_at: Set(None),
        previous_login_ip: Set(None),
        created_at: Set(now),
        version: Set(1),
    })
    .exec_without_returning(db)
    .await?;
    if !colleges.is_empty() {
        account_colleges::Entity::insert_many(colleges)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Remembers a log-in; the one before becomes 上次登录.
pub async fn record_login(
    db: &impl ConnectionTrait,
    id: AccountId,
    now: DateTime<Utc>,
    ip: &str,
) -> Result<(), StoreError> {
    use accounts::Column;
    accounts::Entity::update_many()
        .col_expr(Column::PreviousLoginAt, Expr::col(Column::LastLoginAt))
        .col_expr(Column::PreviousLoginIp, Expr::col(Column::LastLoginIp))
        .col_expr(Column::LastLoginAt, Expr::value(now))
        .col_expr(Column::LastLoginIp, Expr::value(ip))
        .filter(Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Sets a new password.
pub async fn set_password(
    db: &impl ConnectionTrait,
    id: AccountId,
    hash: &str,
) -> Result<(), StoreError> {
    use accounts::Column;
    accounts::Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps the address of a student's account in step with the student's own record.
pub async fn set_email(
    db: &impl ConnectionTrait,
    id: AccountId,
    email: &str,
) -> Result<(), StoreError> {
    accounts::Entity::update_many()
        .col_expr(accounts::Column::Email, Expr::value(email))
        .filter(accounts::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// What stands behind an account: its school, and the record of its student or employer.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The school's name, for students and staff.
    pub school_name: Option<String>,
    /// 信息验证 (student) or 签约信息确认 (employer) is done; true where there is none.
    pub first_step_done: bool,
    /// The address on record, where the account has none of its own.
    pub email: Option<String>,
}

/// Reads what stands behind an account.
pub async fn context(db: &impl ConnectionTrait, account: &Account) -> Result<Context, StoreError> {
    let school_name = match account.school {
        Some(school) => {
            schools::Entity::find_by_id(school.0)
                .select_only()
                .column(schools::Column::Name)
                .into_tuple()
                .one(db)
                .await?
        }
        None => None,
    };
    let record: Option<(Option<DateTime<Utc>>, Option<String>)> =
        match (account.student, account.employer) {
            (Some(student), _) => {
                students::Entity::find_by_id(student.0)
                    .select_only()
                    .columns([students::Column::VerifiedAt, students::Column::Email])
                    .into_tuple()
                    .one(db)
                    .await?
            }
            (_, Some(employer)) => {
                employers::Entity::find_by_id(employer.0)
                    .select_only()
                    .columns([employers::Column::ConfirmedAt, employers::Column::Email])
                    .into_tuple()
                    .one(db)
                    .await?
            }
            _ => None,
        };
    let has_step = account.student.is_some() || account.employer.is_some();
    let (done, email) = record.unwrap_or_default();
    Ok(Context {
        school_name,
        first_step_done: !has_step || done.is_some(),
        email,
    })
}

/// Whether any account was made by the demo world; production refuses to start with one.
pub async fn has_demo(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let one = accounts::Entity::find()
        .filter(accounts::Column::Demo.eq(true))
        .limit(1)
        .one(db)
        .await?;
    Ok(one.is_some())
}
