//! Buttons and links that look like buttons.

use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::components::A;

use super::{Glyph, Icon, Text};
use crate::i18n::t;

/// How much a button asks for. One `Primary` a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do here.
    Primary,
    /// Anything else.
    #[default]
    Plain,
    /// Inside rows and bars.
    Quiet,
    /// Ends or refuses something.
    Danger,
}

impl Kind {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Plain => "button",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button. While `busy` it keeps its place and focus, says so, and does nothing.
#[component]
pub fn Button(
    #[prop(into)] label: Text,
    #[prop(optional, into)] on_click: Option<Callback<MouseEvent>>,
    #[prop(optional)] kind: Kind,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Tells the row apart for screen readers, e.g. the student's name.
    #[prop(optional, into)]
    about: Option<Text>,
    /// Shows the icon alone; the label stays for screen readers.
    #[prop(optional)]
    icon_only: bool,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            class:icon-only=icon_only
            disabled=disabled
            aria-disabled=move || busy.get().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=move |event| {
                if busy.get_untracked() {
                    event.prevent_default();
                } else if let Some(act) = on_click {
                    act.run(event);
                }
            }
        >
            {move || {
                if busy.get() {
                    Some(view! { <span class="spinner" aria-hidden="true"></span> }.into_any())
                } else {
                    icon.map(|glyph| view! { <Icon glyph /> }.into_any())
                }
            }}
            <span class:visually-hidden=icon_only>{move || label.get()}</span>
            {about.map(|about| view! { <span class="visually-hidden">{move || about.get()}</span> })}
            <span class="visually-hidden" role="status">
                {move || busy.get().then(t::ui::busy)}
            </span>
        </button>
    }
}

/// A link that looks like a button: goes somewhere, changes nothing.
#[component]
pub fn LinkButton(
    #[prop(into)] label: Text,
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] kind: Kind,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    #[prop(optional, into)] about: Option<Text>,
) -> impl IntoView {
    view! {
        <A href=move || href.get() attr:class=kind.class()>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            <span>{move || label.get()}</span>
            {about.map(|about| view! { <span class="visually-hidden">{move || about.get()}</span> })}
        </A>
    }
}
