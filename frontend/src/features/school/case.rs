//! One case beside the list: where it stands, both sides, what was agreed, and what can be done.

use std::{future::Future, time::Duration};

use leptos::{html, prelude::*, task::spawn_local};
use sanfang_client::{Call, ClientError};
use sanfang_contract::{Nothing, cases::CaseDetail, endpoints::GetCase};
use sanfang_domain::{capability::Action, ids::CaseId, reason::Reason};

use crate::{
    api,
    features::cases::parts::{EmployerFacts, Progress, Proposed, Standing, StudentFacts, Trail},
    i18n::{lang, t},
    ui::{Button, Gate, Glyph, Kind, Loaded, Trouble},
};

use super::{
    decide::Decide,
    desk::Desk,
    papers::{Consent, Documents, History},
};

/// How often the page asks whether the agreement is ready.
const PAUSE: Duration = Duration::from_secs(3);

/// The open case, and what of it outlives a reload.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Which.
    pub id: CaseId,
    /// As it was last read.
    pub detail: RwSignal<Option<CaseDetail>>,
    again: RwSignal<u32>,
}

impl Shown {
    fn new(id: CaseId) -> Self {
        Self {
            id,
            detail: RwSignal::new(None),
            again: RwSignal::new(0),
        }
    }

    /// Reads it again; the page stays in sight meanwhile.
    pub fn reload(self) {
        self.again.update(|count| *count += 1);
    }

    /// Reads it; anew in another language, since the server words steps and trail.
    fn load(self) -> impl Future<Output = Result<(), Trouble>> {
        let _ = lang();
        async move {
            let detail = fetch(self.id).await.map_err(|error| api::trouble(&error))?;
            self.detail.set(Some(detail));
            Ok(())
        }
    }

    /// What the server says about an action.
    #[must_use]
    pub fn gate(self, action: Action) -> Signal<Gate> {
        Signal::derive(move || {
            self.detail.with(|detail| {
                let list = detail
                    .as_ref()
                    .map(|detail| detail.capabilities.as_slice())
                    .unwrap_or_default();
                api::gate(list, action, |case| format!("/school/cases/{case}"))
            })
        })
    }

    /// Whether the server names the action for this reader at all.
    #[must_use]
    pub fn offers(self, action: Action) -> Memo<bool> {
        Memo::new(move |_| {
            self.detail.with(|detail| {
                detail
                    .as_ref()
                    .is_some_and(|detail| api::offers_action(&detail.capabilities, action))
            })
        })
    }

    /// The agreement is being made.
    #[must_use]
    pub fn preparing(self) -> bool {
        self.detail
            .with(|detail| detail.as_ref().is_some_and(preparing))
    }
}

async fn fetch(id: CaseId) -> Result<CaseDetail, ClientError> {
    api::ask(Call::<GetCase>::new((id,), Nothing {})).await
}

fn preparing(detail: &CaseDetail) -> bool {
    detail.capabilities.iter().any(|capability| {
        capability.action == Action::DownloadDocument
            && capability.reason.as_deref() == Some(Reason::DocumentInPreparation.code())
    })
}

/// The pane of a case.
#[component]
pub fn Case(id: CaseId, desk: Desk) -> impl IntoView {
    let shown = Shown::new(id);
    follow_document(shown);
    view! {
        <article class="desk-case" aria-labelledby="case-title">
            <Head shown desk />
            <Loaded
                again=shown.again
                lines=14
                load=move || shown.load()
                view=move |()| view! { <Body shown /> }.into_any()
            />
            <Decide shown desk />
        </article>
    }
}

/// Who with whom, and the way to the neighbours and back.
#[component]
fn Head(shown: Shown, desk: Desk) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let title = move || {
        shown.detail.with(|detail| {
            detail.as_ref().map_or_else(
                || t::school::case().to_owned(),
                |detail| t::school::case_title(&detail.row.student_name, &detail.row.employer_name),
            )
        })
    };
    let number = move || {
        shown
            .detail
            .with(|detail| detail.as_ref().and_then(|detail| detail.row.number.clone()))
            .map(t::school::number_is)
    };
    let beside = move |down: bool| {
        Signal::derive(move || {
            desk.rows.track();
            desk.beside(Some(shown.id), down).is_none()
        })
    };
    let go = move |down: bool| {
        if let Some(next) = desk.beside(Some(shown.id), down) {
            desk.open.run(Some(next));
        }
    };
    view! {
        <header class="desk-head">
            <div>
                <h2 id="case-title" tabindex="-1" node_ref=heading>
                    {title}
                </h2>
                <p class="muted">{number}</p>
            </div>
            <div class="tools">
                <Button
                    label=t::school::previous_case
                    kind=Kind::Quiet
                    icon=Glyph::Left
                    icon_only=true
                    disabled=beside(false)
                    on_click=move |_| go(false)
                />
                <Button
                    label=t::school::next_case
                    kind=Kind::Quiet
                    icon=Glyph::Right
                    icon_only=true
                    disabled=beside(true)
                    on_click=move |_| go(true)
                />
                <Button label=t::school::back_to_list icon=Glyph::List on_click=move |_| desk.open.run(None) />
            </div>
        </header>
    }
}

#[component]
fn Body(shown: Shown) -> impl IntoView {
    move || {
        shown.detail.get().map(|detail| {
            let (employer, student) = (detail.employer.clone(), detail.student.clone());
            view! {
                <div class="stack">
                    <Progress detail=detail.clone() />
                    <Proposed detail=detail.clone() />
                    <div class="columns">
                        <StudentFacts student />
                        <EmployerFacts employer />
                    </div>
                    <Standing detail=detail.clone() />
                    <Consent detail=detail.clone() />
                    <History history=detail.history.clone() />
                    <Documents shown detail=detail.clone() />
                    <Trail detail />
                </div>
            }
        })
    }
}

/// While the agreement is being made, the page asks by itself until it is there.
fn follow_document(shown: Shown) {
    let again = set_interval_with_handle(
        move || {
            if !shown
                .detail
                .try_with_untracked(|detail| detail.as_ref().is_some_and(preparing))
                .unwrap_or(false)
            {
                return;
            }
            spawn_local(async move {
                if let Ok(detail) = fetch(shown.id).await
                    && !preparing(&detail)
                {
                    shown.detail.try_set(Some(detail));
                }
            });
        },
        PAUSE,
    );
    if let Ok(handle) = again {
        on_cleanup(move || handle.clear());
    }
}
