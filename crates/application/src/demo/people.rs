//! Who lives in the demo world: three schools, 200 students, 12 employers, staff.

use super::{
    Calendar, Random,
    employers::{EMPLOYERS, Employer},
    names,
    seed::{self, LogIn, NewEmployer, NewStudent, Owner, Place},
};
use crate::{App, AppError, Caller};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use sanfang_domain::{
    Lang,
    actor::{Actor, SchoolScope},
    calendar,
    ids::{AccountId, EmployerId, SchoolId, StudentId},
    opening::{EmployerStatus, RecordStatus},
    plan::PlanStatus,
    values::{Email, IdNumber, Phone, RegionCode, SchoolCode, Uscc, ValueFault},
};
use sanfang_persistence::Tx;

/// A school: code, name, days since its window closed if it did, education level, colleges with their majors, students.
struct School {
    code: &'static str,
    name: &'static str,
    closed_days_ago: Option<i64>,
    education: &'static str,
    short: &'static str,
    colleges: &'static [(&'static str, &'static [&'static str])],
    students: usize,
}

/// No ministry's code begins with 0, so none of these schools can be a real one.
const SCHOOLS: &[School] = &[
    School {
        code: "09901",
        name: "楚江理工大学",
        closed_days_ago: None,
        education: "31",
        short: "楚江理工大学就业指导中心",
        colleges: &[
            (
                "计算机与人工智能学院",
                &["计算机科学与技术", "软件工程", "人工智能"],
            ),
            ("机械工程学院", &["机械设计制造及其自动化", "车辆工程"]),
            ("土木与建筑学院", &["土木工程", "工程管理"]),
            ("经济管理学院", &["会计学", "市场营销", "国际经济与贸易"]),
        ],
        students: 110,
    },
    School {
        code: "09902",
        name: "云泽师范学院",
        closed_days_ago: None,
        education: "31",
        short: "云泽师范学院招生就业处",
        colleges: &[
            ("文学与传播学院", &["汉语言文学", "新闻学"]),
            ("数学与统计学院", &["数学与应用数学", "应用统计学"]),
            ("外国语学院", &["英语", "日语"]),
            ("教育科学学院", &["小学教育", "学前教育"]),
        ],
        students: 50,
    },
    School {
        code: "09903",
        name: "砚湖职业技术学院",
        closed_days_ago: Some(2),
        education: "41",
        short: "砚湖职业技术学院就业办公室",
        colleges: &[
            ("智能制造学院", &["机电一体化技术", "工业机器人技术"]),
            ("信息工程学院", &["计算机应用技术", "大数据技术"]),
            ("护理学院", &["护理", "助产"]),
        ],
        students: 40,
    },
];

/// Where students come from, as ID numbers and addresses tell it.
const HOMES: &[(&str, &str)] = &[
    ("420106", "湖北省武汉市武昌区青杏路"),
    ("420111", "湖北省武汉市洪山区梧桐里"),
    ("420502", "湖北省宜昌市西陵区橘洲巷"),
    ("430104", "湖南省长沙市岳麓区枫林南里"),
    ("410105", "河南省郑州市金水区柳荫路"),
    ("340104", "安徽省合肥市蜀山区竹溪路"),
    ("510107", "四川省成都市武侯区锦里北巷"),
    ("320106", "江苏省南京市鼓楼区玉兰巷"),
    ("610113", "陕西省西安市雁塔区石榴园"),
    ("500112", "重庆市渝北区黄葛里"),
];

/// A student with a log-in.
pub(super) struct Student {
    pub id: StudentId,
    pub account: AccountId,
    pub school: usize,
    pub name: String,
    pub id_number: IdNumber,
}

/// An employer's member.
pub(super) struct Member {
    pub id: EmployerId,
    pub account: AccountId,
    pub data: &'static Employer,
}

/// School staff.
pub(super) struct Staff {
    pub school: SchoolId,
    pub account: AccountId,
    pub name: &'static str,
}

/// Everybody.
pub(super) struct People {
    pub staff: Vec<Staff>,
    pub students: Vec<Student>,
    pub employers: Vec<Member>,
}

impl Student {
    pub fn caller(&self) -> Caller {
        let actor = Actor::Student {
            account: self.account,
            student: self.id,
        };
        caller(actor, &self.name)
    }
}

impl Member {
    pub fn caller(&self) -> Caller {
        let actor = Actor::Employer {
            account: self.account,
            employer: self.id,
        };
        caller(actor, self.data.name)
    }
}

