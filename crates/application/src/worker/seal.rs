//! Sealing: after the review a job sets the agreement in type and stores it, once per approval.
//!
//! The file is written under its own new key before the row that names it. The row is inserted only while the approval
//! still stands and has no document yet; whoever comes second removes their file again.

use super::{again, lease};
use crate::{App, AppError, agreement_form};
use object_store::{ObjectStoreExt, PutPayload, path::Path};
use sanfang_domain::{
    ids::{CaseId, DocumentId, JobId},
    signing::State,
    values::Sha256Hex,
};
use sanfang_persistence::{
    Tx,
    jobs::{self, Job, JobKind},
    signings::{
        self, codec,
        documents::{self, NewDocument},
    },
};

/// Jobs per round.
const CHUNK: u32 = 20;

/// Letters and digits that nobody confuses on paper.
const CODE_ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Characters of a 验证码: 49 bits, and tries are rate-limited.
const CODE_LENGTH: usize = 10;

/// Works off due jobs; how many were finished and how many failed.
pub(super) async fn due(app: &App, owner: &str) -> Result<(u32, u32), AppError> {
    let (mut done, mut failed) = (0, 0);
    while done + failed < CHUNK {
        let tx = app.db.begin().await?;
        let job = jobs::lease(&tx, lease(app, owner)).await?;
        tx.commit().await?;
        let Some(job) = job else { break };
        match Box::pin(work(app, &job)).await {
            Ok(()) => done += 1,
            Err(error) => {
                let next = again(app.settings.pace, job.attempt, app.now());
                let cause = describe(&error);
                tracing::warn!(job = %job.id, attempt = job.attempt, given_up = next.is_none(), %cause, "a job failed");
                let tx = app.db.begin().await?;
                jobs::fail(&tx, job.id, &cause, next).await?;
                tx.commit().await?;
                failed += 1;
            }
        }
    }
    Ok((done, failed))
}

/// The chain of causes, none of which carries personal data.
fn describe(error: &AppError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

async fn work(app: &App, job: &Job) -> Result<(), AppError> {
    let JobKind::Seal { approval } = job.kind;
    match job.case {
        Some(case) => seal(app, job.id, case, approval).await,
        None => finish(app, job.id).await,
    }
}

async fn finish(app: &App, job: JobId) -> Result<(), AppError> {
    let tx = app.db.begin().await?;
    jobs::finish(&tx, job).await?;
    tx.commit().await?;
    Ok(())
}

async fn seal(app: &App, job: JobId, case: CaseId, approval: u32) -> Result<(), AppError> {
    let approval = codec::signed("jobs", approval)?;
    let record = signings::load(app.db.read(), case)
        .await?
        .ok_or(AppError::NotFound)?;
    if record.case.state != State::Approved || record.row.approval != Some(approval) {
        return finish(app, job).await;
    }
    let typesetter = app
        .typesetter
        .clone()
        .ok_or_else(|| AppError::internal("no fonts are installed: see SANFANG_FONTS"))?;
    let verify_code = code();
    let form = agreement_form::agreement(app, &record, &verify_code).await?;
    let number = form.number.clone();
    let made = tokio::task::spawn_blocking(move || typesetter.agreement(&form))
        .await
        .map_err(AppError::internal)?
        .map_err(AppError::internal)?;
    if !made.replaced.is_empty() {
        tracing::warn!(%case, characters = made.replaced.len(), "an agreement has characters that no font can print");
    }
    let id: DocumentId = app.id();
    let key = Path::from(format!("agreements/{id}.pdf"));
    let sha256 = Sha256Hex::of(&made.bytes);
    app.files
        .put(&key, PutPayload::from(made.bytes))
        .await
        .map_err(AppError::internal)?;
    let new = NewDocument {
        id: id.0,
        case,
        approval,
        number,
        terms_version: record.row.standing_version,
        sha256: sha256.into(),
        file_key: key.to_string(),
        verify_code,
        sealed_at: app.now(),
    };
    let tx = app.db.begin().await?;
    let kept = keep(&tx, job, new).await?;
    tx.commit().await?;
    if !kept {
        app.files.delete(&key).await.map_err(AppError::internal)?;
    }
    Ok(())
}

async fn keep(tx: &Tx, job: JobId, new: NewDocument) -> Result<bool, AppError> {
    let standing = signings::approval_stands(tx, new.case, new.approval).await?;
    let kept = standing && documents::insert(tx, new).await?;
    jobs::finish(tx, job).await?;
    Ok(kept)
}

fn code() -> String {
    (0..CODE_LENGTH)
        .filter_map(|_| CODE_ALPHABET.get(rand::random_range(0..CODE_ALPHABET.len())))
        .map(|byte| char::from(*byte))
        .collect()
}
