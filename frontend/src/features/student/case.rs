//! One case on a page: how it is fetched, and how a question about it is asked and answered.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    Nothing,
    cases::{CapabilityView, CaseDetail},
    endpoint::Json,
    endpoints::GetCase,
};
use sanfang_domain::{capability::Action, ids::CaseId, reason::Reason};
use uuid::Uuid;

use crate::{
    i18n::{lang, t},
    ui::{Gate, Glyph, Icon, Trouble},
};

use super::wire;

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
        Self { id, detail: RwSignal::new(None), again: RwSignal::new(0), stale: RwSignal::new(None) }
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
            let detail = fetch(self.id).await.map_err(|error| wire::trouble(&error))?;
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
        Signal::derive(move || self.detail.with(|detail| gate(detail.as_ref(), action)))
    }

    /// Something of the case in words; empty until it was read.
    #[must_use]
    pub fn word(self, of: impl Fn(&CaseDetail) -> String) -> String {
        self.detail.with(|detail| detail.as_ref().map(of).unwrap_or_default())
    }
}

/// One case.
pub async fn fetch(id: CaseId) -> Result<CaseDetail, ClientError> {
    wire::send(Call::<GetCase>::new((id,), Nothing {})).await.map(|answer| answer.0)
}

/// What the server says about one action.
#[must_use]
pub fn capability(list: &[CapabilityView], action: Action) -> Option<&CapabilityView> {
    list.iter().find(|capability| capability.action == action)
}

fn gate(detail: Option<&CaseDetail>, action: Action) -> Gate {
    let found = detail.and_then(|detail| capability(&detail.capabilities, action));
    found.map(wire::gate).unwrap_or_default()
}

/// A question in a dialog: open or not, on its way, or answered with a fault.
#[derive(Clone, Copy)]
pub struct Question {
    shown: Shown,
    /// The dialog.
    pub open: RwSignal<bool>,
    /// The answer is on its way.
    pub busy: RwSignal<bool>,
    /// Why it did not work.
    pub fault: RwSignal<Option<String>>,
    /// One key for each answer, so that a lost reply can be asked for again without a second effect.
    key: StoredValue<Uuid>,
}

impl Question {
    /// A question about this case.
    #[must_use]
    pub fn about(shown: Shown) -> Self {
        Self {
            shown,
            open: RwSignal::new(false),
            busy: RwSignal::new(false),
            fault: RwSignal::new(None),
            key: StoredValue::new(Uuid::new_v4()),
        }
    }

    /// Opens the dialog for a new answer.
    pub fn ask(self) {
        self.key.set_value(Uuid::new_v4());
        self.fault.set(None);
        self.open.set(true);
    }

    /// Sends the answer. Done: the dialog closes. Terms that changed meanwhile: it closes, and the
    /// page shows old and new. Anything else: it stays open and says why.
    pub fn answer<F>(self, send: impl FnOnce(Uuid) -> F + 'static, done: impl FnOnce(CaseDetail) + 'static)
    where
        F: Future<Output = Result<Json<CaseDetail>, ClientError>> + 'static,
    {
        self.busy.set(true);
        self.fault.set(None);
        spawn_local(async move {
            let answer = send(self.key.get_value()).await;
            self.busy.set(false);
            match answer {
                Ok(Json(detail)) => {
                    self.open.set(false);
                    self.shown.stale.set(None);
                    done(detail);
                }
                Err(error) if error.code() == Some(Reason::TermsChanged.code()) => {
                    let read = self.shown.detail.with_untracked(|detail| detail.as_ref().map(in_sight));
                    self.open.set(false);
                    self.shown.stale.set(read);
                    self.shown.reload();
                }
                Err(error) => {
                    self.fault.set(Some(wire::say(&error)));
                    if error.problem().is_some() {
                        self.key.set_value(Uuid::new_v4());
                    }
                    if error.status() == Some(409) {
                        self.shown.reload();
                    }
                }
            }
        });
    }
}

/// The newest version that the page shows.
fn in_sight(detail: &CaseDetail) -> u32 {
    detail.proposed.as_ref().map_or(detail.terms.version, |proposed| proposed.version)
}

/// Why something is closed, who can change that, and the way to the record that blocks it.
#[component]
pub fn Closed(gate: Gate, #[prop(into)] title: crate::ui::Text) -> impl IntoView {
    let Gate { reason, who, link, .. } = gate;
    view! {
        <div class="notice wait">
            <Icon glyph=Glyph::Lock />
            <div>
                <p class="strong">{move || title.get()}</p>
                <p>{reason} " " {who}</p>
                {link
                    .map(|href| {
                        view! {
                            <p>
                                <leptos_router::components::A href=href>
                                    {t::student::see_live_case}
                                </leptos_router::components::A>
                            </p>
                        }
                    })}
            </div>
        </div>
    }
}
