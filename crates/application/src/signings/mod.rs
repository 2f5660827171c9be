//! Online signing, one public function per thing that somebody does (spec/domain.md section 4, O1–O11).
//!
//! Every transition has one shape, [`perform`]: load → standing (404) → decide (409 with the rule) → save → tell → view.

mod agreement;
mod document;
mod export;
mod load;
mod offer;
mod offers;
mod search;
mod tell;
mod view;

pub use agreement::{agree, approve, propose_amendment, refuse, reject, withdraw_review};
pub use document::{Document, document};
pub use export::export;
pub use offer::{accept, amend, decline, expire, withdraw};
pub use offers::{preview, send};
pub use search::search;
pub use view::{capabilities, get};

use crate::{App, AppError, Caller, IdempotencyKey, claim};
use load::Loaded;
use sanfang_contract::cases::CaseDetail;
use sanfang_domain::{ids::CaseId, signing::Command};
use serde::Serialize;

/// One transition of an existing case. `input` is what the caller sent, for the idempotency key.
async fn perform(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: &impl Serialize,
    command: Command,
) -> Result<CaseDetail, AppError> {
    let claim = claim(key, command.action().as_str(), &(id, input))?;
    app.write(caller, claim.as_ref(), async |tx| {
        let now = app.now();
        let mut loaded = Loaded::load(tx, id).await?;
        let standing = loaded.standing(caller)?;
        let outcome = loaded
            .record
            .case
            .decide(&caller.actor, command.clone(), &loaded.context, now)
            .map_err(|refusal| loaded.refused(caller, refusal))?;
        loaded.save(app, tx, caller, &outcome, now).await?;
        tell::tell(
            app,
            tx,
            &[loaded.story(&outcome.notices, &outcome.trail)],
            now,
        )
        .await?;
        view::detail(app, tx, caller, &loaded, standing, now).await
    })
    .await
}
