//! The frame of everybody who is logged in: who may be here, the navigation of the role, the bell
//! and the way out.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::{A, Outlet},
    hooks::{use_location, use_navigate},
};
use sanfang_contract::account::{AccountView, FirstStep};
use sanfang_domain::actor::Role;

use crate::{
    i18n::t,
    session::{self, Session},
    ui::{Accent, Button, ErrorState, Front, Glyph, Icon, Kind, NavItem, Shell, Skeleton, Trouble},
};

use super::{employer, notices, platform, school, student};

/// The accent of a role.
#[must_use]
pub fn accent(role: Role) -> Accent {
    match role {
        Role::Student => Accent::Student,
        Role::Employer => Accent::Employer,
        Role::School | Role::College => Accent::School,
        Role::Platform | Role::System => Accent::Platform,
    }
}

fn navigation(role: Role) -> Vec<NavItem> {
    match role {
        Role::Student => student::navigation(),
        Role::Employer => employer::navigation(),
        Role::School | Role::College => school::navigation(),
        Role::Platform | Role::System => platform::navigation(),
    }
}

/// Where an account has to go first.
fn first(account: &AccountView) -> Option<&'static str> {
    account.first_step.map(|step| match step {
        FirstStep::Verification => "/student/verification",
        FirstStep::SigningInformation => "/employer/signing-information",
    })
}

/// Pages that everybody has who is logged in.
const COMMON: [&str; 2] = ["/account", "/notices"];

/// Where somebody at this address should be instead.
fn elsewhere(account: &AccountView, path: &str) -> Option<&'static str> {
    let below = |root: &str| {
        path == root
            || path
                .strip_prefix(root)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    let home = session::home(account.role);
    let common = COMMON.into_iter().any(below);
    match first(account) {
        // Whoever is not verified may read (domain.md section 2): only the way in leads there.
        Some(_)
            if account.role == Role::Student
                && below(home)
                && (path != home || session::first_step_put_off()) =>
        {
            None
        }
        Some(first) if path != first && !common => Some(first),
        _ if below(home) || common => None,
        _ => Some(home),
    }
}

/// The frame; what it frames is the [`Outlet`].
#[component]
pub fn Inside() -> impl IntoView {
    let location = use_location();
    let navigate = use_navigate();
    let replace = NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    };
    let kind = Memo::new(|_| match session::session() {
        Session::Opening => Stage::Opening,
        Session::Unknown(why) => Stage::Unknown(why),
        Session::Nobody { .. } => Stage::Nobody,
        Session::Open(account) => Stage::Open(account.role),
    });
    let path = location.pathname;
    Effect::new(move |_| {
        let path = path.get();
        match session::session() {
            Session::Nobody { why } => {
                // The way out changes the address once more before this frame goes.
                if path.starts_with("/login") || path == "/platform/login" {
                    return;
                }
                let portal = ["employer", "school"]
                    .into_iter()
                    .find(|portal| path.starts_with(&format!("/{portal}")));
                let login = match portal {
                    _ if path.starts_with("/platform") => "/platform/login".to_owned(),
                    Some(portal) => format!("/login/{portal}"),
                    None => "/login".to_owned(),
                };
                // After one's own log-out the next person begins at the beginning.
                let next = why.is_some() || !crate::app::arrived();
                let next = if next {
                    format!("?next={path}")
                } else {
                    String::new()
                };
                navigate(&format!("{login}{next}"), replace.clone());
            }
            Session::Open(account) => {
                if let Some(place) = elsewhere(&account, &path) {
                    navigate(place, replace.clone());
                }
            }
            Session::Opening | Session::Unknown(_) => {}
        }
    });
    let allowed = Memo::new(move |_| {
        session::account()
            .is_some_and(|account| path.with(|path| elsewhere(&account, path).is_none()))
    });
    move || match kind.get() {
        Stage::Opening | Stage::Nobody => view! {
            <Front accent=Signal::stored(Accent::Student)>
                <Skeleton />
            </Front>
        }
        .into_any(),
        Stage::Unknown(why) => {
            let trouble = Trouble {
                title: t::api::unreachable().to_owned(),
                detail: why,
                trace: String::new(),
                again: true,
            };
            view! {
                <Front accent=Signal::stored(Accent::Student)>
                    <ErrorState trouble on_retry=|()| session::retry() />
                </Front>
            }
            .into_any()
        }
        Stage::Open(role) => {
            let name = || {
                session::account()
                    .map(|account| match account.school_name {
                        Some(school) if account.role == Role::Student => {
                            format!("{} · {school}", account.display_name)
                        }
                        _ => account.display_name,
                    })
                    .unwrap_or_default()
            };
            view! {
                <Shell
                    accent=accent(role)
                    nav=navigation(role)
                    name
                    tools=ViewFn::from(|| view! { <Tools /> })
                >
                    <Show when=move || allowed.get() fallback=|| view! { <Skeleton /> }>
                        <Outlet />
                    </Show>
                </Shell>
            }
            .into_any()
        }
    }
}

/// What the frame shows; the account's details change without drawing it anew.
#[derive(Clone, PartialEq)]
enum Stage {
    Opening,
    Unknown(String),
    Nobody,
    Open(Role),
}

#[component]
fn Tools() -> impl IntoView {
    view! {
        <notices::Bell />
        <A href="/account" attr:class="button quiet">
            <Icon glyph=Glyph::Person />
            <span class="wide-only">{t::account::title}</span>
        </A>
        <Button
            label=t::account::log_out
            kind=Kind::Quiet
            icon=Glyph::Exit
            icon_only=true
            on_click=|_| session::log_out()
        />
    }
}
