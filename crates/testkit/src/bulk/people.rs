//! A school with its colleges, students, employers and everybody's account.

use super::{Kind, Result, id, pick, scatter};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use sanfang_application::{App, accounts::hash_password};
use sanfang_domain::{
    actor::Role,
    ids::{AccountId, CollegeId, EmployerId, MajorId, SchoolId, StudentId, WindowId},
    opening::{EmployerStatus, RecordStatus, SigningKind},
    plan::PlanStatus,
    values::{IdNumber, Phone, RegionCode, Uscc},
};
use sanfang_persistence::{
    accounts,
    entity::{
        accounts as account_entity, colleges, employers, majors, schools, send_list, students,
        windows,
    },
    sea_orm::{EntityTrait, IntoActiveModel},
};

/// Everybody's password.
pub const PASSWORD: &str = "Sanfang-2026";
/// The log-in of the whole school's staff.
pub const SCHOOL: &str = "school";
/// The log-in of the platform's operator.
pub const PLATFORM: &str = "platform";

/// The ministry's code of the school that is made.
pub(super) const SCHOOL_CODE: &str = "90001";
pub(super) const SCHOOL_NAME: &str = "示范大学";
const COLLEGES: [&str; 10] = [
    "计算机学院",
    "机械工程学院",
    "电子信息学院",
    "经济管理学院",
    "外国语学院",
    "土木工程学院",
    "化学化工学院",
    "文学院",
    "法学院",
    "数学学院",
];
const MAJORS: [&str; 4] = ["一", "二", "三", "四"];
const SURNAMES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗",
];
const GIVEN: [&str; 25] = [
    "子", "雨", "思", "一", "嘉", "梓", "晨", "文", "欣", "明", "佳", "天", "海", "若", "书", "安",
    "清", "云", "宁", "乐", "楠", "希", "涵", "航", "然",
];
const CITIES: [&str; 6] = ["110105", "310115", "420111", "440305", "510107", "330106"];
/// Doctoral, master's, bachelor's and diploma graduates, so that every level of number is taken.
const EDUCATION: [&str; 3] = ["31", "11", "41"];
/// The last graduation year; earlier ones follow downwards.
const LAST_YEAR: i32 = 2027;
/// Rows in one statement: no table has so many columns that SQLite's 32,766 values are passed.
const BLOCK: u32 = 800;

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Students, all free to sign.
    pub students: u32,
    /// So many of the first students can log in.
    pub student_accounts: u32,
    /// Employers, all free to sign.
    pub employers: u32,
    /// Graduation years over which the students are spread; a year, a level and a school have 99,999 numbers.
    pub years: u16,
}

/// What was made: everything has its place in an order.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// How much.
    pub size: Size,
}

/// One student, as lists copy it.
pub(super) struct Person {
    pub year: i32,
    pub student_no: String,
    pub name: String,
    pub education: &'static str,
    pub college: u32,
    pub major: u32,
}

impl World {
    /// The school.
    pub fn school(&self) -> SchoolId {
        id(Kind::School, 0)
    }

    /// The `n`th student.
    pub fn student(&self, n: u32) -> StudentId {
        id(Kind::Student, n)
    }

    /// The log-in of the `n`th student.
    pub fn student_login(&self, n: u32) -> String {
        format!("s{n:07}")
    }

    /// The account of the `n`th student.
    pub fn student_account(&self, n: u32) -> AccountId {
        id(Kind::StudentAccount, n)
    }

    /// The `n`th employer.
    pub fn employer(&self, n: u32) -> EmployerId {
        id(Kind::Employer, n)
    }

    /// The log-in of the `n`th employer's member.
    pub fn employer_login(&self, n: u32) -> String {
        format!("e{n:05}")
    }

    /// The account of the `n`th employer's member.
    pub fn employer_account(&self, n: u32) -> AccountId {
        id(Kind::EmployerAccount, n)
    }

    /// The account of the whole school's staff.
    pub fn school_account(&self) -> AccountId {
        id(Kind::StaffAccount, 0)
    }

    pub(super) fn employer_name(&self, n: u32) -> String {
        format!("示例企业{n:05}有限公司")
    }

    pub(super) fn college(&self, n: u32) -> CollegeId {
        id(Kind::College, n)
    }

