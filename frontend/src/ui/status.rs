//! A state as icon and word: colour only repeats it.

use leptos::prelude::*;

use super::{Glyph, Icon, Text};

/// What a state means for whoever reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Done, in force.
    Good,
    /// Waits for somebody.
    Wait,
    /// Refused, broken, over.
    Bad,
    /// Neither.
    #[default]
    Plain,
}

impl Tone {
    /// The class that colours it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Wait => "wait",
            Self::Bad => "bad",
            Self::Plain => "plain",
        }
    }

    /// The icon that says it.
    #[must_use]
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Good => Glyph::Check,
            Self::Wait => Glyph::Clock,
            Self::Bad => Glyph::Cross,
            Self::Plain => Glyph::Info,
        }
    }
}

/// The pill.
#[component]
pub fn Pill(#[prop(into)] label: Text, #[prop(optional)] tone: Tone) -> impl IntoView {
    view! {
        <span class=format!("pill {}", tone.class())>
            <Icon glyph=tone.glyph() />
            <span>{move || label.get()}</span>
        </span>
    }
}
