//! The student's pages (screens.md, "Student").

mod amendment;
mod case;
mod contact;
mod detail;
mod document;
mod home;
mod letter;
mod list;
mod profile;
mod verification;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use sanfang_domain::ids::CaseId;

use crate::{
    i18n::t,
    ui::{Empty, Glyph, LinkButton, NavItem, Page},
};

use self::{
    detail::Detail, home::Home, letter::Letter, list::Offers, profile::Profile,
    verification::Verify,
};

/// What lies where below `/student`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Home,
    Verification,
    Offers,
    Letter(CaseId),
    Detail(CaseId),
    Profile,
    Nowhere,
}

impl Place {
    fn of(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let place = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("student"), None, None, None) => Some(Self::Home),
            (Some("student"), Some("verification"), None, None) => Some(Self::Verification),
            (Some("student"), Some("offers"), None, None) => Some(Self::Offers),
            (Some("student"), Some("offers"), Some(id), None) => id.parse().ok().map(Self::Letter),
            (Some("student"), Some("cases"), Some(id), None) => id.parse().ok().map(Self::Detail),
            (Some("student"), Some("profile"), None, None) => Some(Self::Profile),
            _ => None,
        };
        place.unwrap_or(Self::Nowhere)
    }
}

/// The navigation of a student.
#[must_use]
pub fn navigation() -> Vec<NavItem> {
    vec![
        NavItem::new("/student", t::student::home, Glyph::Home).exact(),
        NavItem::new("/student/offers", t::student::offers, Glyph::File),
        NavItem::new("/student/profile", t::student::profile, Glyph::Person),
    ]
}

/// The page of the address below `/student`.
#[component]
pub fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let place = Memo::new(move |_| Place::of(&path.get()));
    move || match place.get() {
        Place::Home => view! { <Home /> }.into_any(),
        Place::Verification => view! { <Verify /> }.into_any(),
        Place::Offers => view! { <Offers /> }.into_any(),
        Place::Letter(id) => view! { <Letter id /> }.into_any(),
        Place::Detail(id) => view! { <Detail id /> }.into_any(),
        Place::Profile => view! { <Profile /> }.into_any(),
        Place::Nowhere => view! { <Nowhere /> }.into_any(),
    }
}

/// An address that is none of ours.
#[component]
fn Nowhere() -> impl IntoView {
    view! {
        <Page title=t::student::nowhere>
            <Empty title=t::student::nowhere text=t::student::nowhere_text glyph=Glyph::Search>
                <LinkButton label=t::student::to_home href=Signal::stored("/student".to_owned()) />
            </Empty>
        </Page>
    }
}