    pub(super) fn college_name(&self, n: u32) -> Result<&'static str> {
        pick(&COLLEGES, n)
    }

    pub(super) fn major(&self, n: u32) -> MajorId {
        id(Kind::Major, n)
    }

    pub(super) fn major_name(&self, n: u32) -> Result<String> {
        let (college, major) = (n / 4, n % 4);
        Ok(format!(
            "{}专业{}",
            pick(&COLLEGES, college)?.trim_end_matches("学院"),
            pick(&MAJORS, major)?
        ))
    }

    pub(super) fn person(&self, n: u32) -> Result<Person> {
        let years = u32::from(self.size.years.max(1));
        let chance = scatter(n) >> 7;
        let college = n % 10;
        Ok(Person {
            year: LAST_YEAR - i32::try_from(n % years)?,
            student_no: format!("{:09}", 202_000_000 + n),
            name: [
                pick(&SURNAMES, chance)?,
                pick(&GIVEN, chance / 20)?,
                pick(&GIVEN, chance / 500)?,
            ]
            .concat(),
            education: pick(&EDUCATION, n / years)?,
            college,
            major: college * 4 + (n / 10) % 4,
        })
    }
}

/// Makes a school in an empty database.
pub async fn people(app: &App, size: Size) -> Result<World> {
    let world = World { size };
    let now = app.now();
    school(app, &world, now).await?;
    for block in blocks(size.students) {
        let mut rows = Vec::new();
        for n in block {
            rows.push(student(app, &world, n, now)?.into_active_model());
        }
        let tx = app.db.begin().await?;
        students::Entity::insert_many(rows)
            .exec_without_returning(&tx)
            .await?;
        tx.commit().await?;
    }
    for block in blocks(size.employers) {
        let mut rows = Vec::new();
        for n in block {
            rows.push(employer(&world, n, now)?.into_active_model());
        }
        let tx = app.db.begin().await?;
        employers::Entity::insert_many(rows)
            .exec_without_returning(&tx)
            .await?;
        tx.commit().await?;
    }
    logins(app, &world, now).await?;
    Ok(world)
}

