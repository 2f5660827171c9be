//! Puts schools, students and employers into a database: for the demo world, the bench and the tests.

use crate::{App, AppError};
use chrono::{DateTime, NaiveDate, Utc};
use sanfang_domain::{
    actor::Role,
    ids::{AccountId, CollegeId, EmployerId, MajorId, SchoolId, StudentId, WindowId},
    opening::{EmployerStatus, RecordStatus, SigningKind},
    plan::PlanStatus,
    values::{Email, IdNumber, Phone, SchoolCode, Uscc},
};
use sanfang_persistence::{
    accounts::{self, NewAccount},
    entity::{colleges, employers, majors, schools, students, windows},
    sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel},
};

/// A major and everything above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// 学校
    pub school: SchoolId,
    /// 学院
    pub college: CollegeId,
    /// 专业
    pub major: MajorId,
}

/// A new student.
#[derive(Clone, Debug)]
pub struct NewStudent {
    /// Where they study.
    pub place: Place,
    /// 学号
    pub student_no: String,
    /// 姓名
    pub name: String,
    /// 身份证号; birth date and sex follow from it.
    pub id_number: IdNumber,
    /// 手机
    pub phone: Phone,
    /// 毕业年度
    pub graduation_year: u16,
    /// 班级
    pub class_name: Option<String>,
    /// 民族, code.
    pub ethnicity: String,
    /// 政治面貌, code.
    pub political_status: String,
    /// 学历, code.
    pub education_level: String,
    /// 培养方式, code.
    pub training_mode: String,
    /// 邮箱
    pub email: Option<Email>,
    /// 通讯地址
    pub address: Option<String>,
    /// 生源信息
    pub record: RecordStatus,
    /// First log-in done.
    pub verified_at: Option<DateTime<Utc>>,
    /// 就业方案
    pub plan: PlanStatus,
}

/// A new employer; its signing information is confirmed by its own use-case.
#[derive(Clone, Debug)]
pub struct NewEmployer {
    /// 单位名称
    pub name: String,
    /// 统一社会信用代码
    pub uscc: Uscc,
    /// Registration.
    pub status: EmployerStatus,
    /// By whom.
    pub approved_by: Option<SchoolId>,
    /// 通讯地址
    pub address: Option<String>,
    /// 单位邮箱
    pub email: Option<Email>,
}

/// 学校
pub async fn school(
    app: &App,
    db: &impl ConnectionTrait,
    code: &SchoolCode,
    name: &str,
) -> Result<SchoolId, AppError> {
    let id: SchoolId = app.id();
    let row = schools::ActiveModel {
        id: Set(id.into()),
        code: Set(code.as_str().to_owned()),
        name: Set(name.to_owned()),
    };
    schools::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(id)
}

/// 学院
pub async fn college(
    app: &App,
    db: &impl ConnectionTrait,
    school: SchoolId,
    name: &str,
) -> Result<CollegeId, AppError> {
    let id: CollegeId = app.id();
    let row = colleges::ActiveModel {
        id: Set(id.into()),
        school_id: Set(school.into()),
        name: Set(name.to_owned()),
    };
    colleges::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(id)
}

/// 专业
pub async fn major(
    app: &App,
    db: &impl ConnectionTrait,
    school: SchoolId,
    college: CollegeId,
    name: &str,
) -> Result<Place, AppError> {
    let id: MajorId = app.id();
    let row = majors::ActiveModel {
        id: Set(id.into()),
        school_id: Set(school.into()),
        college_id: Set(college.into()),
        name: Set(name.to_owned()),
    };
    majors::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(Place {
        school,
        college,
        major: id,
    })
}

