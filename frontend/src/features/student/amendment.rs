//! 修改待确认: old beside new, and the student's answer (domain.md O8).

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    cases::Consent,
    endpoint::Json,
    endpoints::{AgreeAmendment, RefuseAmendment},
    terms::TermsView,
};
use sanfang_domain::{capability::Action, ids::CaseId, signing::letter::acceptance_pledge};

use crate::{
    api,
    codes::Codes,
    features::cases::{parts::TABLES, words},
    i18n::{lang, t},
    ui::{Confirm, GateButton, Kind, Section, TermsDiff, form, toast},
};

use super::case::{Question, Shown, Stale};

/// The amendment that waits, if one does.
#[component]
pub fn Amendment(id: CaseId, shown: Shown) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let (agree, refuse) = (Question::about(shown), Question::about(shown));
    let both = Memo::new(move |_| {
        shown.detail.with(|detail| {
            let detail = detail.as_ref()?;
            Some((detail.terms.clone(), detail.proposed.clone()?))
        })
    });
    view! {
        {move || {
            both.get()
                .map(|(standing, proposed)| {
                    let (from, to) = (standing.version, proposed.version);
                    let changes = move || words::changes(&standing.terms, &proposed.terms, codes);
                    view! {
                        {shown
                            .stale
                            .get()
                            .map(|_| {
                                view! {
                                    <Stale>
                                        <p>{t::student::amendment_changed}</p>
                                    </Stale>
                                }
                            })}
                        <Section title=t::student::amendment lead=move || t::student::amendment_lead(from, to)>
                            <TermsDiff changes=Signal::derive(changes) />
                            <div class="bottom-bar">
                                <GateButton
                                    gate=shown.gate(Action::AgreeAmendment)
                                    label=t::student::agree_amendment
                                    kind=Kind::Primary
                                    on_click=move |_| agree.ask()
                                />
                                <GateButton
                                    gate=shown.gate(Action::RefuseAmendment)
                                    label=t::student::refuse_amendment
                                    on_click=move |_| refuse.ask()
                                />
                            </div>
                        </Section>
                    }
                })
        }}
        <Confirm
            open=agree.open
            title=t::student::agree_title
            effects=Signal::derive(|| {
                vec![
                    t::student::agree_replaces().to_owned(),
                    t::student::amendment_review().to_owned(),
                    t::student::agree_undo().to_owned(),
                ]
            })
            promise=|| acceptance_pledge(lang())
            yes=t::student::agree_amendment
            no=t::student::think_again
            busy=agree.task.busy
            fault=agree.task.fault
            on_yes=move |()| {
                let Some(consent) = consent(both.get_untracked()) else { return };
                agree
                    .answer(
                        move |key| api::ask(Call::<AgreeAmendment>::new((id,), Json(consent)).key(key)),
                        move |_| {
                            toast(t::student::agreed());
                            shown.reload();
                            form::focus("main");
                        },
                    );
            }
        />
        <Confirm
            open=refuse.open
            title=t::student::refuse_title
            effects=Signal::derive(|| {
                vec![
                    t::student::refuse_keeps().to_owned(),
                    t::student::refuse_told().to_owned(),
                    t::student::amendment_review().to_owned(),
                ]
            })
            promise=t::student::refuse_pledge
            yes=t::student::refuse_amendment
            no=t::student::think_again
            busy=refuse.task.busy
            fault=refuse.task.fault
            on_yes=move |()| {
                let Some(consent) = consent(both.get_untracked()) else { return };
                refuse
                    .answer(
                        move |key| api::ask(Call::<RefuseAmendment>::new((id,), Json(consent)).key(key)),
                        move |_| {
                            toast(t::student::refused());
                            shown.reload();
                            form::focus("main");
                        },
                    );
            }
        />
    }
}

/// The answer names the version that was read.
fn consent(both: Option<(TermsView, TermsView)>) -> Option<Consent> {
    both.map(|(_, proposed)| Consent {
        version: proposed.version,
        hash: proposed.hash,
        pledged: true,
    })
}
