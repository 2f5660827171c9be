//! The platform operator's pages (screens.md, "Platform"): the outbox.

mod outbox;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    i18n::t,
    routes::NotFound,
    ui::{Glyph, NavItem},
};

use self::outbox::Outbox;

/// The navigation of an operator.
#[must_use]
pub fn navigation() -> Vec<NavItem> {
    vec![NavItem::new("/platform", t::platform::outbox, Glyph::Send).exact()]
}

/// The page of the address below `/platform`.
#[component]
pub fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let home = Memo::new(move |_| path.with(|path| path.trim_end_matches('/') == "/platform"));
    move || {
        if home.get() {
            view! { <Outbox /> }.into_any()
        } else {
            view! { <NotFound /> }.into_any()
        }
    }
}
