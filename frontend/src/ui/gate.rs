//! A button that the server's capabilities open or close; a closed one says why and who can help.

use leptos::prelude::*;

use super::{Button, Glyph, Icon, Kind, Text};
use crate::i18n::t;

/// Whether an action can be done now, else why not (domain.md, section 11).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// It can be done.
    pub open: bool,
    /// Why not, in the language of the answer.
    pub reason: String,
    /// Who can change that, in the language of the answer; empty when nobody need.
    pub who: String,
    /// Where the record lies that blocks it.
    pub link: Option<String>,
}

impl Gate {
    /// An open gate.
    #[must_use]
    pub fn open() -> Self {
        Self {
            open: true,
            ..Self::default()
        }
    }
}

/// A button behind a [`Gate`]. Closed, it looks disabled but keeps focus, and a press shows why.
#[component]
pub fn GateButton(
    #[prop(into)] gate: Signal<Gate>,
    #[prop(into)] label: Text,
    #[prop(into)] on_click: Callback<leptos::ev::MouseEvent>,
    #[prop(optional)] kind: Kind,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Tells the row apart for screen readers.
    #[prop(optional, into)]
    about: Text,
) -> impl IntoView {
    let open = Memo::new(move |_| gate.with(|gate| gate.open));
    let shown = RwSignal::new(false);
    let id = format!("why-{}", super::form::unique());
    view! {
        {move || {
            let (label, about) = (label.clone(), about.clone());
            if open.get() {
                return view! { <Button label on_click kind busy icon=icon about /> }.into_any();
            }
            let (of, target) = (id.clone(), id.clone());
            view! {
                <span class="gate">
                    <button
                        type="button"
                        class="button closed"
                        aria-disabled="true"
                        aria-expanded=move || shown.get().to_string()
                        aria-describedby=of
                        on:click=move |_| shown.update(|shown| *shown = !*shown)
                    >
                        <Icon glyph=Glyph::Lock />
                        <span>{move || label.get()}</span>
                        <span class="visually-hidden">{move || about.get()}</span>
                    </button>
                    <span class="gate-why" id=target class:shown=shown>
                        {move || gate.with(|gate| gate.reason.clone())}
                        " "
                        {move || gate.with(|gate| gate.who.clone())}
                        " "
                        {move || {
                            gate.with(|gate| gate.link.clone())
                                .map(|href| view! { <a href=href>{t::ui::see_record}</a> })
                        }}
                    </span>
                </span>
            }
                .into_any()
        }}
    }
}

/// Why something is closed, who can change that, and the way to the record that blocks it.
#[component]
pub fn Closed(
    #[prop(into)] title: Text,
    /// Why, in the language of the answer.
    reason: String,
    /// Who can change it, in the language of the answer.
    #[prop(optional)]
    who: String,
    /// Where the record lies that blocks it.
    #[prop(optional_no_strip)]
    link: Option<String>,
) -> impl IntoView {
    view! {
        <div class="notice wait">
            <Icon glyph=Glyph::Lock />
            <div>
                <p class="strong">{move || title.get()}</p>
                <p>{reason} " " {who}</p>
                {link
                    .map(|href| {
                        view! {
                            <p>
                                <leptos_router::components::A href=href>{t::ui::see_record}</leptos_router::components::A>
                            </p>
                        }
                    })}
            </div>
        </div>
    }
}
