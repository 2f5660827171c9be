//! One letter or agreement: how far it is, what it says, and what can be done about it.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{Nothing, cases::CaseDetail, endpoints::GetCase};
use sanfang_domain::{capability::Action, ids::CaseId, reason::Reason};

use crate::{
    api::{self, Task},
    features::cases::parts::{
        EmployerFacts, Progress, Proposed, Standing, StudentFacts, Trail, save_agreement,
    },
    i18n::{lang, t},
    ui::{Crumb, GateButton, Glyph, Kind, LinkButton, Loaded, Page, Toolbar},
};

use super::actions::Withdraw;

/// How often the page asks whether the agreement is ready.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(3);

/// `/employer/cases/{id}`
#[component]
pub fn Detail(id: CaseId) -> impl IntoView {
    let again = RwSignal::new(0_u32);
    let load = move || {
        let _ = lang();
        api::load(Call::<GetCase>::new((id,), Nothing {}))
    };
    view! {
        <Page title=t::employer::case crumbs=vec![Crumb::new("/employer/cases", t::employer::cases)]>
            <Loaded
                again
                load
                lines=12
                view=move |detail: CaseDetail| view! { <Body detail again /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Body(detail: CaseDetail, again: RwSignal<u32>) -> impl IntoView {
    let CaseDetail {
        employer, student, ..
    } = detail.clone();
    view! {
        <Actions detail=detail.clone() again />
        <Progress detail=detail.clone() />
        <Proposed detail=detail.clone() />
        <Standing detail=detail.clone() />
        <EmployerFacts employer />
        <StudentFacts student />
        <Trail detail />
    }
}

/// What the server names for this case, open or closed with its reason.
#[component]
fn Actions(detail: CaseDetail, again: RwSignal<u32>) -> impl IntoView {
    let CaseDetail {
        row, capabilities, ..
    } = detail;
    let (id, number) = (row.id, row.number);
    // The paper is made by a job: the page looks again until it is there.
    let preparing = capabilities.iter().any(|capability| {
        capability.action == Action::DownloadDocument
            && capability.reason.as_deref() == Some(Reason::DocumentInPreparation.code())
    });
    let capabilities = StoredValue::new(capabilities);
    let gate = move |action| {
        Signal::stored(
            capabilities.with_value(|capabilities| api::gate(capabilities, action, super::case)),
        )
    };
    let named = move |action| {
        capabilities.with_value(|capabilities| api::offers_action(capabilities, action))
    };
    let withdrawing = RwSignal::new(false);
    let saving = Task::new();
    let save = move |_| {
        let number = number.clone();
        saving.run(move |_| save_agreement(id, number), |()| ());
    };
    if preparing
        && let Ok(handle) =
            set_timeout_with_handle(move || again.update(|count| *count += 1), PAUSE)
    {
        on_cleanup(move || handle.clear());
    }
    // A closed amendment is worth a word only while the other kind is closed too.
    let (amend, propose) = (gate(Action::AmendOffer), gate(Action::ProposeAmendment));
    let amend_open = amend.with_untracked(|gate| gate.open);
    let propose_open = propose.with_untracked(|gate| gate.open);
    let address = Signal::stored(format!("{}/amend", super::case(id)));
    let change = if amend_open {
        view! { <LinkButton label=t::employer::amend icon=Glyph::Edit href=address /> }.into_any()
    } else if propose_open {
        view! { <LinkButton label=t::employer::propose icon=Glyph::Edit href=address /> }.into_any()
    } else if named(Action::ProposeAmendment)
        && row.response != sanfang_domain::signing::ResponseLabel::Offered
    {
        view! { <GateButton gate=propose label=t::employer::propose on_click=|_| () /> }.into_any()
    } else if named(Action::AmendOffer) {
        view! { <GateButton gate=amend label=t::employer::amend on_click=|_| () /> }.into_any()
    } else {
        ().into_any()
    };
    view! {
        <Toolbar label=t::account::action>
            {named(Action::DownloadDocument)
                .then(|| {
                    view! {
                        <GateButton
                            gate=gate(Action::DownloadDocument)
                            label=t::employer::download
                            icon=Glyph::Download
                            kind=Kind::Primary
                            busy=saving.busy
                            on_click=save
                        />
                    }
                })}
            {change}
            {named(Action::WithdrawOffer)
                .then(|| {
                    view! {
                        <GateButton
                            gate=gate(Action::WithdrawOffer)
                            label=t::employer::withdraw
                            kind=Kind::Danger
                            on_click=move |_| withdrawing.set(true)
                        />
                    }
                })}
        </Toolbar>
        <p class="fault" role="alert">
            {move || saving.fault.get()}
        </p>
        <Withdraw id open=withdrawing name=row.student_name done=move |()| again.update(|count| *count += 1) />
    }
}
