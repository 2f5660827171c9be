//! 导入拟签约名单: a table of students, each found by the same exact search, with a result per row.

use super::{
    myself, opening,
    search::{count_misses, may_be_found, within},
    send_list::room_for,
};
use crate::{App, AppError, Caller, IdempotencyKey, accounts::throttle::Limit, claim};
use chrono::TimeDelta;
use sanfang_contract::employer::{CellFault, ImportOutcome, ImportReport, ImportRow};
use sanfang_documents::{
    column::{CodeOption, ColumnKind, ColumnSpec},
    sheet::{self, Limits, Row, Table},
    workbook,
};
use sanfang_domain::{
    Lang,
    ids::{EmployerId, StudentId},
    values::{IdNumber, Sha256Hex, Text, ValueFault},
};
use sanfang_persistence::{
    people::{schools, students},
    sea_orm::ConnectionTrait,
};
use std::collections::HashMap;

/// Rows of one file: as many as the send list holds.
const ROWS: usize = 1_000;

/// A list has misses of its own, so that one with wrong rows does not close the search.
const MISSES: Limit = Limit {
    scope: "student_import",
    most: 1_000,
    window: TimeDelta::hours(24),
};

/// The columns, once for the template and for reading; options are the schools of this installation.
async fn columns(db: &impl ConnectionTrait) -> Result<Vec<ColumnSpec>, AppError> {
    let schools = schools::all(db).await?;
    let example = schools.first().map(|s| s.name.clone()).unwrap_or_default();
    let options = schools
        .into_iter()
        .map(|school| CodeOption {
            code: school.code,
            label: school.name,
        })
        .collect();
    let year = ColumnKind::Integer {
        min: 2000,
        max: 2100,
    };
    Ok(vec![
        ColumnSpec::new("school", "毕业学校", ColumnKind::Code(options))
            .required()
            .alias("学校")
            .help("从下拉列表中选择，或填写学校全称、学校代码。", example),
        ColumnSpec::new("year", "毕业年度", year)
            .required()
            .alias("届")
            .help("四位年份。", "2027"),
        ColumnSpec::text("name", "学生姓名", 50)
            .required()
            .alias("姓名")
            .help("与身份证一致。", "李明"),
        ColumnSpec::identifier("id_number", "学生身份证号")
            .required()
            .alias("身份证号")
            .help("18 位，按文本填写。", "11010519491231002X"),
    ])
}

/// 下载 excel 模板
pub async fn template(app: &App, caller: &Caller) -> Result<Vec<u8>, AppError> {
    myself(caller)?;
    let columns = columns(app.db.read()).await?;
    blocking(move || workbook::template(&columns))
        .await?
        .map_err(AppError::internal)
}

/// Reads a table and, unless it is a dry run, adds the students of its valid rows.
pub async fn import(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    file: Vec<u8>,
    commit: bool,
) -> Result<ImportReport, AppError> {
    let employer = myself(caller)?;
    let fingerprint = (commit, Sha256Hex::of(&file));
    let claim = claim(key, "import_send_list", &fingerprint)?;
    opening(app.db.read(), employer).await?.permit()?;
    within(app, employer, MISSES).await?;
    let columns = columns(app.db.read()).await?;
    let (table, columns) = blocking(move || {
        let limits = Limits {
            rows: ROWS,
            ..Limits::default()
        };
        (sheet::read(&file, &columns, &limits), columns)
    })
    .await?;
    let table = table.map_err(|error| AppError::Spreadsheet {
        code: error.code(),
        message: match caller.lang {
            Lang::ZhCn => error.zh(),
            Lang::En => error.en(),
        },
    })?;
    let now = app.now();
    let (report, misses) = app
        .write(caller, claim.as_ref(), async |tx| {
            let mut rows = judge(app, tx, employer, &table, &columns, caller.lang).await?;
            let new: Vec<StudentId> = rows.iter().filter_map(|row| row.add).collect();
            if commit && !new.is_empty() {
                let more = u64::try_from(new.len()).unwrap_or(u64::MAX);
                room_for(tx, employer, more, caller.lang).await?;
                for student in new {
                    students::add_to_send_list(tx, employer, student, now).await?;
                }
            }
            let misses = rows.iter().filter(|row| row.missed).count();
            let results: Vec<ImportRow> = rows.drain(..).map(|row| row.result).collect();
            let of = |outcome: ImportOutcome| {
                let rows = results.iter().filter(|row| row.outcome == outcome);
                u32::try_from(rows.count()).unwrap_or(u32::MAX)
            };
            let report = ImportReport {
                rows: u32::try_from(results.len()).unwrap_or(u32::MAX),
                added: of(ImportOutcome::Added),
                already: of(ImportOutcome::Already),
                committed: commit,
                results,
            };
            Ok((report, misses))
        })
        .await?;
    count_misses(app, caller, employer, MISSES, misses).await?;
    Ok(report)
}

