//! Short words after something was done. Said aloud once, gone by themselves, never the only
//! place where a fault is told.

use std::{sync::LazyLock, time::Duration};

use leptos::prelude::*;

use super::{Glyph, Icon, Tone, form::unique};
use crate::i18n::t;

const STAYS: Duration = Duration::from_secs(6);

#[derive(Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    text: String,
    tone: Tone,
}

static TOASTS: LazyLock<ArcRwSignal<Vec<Toast>>> = LazyLock::new(ArcRwSignal::default);

/// Says that something was done.
pub fn toast(text: impl Into<String>) {
    show(text.into(), Tone::Good);
}

/// Says that something in the background did not work.
pub fn toast_bad(text: impl Into<String>) {
    show(text.into(), Tone::Bad);
}

fn show(text: String, tone: Tone) {
    let id = unique();
    TOASTS.update(|toasts| toasts.push(Toast { id, text, tone }));
    set_timeout(move || hide(id), STAYS);
}

fn hide(id: u32) {
    TOASTS.update(|toasts| toasts.retain(|toast| toast.id != id));
}

/// The place where they appear; once, in the frame of the application.
#[component]
pub fn Toaster() -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For
                each=|| TOASTS.get()
                key=|toast| toast.id
                children=|Toast { id, text, tone }| {
                    view! {
                        <div class=format!("toast {}", tone.class())>
                            <Icon glyph=tone.glyph() />
                            <span>{text}</span>
                            <button type="button" class="button quiet icon-only" on:click=move |_| hide(id)>
                                <Icon glyph=Glyph::Cross />
                                <span class="visually-hidden">{t::ui::close}</span>
                            </button>
                        </div>
                    }
                }
            />
        </div>
    }
}
