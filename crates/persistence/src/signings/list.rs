//! The case list of every role: filter, sort, keyset pages. The scope is applied here and nowhere else.

use crate::{StoreError, entity::cases};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    actor::{Actor, SchoolScope},
    ids::{CaseId, CollegeId, MajorId, SchoolId},
    signing::{AgreementLabel, ResponseLabel, ReviewLabel},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

/// The column by which a list is sorted; each is unique with the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortColumn {
    /// 最后操作时间
    UpdatedAt,
    /// 邀请日期
    OfferedAt,
    /// 应约过期日期
    ResponseDeadline,
    /// 协议书编号; cases without a number come as if theirs were empty.
    Number,
    /// 学号
    StudentNo,
    /// 姓名
    StudentName,
    /// 单位名称
    EmployerName,
    /// 学院
    College,
    /// 专业
    Major,
    /// 应约状态
    Response,
    /// 签约审核状态
    Review,
    /// 协议书状态
    Agreement,
}

impl SortColumn {
    fn sql(self) -> &'static str {
        match self {
            Self::UpdatedAt => "updated_at",
            Self::OfferedAt => "offered_at",
            Self::ResponseDeadline => "response_deadline",
            Self::Number => "COALESCE(number, '')",
            Self::StudentNo => "student_no",
            Self::StudentName => "student_name",
            Self::EmployerName => "employer_name",
            Self::College => "college_name",
            Self::Major => "major_name",
            Self::Response => "response_label",
            Self::Review => "review_label",
            Self::Agreement => "agreement_label",
        }
    }

    /// Where a row stands in this order.
    pub fn key(self, row: &cases::Model) -> SortKey {
        match self {
            Self::UpdatedAt => SortKey::Instant(row.updated_at),
            Self::OfferedAt => SortKey::Instant(row.offered_at),
            Self::ResponseDeadline => SortKey::Instant(row.response_deadline),
            Self::Number => SortKey::Text(row.number.clone().unwrap_or_default()),
            Self::StudentNo => SortKey::Text(row.student_no.clone()),
            Self::StudentName => SortKey::Text(row.student_name.clone()),
            Self::EmployerName => SortKey::Text(row.employer_name.clone()),
            Self::College => SortKey::Text(row.college_name.clone()),
            Self::Major => SortKey::Text(row.major_name.clone()),
            Self::Response => SortKey::Text(row.response_label.clone()),
            Self::Review => SortKey::Text(row.review_label.clone()),
            Self::Agreement => SortKey::Text(row.agreement_label.clone()),
        }
    }

    /// Whether a key is one of this column.
    pub fn fits(self, key: &SortKey) -> bool {
        let instant = matches!(
            self,
            Self::UpdatedAt | Self::OfferedAt | Self::ResponseDeadline
        );
        instant == matches!(key, SortKey::Instant(_))
    }
}

/// The value of the sort column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// An instant.
    Instant(DateTime<Utc>),
    /// A text.
    Text(String),
}

impl From<SortKey> for Value {
    fn from(key: SortKey) -> Self {
        match key {
            SortKey::Instant(at) => at.into(),
            SortKey::Text(text) => text.into(),
        }
    }
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By which column.
    pub column: SortColumn,
    /// Smallest first.
    pub ascending: bool,
}

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// 学号 (prefix)
    StudentNo(String),
    /// 姓名 (prefix)
    StudentName(String),
    /// 身份证号, by its keyed hash.
    IdNumberHash(String),
    /// 单位 (contains)
    Employer(String),
    /// 协议书编号 (prefix)
    Number(String),
}

/// What a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// 届
    pub graduation_year: Option<u16>,
    /// 毕业学校
    pub school: Option<SchoolId>,
    /// 学院
    pub college: Option<CollegeId>,
    /// 专业
    pub major: Option<MajorId>,
    /// 应约状态, any of these; empty means all.
    pub response: Vec<ResponseLabel>,
    /// 签约审核状态
    pub review: Vec<ReviewLabel>,
    /// 协议书状态
    pub agreement: Vec<AgreementLabel>,
    /// 最后操作时间, from (inclusive).
    pub updated_from: Option<DateTime<Utc>>,
    /// 最后操作时间, to (exclusive).
    pub updated_to: Option<DateTime<Utc>>,
    /// 邀请日期, from (inclusive).
    pub offered_from: Option<DateTime<Utc>>,
    /// 邀请日期, to (exclusive).
    pub offered_to: Option<DateTime<Utc>>,
    /// The text.
    pub search: Option<Search>,
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the first row.
    First,
    /// Behind this row.
    After(SortKey, CaseId),
    /// So many rows down; for a person who jumps.
    Skip(u64),
}

