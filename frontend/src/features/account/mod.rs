//! 账号与安全: who one is here, the password, and where one is logged in.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    account::{PasswordChange, SessionView},
    endpoint::Json,
    endpoints::{ChangePassword, EndOtherSessions, EndSession, ListSessions},
};
use sanfang_domain::ids::SessionId;

use crate::{
    api::{self, Task},
    features::auth::password::mismatch,
    i18n::t,
    session,
    ui::{
        Button, Column, Confirm, DataTable, Facts, Fault, Faults, Form, FormActions, Kind, Loaded,
        Page, PasswordField, Pill, Section, Term, Tone, form::focus, format, toast,
    },
};

/// `/account`
#[component]
pub fn Account() -> impl IntoView {
    let facts = Signal::derive(|| {
        let Some(account) = session::account() else {
            return Vec::new();
        };
        vec![
            Term::new(t::account::name, account.display_name),
            Term::new(t::account::login, account.login),
            Term::new(
                t::account::last_login,
                account
                    .previous_login_at
                    .map(format::minute)
                    .unwrap_or_default(),
            ),
            Term::new(
                t::account::last_ip,
                account.previous_login_ip.unwrap_or_default(),
            ),
        ]
    });
    view! {
        <Page title=t::account::title>
            <Section title=t::account::own>
                <Facts facts />
            </Section>
            <Password />
            <Sessions />
        </Page>
    }
}

#[component]
fn Password() -> impl IntoView {
    let [current, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let (faults, task) = (Faults::new(), Task::new());
    let submit = move |()| {
        let empty = current.with_untracked(String::is_empty).then(|| Fault {
            field: "current".into(),
            message: t::auth::password_required().into(),
        });
        let wrong: Vec<_> = empty.into_iter().chain(mismatch(new, again)).collect();
        if !wrong.is_empty() {
            faults.set(wrong);
            return;
        }
        let change = PasswordChange {
            current: current.get_untracked(),
            new: new.get_untracked(),
        };
        task.run_form(
            faults,
            move |_| api::send(Call::<ChangePassword>::new((), Json(change))),
            move |_| {
                for field in [current, new, again] {
                    field.set(String::new());
                }
                toast(t::account::password_changed());
                focus("main");
            },
        );
    };
    view! {
        <Section title=t::account::change_password lead=t::account::change_password_lead>
            <Form faults on_submit=submit busy=task.busy label=t::account::change_password>
                <PasswordField name="current" label=t::account::current_password value=current />
                <PasswordField name="new" label=t::auth::new_password value=new hint=t::auth::password_hint new=true />
                <PasswordField name="again" label=t::auth::new_password_again value=again new=true />
                <FormActions>
                    <Button label=t::auth::set_password kind=Kind::Primary submit=true busy=task.busy />
                </FormActions>
            </Form>
        </Section>
    }
}

#[component]
fn Sessions() -> impl IntoView {
    let again = RwSignal::new(0);
    let asked = RwSignal::new(false);
    let (others, one) = (Task::new(), Task::new());
    let end = Callback::new(move |id: SessionId| {
        one.run(
            move |_| api::send(Call::<EndSession>::new((id,), Nothing {})),
            move |_| {
                toast(t::account::session_ended());
                again.update(|count| *count += 1);
            },
        );
    });
    let end_others = move |()| {
        others.run(
            |_| api::send(Call::<EndOtherSessions>::new((), Nothing {})),
            move |_| {
                asked.set(false);
                toast(t::account::others_ended());
                again.update(|count| *count += 1);
            },
        );
    };
    view! {
        <Section
            title=t::account::sessions
            lead=t::account::sessions_lead
            tools=ViewFn::from(move || {
                view! {
                    <Button
                        label=t::account::end_others
                        on_click=move |_| {
                            others.reset();
                            asked.set(true);
                        }
                    />
                }
            })
        >
            <Loaded
                again
                load=|| api::load(Call::<ListSessions>::new((), Nothing {}))
                view={move |sessions: Vec<SessionView>| {
                    view! {
                        <DataTable
                            caption=t::account::sessions
                            rows=Signal::stored(sessions)
                            key=|session: &SessionView| session.id.to_string()
                            columns=columns(end, one)
                        />
                    }
                        .into_any()
                }}
            />
        </Section>
        <Confirm
            open=asked
            title=t::account::end_others
            effects=Signal::derive(|| vec![t::account::end_others_effect().to_owned()])
            yes=t::account::end_others
            busy=others.busy
            fault=others.fault
            on_yes=end_others
        />
    }
}

fn columns(end: Callback<SessionId>, task: Task) -> Vec<Column<SessionView>> {
    vec![
        Column::new(t::account::device, |session: &SessionView| {
            session.agent.clone()
        })
        .title(),
        Column::new(t::account::ip, |session: &SessionView| session.ip.clone()).fixed(),
        Column::new(t::account::began, |session: &SessionView| {
            format::minute(session.created_at)
        })
        .fixed(),
        Column::new(t::account::used, |session: &SessionView| {
            format::minute(session.used_at)
        })
        .fixed(),
        Column::new(t::account::action, move |session: &SessionView| {
            let (id, about) = (session.id, session.agent.clone());
            if session.current {
                view! { <Pill label=t::account::this_one tone=Tone::Good /> }.into_any()
            } else {
                view! {
                    <Button
                        label=t::account::end
                        kind=Kind::Quiet
                        about
                        busy=task.busy
                        on_click=move |_| end.run(id)
                    />
                }
                .into_any()
            }
        })
        .actions(),
    ]
}
