//! Notices of a transition: in the page at once, by e-mail through the outbox; all rows of its transaction.

use crate::{App, AppError};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    Lang,
    ids::CaseId,
    notice::{Notice, NoticeParams, Recipient},
};
use sanfang_persistence::{
    Tx,
    notices::{self, Addressee, NewNotice},
    outbox::{self, NewMessage},
};

/// What is told about one case.
pub(super) struct Story {
    pub case: CaseId,
    pub notices: Vec<Notice>,
    pub params: NoticeParams,
}

/// Writes every notice and message of some cases.
pub(super) async fn tell(
    app: &App,
    tx: &Tx,
    stories: &[Story],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let recipients: Vec<Recipient> = stories
        .iter()
        .flat_map(|story| story.notices.iter().map(|notice| notice.to))
        .collect();
    let addressees = notices::addressees(tx, &recipients).await?;
    let mut told = Vec::new();
    let mut letters = Vec::new();
    for story in stories {
        for notice in &story.notices {
            for addressee in addressees.iter().filter(|a| a.recipient == notice.to) {
                told.push(NewNotice {
                    id: app.id(),
                    account: addressee.account,
                    kind: notice.kind,
                    params: story.params.clone(),
                    case: story.case,
                });
                letters.extend(letter(app, notice, addressee, &story.params));
            }
        }
    }
    notices::push(tx, &told, now).await?;
    let messages: Vec<NewMessage<'_>> = letters
        .iter()
        .map(|letter| NewMessage {
            id: app.id(),
            channel: "mail",
            to: &letter.to,
            subject: &letter.subject,
            body: &letter.body,
        })
        .collect();
    outbox::put_all(tx, &app.personal, &messages, now).await?;
    Ok(())
}

struct Letter {
    to: String,
    subject: String,
    body: String,
}

/// The mail of a notice: Chinese first, then English, then where to look.
fn letter(
    app: &App,
    notice: &Notice,
    addressee: &Addressee,
    params: &NoticeParams,
) -> Option<Letter> {
    if !notice.by_mail() {
        return None;
    }
    let to = addressee.email.clone()?;
    let (zh_title, zh) = notice.kind.text(params, Lang::ZhCn);
    let (en_title, en) = notice.kind.text(params, Lang::En);
    Some(Letter {
        to,
        // Titles name no person, so a subject carries no personal data.
        subject: format!("{zh_title} · {en_title}"),
        body: format!("{zh}\n\n{en}\n\n{}\n", app.settings.public_url),
    })
}