/// 网签开放设置 for online signing.
pub async fn window(
    app: &App,
    db: &impl ConnectionTrait,
    school: SchoolId,
    graduation_year: u16,
    open: (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), AppError> {
    let id: WindowId = app.id();
    let row = windows::ActiveModel {
        id: Set(id.into()),
        school_id: Set(school.into()),
        graduation_year: Set(graduation_year.into()),
        kind: Set(SigningKind::Online.as_str().to_owned()),
        opens_at: Set(open.0),
        closes_at: Set(open.1),
    };
    windows::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// 学生
pub async fn student(
    app: &App,
    db: &impl ConnectionTrait,
    new: &NewStudent,
) -> Result<StudentId, AppError> {
    let id: StudentId = app.id();
    let row = student_row(app, id, new)?;
    students::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(id)
}

/// A student as a row; personal values sealed.
pub fn student_row(
    app: &App,
    id: StudentId,
    new: &NewStudent,
) -> Result<students::Model, AppError> {
    let birth_date: NaiveDate = new.id_number.birth_date();
    let personal = &app.personal;
    let region = new.id_number.as_str().get(..6).map(str::to_owned);
    Ok(students::Model {
        id: id.into(),
        school_id: new.place.school.into(),
        college_id: new.place.college.into(),
        major_id: new.place.major.into(),
        graduation_year: new.graduation_year.into(),
        student_no: new.student_no.clone(),
        exam_no: None,
        name: new.name.clone(),
        sex: new.id_number.sex().code().to_owned(),
        birth_date,
        ethnicity: new.ethnicity.clone(),
        political_status: new.political_status.clone(),
        education_level: new.education_level.clone(),
        training_mode: new.training_mode.clone(),
        class_name: new.class_name.clone(),
        hometown_region: region,
        id_number_sealed: personal.seal(new.id_number.as_str().as_bytes())?,
        id_number_hash: personal.id_number_hash(&new.id_number),
        phone_sealed: personal.seal(new.phone.as_str().as_bytes())?,
        phone_hash: personal.phone_hash(&new.phone),
        email: new.email.as_ref().map(|email| email.as_str().to_owned()),
        address: new.address.clone(),
        record_status: new.record.as_str().to_owned(),
        restricted: false,
        restricted_reason: None,
        verified_at: new.verified_at,
        plan_status: new.plan.as_str().to_owned(),
        version: 1,
    })
}

/// 单位
pub async fn employer(
    app: &App,
    db: &impl ConnectionTrait,
    new: &NewEmployer,
) -> Result<EmployerId, AppError> {
    let id: EmployerId = app.id();
    let row = employers::Model {
        id: id.into(),
        uscc: new.uscc.as_str().to_owned(),
        name: new.name.clone(),
        status: new.status.as_str().to_owned(),
        approved_by_school_id: new.approved_by.map(Into::into),
        nature: None,
        industry: None,
        region: None,
        address: new.address.clone(),
        email: new.email.as_ref().map(|email| email.as_str().to_owned()),
        archive_receipt: None,
        archive_name: None,
        archive_address: None,
        archive_postcode: None,
        archive_contact: None,
        archive_phone: None,
        hukou_receipt: None,
        hukou_address: None,
        confirmed_at: None,
        version: 1,
    };
    employers::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(id)
}

/// Whose log-in it is.
#[derive(Clone, Debug)]
pub enum Owner {
    /// 学生
    Student(StudentId, SchoolId),
    /// 单位
    Employer(EmployerId),
    /// 学校
    School(SchoolId),
    /// 学院
    Colleges(SchoolId, Vec<CollegeId>),
    /// 平台
    Platform,
}

/// A log-in.
#[derive(Clone, Debug)]
pub struct LogIn<'a> {
    /// Log-in name.
    pub login: &'a str,
    /// As pages greet it.
    pub display_name: &'a str,
    /// For notices.
    pub email: Option<&'a str>,
    /// argon2 PHC string.
    pub password_hash: &'a str,
    /// Made by the demo world.
    pub demo: bool,
}

/// An account.
pub async fn account(
    app: &App,
    db: &impl ConnectionTrait,
    owner: &Owner,
    log_in: &LogIn<'_>,
) -> Result<AccountId, AppError> {
    let id: AccountId = app.id();
    let (role, student, employer, school, colleges) = match owner {
        Owner::Student(student, school) => {
            (Role::Student, Some(*student), None, Some(*school), vec![])
        }
        Owner::Employer(employer) => (Role::Employer, None, Some(*employer), None, vec![]),
        Owner::School(school) => (Role::School, None, None, Some(*school), vec![]),
        Owner::Colleges(school, colleges) => {
            (Role::College, None, None, Some(*school), colleges.clone())
        }
        Owner::Platform => (Role::Platform, None, None, None, vec![]),
    };
    let new = NewAccount {
        id,
        role,
        login: log_in.login.to_owned(),
        password_hash: log_in.password_hash.to_owned(),
        display_name: log_in.display_name.to_owned(),
        email: log_in.email.map(str::to_owned),
        student,
        employer,
        school,
        colleges,
        demo: log_in.demo,
    };
    accounts::insert(db, new, app.now()).await?;
    Ok(id)
}
