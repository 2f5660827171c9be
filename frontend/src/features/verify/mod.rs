//! `/verify`: anyone checks an agreement by the number and the code printed on it. The QR code
//! leads here with both in the fragment, which never reaches a server's log.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use sanfang_client::Call;
use sanfang_contract::{
    endpoint::Json,
    endpoints::VerifyAgreement,
    verification::{VerificationReply, VerificationRequest, VerifiedStatus},
};

use crate::{
    api::{self, Task},
    i18n::t,
    ui::{
        Accent, Button, Facts, Faults, Form, FormActions, Front, Glyph, Icon, Kind, Page, Section,
        Term, Text, TextField, field::Typing, format,
    },
};

/// The page.
#[component]
pub fn Verify() -> impl IntoView {
    let given = use_location().hash.get_untracked();
    let value = |name: &str| {
        let pairs = given
            .trim_start_matches('#')
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        pairs
            .into_iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
            .unwrap_or_default()
    };
    let (number, code) = (RwSignal::new(value("number")), RwSignal::new(value("code")));
    let (faults, task) = (Faults::new(), Task::new());
    let answer = RwSignal::new(None::<VerificationReply>);
    let check = move |()| {
        let request = VerificationRequest {
            number: number.with_untracked(|number| number.trim().to_owned()),
            code: code.with_untracked(|code| code.trim().to_owned()),
        };
        answer.set(None);
        task.run_form(
            faults,
            move |_| api::ask(Call::<VerifyAgreement>::new((), Json(request))),
            move |reply| answer.set(Some(reply)),
        );
    };
    if !number.with_untracked(String::is_empty) && !code.with_untracked(String::is_empty) {
        check(());
    }
    view! {
        <Front accent=Signal::stored(Accent::Platform)>
            <Page title=t::verify::title lead=t::verify::lead>
                <Form faults on_submit=check busy=task.busy label=t::verify::title>
                    <TextField
                        name="number"
                        label=t::verify::number
                        value=number
                        typing=Typing::DIGITS
                        required=true
                        hint=t::verify::number_hint
                    />
                    <TextField name="code" label=t::verify::code value=code required=true hint=t::verify::code_hint />
                    <FormActions>
                        <Button label=t::verify::check kind=Kind::Primary submit=true busy=task.busy />
                    </FormActions>
                </Form>
                <div aria-live="polite">
                    {move || answer.get().map(|reply| view! { <Answer reply /> })}
                </div>
            </Page>
        </Front>
    }
}

/// What the register says, in one sentence first.
#[component]
fn Answer(reply: VerificationReply) -> impl IntoView {
    let Some(status) = reply.status.filter(|_| reply.found) else {
        return view! {
            <Verdict
                tone="bad"
                glyph=Glyph::Warning
                title=t::verify::unknown
                text=t::verify::unknown_hint
            />
        }
        .into_any();
    };
    let facts = Signal::derive(move || {
        let reply = reply.clone();
        vec![
            Term::new(t::cases::party_a, reply.employer_name.unwrap_or_default()),
            Term::new(t::cases::party_b, reply.student_name.unwrap_or_default()),
            Term::new(t::cases::school, reply.school_name.unwrap_or_default()),
            Term::new(
                t::verify::sealed_at,
                reply.sealed_at.map(format::minute).unwrap_or_default(),
            ),
            Term::new(t::verify::sha256, reply.sha256.unwrap_or_default()),
        ]
    });
    view! {
        <Section title=t::verify::result>
            {match status {
                VerifiedStatus::Effective => {
                    view! {
                        <Verdict
                            tone="good"
                            glyph=Glyph::Check
                            title=t::verify::effective
                            text=t::verify::effective_hint
                        />
                    }
                }
                VerifiedStatus::Superseded => {
                    view! {
                        <Verdict
                            tone="bad"
                            glyph=Glyph::Cross
                            title=t::verify::superseded
                            text=t::verify::superseded_hint
                        />
                    }
                }
            }}
            <Facts facts />
        </Section>
    }
    .into_any()
}

#[component]
fn Verdict(
    tone: &'static str,
    glyph: Glyph,
    #[prop(into)] title: Text,
    #[prop(into)] text: Text,
) -> impl IntoView {
    view! {
        <div class=format!("notice {tone}")>
            <Icon glyph />
            <div>
                <p class="strong">{move || title.get()}</p>
                <p>{move || text.get()}</p>
            </div>
        </div>
    }
}
