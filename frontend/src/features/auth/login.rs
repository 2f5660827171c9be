//! The log-in page: three tabs (学生, 单位, 学校); the platform under its own address.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_params_map, use_query_map},
};
use sanfang_client::Call;
use sanfang_contract::{Nothing, account::LoginRequest, endpoints::GetInstallation};

use crate::{
    api::{self, Task},
    i18n::t,
    session::{self, Ended, Session},
    ui::{
        Bind, Button, Fault, Faults, Form, FormActions, Front, Glyph, Icon, Kind, Page,
        PasswordField, Tab, Tabs, TextField, field::Typing,
    },
};

use super::{accent, portal};

/// Log-in names of the demo world, by tab (README; issue 2).
const DEMO: [(&str, &[&str]); 4] = [
    ("student", &["student01", "student02"]),
    ("employer", &["employer01", "employer02"]),
    ("school", &["school01", "college01"]),
    ("platform", &["platform01"]),
];
const DEMO_PASSWORD: &str = "Sanfang-2026";

/// `/login`, `/login/student`, `/login/employer`, `/login/school`
#[component]
pub fn Login() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let navigate = use_navigate();
    let tab = Memo::new(move |_| {
        let key = params
            .with(|params| params.get("portal"))
            .unwrap_or_default();
        if ["employer", "school"].contains(&key.as_str()) {
            key
        } else {
            "student".to_owned()
        }
    });
    let chosen = Bind::new(
        move || tab.get(),
        move |key| {
            let next = query.with_untracked(|query| query.get("next"));
            let search = next.map(|next| format!("?next={next}")).unwrap_or_default();
            navigate(
                &format!("/login/{key}{search}"),
                NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                },
            );
        },
    );
    let tabs = vec![
        Tab::new("student", t::ui::role_student),
        Tab::new("employer", t::ui::role_employer),
        Tab::new("school", t::ui::role_school),
    ];
    view! {
        <Front accent=Signal::derive(move || tab.with(|tab| accent(tab)))>
            <Page title=t::auth::log_in>
                <Tabs label=t::auth::who tabs chosen>
                    <LoginForm tab />
                </Tabs>
            </Page>
        </Front>
    }
}

/// `/platform/login`
#[component]
pub fn PlatformLogin() -> impl IntoView {
    let tab = Memo::new(|_| "platform".to_owned());
    view! {
        <Front accent=Signal::derive(|| accent("platform"))>
            <Page title=t::auth::platform_log_in>
                <LoginForm tab />
            </Page>
        </Front>
    }
}

#[component]
fn LoginForm(tab: Memo<String>) -> impl IntoView {
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (faults, task) = (Faults::new(), Task::new());
    let query = use_query_map();
    let navigate = use_navigate();
    let go = {
        let navigate = navigate.clone();
        move |home: &str| {
            let next = query.with_untracked(|query| query.get("next"));
            // Only a page of one's own, never another site.
            let next = next.filter(|next| next.starts_with(home) || next.starts_with("/notices"));
            navigate(
                next.as_deref().unwrap_or(home),
                NavigateOptions {
                    replace: true,
                    ..NavigateOptions::default()
                },
            );
        }
    };
    // Whoever is logged in already goes on.
    Effect::new({
        let go = go.clone();
        move |_| {
            if let Session::Open(account) = session::session() {
                go(session::home(account.role));
            }
        }
    });
    // A fault of one tab says nothing in the next.
    Effect::new(move |_| {
        tab.track();
        faults.clear();
    });
    let submit = move |()| {
        let required = |field: &str, value: RwSignal<String>, message: &str| {
            value
                .with_untracked(|value| value.trim().is_empty())
                .then(|| Fault {
                    field: field.to_owned(),
                    message: message.to_owned(),
                })
        };
        let missing: Vec<_> = [
            required("login", login, t::auth::login_required()),
            required("password", password, t::auth::password_required()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !missing.is_empty() {
            faults.set(missing);
            return;
        }
        let request = LoginRequest {
            portal: tab.with_untracked(|tab| portal(tab)),
            login: login.with_untracked(|login| login.trim().to_owned()),
            password: password.get_untracked(),
        };
        task.run_form(faults, move |_| session::log_in(request), |_| ());
    };
    view! {
        <Why />
        <Form faults on_submit=submit busy=task.busy label=t::auth::log_in>
            <TextField name="login" label=t::auth::login value=login typing=Typing::USER required=true />
            <PasswordField name="password" label=t::auth::password value=password />
            <FormActions>
                <Button label=t::auth::log_in kind=Kind::Primary submit=true busy=task.busy />
                <A href=move || format!("/forgotten?portal={}", tab.get())>{t::auth::forgotten}</A>
            </FormActions>
        </Form>
        <Demo tab login password />
        <p class="muted">
            <A href="/verify">{t::auth::verify_link}</A>
        </p>
    }
}

/// Why the person is here again.
#[component]
fn Why() -> impl IntoView {
    let text = move || match session::session() {
        Session::Nobody {
            why: Some(Ended::Expired),
        } => Some(t::auth::expired()),
        Session::Nobody {
            why: Some(Ended::Idle),
        } => Some(t::auth::idle()),
        Session::Nobody { why: None }
        | Session::Opening
        | Session::Unknown(_)
        | Session::Open(_) => None,
    };
    move || {
        text().map(|text| {
            view! {
                <div class="notice wait" role="status">
                    <Icon glyph=Glyph::Clock />
                    <p>{text}</p>
                </div>
            }
        })
    }
}

/// In a demo installation: the accounts, one press each.
#[component]
fn Demo(tab: Memo<String>, login: RwSignal<String>, password: RwSignal<String>) -> impl IntoView {
    let installation =
        LocalResource::new(|| api::ask(Call::<GetInstallation>::new((), Nothing {})));
    let demo = move || {
        installation
            .get()
            .and_then(Result::ok)
            .is_some_and(|installation| installation.demo)
    };
    let names = move || {
        let tab = tab.get();
        DEMO.into_iter()
            .find(|(key, _)| *key == tab)
            .map(|(_, names)| names)
            .unwrap_or_default()
    };
    view! {
        <Transition>
            {move || {
                demo()
                    .then(|| {
                        view! {
                            <aside class="notice" aria-label=t::auth::demo>
                                <Icon glyph=Glyph::Info />
                                <div class="stack">
                                    <p>{t::auth::demo_hint}</p>
                                    <div class="row">
                                        {names()
                                            .iter()
                                            .map(|name| {
                                                let name = *name;
                                                view! {
                                                    <Button
                                                        label=name
                                                        on_click=move |_| {
                                                            login.set(name.to_owned());
                                                            password.set(DEMO_PASSWORD.to_owned());
                                                        }
                                                    />
                                                }
                                            })
                                            .collect_view()}
                                    </div>
                                </div>
                            </aside>
                        }
                    })
            }}
        </Transition>
    }
}
