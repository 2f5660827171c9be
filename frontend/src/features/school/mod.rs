//! The school's pages (screens.md, "School"), for the whole school and for colleges alike: the
//! server answers each with what is in its sight.

mod case;
mod columns;
mod decide;
mod desk;
mod filter;
mod home;
mod keys;
mod list;
mod papers;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use sanfang_domain::ids::CaseId;

use crate::{
    i18n::t,
    routes::NotFound,
    ui::{Glyph, NavItem},
};

use self::{desk::Cases, home::Home};

/// What lies where below `/school`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Home,
    /// 签约管理, and the case that is open in it.
    Cases(Option<CaseId>),
    Nowhere,
}

impl Place {
    fn of(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let place = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("school"), None, None, None) => Some(Self::Home),
            (Some("school"), Some("cases"), None, None) => Some(Self::Cases(None)),
            (Some("school"), Some("cases"), Some(id), None) => {
                id.parse().ok().map(|id| Self::Cases(Some(id)))
            }
            _ => None,
        };
        place.unwrap_or(Self::Nowhere)
    }

    fn page(self) -> Page {
        match self {
            Self::Home => Page::Home,
            Self::Cases(_) => Page::Cases,
            Self::Nowhere => Page::Nowhere,
        }
    }
}

/// The page of a place: the list stays while cases open and close beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Home,
    Cases,
    Nowhere,
}

/// The navigation of a school's staff.
#[must_use]
pub fn navigation() -> Vec<NavItem> {
    vec![
        NavItem::new("/school", t::school::home, Glyph::Home).exact(),
        NavItem::new("/school/cases", t::school::cases, Glyph::List),
    ]
}

/// The page of the address below `/school`.
#[component]
pub fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let place = Memo::new(move |_| Place::of(&path.get()));
    let page = Memo::new(move |_| place.get().page());
    let chosen = Memo::new(move |_| match place.get() {
        Place::Cases(chosen) => chosen,
        Place::Home | Place::Nowhere => None,
    });
    move || match page.get() {
        Page::Home => view! { <Home /> }.into_any(),
        Page::Cases => view! { <Cases chosen /> }.into_any(),
        Page::Nowhere => view! { <NotFound /> }.into_any(),
    }
}