/// What becomes of one row.
struct Judged {
    result: ImportRow,
    add: Option<StudentId>,
    missed: bool,
}

async fn judge(
    app: &App,
    db: &impl ConnectionTrait,
    employer: EmployerId,
    table: &Table,
    columns: &[ColumnSpec],
    lang: Lang,
) -> Result<Vec<Judged>, AppError> {
    let schools: HashMap<String, uuid::Uuid> = schools::all(db)
        .await?
        .into_iter()
        .map(|school| (school.code, school.id))
        .collect();
    let ids: Vec<Option<IdNumber>> = table
        .rows
        .iter()
        .map(|row| IdNumber::parse(row.text("id_number")).ok())
        .collect();
    let hashes: Vec<String> = ids
        .iter()
        .flatten()
        .map(|id| app.personal.id_number_hash(id))
        .collect();
    let known = students::find_by_id_numbers(db, &hashes).await?;
    let listed: Vec<StudentId> = students::send_list(db, employer)
        .await?
        .iter()
        .map(|entry| entry.student.id())
        .collect();
    let mut seen: HashMap<StudentId, u32> = HashMap::new();
    let mut judged = Vec::with_capacity(table.rows.len());
    for (row, id) in table.rows.iter().zip(ids) {
        let mut faults = cell_faults(row, columns, lang);
        let mut fault = |key: &str, code: &str, message: String| {
            faults.push(CellFault {
                column: header(columns, key),
                code: code.to_owned(),
                message,
            });
        };
        let name = row.text("name");
        if !name.is_empty()
            && let Err(wrong) = Text::<50>::parse(name)
        {
            fault("name", wrong.code(), text(&wrong, lang));
        }
        let typed = row.text("id_number");
        if !typed.is_empty()
            && let Err(wrong) = IdNumber::parse(typed)
        {
            fault("id_number", wrong.code(), text(&wrong, lang));
        }
        let complete = faults.is_empty();
        let student = id
            .filter(|_| complete)
            .map(|id| app.personal.id_number_hash(&id))
            .and_then(|hash| {
                known.iter().find(|record| {
                    record.row.id_number_hash == hash
                        && record.row.name == name
                        && schools.get(row.text("school")) == Some(&record.row.school_id)
                        && row.integer("year") == Some(record.row.graduation_year.into())
                })
            });
        let student = match student {
            Some(record) if may_be_found(record)? => Some(record.id()),
            _ => None,
        };
        let missed = complete && student.is_none();
        if missed {
            faults.push(whole_row(
                "student_not_found",
                lang.pick(
                    "没有找到该学生，请核对学校、毕业年度、姓名和身份证号，或联系学生所在学校。",
                    "No such student. Check school, year, name and ID number, or ask the student's school.",
                ),
            ));
        }
        if let Some(first) = student.and_then(|student| seen.get(&student)) {
            let message = match lang {
                Lang::ZhCn => format!("与第 {first} 行重复，请删除其中一行。"),
                Lang::En => format!("The same as row {first}; delete one of them."),
            };
            faults.push(whole_row("row_repeated", &message));
        }
        let outcome = match student {
            Some(student) if faults.is_empty() && listed.contains(&student) => {
                ImportOutcome::Already
            }
            Some(_) if faults.is_empty() => ImportOutcome::Added,
            _ => ImportOutcome::Fault,
        };
        if let Some(student) = student {
            seen.entry(student).or_insert(row.number);
        }
        judged.push(Judged {
            add: student.filter(|_| outcome == ImportOutcome::Added),
            missed,
            result: ImportRow {
                row: row.number,
                name: row
                    .cell("name")
                    .map(|cell| cell.text.clone())
                    .unwrap_or_default(),
                outcome,
                faults,
            },
        });
    }
    Ok(judged)
}

/// What the reader of tables has found wrong, in the words of a language.
fn cell_faults(row: &Row, columns: &[ColumnSpec], lang: Lang) -> Vec<CellFault> {
    row.faults()
        .map(|(key, _, fault)| CellFault {
            column: header(columns, key),
            code: fault.code().to_owned(),
            message: match lang {
                Lang::ZhCn => format!("{}，{}。", fault.zh(), fault.remedy_zh()),
                Lang::En => format!("{}; {}.", fault.en(), fault.remedy_en()),
            },
        })
        .collect()
}

fn whole_row(code: &str, message: &str) -> CellFault {
    CellFault {
        column: String::new(),
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

fn header(columns: &[ColumnSpec], key: &str) -> String {
    columns
        .iter()
        .find(|column| column.key == key)
        .map(|column| column.header.clone())
        .unwrap_or_default()
}

fn text(fault: &ValueFault, lang: Lang) -> String {
    fault.text(lang)
}

/// Work that keeps a processor busy, off the threads that answer requests.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::internal)
}
