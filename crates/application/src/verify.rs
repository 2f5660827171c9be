//! `sanfang verify`: walks the whole database and names what no code of ours leaves behind: occupancy, labels, terms,
//! consent, trail, numbers, documents and their files.

use crate::{App, AppError};
use object_store::{ObjectStoreExt, path::Path};
use sanfang_domain::{
    ids::CaseId,
    signing::State,
    trail::{self, TrailEntry},
    values::{AgreementNumber, Sha256Hex},
};
use sanfang_persistence::{
    StoreError,
    signings::{
        codec,
        trail::decode,
        walk::{self, CaseRows},
    },
};
use std::collections::HashMap;

/// Findings that are kept; more are only counted.
const KEPT: usize = 1_000;

/// What was walked and found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Cases walked.
    pub cases: u64,
    /// Trail entries checked.
    pub entries: u64,
    /// Files read and compared.
    pub files: u64,
    /// How many findings there are.
    pub found: u64,
    /// The first of them.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In which case; none for what belongs to no case.
    pub case: Option<CaseId>,
    /// What is wrong, without personal data.
    pub what: String,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for finding in &self.findings {
            match finding.case {
                Some(case) => writeln!(f, "case {case}: {}", finding.what)?,
                None => writeln!(f, "{}", finding.what)?,
            }
        }
        write!(
            f,
            "{} cases, {} trail entries, {} files: {} findings",
            self.cases, self.entries, self.files, self.found
        )
    }
}

impl Report {
    /// Nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.found == 0
    }

    fn add(&mut self, case: Option<CaseId>, what: impl Into<String>) {
        self.found += 1;
        if self.findings.len() < KEPT {
            let what = what.into();
            self.findings.push(Finding { case, what });
        }
    }
}

/// Walks the whole database. Run beside a server it may see a case between two of its reads; run it again then.
pub async fn verify(app: &App) -> Result<Report, AppError> {
    let db = app.db.read();
    let mut report = Report::default();
    let mut places = 0;
    let mut highest: HashMap<String, u32> = HashMap::new();
    let mut after = None;
    loop {
        let chunk = walk::chunk(db, after).await?;
        let Some(last) = chunk.last() else { break };
        after = Some(last.row.id);
        for rows in &chunk {
            let id = CaseId(rows.row.id);
            report.cases += 1;
            report.entries += u64::try_from(rows.trail.len()).unwrap_or_default();
            places += u64::from(rows.place.is_some());
            match faults(rows) {
                Ok(faults) => faults
                    .into_iter()
                    .for_each(|what| report.add(Some(id), what)),
                Err(fault) => report.add(Some(id), fault.to_string()),
            }
            if let Some((series, sequence)) = rows.row.number.as_deref().and_then(series) {
                let last = highest.entry(series).or_default();
                *last = sequence.max(*last);
            }
            files(app, rows, &mut report).await;
        }
    }
    if walk::places(db).await? != places {
        report.add(None, "a student is bound by a case that is not there");
    }
    counters(&walk::counters(db).await?, &highest, &mut report);
    for job in walk::dead_jobs(db).await? {
        let why = job.last_error.unwrap_or_default();
        report.add(
            job.case_id.map(CaseId),
            format!("a job was given up: {why}"),
        );
    }
    let unanswered = walk::unanswered_keys(db).await?;
    if unanswered > 0 {
        report.add(
            None,
            format!("{unanswered} keys were taken without a reply"),
        );
    }
    Ok(report)
}

