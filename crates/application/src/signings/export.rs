//! What the filter shows, as .xlsx. Rows are fetched by key and written as they come, off the server's threads.

use super::search::{Names, check, in_words};
use crate::{App, AppError, Caller};
use sanfang_contract::{
    FieldFault,
    cases::{CaseFilter, CaseSearch},
};
use sanfang_documents::workbook::{Column, Cover, Kind, Value, WorkbookError, export as write};
use sanfang_domain::{
    Lang,
    actor::{Actor, Role},
    opening::SigningKind,
    signing::{AgreementLabel, ResponseLabel, ReviewLabel},
    values::ValueFault,
};
use sanfang_persistence::{
    entity::{cases, colleges, majors, schools},
    sea_orm::EntityTrait,
    signings::list::{self, Start},
};
use tokio::sync::mpsc;

/// Rows fetched at once, and rows of one export.
const CHUNK: u64 = 1_000;
const MOST: u64 = 500_000;

/// Every case that the filter shows, in the order asked for.
pub async fn export(app: &App, caller: &Caller, input: CaseSearch) -> Result<Vec<u8>, AppError> {
    let asked = check(&app.personal, caller, &input)?;
    let db = app.db.read();
    if list::count(db, &caller.actor, &asked.filter).await? > MOST {
        let bounds = ValueFault::OutOfRange {
            min: 0,
            max: i64::try_from(MOST).map_err(AppError::internal)?,
        };
        return Err(AppError::Invalid(vec![FieldFault::new(
            "/filter",
            bounds.code(),
            bounds.text(caller.lang),
        )]));
    }
    let lang = caller.lang;
    let names = names(app, &input.filter).await?;
    let cover = Cover {
        title: lang.pick("签约管理导出", "Signing cases").to_owned(),
        filter: in_words(&input.filter, &names, lang),
        role: role_name(caller.actor.role(), lang).to_owned(),
        exported_at: app.now(),
    };
    let fields = fields(&caller.actor);
    let columns: Vec<Column> = fields.iter().map(|field| field.column(lang)).collect();
    // Two chunks wait at most, whatever the number of rows.
    let (sender, mut receiver) = mpsc::channel::<Vec<cases::Model>>(2);
    let writer = tokio::task::spawn_blocking(move || -> Result<Vec<u8>, WorkbookError> {
        let rows = std::iter::from_fn(move || receiver.blocking_recv())
            .flatten()
            .map(|row| {
                let cells: Vec<Value<'static>> =
                    fields.iter().map(|field| field.cell(&row, lang)).collect();
                cells
            });
        write(&cover, &columns, rows)
    });
    let mut start = Start::First;
    loop {
        let rows = list::page(db, &caller.actor, &asked.filter, asked.order, &start, CHUNK).await?;
        let Some(last) = rows.last() else { break };
        start = Start::After(asked.order.column.key(last), last.id.into());
        // A writer that stopped says why below.
        if sender.send(rows).await.is_err() {
            break;
        }
    }
    drop(sender);
    writer
        .await
        .map_err(AppError::internal)?
        .map_err(AppError::internal)
}

async fn names(app: &App, filter: &CaseFilter) -> Result<Names, AppError> {
    let db = app.db.read();
    let mut names = Names::default();
    if let Some(id) = filter.school_id {
        let row = schools::Entity::find_by_id(id.0).one(db).await?;
        names.school = Some(row.map(|row| row.name).unwrap_or_default());
    }
    if let Some(id) = filter.college_id {
        let row = colleges::Entity::find_by_id(id.0).one(db).await?;
        names.college = Some(row.map(|row| row.name).unwrap_or_default());
    }
    if let Some(id) = filter.major_id {
        let row = majors::Entity::find_by_id(id.0).one(db).await?;
        names.major = Some(row.map(|row| row.name).unwrap_or_default());
    }
    Ok(names)
}

/// A column of the export (spec/domain.md section 9, and what the list shows beside it).
#[derive(Clone, Copy)]
enum Field {
    Number,
    Agreement,
    StudentNo,
    StudentName,
    School,
    College,
    Major,
    Year,
    Kind,
    Employer,
    Position,
    OfferedAt,
    Deadline,
    Response,
    Review,
    UpdatedAt,
}

