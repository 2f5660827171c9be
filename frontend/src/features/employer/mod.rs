//! The employer's pages (screens.md, "Employer").

mod actions;
mod cases;
mod detail;
mod home;
mod import;
mod letter;
mod profile;
mod search;
mod send;
mod signing;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use sanfang_domain::ids::CaseId;

use crate::{
    i18n::t,
    routes::NotFound,
    ui::{Glyph, NavItem},
};

/// What lies where below `/employer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Home,
    Signing,
    Send,
    Letter,
    Cases,
    Case(CaseId),
    Amend(CaseId),
    Profile,
    Nowhere,
}

impl Place {
    fn of(path: &str) -> Self {
        let parts: Vec<_> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .skip(1)
            .collect();
        let place = match parts.as_slice() {
            [] => Some(Self::Home),
            ["signing-information"] => Some(Self::Signing),
            ["send"] => Some(Self::Send),
            ["letter"] => Some(Self::Letter),
            ["cases"] => Some(Self::Cases),
            ["cases", id] => id.parse().ok().map(Self::Case),
            ["cases", id, "amend"] => id.parse().ok().map(Self::Amend),
            ["profile"] => Some(Self::Profile),
            _ => None,
        };
        place.unwrap_or(Self::Nowhere)
    }
}

/// The navigation of an employer.
#[must_use]
pub fn navigation() -> Vec<NavItem> {
    vec![
        NavItem::new("/employer", t::employer::home, Glyph::Home).exact(),
        NavItem::new("/employer/send", t::employer::send, Glyph::Send),
        NavItem::new("/employer/cases", t::employer::cases, Glyph::List),
        NavItem::new("/employer/profile", t::employer::profile, Glyph::Office),
    ]
}

/// The page of the address below `/employer`.
#[component]
pub fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let place = Memo::new(move |_| Place::of(&path.get()));
    move || match place.get() {
        Place::Home => view! { <home::Home /> }.into_any(),
        Place::Signing => view! { <signing::Signing /> }.into_any(),
        Place::Send => view! { <send::Send /> }.into_any(),
        Place::Letter => view! { <letter::Letter /> }.into_any(),
        Place::Cases => view! { <cases::Cases /> }.into_any(),
        Place::Case(id) => view! { <detail::Detail id /> }.into_any(),
        Place::Amend(id) => view! { <actions::Amend id /> }.into_any(),
        Place::Profile => view! { <profile::Profile /> }.into_any(),
        Place::Nowhere => view! { <NotFound /> }.into_any(),
    }
}

/// The address of a case.
fn case(id: impl std::fmt::Display) -> String {
    format!("/employer/cases/{id}")
}