impl Staff {
    pub fn caller(&self) -> Caller {
        let actor = Actor::School {
            account: self.account,
            school: self.school,
            scope: SchoolScope::WholeSchool,
        };
        caller(actor, self.name)
    }
}

fn caller(actor: Actor, name: &str) -> Caller {
    Caller {
        actor,
        name: name.to_owned(),
        lang: Lang::ZhCn,
        ip: None,
    }
}

/// Students about whom something is special, by their number from 1.
pub(super) mod special {
    /// 培养方式 定向.
    pub const DIRECTED: usize = 9;
    /// 生源信息 not approved.
    pub const UNAPPROVED: usize = 10;
    /// Restricted in the access list.
    pub const RESTRICTED: usize = 11;
    /// First log-in not done.
    pub const UNVERIFIED: usize = 12;
    /// 就业方案 submitted another way.
    pub const PLANNED: usize = 16;
}

/// Writes everybody in one transaction.
pub(super) async fn settle(
    app: &App,
    random: &mut Random,
    calendar: Calendar,
    password_hash: &str,
) -> Result<People, AppError> {
    let tx = app.db.begin().await?;
    let settled = Settling {
        app,
        tx: &tx,
        calendar,
        password_hash,
    }
    .everybody(random)
    .await?;
    tx.commit().await?;
    Ok(settled)
}

struct Settling<'a> {
    app: &'a App,
    tx: &'a Tx,
    calendar: Calendar,
    password_hash: &'a str,
}

