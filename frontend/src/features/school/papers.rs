//! What was agreed and when: consent, versions, sealed documents.

use leptos::prelude::*;
use sanfang_contract::{
    cases::{CaseDetail, DocumentView},
    terms::TermsView,
};
use sanfang_domain::capability::Action;

use crate::{
    api::Task,
    codes::Codes,
    features::cases::{
        parts::{TABLES, save_agreement},
        words,
    },
    i18n::t,
    ui::{Button, Facts, GateButton, Glyph, Icon, Pill, Section, Term, TermsDiff, Tone, format},
};

use super::case::Shown;

/// To which version the student said yes, and what names it beyond doubt.
#[component]
pub fn Consent(detail: CaseDetail) -> impl IntoView {
    let signed = words::signed_at(&detail.trail);
    let version = detail.consented_version;
    let hash = version
        .and_then(|version| words::version(&detail.history, version))
        .map(|terms| terms.hash.clone());
    let facts = Signal::derive(move || {
        vec![
            Term::new(
                t::school::consented,
                version.map(t::school::version).unwrap_or_default(),
            ),
            Term::new(t::school::signed_at, signed.clone()),
            Term::new(t::school::hash, hash.clone().unwrap_or_default()),
        ]
    });
    view! {
        <Section title=t::school::consent>
            {match version {
                Some(_) => view! { <Facts facts /> }.into_any(),
                None => view! { <p class="muted">{t::school::no_consent}</p> }.into_any(),
            }}
        </Section>
    }
}

/// Every version of the terms; each but the first with what changed in it.
#[component]
pub fn History(history: Vec<TermsView>) -> impl IntoView {
    (history.len() > 1).then(|| {
        let codes = Codes::of(&TABLES);
        let before = std::iter::once(None).chain(history.clone().into_iter().map(Some));
        let versions: Vec<_> = history.into_iter().zip(before).collect();
        view! {
            <Section title=t::school::history lead=t::school::history_lead>
                {versions
                    .into_iter()
                    .rev()
                    .map(|(now, before)| {
                        let (version, at, hash) = (now.version, format::minute(now.written_at), now.hash.clone());
                        let body = before
                            .map(|before| {
                                let changes = Signal::derive(move || {
                                    words::changes(&before.terms, &now.terms, codes)
                                });
                                view! { <TermsDiff changes /> }
                            });
                        view! {
                            <details class="version">
                                <summary>
                                    <span class="strong">{move || t::school::version(version)}</span>
                                    <span class="muted">{at}</span>
                                </summary>
                                {match body {
                                    Some(body) => body.into_any(),
                                    None => view! { <p class="muted">{t::school::first_version}</p> }.into_any(),
                                }}
                                <p class="muted wrap">{t::school::hash} " " {hash}</p>
                            </details>
                        }
                    })
                    .collect_view()}
            </Section>
        }
    })
}

/// The sealed agreements, and the way to the current one.
#[component]
pub fn Documents(shown: Shown, detail: CaseDetail) -> impl IntoView {
    let gate = shown.gate(Action::DownloadDocument);
    let task = Task::new();
    let number = StoredValue::new(detail.row.number.clone());
    let save = move |_| {
        task.run(
            move |_| save_agreement(shown.id, number.get_value()),
            |()| (),
        );
    };
    view! {
        <Section title=t::school::documents>
            {detail.documents.into_iter().map(|document| view! { <Document document /> }).collect_view()}
            {move || {
                if shown.preparing() {
                    view! {
                        <div class="notice wait" role="status">
                            <Icon glyph=Glyph::Clock />
                            <p>{t::school::preparing}</p>
                        </div>
                    }
                        .into_any()
                } else if gate.with(|gate| gate.open) {
                    view! { <Button label=t::school::download icon=Glyph::Download busy=task.busy on_click=save /> }
                        .into_any()
                } else {
                    view! { <GateButton gate label=t::school::download on_click=save /> }.into_any()
                }
            }}
            <p class="fault" aria-live="polite">
                {move || task.fault.get()}
            </p>
        </Section>
    }
}

#[component]
fn Document(document: DocumentView) -> impl IntoView {
    let DocumentView {
        terms_version,
        sha256,
        sealed_at,
        superseded,
        ..
    } = document;
    let at = format::minute(sealed_at);
    view! {
        <div>
            <div class="row">
                {if superseded {
                    view! { <Pill label=t::school::superseded tone=Tone::Bad /> }.into_any()
                } else {
                    view! { <Pill label=t::school::current tone=Tone::Good /> }.into_any()
                }}
                <span>{move || t::school::sealed(&at, terms_version)}</span>
            </div>
            <p class="muted wrap">"SHA-256 " {sha256}</p>
        </div>
    }
}
