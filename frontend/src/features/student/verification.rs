//! 信息验证: the first log-in (domain.md section 2, rule 1).

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    endpoint::Json,
    endpoints::{CompleteVerification, GetVerification, SendVerificationCode},
    problem::codes as problems,
    student::{Verification, VerificationView},
};
use serde::{Deserialize, Serialize};

use crate::{
    api, bind,
    i18n::{lang, t},
    session,
    ui::{
        Button, Facts, Fault, Faults, Form, FormActions, Glyph, Icon, Kind, LinkButton, Loaded,
        Page, Section, Term, TextArea, TextField, field::Typing, form, format, toast, use_draft,
    },
};

use super::contact::email_check;

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Contact {
    email: String,
    address: String,
}

/// 信息验证
#[component]
pub fn Verify() -> impl IntoView {
    view! {
        <Page title=t::student::verification lead=t::student::verification_lead>
            <Loaded
                load=|| {
                    let _ = lang();
                    api::load(Call::<GetVerification>::new((), Nothing {}))
                }
                view=|known| {
                    if known.verified {
                        view! { <Done /> }.into_any()
                    } else {
                        view! { <Check known /> }.into_any()
                    }
                }
            />
        </Page>
    }
}

#[component]
fn Done() -> impl IntoView {
    view! {
        <div class="notice good">
            <Icon glyph=Glyph::Check />
            <div class="stack">
                <p>{t::student::verified_already}</p>
                <div class="actions">
                    <LinkButton label=t::student::to_home href=Signal::stored("/student".to_owned()) />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Check(known: VerificationView) -> impl IntoView {
    let VerificationView {
        student_no,
        name,
        phone,
        email,
        address,
        ..
    } = known;
    let start = Contact {
        email: email.unwrap_or_default(),
        address: address.unwrap_or_default(),
    };
    let draft = use_draft("student.verification", start);
    let (faults, busy, code) = (
        Faults::new(),
        RwSignal::new(false),
        RwSignal::new(String::new()),
    );
    let go = StoredValue::new(use_navigate());
    let masked = phone.clone();
    let facts = move || {
        vec![
            Term::new(t::student::student_no, student_no.clone()),
            Term::new(t::student::name, name.clone()),
            Term::new(t::student::phone, masked.clone()),
        ]
    };
    let send = move |()| {
        let Contact { email, address } = draft.value.get_untracked();
        let body = Verification {
            email: email.trim().to_owned(),
            address: address.trim().to_owned(),
            code: code.get_untracked().trim().to_owned(),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = api::ask(Call::<CompleteVerification>::new((), Json(body))).await;
            busy.set(false);
            match answer {
                Ok(account) => {
                    draft.clear();
                    session::update(account);
                    toast(t::student::verified());
                    go.with_value(|go| go("/student", NavigateOptions::default()));
                }
                Err(error) if error.code() == Some(problems::SMS_CODE) => {
                    faults.set(vec![Fault {
                        field: "code".to_owned(),
                        message: api::say(&error),
                    }]);
                }
                Err(error) => api::blame(&error, faults),
            }
        });
    };
    view! {
        <Section title=t::student::confirm_data>
            <Facts facts=Signal::derive(facts) />
            <div class="notice">
                <Icon glyph=Glyph::Info />
                <p>{t::student::wrong_phone}</p>
            </div>
            <Form faults on_submit=send busy label=t::student::verification>
                <TextField
                    name="email"
                    label=t::student::email
                    hint=t::student::email_hint
                    value=bind!(draft.value, email)
                    typing=Typing::EMAIL
                    required=true
                    check=email_check()
                />
                <TextArea
                    name="address"
                    label=t::student::address
                    hint=t::student::address_hint
                    value=bind!(draft.value, address)
                    required=true
                    max=200
                    rows=2
                />
                <SmsCode code phone faults />
                <FormActions>
                    <Button label=t::student::finish kind=Kind::Primary submit=true busy />
                    <Button
                        label=t::student::later
                        kind=Kind::Quiet
                        on_click=move |_| {
                            session::put_off_first_step();
                            go.with_value(|go| go("/student", NavigateOptions::default()));
                        }
                    />
                </FormActions>
            </Form>
        </Section>
    }
}

/// 短信验证码, with a way to ask for another once a minute.
#[component]
fn SmsCode(code: RwSignal<String>, phone: String, faults: Faults) -> impl IntoView {
    let busy = RwSignal::new(false);
    let sent = RwSignal::new(false);
    // The instant, not a count: a sleeping tab must not stop the clock.
    let next = RwSignal::new(None::<DateTime<Utc>>);
    let now = RwSignal::new(format::now());
    if let Ok(tick) =
        set_interval_with_handle(move || now.set(format::now()), Duration::from_secs(1))
    {
        on_cleanup(move || tick.clear());
    }
    let left = Memo::new(move |_| {
        let left = next
            .get()
            .map_or(0, |next| (next - now.get()).num_milliseconds());
        u64::try_from(left).unwrap_or(0).div_ceil(1000)
    });
    let ask = move |_| {
        busy.set(true);
        spawn_local(async move {
            let answer = api::ask(Call::<SendVerificationCode>::new((), Nothing {})).await;
            busy.set(false);
            now.set(format::now());
            match answer {
                Ok(reply) => {
                    faults.put("code", None);
                    sent.set(true);
                    next.set(Some(
                        format::now() + TimeDelta::seconds(i64::from(reply.resend_after)),
                    ));
                    form::focus(&form::field_id("code"));
                }
                Err(error) => faults.put("code", Some(api::say(&error))),
            }
        });
    };
    let label = move || match (left.get(), sent.get()) {
        (0, false) => t::student::send_code().to_owned(),
        (0, true) => t::student::send_again().to_owned(),
        (seconds, _) => t::student::send_again_in(seconds),
    };
    view! {
        <TextField
            name="code"
            label=t::student::code
            value=code
            typing=Typing::CODE
            required=true
            max=6
            width="short"
        />
        <div class="actions">
            <Button label icon=Glyph::Send busy disabled=Signal::derive(move || left.get() > 0) on_click=ask />
        </div>
        <p class="muted" role="status">
            {move || sent.get().then(|| t::student::code_sent(&phone))}
        </p>
    }
}
