//! One case on a page: how it is fetched, and how a question about it is asked and answered.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::components::A;
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    Nothing,
    cases::{CapabilityView, CaseDetail},
    endpoints::GetCase,
};
use sanfang_domain::{capability::Action, ids::CaseId, reason::Reason};
use uuid::Uuid;

use crate::{
    api::{self, Task},
    i18n::{lang, pick, t},
    ui::{Gate, Glyph, Icon, Text, Trouble, form},
};

/// A case and everything on its page that has to outlive a reload: the dialogs and what they ask.
#[derive(Clone, Copy)]
pub struct Shown {
    id: CaseId,
    /// The case as it was last read.
    pub detail: RwSignal<Option<CaseDetail>>,
    /// Add one to read it again; the page stays in sight meanwhile.
    pub again: RwSignal<u32>,
    /// The version of the terms that was in sight when the server said that they had changed.
    pub stale: RwSignal<Option<u32>>,
}

impl Shown {
    /// Nothing read yet.
    #[must_use]
    pub fn new(id: CaseId) -> Self {
        Self {
            id,
            detail: RwSignal::new(None),
            again: RwSignal::new(0),
            stale: RwSignal::new(None),
        }
    }

    /// Its address among the letters.
    #[must_use]
    pub fn letter(id: CaseId) -> String {
        format!("/student/offers/{id}")
    }

    /// Its address among the cases.
    #[must_use]
    pub fn case(id: CaseId) -> String {
        format!("/student/cases/{id}")
    }

    /// Reads it; anew in another language, since the server words steps and trail.
    pub fn load(self) -> impl Future<Output = Result<CaseDetail, Trouble>> {
        let _ = lang();
        async move {
            let detail = fetch(self.id).await.map_err(|error| api::trouble(&error))?;
            self.detail.set(Some(detail.clone()));
            Ok(detail)
        }
    }

    /// Reads it again.
    pub fn reload(self) {
        self.again.update(|count| *count += 1);
    }

    /// Whether an action is open now, by the server's word.
    #[must_use]
    pub fn gate(self, action: Action) -> Signal<Gate> {
        Signal::derive(move || {
            self.detail.with(|detail| {
                let list = detail
                    .as_ref()
                    .map(|detail| detail.capabilities.as_slice())
                    .unwrap_or_default();
                api::gate(list, action, |case| format!("/student/cases/{case}"))
            })
        })
    }

    /// Something of the case in words; empty until it was read.
    #[must_use]
    pub fn word(self, of: impl Fn(&CaseDetail) -> String) -> String {
        self.detail
            .with(|detail| detail.as_ref().map(of).unwrap_or_default())
    }
}

/// One case.
pub async fn fetch(id: CaseId) -> Result<CaseDetail, ClientError> {
    api::ask(Call::<GetCase>::new((id,), Nothing {})).await
}

/// What the server says about one action.
#[must_use]
pub fn capability(list: &[CapabilityView], action: Action) -> Option<&CapabilityView> {
    list.iter().find(|capability| capability.action == action)
}

/// A question in a dialog about a case.
#[derive(Clone, Copy)]
pub struct Question {
    shown: Shown,
    /// The dialog.
    pub open: RwSignal<bool>,
    /// Its answer: on its way, or why it did not work.
    pub task: Task,
}

impl Question {
    /// A question about this case.
    #[must_use]
    pub fn about(shown: Shown) -> Self {
        Self {
            shown,
            open: RwSignal::new(false),
            task: Task::new(),
        }
    }

    /// Opens the dialog for a new answer.
    pub fn ask(self) {
        self.task.reset();
        self.open.set(true);
    }

    /// Sends the answer. Done: the dialog closes. Terms that changed meanwhile: it closes, and the
    /// page shows old and new. Anything else: it stays open and says why.
    pub fn answer<F>(
        self,
        send: impl FnOnce(Uuid) -> F + 'static,
        done: impl FnOnce(CaseDetail) + 'static,
    ) where
        F: Future<Output = Result<CaseDetail, ClientError>> + 'static,
    {
        let Self { shown, open, task } = self;
        task.finish(send, move |answer| match answer {
            Ok(detail) => {
                open.set(false);
                shown.stale.set(None);
                done(detail);
            }
            Err(error) if error.code() == Some(Reason::TermsChanged.code()) => {
                let read = shown
                    .detail
                    .with_untracked(|detail| detail.as_ref().map(in_sight));
                open.set(false);
                shown.stale.set(read);
                shown.reload();
            }
            Err(error) => {
                task.fault.set(Some(api::say(&error)));
                if error.status() == Some(409) {
                    shown.reload();
                }
            }
        });
    }
}

/// The newest version that the page shows.
fn in_sight(detail: &CaseDetail) -> u32 {
    detail
        .proposed
        .as_ref()
        .map_or(detail.terms.version, |proposed| proposed.version)
}

/// A phrase as a sentence of its own, in the language now.
#[must_use]
pub fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let end = if phrase.is_empty() {
        ""
    } else {
        pick("。", ".")
    };
    format!("{first}{}{end}", letters.as_str())
}

/// Why something is closed, who can change that, and the way to the record that blocks it.
#[component]
pub fn Closed(gate: Gate, #[prop(into)] title: Text) -> impl IntoView {
    let Gate {
        reason, who, link, ..
    } = gate;
    view! {
        <div class="notice wait">
            <Icon glyph=Glyph::Lock />
            <div>
                <p class="strong">{move || title.get()}</p>
                <p>{reason} " " {sentence(&who)}</p>
                {link
                    .map(|href| {
                        view! {
                            <p>
                                <A href=href>{t::student::see_live_case}</A>
                            </p>
                        }
                    })}
            </div>
        </div>
    }
}

/// The terms changed under the reader: said where the comparison begins, which comes into sight.
#[component]
pub fn Stale(children: Children) -> impl IntoView {
    const ID: &str = "stale";
    request_animation_frame(|| form::focus(ID));
    view! {
        <div class="notice wait" role="alert" id=ID tabindex="-1">
            <Icon glyph=Glyph::Warning />
            <div>{children()}</div>
        </div>
    }
}