/// 学号 is the school's; 毕业学校 says nothing to a school.
fn fields(actor: &Actor) -> Vec<Field> {
    use Field::{
        Agreement, College, Deadline, Employer, Kind, Major, Number, OfferedAt, Position, Response,
        Review, School, StudentName, StudentNo, UpdatedAt, Year,
    };
    let whose: &[Field] = match actor {
        Actor::Employer { .. } => &[StudentName, School, College, Major, Year],
        Actor::Student { .. } | Actor::School { .. } | Actor::Platform { .. } | Actor::System => {
            &[StudentNo, StudentName, College, Major, Year]
        }
    };
    [
        &[Number, Agreement],
        whose,
        &[
            Kind, Employer, Position, OfferedAt, Deadline, Response, Review, UpdatedAt,
        ],
    ]
    .concat()
}

impl Field {
    fn column(self, lang: Lang) -> Column {
        let (zh, en, kind, width) = match self {
            Self::Number => ("协议书编号", "Agreement number", Kind::Text, 20),
            Self::Agreement => ("协议书状态", "Agreement", Kind::Text, 14),
            Self::StudentNo => ("学号", "Student number", Kind::Text, 16),
            Self::StudentName => ("姓名", "Name", Kind::Text, 12),
            Self::School => ("毕业学校", "School", Kind::Text, 24),
            Self::College => ("学院", "College", Kind::Text, 24),
            Self::Major => ("专业", "Major", Kind::Text, 24),
            Self::Year => ("届", "Year", Kind::Integer, 8),
            Self::Kind => ("签约类型", "Kind", Kind::Text, 12),
            Self::Employer => ("单位名称", "Employer", Kind::Text, 32),
            Self::Position => ("拟聘用职位", "Position", Kind::Text, 20),
            Self::OfferedAt => ("邀请日期", "Offered", Kind::DateTime, 18),
            Self::Deadline => ("应约过期日期", "Answer by", Kind::DateTime, 18),
            Self::Response => ("应约状态", "Response", Kind::Text, 16),
            Self::Review => ("签约审核状态", "Review", Kind::Text, 18),
            Self::UpdatedAt => ("最后操作时间", "Last changed", Kind::DateTime, 18),
        };
        Column::new(lang.pick(zh, en), kind).wide(width)
    }

    /// A label that is not one of ours is shown as it is stored; `verify` names such a row.
    fn cell(self, row: &cases::Model, lang: Lang) -> Value<'static> {
        let label = |text: Option<&'static str>, raw: &str| text.unwrap_or(raw).to_owned().into();
        match self {
            Self::Number => row.number.clone().into(),
            Self::Agreement => label(
                AgreementLabel::parse(&row.agreement_label).map(|l| l.text(lang)),
                &row.agreement_label,
            ),
            Self::StudentNo => row.student_no.clone().into(),
            Self::StudentName => row.student_name.clone().into(),
            Self::School => row.school_name.clone().into(),
            Self::College => row.college_name.clone().into(),
            Self::Major => row.major_name.clone().into(),
            Self::Year => Value::Integer(row.graduation_year.into()),
            Self::Kind => label(
                SigningKind::parse(&row.kind).map(|kind| kind_name(kind, lang)),
                &row.kind,
            ),
            Self::Employer => row.employer_name.clone().into(),
            Self::Position => row.position.clone().into(),
            Self::OfferedAt => Value::DateTime(row.offered_at),
            Self::Deadline => Value::DateTime(row.response_deadline),
            Self::Response => label(
                ResponseLabel::parse(&row.response_label).map(|l| l.text(lang)),
                &row.response_label,
            ),
            Self::Review => label(
                ReviewLabel::parse(&row.review_label).map(|l| l.text(lang)),
                &row.review_label,
            ),
            Self::UpdatedAt => Value::DateTime(row.updated_at),
        }
    }
}

fn kind_name(kind: SigningKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        SigningKind::Online => ("电子签约", "Online"),
        SigningKind::Paper => ("纸质签约", "Paper"),
        SigningKind::Other => ("其他去向", "Other destination"),
    };
    lang.pick(zh, en)
}

fn role_name(role: Role, lang: Lang) -> &'static str {
    let (zh, en) = match role {
        Role::Student => ("学生", "Student"),
        Role::Employer => ("单位", "Employer"),
        Role::School => ("学校管理员", "School staff"),
        Role::College => ("学院管理员", "College staff"),
        Role::Platform => ("平台管理员", "Platform operator"),
        Role::System => ("系统", "System"),
    };
    lang.pick(zh, en)
}