/// The conditions of a query and their values, numbered as they come.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn add(&mut self, before: &str, value: impl Into<Value>, after: &str) {
        let place = self.bind(value);
        self.sql.push(format!("{before}{place}{after}"));
    }

    fn any<T: Into<Value>>(&mut self, column: &str, values: impl IntoIterator<Item = T>) {
        let places: Vec<String> = values.into_iter().map(|v| self.bind(v)).collect();
        // An empty list of a scope means that nothing is in sight.
        let places = if places.is_empty() {
            "NULL".to_owned()
        } else {
            places.join(", ")
        };
        self.sql.push(format!("{column} IN ({places})"));
    }

    fn labels(&mut self, column: &str, labels: Vec<&'static str>) {
        if !labels.is_empty() {
            self.any(column, labels);
        }
    }

    fn of(actor: &Actor, filter: &Filter) -> Self {
        let mut c = Self::default();
        c.scope(actor);
        c.filter(filter);
        c
    }

    /// Who sees what. The one place.
    fn scope(&mut self, actor: &Actor) {
        match actor {
            Actor::Student { student, .. } => self.add("student_id = ", student.0, ""),
            Actor::Employer { employer, .. } => self.add("employer_id = ", employer.0, ""),
            Actor::School { school, scope, .. } => {
                self.add("school_id = ", school.0, "");
                match scope {
                    SchoolScope::WholeSchool => {}
                    SchoolScope::Colleges(colleges) => {
                        self.any("college_id", colleges.iter().map(|college| college.0));
                    }
                }
            }
            Actor::Platform { .. } => self.sql.push("1 = 0".to_owned()),
            Actor::System => {}
        }
    }

    fn filter(&mut self, f: &Filter) {
        if let Some(year) = f.graduation_year {
            self.add("graduation_year = ", i32::from(year), "");
        }
        if let Some(school) = f.school {
            self.add("school_id = ", school.0, "");
        }
        if let Some(college) = f.college {
            self.add("college_id = ", college.0, "");
        }
        if let Some(major) = f.major {
            self.add("major_id = ", major.0, "");
        }
        self.labels(
            "response_label",
            f.response.iter().map(|l| l.as_str()).collect(),
        );
        self.labels(
            "review_label",
            f.review.iter().map(|l| l.as_str()).collect(),
        );
        self.labels(
            "agreement_label",
            f.agreement.iter().map(|l| l.as_str()).collect(),
        );
        for (condition, at) in [
            ("updated_at >= ", f.updated_from),
            ("updated_at < ", f.updated_to),
            ("offered_at >= ", f.offered_from),
            ("offered_at < ", f.offered_to),
        ] {
            if let Some(at) = at {
                self.add(condition, at, "");
            }
        }
        const ESCAPE: &str = " ESCAPE '\\'";
        match &f.search {
            None => {}
            Some(Search::StudentNo(text)) => {
                self.add("student_no LIKE ", format!("{}%", escaped(text)), ESCAPE);
            }
            Some(Search::StudentName(text)) => {
                self.add("student_name LIKE ", format!("{}%", escaped(text)), ESCAPE);
            }
            Some(Search::Employer(text)) => {
                self.add(
                    "employer_name LIKE ",
                    format!("%{}%", escaped(text)),
                    ESCAPE,
                );
            }
            Some(Search::Number(text)) => {
                self.add("number LIKE ", format!("{}%", escaped(text)), ESCAPE);
            }
            Some(Search::IdNumberHash(hash)) => self.add(
                "student_id IN (SELECT id FROM students WHERE id_number_hash = ",
                hash.clone(),
                ")",
            ),
        }
    }

    fn sql(&self) -> String {
        if self.sql.is_empty() {
            "1 = 1".to_owned()
        } else {
            self.sql.join(" AND ")
        }
    }
}

/// A text inside a LIKE pattern.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

/// One page: up to `limit` rows.
pub async fn page(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &Filter,
    order: Order,
    start: &Start,
    limit: u64,
) -> Result<Vec<cases::Model>, StoreError> {
    let mut conditions = Conditions::of(actor, filter);
    let column = order.column.sql();
    let (direction, beyond) = if order.ascending {
        ("ASC", ">")
    } else {
        ("DESC", "<")
    };
    let mut skip = 0;
    match start {
        Start::First => {}
        Start::After(key, id) => {
            let key = conditions.bind(key.clone());
            let id = conditions.bind(id.0);
            conditions
                .sql
                .push(format!("({column}, id) {beyond} ({key}, {id})"));
        }
        Start::Skip(rows) => skip = *rows,
    }
    let sql = format!(
        "SELECT * FROM cases WHERE {} ORDER BY {column} {direction}, id {direction} LIMIT {limit} OFFSET {skip}",
        conditions.sql()
    );
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, conditions.values);
    Ok(cases::Model::find_by_statement(statement).all(db).await?)
}

/// How many there are.
pub async fn count(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &Filter,
) -> Result<u64, StoreError> {
    let conditions = Conditions::of(actor, filter);
    let sql = format!("SELECT count(*) FROM cases WHERE {}", conditions.sql());
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, conditions.values);
    let row = db
        .query_one_raw(statement)
        .await?
        .ok_or_else(|| StoreError::corrupt("cases", "count"))?;
    let total: i64 = row.try_get_by_index(0)?;
    u64::try_from(total).or(Err(StoreError::corrupt("cases", "count")))
}

/// Pending offers whose time is over, the oldest first.
pub async fn overdue(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<CaseId>, StoreError> {
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        format!(
            "SELECT id FROM cases WHERE state = 'offered' AND response_deadline <= $1 ORDER BY response_deadline LIMIT {limit}"
        ),
        [now.into()],
    );
    db.query_all_raw(statement)
        .await?
        .iter()
        .map(|row| Ok(CaseId(row.try_get_by_index(0)?)))
        .collect()
}