impl Settling<'_> {
    async fn everybody(&self, random: &mut Random) -> Result<People, AppError> {
        let mut people = People {
            staff: Vec::new(),
            students: Vec::new(),
            employers: Vec::new(),
        };
        for (index, school) in SCHOOLS.iter().enumerate() {
            let number = index + 1;
            let id = self.school(school).await?;
            let places = self.places(school, id).await?;
            let account = self
                .log_in(
                    &format!("school{number:02}"),
                    school.short,
                    None,
                    &Owner::School(id),
                )
                .await?;
            if let Some((college, _)) = school.colleges.first()
                && let Some(place) = places.first()
            {
                let owner = Owner::Colleges(id, vec![place.college]);
                let name = format!("{}{college}", school.name);
                self.log_in(&format!("college{number:02}"), &name, None, &owner)
                    .await?;
            }
            people.staff.push(Staff {
                school: id,
                account,
                name: school.short,
            });
            for nth in 0..school.students {
                let student = self
                    .student(
                        random,
                        people.students.len() + 1,
                        (index, school),
                        nth,
                        &places,
                    )
                    .await?;
                people.students.push(student);
            }
        }
        let approved_by = people.staff.first().map(|staff| staff.school);
        for (index, data) in EMPLOYERS.iter().enumerate() {
            let member = self.employer(index + 1, data, approved_by).await?;
            people.employers.push(member);
        }
        self.log_in("platform01", "平台管理员", None, &Owner::Platform)
            .await?;
        Ok(people)
    }

    async fn school(&self, school: &School) -> Result<SchoolId, AppError> {
        let code = SchoolCode::parse(school.code).map_err(AppError::internal)?;
        let id = seed::school(self.app, self.tx, &code, school.name).await?;
        let now = self.calendar.now;
        let closes_at = match school.closed_days_ago {
            Some(days) => now - TimeDelta::days(days),
            None => now + TimeDelta::days(240),
        };
        // Schools open and close at midnight in Beijing.
        let midnight = |at| calendar::start_of_day(calendar::beijing_date(at));
        let open = (midnight(now - TimeDelta::days(60)), midnight(closes_at));
        seed::window(self.app, self.tx, id, self.calendar.graduation_year, open).await?;
        Ok(id)
    }

    async fn places(&self, school: &School, id: SchoolId) -> Result<Vec<Place>, AppError> {
        let mut places = Vec::new();
        for (college, majors) in school.colleges {
            let college = seed::college(self.app, self.tx, id, college).await?;
            for major in *majors {
                places.push(seed::major(self.app, self.tx, id, college, major).await?);
            }
        }
        Ok(places)
    }

    async fn student(
        &self,
        random: &mut Random,
        number: usize,
        (school_index, school): (usize, &School),
        nth: usize,
        places: &[Place],
    ) -> Result<Student, AppError> {
        let class = nth / 12;
        // The first two dozen are of the first college, which college01 sees.
        let place = places
            .get(if nth < 24 {
                nth % 3
            } else {
                nth % places.len().max(1)
            })
            .or(places.first())
            .copied()
            .ok_or(AppError::NotFound)?;
        let year = self.calendar.graduation_year;
        let serial = u16::try_from(number).unwrap_or_default();
        let (home, street) = HOMES
            .get(number % HOMES.len())
            .copied()
            .unwrap_or(("420106", ""));
        let born = born(random, year);
        let id_number = id_number(random, home, born, serial).map_err(AppError::internal)?;
        let name = names::person(random, id_number.sex());
        let login = format!("student{number:02}");
        let address = format!(
            "{street}{}号{}室",
            1 + random.below(188),
            101 + random.below(1_900)
        );
        let new = NewStudent {
            place,
            student_no: format!("{}{:02}{:04}", year - 4, school_index + 1, nth + 1),
            name: name.clone(),
            id_number: id_number.clone(),
            phone: Phone::parse(&format!("1990000{number:04}")).map_err(AppError::internal)?,
            graduation_year: year,
            class_name: Some(format!("{}级{}班", year - 4, class + 1)),
            ethnicity: if random.percent(92) { "01" } else { "11" }.to_owned(),
            political_status: random
                .pick(&["03", "03", "03", "02", "01", "13"], "03")
                .to_owned(),
            education_level: education(school, nth).to_owned(),
            training_mode: if number == special::DIRECTED {
                "2"
            } else {
                "1"
            }
            .to_owned(),
            email: Some(Email::parse(&format!("{login}@example.com")).map_err(AppError::internal)?),
            address: Some(address),
            record: RecordStatus::Approved,
            verified_at: (number != special::UNVERIFIED)
                .then(|| self.calendar.now - TimeDelta::days(40)),
            plan: PlanStatus::NotSubmitted,
        };
        let id = seed::student(self.app, self.tx, &new).await?;
        let email = format!("{login}@example.com");
        let owner = Owner::Student(id, place.school);
        let account = self.log_in(&login, &name, Some(&email), &owner).await?;
        Ok(Student {
            id,
            account,
            school: school_index,
            name,
            id_number,
        })
    }

    async fn employer(
        &self,
        number: usize,
        data: &'static Employer,
        approved_by: Option<SchoolId>,
    ) -> Result<Member, AppError> {
        let login = format!("employer{number:02}");
        let email = format!("hr@{login}.example.com");
        let region = RegionCode::parse(data.region).map_err(AppError::internal)?;
        let serial = 880_000 + u32::try_from(number).unwrap_or_default() * 37;
        let uscc = Uscc::synthesise(data.authority, data.category, &region, serial)
            .map_err(AppError::internal)?;
        let new = NewEmployer {
            name: data.name.to_owned(),
            uscc,
            status: if data.approved {
                EmployerStatus::Approved
            } else {
                EmployerStatus::Registered
            },
            approved_by: approved_by.filter(|_| data.approved),
            address: Some(data.address.to_owned()),
            email: Some(Email::parse(&email).map_err(AppError::internal)?),
        };
        let id = seed::employer(self.app, self.tx, &new).await?;
        let owner = Owner::Employer(id);
        let account = self.log_in(&login, data.name, Some(&email), &owner).await?;
        Ok(Member { id, account, data })
    }

    async fn log_in(
        &self,
        login: &str,
        display_name: &str,
        email: Option<&str>,
        owner: &Owner,
    ) -> Result<AccountId, AppError> {
        let log_in = LogIn {
            login,
            display_name,
            email,
            password_hash: self.password_hash,
            demo: true,
        };
        seed::account(self.app, self.tx, owner, &log_in).await
    }
}

/// Every twelfth of a university's students is a master's graduate.
fn education(school: &School, nth: usize) -> &'static str {
    if school.education == "31" && nth % 12 == 11 {
        "11"
    } else {
        school.education
    }
}

fn born(random: &mut Random, graduation_year: u16) -> NaiveDate {
    let first = NaiveDate::default()
        .with_year(i32::from(graduation_year) - 23)
        .unwrap_or_default();
    first + Days::new(random.below(600))
}

fn id_number(
    random: &mut Random,
    home: &str,
    born: NaiveDate,
    serial: u16,
) -> Result<IdNumber, ValueFault> {
    let sex = if random.percent(50) { 1 } else { 0 };
    // The serial makes it unique, the last bit makes it a man's or a woman's.
    IdNumber::synthesise(&RegionCode::parse(home)?, born, (serial % 490) * 2 + sex)
}
