//! Paper where it binds: the letter, the agreement and the notice look like documents.

use leptos::prelude::*;

use super::Text;
use crate::i18n::t;

/// A sheet of paper with its heading.
#[component]
pub fn Sheet(
    #[prop(into)] title: Text,
    /// Number and version, under the heading.
    #[prop(optional, into)]
    subtitle: Text,
    children: Children,
) -> impl IntoView {
    view! {
        <article class="sheet">
            <header>
                <h2>{move || title.get()}</h2>
                <p class="muted">{move || subtitle.get()}</p>
            </header>
            {children()}
        </article>
    }
}

/// One term of a document.
#[derive(Clone)]
pub struct Term {
    /// Its name.
    pub label: Text,
    /// What is agreed.
    pub value: Text,
    /// It changed since it was last read.
    pub changed: bool,
}

impl Term {
    /// An unchanged term.
    pub fn new(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            changed: false,
        }
    }
}

/// The terms in two columns.
#[component]
pub fn TermList(#[prop(into)] terms: Signal<Vec<Term>>) -> impl IntoView {
    view! {
        <dl class="terms">
            {move || {
                terms
                    .get()
                    .into_iter()
                    .map(|Term { label, value, changed }| {
                        view! {
                            <div class:changed=changed>
                                <dt>
                                    {move || label.get()}
                                    {changed.then(|| view! { <span class="mark">{t::ui::changed}</span> })}
                                </dt>
                                <dd>
                                    {move || {
                                        let value = value.get();
                                        if value.is_empty() { "—".into() } else { value }
                                    }}
                                </dd>
                            </div>
                        }
                    })
                    .collect_view()
            }}
        </dl>
    }
}
