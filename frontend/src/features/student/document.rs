//! The sealed agreement: being prepared, or to be downloaded.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    cases::{CaseDetail, DocumentView},
    endpoints::GetAgreementDocument,
};
use sanfang_domain::{capability::Action, ids::CaseId, reason::Reason};

use crate::{
    api,
    i18n::t,
    ui::{Button, GateButton, Glyph, Icon, Kind, format, toast_bad},
};

use super::case::{self, Shown};

/// How often the page asks whether the paper is ready.
const PAUSE: Duration = Duration::from_secs(3);

/// The paper of a case. While it is being made, the page asks by itself until it is there.
#[component]
pub fn Document(shown: Shown, detail: CaseDetail) -> impl IntoView {
    let (id, number) = (detail.row.id, StoredValue::new(detail.row.number.clone()));
    let capability = case::capability(&detail.capabilities, Action::DownloadDocument);
    let waiting = RwSignal::new(capability.is_some_and(|closed| {
        closed.reason.as_deref() == Some(Reason::DocumentInPreparation.code())
    }));
    if waiting.get_untracked() {
        poll(id, shown, waiting);
    }
    let busy = RwSignal::new(false);
    let gate = shown.gate(Action::DownloadDocument);
    let download = move |_| {
        busy.set(true);
        spawn_local(async move {
            let answer = api::send(Call::<GetAgreementDocument>::new((id,), Nothing {})).await;
            busy.set(false);
            match answer {
                Ok(file) => {
                    let name = number.get_value().map_or_else(
                        || t::student::file_plain().to_owned(),
                        t::student::file_name,
                    );
                    api::save(&file, &name, api::PDF);
                }
                Err(error) => toast_bad(api::say(&error)),
            }
        });
    };
    let current = detail
        .documents
        .into_iter()
        .find(|document| !document.superseded);
    view! {
        {move || {
            if waiting.get() {
                view! {
                    <div class="notice wait" role="status">
                        <Icon glyph=Glyph::Clock />
                        <p>{t::student::preparing}</p>
                    </div>
                }
                    .into_any()
            } else if gate.with(|gate| gate.open) {
                view! {
                    <div class="actions">
                        <Button
                            label=t::student::download
                            kind=Kind::Primary
                            icon=Glyph::Download
                            busy
                            on_click=download
                        />
                    </div>
                    {current.clone().map(|document| view! { <Sealed document /> })}
                }
                    .into_any()
            } else {
                view! {
                    <div class="actions">
                        <GateButton gate label=t::student::download on_click=download />
                    </div>
                }
                    .into_any()
            }
        }}
    }
}

/// What was sealed, for whoever wants to compare.
#[component]
fn Sealed(document: DocumentView) -> impl IntoView {
    let DocumentView {
        terms_version,
        sha256,
        sealed_at,
        ..
    } = document;
    let at = format::minute(sealed_at);
    view! {
        <p class="muted">
            {move || t::student::sealed(&at, terms_version)} <br /> "SHA-256 " <span class="wrap">{sha256}</span>
        </p>
    }
}

/// Asks again until the paper is there, or the reader has left.
fn poll(id: CaseId, shown: Shown, waiting: RwSignal<bool>) {
    let again = set_interval_with_handle(
        move || {
            spawn_local(async move {
                let Ok(detail) = case::fetch(id).await else {
                    return;
                };
                let ready = case::capability(&detail.capabilities, Action::DownloadDocument)
                    .is_none_or(|now| {
                        now.reason.as_deref() != Some(Reason::DocumentInPreparation.code())
                    });
                if ready && waiting.try_set(false).is_none() {
                    shown.detail.set(Some(detail));
                }
            });
        },
        PAUSE,
    );
    if let Ok(handle) = again {
        on_cleanup(move || handle.clear());
    }
}
