//! The root: languages, title, routes and the place for short messages.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{components::Router, hooks::use_location};

use crate::{
    i18n::{self, t},
    routes::Pages,
    session,
    ui::Toaster,
};

static ARRIVED: AtomicBool = AtomicBool::new(false);

/// Whether the page was reached from another page of ours rather than loaded.
#[must_use]
pub fn arrived() -> bool {
    ARRIVED.load(Ordering::Relaxed)
}

/// The whole client.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    i18n::follow();
    session::open();
    let (routing, set_routing) = signal(false);
    view! {
        <Title formatter=|title: String| format!("{title} · {}", t::ui::product()) />
        <Router set_is_routing=set_routing>
            <Arrivals />
            // Seen only when a chunk is slow; the page that comes says the rest.
            <div class="routing" aria-hidden="true" hidden=move || !routing.get()></div>
            <Pages />
        </Router>
        <Toaster />
    }
}

/// Notices the first change of address.
#[component]
fn Arrivals() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            ARRIVED.store(true, Ordering::Relaxed);
        }
        now
    });
}
