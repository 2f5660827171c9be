//! Forgotten password: ask for a link by e-mail, then set a new one. The answer to the first is the
//! same whether or not the account exists.

use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_location, use_query_map},
};
use sanfang_client::Call;
use sanfang_contract::{
    account::{PasswordResetConfirm, PasswordResetRequest},
    endpoint::Json,
    endpoints::{ConfirmPasswordReset, RequestPasswordReset},
};

use crate::{
    api::{self, Task},
    i18n::t,
    ui::{
        Button, Choice, Empty, Fault, Faults, Form, FormActions, Front, Glyph, Kind, LinkButton,
        Page, PasswordField, RadioField, TextField, field::Typing,
    },
};

use super::{accent, portal};

/// `/forgotten?portal=…`
#[component]
pub fn Forgotten() -> impl IntoView {
    let start = use_query_map()
        .with_untracked(|query| query.get("portal"))
        .unwrap_or_else(|| "student".to_owned());
    let (tab, login) = (RwSignal::new(start), RwSignal::new(String::new()));
    let (faults, task, sent) = (Faults::new(), Task::new(), RwSignal::new(false));
    let choices = Signal::derive(|| {
        vec![
            Choice::new("student", t::ui::role_student),
            Choice::new("employer", t::ui::role_employer),
            Choice::new("school", t::ui::role_school),
            Choice::new("platform", t::ui::role_platform),
        ]
    });
    let submit = move |()| {
        let name = login.with_untracked(|login| login.trim().to_owned());
        if name.is_empty() {
            faults.set(vec![Fault {
                field: "login".into(),
                message: t::auth::login_required().into(),
            }]);
            return;
        }
        let request = PasswordResetRequest {
            portal: tab.with_untracked(|tab| portal(tab)),
            login: name,
        };
        task.run_form(
            faults,
            move |_| api::send(Call::<RequestPasswordReset>::new((), Json(request))),
            move |_| sent.set(true),
        );
    };
    view! {
        <Front accent=Signal::derive(move || tab.with(|tab| accent(tab)))>
            <Page title=t::auth::forgotten>
                <Show
                    when=move || !sent.get()
                    fallback=|| {
                        view! {
                            <Empty title=t::auth::reset_sent text=t::auth::reset_sent_hint glyph=Glyph::Send>
                                <LinkButton label=t::auth::to_log_in href=Signal::stored("/login".to_owned()) />
                            </Empty>
                        }
                    }
                >
                    <p class="lead">{t::auth::forgotten_lead}</p>
                    <Form faults on_submit=submit busy=task.busy label=t::auth::forgotten>
                        <RadioField name="portal" label=t::auth::who value=tab choices required=true />
                        <TextField name="login" label=t::auth::login value=login typing=Typing::USER required=true />
                        <FormActions>
                            <Button label=t::auth::send_link kind=Kind::Primary submit=true busy=task.busy />
                            <A href="/login">{t::ui::back}</A>
                        </FormActions>
                    </Form>
                    <p class="muted">{t::auth::forgotten_help}</p>
                </Show>
            </Page>
        </Front>
    }
}

/// `/reset#token`: the token is in the fragment, which never reaches a server or its log.
#[component]
pub fn Reset() -> impl IntoView {
    let token = use_location()
        .hash
        .get_untracked()
        .trim_start_matches('#')
        .to_owned();
    let token = StoredValue::new(token.strip_prefix("token=").unwrap_or(&token).to_owned());
    let (new, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (faults, task, done) = (Faults::new(), Task::new(), RwSignal::new(false));
    let submit = move |()| {
        if let Some(fault) = mismatch(new, again) {
            faults.set(vec![fault]);
            return;
        }
        let request = PasswordResetConfirm {
            token: token.get_value(),
            new: new.get_untracked(),
        };
        task.run_form(
            faults,
            move |_| api::send(Call::<ConfirmPasswordReset>::new((), Json(request))),
            move |_| done.set(true),
        );
    };
    view! {
        <Front accent=Signal::derive(|| accent("platform"))>
            <Page title=t::auth::reset>
                <Show
                    when=move || !done.get()
                    fallback=|| {
                        view! {
                            <Empty title=t::auth::reset_done text=t::auth::reset_done_hint glyph=Glyph::Check>
                                <LinkButton
                                    label=t::auth::to_log_in
                                    kind=Kind::Primary
                                    href=Signal::stored("/login".to_owned())
                                />
                            </Empty>
                        }
                    }
                >
                    <Form faults on_submit=submit busy=task.busy label=t::auth::reset>
                        <PasswordField
                            name="new"
                            label=t::auth::new_password
                            value=new
                            hint=t::auth::password_hint
                            new=true
                        />
                        <PasswordField name="again" label=t::auth::new_password_again value=again new=true />
                        <FormActions>
                            <Button label=t::auth::set_password kind=Kind::Primary submit=true busy=task.busy />
                        </FormActions>
                    </Form>
                </Show>
            </Page>
        </Front>
    }
}

/// Typed twice, and differently.
pub(crate) fn mismatch(new: RwSignal<String>, again: RwSignal<String>) -> Option<Fault> {
    (new.get_untracked() != again.get_untracked()).then(|| Fault {
        field: "again".into(),
        message: t::auth::password_mismatch().into(),
    })
}