/// Everything about one case that can be checked without its files.
fn faults(rows: &CaseRows) -> Result<Vec<&'static str>, StoreError> {
    let row = &rows.row;
    let history = rows
        .terms
        .iter()
        .map(codec::terms)
        .collect::<Result<Vec<_>, _>>()?;
    let case = codec::electronic(row, &history)?;
    let trail = rows
        .trail
        .iter()
        .cloned()
        .map(decode)
        .collect::<Result<Vec<TrailEntry>, _>>()?;
    let head = trail.last().map(|entry| entry.hash.as_str());
    let length = u32::try_from(trail.len()).unwrap_or(u32::MAX);
    let bound = case.state.binds();
    let approved = case.state == State::Approved;
    let consented = rows
        .consents
        .iter()
        .any(|consent| consent.version == row.standing_version);
    let consents_name_terms = rows.consents.iter().all(|consent| {
        rows.terms
            .iter()
            .any(|terms| terms.version == consent.version && terms.hash == consent.hash)
    });
    let holder = rows
        .place
        .as_ref()
        .is_none_or(|place| place.student_id == row.student_id);
    let current: Vec<_> = rows
        .documents
        .iter()
        .filter(|document| document.superseded_at.is_none())
        .collect();
    let of_this_approval = current
        .iter()
        .all(|document| approved && Some(document.approval) == row.approval);
    let complete = !approved || current.len() == 1 || rows.pending_jobs > 0;
    let checks = [
        (
            codec::labels(row)? == case.state.labels(),
            "the labels are not those of the state",
        ),
        (
            row.live == case.state.live(),
            "`live` is not that of the state",
        ),
        (
            bound == rows.place.is_some(),
            "the state and the occupancy disagree",
        ),
        (holder, "the occupancy names another student"),
        (
            history
                .iter()
                .all(|t| t.hash == t.terms.hash(case.id, t.version)),
            "a version of the terms is not the one that was hashed",
        ),
        (
            history
                .iter()
                .map(|t| t.version)
                .eq(1..=case.latest_version),
            "versions of the terms are missing",
        ),
        (
            row.position == case.terms.terms.position.as_str(),
            "the position is not that of the terms",
        ),
        (
            consents_name_terms,
            "a consent names terms that are not there",
        ),
        (
            !bound || consented,
            "the student is bound by terms to which they did not consent",
        ),
        (trail::broken_at(&trail).is_none(), "the trail is broken"),
        (
            codec::unsigned("cases", row.trail_length)? == length,
            "the trail is shorter or longer than it was",
        ),
        (
            head == Some(row.trail_hash.as_str()),
            "the trail does not end where it did",
        ),
        (
            approved == row.approval.is_some() && approved == row.approved_at.is_some(),
            "the approval and the state disagree",
        ),
        (
            !approved || case.number.is_some(),
            "an approved agreement has no number",
        ),
        (
            rows.documents
                .iter()
                .all(|d| Some(&d.number) == row.number.as_ref()),
            "a document carries another number",
        ),
        (
            of_this_approval,
            "a document counts that should be superseded",
        ),
        (current.len() <= 1, "more than one document counts"),
        (
            complete,
            "an approved agreement has no document and no job that makes it",
        ),
    ];
    Ok(checks
        .into_iter()
        .filter(|(fine, _)| !fine)
        .map(|(_, what)| what)
        .collect())
}

/// Every sealed file is there and is the one that was sealed.
async fn files(app: &App, rows: &CaseRows, report: &mut Report) {
    for document in &rows.documents {
        let key = Path::from(document.file_key.as_str());
        let bytes = match app.files.get(&key).await {
            Ok(file) => file.bytes().await,
            Err(fault) => Err(fault),
        };
        report.files += 1;
        let what = match bytes {
            Ok(bytes) if Sha256Hex::of(&bytes).as_str() == document.sha256 => continue,
            Ok(_) => "a sealed file was changed",
            Err(_) => "a sealed file cannot be read",
        };
        report.add(Some(CaseId(document.case_id)), what);
    }
}

/// Kind, year, school and level of a number, and its sequence.
fn series(number: &str) -> Option<(String, u32)> {
    let parts = AgreementNumber::parse(number).ok()?.parts()?;
    let series = format!(
        "{}/{}/{}/{}",
        parts.kind.digit(),
        parts.year,
        parts.school,
        parts.level.digit()
    );
    Some((series, parts.sequence))
}

/// No number is above its counter: it would be given again.
fn counters(
    rows: &[sanfang_persistence::entity::number_counters::Model],
    highest: &HashMap<String, u32>,
    report: &mut Report,
) {
    let last: HashMap<String, u32> = rows
        .iter()
        .map(|row| {
            let series = format!(
                "{}/{}/{}/{}",
                row.kind, row.graduation_year, row.school_code, row.level
            );
            (series, u32::try_from(row.last).unwrap_or_default())
        })
        .collect();
    for (series, sequence) in highest {
        if last.get(series).is_none_or(|last| last < sequence) {
            report.add(None, format!("the counter {series} is behind its numbers"));
        }
    }
}