/// Every employer has found every student (only for small worlds).
pub async fn send_lists(app: &App, world: &World) -> Result<()> {
    let now = app.now();
    for employer in 0..world.size.employers {
        for block in blocks(world.size.students) {
            let rows = block.map(|student| {
                send_list::Model {
                    employer_id: world.employer(employer).into(),
                    student_id: world.student(student).into(),
                    added_at: now,
                }
                .into_active_model()
            });
            let tx = app.db.begin().await?;
            send_list::Entity::insert_many(rows)
                .exec_without_returning(&tx)
                .await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// `0..count` in pieces of one statement each.
pub(super) fn blocks(count: u32) -> impl Iterator<Item = std::ops::Range<u32>> {
    (0..count.div_ceil(BLOCK)).map(move |block| {
        let start = block * BLOCK;
        start..(start + BLOCK).min(count)
    })
}

async fn school(app: &App, world: &World, now: DateTime<Utc>) -> Result<()> {
    let school_id = world.school().into();
    let tx = app.db.begin().await?;
    let row = schools::Model {
        id: school_id,
        code: SCHOOL_CODE.to_owned(),
        name: SCHOOL_NAME.to_owned(),
    };
    schools::Entity::insert(row.into_active_model())
        .exec_without_returning(&tx)
        .await?;
    let mut college_rows = Vec::new();
    let mut major_rows = Vec::new();
    for college in 0..10 {
        let college_id = world.college(college).into();
        let name = world.college_name(college)?.to_owned();
        college_rows.push(
            colleges::Model {
                id: college_id,
                school_id,
                name,
            }
            .into_active_model(),
        );
        for major in college * 4..college * 4 + 4 {
            let row = majors::Model {
                id: world.major(major).into(),
                school_id,
                college_id,
                name: world.major_name(major)?,
            };
            major_rows.push(row.into_active_model());
        }
    }
    colleges::Entity::insert_many(college_rows)
        .exec_without_returning(&tx)
        .await?;
    majors::Entity::insert_many(major_rows)
        .exec_without_returning(&tx)
        .await?;
    let window_rows = (0..u32::from(world.size.years.max(1))).map(|n| {
        let window: WindowId = id(Kind::Window, n);
        windows::Model {
            id: window.into(),
            school_id,
            graduation_year: LAST_YEAR - i32::try_from(n).unwrap_or_default(),
            kind: SigningKind::Online.as_str().to_owned(),
            opens_at: now - TimeDelta::days(400),
            closes_at: now + TimeDelta::days(400),
        }
        .into_active_model()
    });
    windows::Entity::insert_many(window_rows)
        .exec_without_returning(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

fn student(app: &App, world: &World, n: u32, now: DateTime<Utc>) -> Result<students::Model> {
    let person = world.person(n)?;
    let region = RegionCode::parse(pick(&CITIES, n)?)?;
    let born = NaiveDate::from_ymd_opt(1995, 1, 1)
        .and_then(|day| day.checked_add_days(Days::new(u64::from(n / 1000 % 3000))))
        .ok_or("a birth date beyond the calendar")?;
    let id_number = IdNumber::synthesise(&region, born, u16::try_from(n % 1000)?)?;
    let phone = Phone::parse(&format!("139{n:08}"))?;
    Ok(students::Model {
        id: world.student(n).into(),
        school_id: world.school().into(),
        college_id: world.college(person.college).into(),
        major_id: world.major(person.major).into(),
        graduation_year: person.year,
        student_no: person.student_no,
        exam_no: None,
        name: person.name,
        sex: id_number.sex().code().to_owned(),
        birth_date: id_number.birth_date(),
        ethnicity: "01".to_owned(),
        political_status: "03".to_owned(),
        education_level: person.education.to_owned(),
        training_mode: "1".to_owned(),
        class_name: None,
        hometown_region: Some(region.as_str().to_owned()),
        id_number_hash: app.personal.id_number_hash(&id_number),
        id_number_sealed: app.personal.seal(id_number.as_str().as_bytes())?,
        phone_hash: app.personal.phone_hash(&phone),
        phone_sealed: app.personal.seal(phone.as_str().as_bytes())?,
        email: Some(format!("s{n:07}@example.com")),
        address: Some("示范路 1 号".to_owned()),
        record_status: RecordStatus::Approved.as_str().to_owned(),
        restricted: false,
        restricted_reason: None,
        verified_at: Some(now),
        plan_status: PlanStatus::NotSubmitted.as_str().to_owned(),
        version: 1,
    })
}

fn employer(world: &World, n: u32, now: DateTime<Utc>) -> Result<employers::Model> {
    let region = RegionCode::parse(pick(&CITIES, n)?)?;
    Ok(employers::Model {
        id: world.employer(n).into(),
        uscc: Uscc::synthesise('9', '1', &region, n)?.as_str().to_owned(),
        name: world.employer_name(n),
        status: EmployerStatus::Approved.as_str().to_owned(),
        approved_by_school_id: Some(world.school().into()),
        nature: Some("39".to_owned()),
        industry: Some("34".to_owned()),
        region: Some(region.as_str().to_owned()),
        address: Some("示范大道 8 号".to_owned()),
        email: Some(format!("e{n:05}@example.com")),
        archive_receipt: Some("0".to_owned()),
        archive_name: None,
        archive_address: None,
        archive_postcode: None,
        archive_contact: None,
        archive_phone: None,
        hukou_receipt: Some("0".to_owned()),
        hukou_address: None,
        confirmed_at: Some(now),
        version: 1,
    })
}

/// Accounts; one hash for all, because argon2 is slow on purpose.
async fn logins(app: &App, world: &World, now: DateTime<Utc>) -> Result<()> {
    let hash = hash_password(PASSWORD).await?;
    let account = |id: AccountId, role: Role, login: String, name: String| account_entity::Model {
        id: id.into(),
        portal: accounts::portal(role).to_owned(),
        role: role.as_str().to_owned(),
        login_folded: accounts::folded(&login),
        email: Some(format!("{login}@example.com")),
        login,
        password_hash: hash.clone(),
        display_name: name,
        student_id: None,
        employer_id: None,
        school_id: None,
        status: "active".to_owned(),
        demo: false,
        last_login_at: None,
        last_login_ip: None,
        previous_login_at: None,
        previous_login_ip: None,
        created_at: now,
        version: 1,
    };
    let mut rows = vec![
        account_entity::Model {
            school_id: Some(world.school().into()),
            ..account(
                world.school_account(),
                Role::School,
                SCHOOL.to_owned(),
                SCHOOL_NAME.to_owned(),
            )
        },
        account(
            id(Kind::StaffAccount, 1),
            Role::Platform,
            PLATFORM.to_owned(),
            "平台".to_owned(),
        ),
    ];
    for n in 0..world.size.student_accounts.min(world.size.students) {
        let name = world.person(n)?.name;
        rows.push(account_entity::Model {
            student_id: Some(world.student(n).into()),
            school_id: Some(world.school().into()),
            ..account(
                world.student_account(n),
                Role::Student,
                world.student_login(n),
                name,
            )
        });
    }
    for n in 0..world.size.employers {
        let name = world.employer_name(n);
        rows.push(account_entity::Model {
            employer_id: Some(world.employer(n).into()),
            ..account(
                world.employer_account(n),
                Role::Employer,
                world.employer_login(n),
                name,
            )
        });
    }
    for block in rows.chunks(usize::try_from(BLOCK)?) {
        let tx = app.db.begin().await?;
        let block = block
            .iter()
            .cloned()
            .map(IntoActiveModel::into_active_model);
        account_entity::Entity::insert_many(block)
            .exec_without_returning(&tx)
            .await?;
        tx.commit().await?;
    }
    Ok(())
}
