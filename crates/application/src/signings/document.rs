//! The sealed agreement, as it was stored.

use super::load::Loaded;
use crate::{App, AppError, Caller};
use object_store::{ObjectStoreExt, path::Path};
use sanfang_domain::{capability::Action, ids::CaseId, values::Sha256Hex};
use sanfang_persistence::{StoreError, signings::documents};

/// A file to download.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name; the agreement's number, which says nothing about a person.
    pub name: String,
    /// SHA-256, also the `ETag`: a sealed file never changes.
    pub sha256: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// The agreement of an approved case. What is sent is what was sealed: its digest is checked on the way out.
pub async fn document(app: &App, caller: &Caller, id: CaseId) -> Result<Document, AppError> {
    let db = app.db.read();
    let loaded = Loaded::load(db, id).await?;
    let standing = loaded.standing(caller)?;
    loaded
        .record
        .case
        .permit(
            standing,
            Action::DownloadDocument,
            &loaded.context,
            app.now(),
        )
        .map_err(|refusal| loaded.refused(caller, refusal))?;
    let row = documents::current(db, id)
        .await?
        .ok_or(AppError::Conflict)?;
    let stored = app.files.get(&Path::from(row.file_key.as_str())).await;
    let bytes = match stored {
        Ok(file) => file.bytes().await.map_err(AppError::internal)?.to_vec(),
        Err(fault) => return Err(AppError::internal(fault)),
    };
    if Sha256Hex::of(&bytes).as_str() != row.sha256 {
        return Err(
            StoreError::corrupt("documents", "the file is not the one that was sealed").into(),
        );
    }
    Ok(Document {
        name: format!("{}.pdf", row.number),
        sha256: row.sha256,
        bytes,
    })
}
