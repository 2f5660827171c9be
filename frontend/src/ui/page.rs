//! The frame of a page: title, way back, sections, facts, tiles.

use leptos::{html, prelude::*};
use leptos_meta::Title;
use leptos_router::components::A;

use super::{Glyph, Icon, Term, Text};
use crate::i18n::t;

/// One step of the way back.
#[derive(Clone)]
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// Its word.
    pub label: Text,
}

impl Crumb {
    /// A step.
    pub fn new(href: impl Into<String>, label: impl Into<Text>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}

/// A page. Its heading takes focus when the page is reached from another one, so that a screen
/// reader says where it is.
#[component]
pub fn Page(
    #[prop(into)] title: Text,
    /// One sentence under the title.
    #[prop(optional, into)]
    lead: Option<Text>,
    /// The way back, without this page.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// Buttons beside the title.
    #[prop(optional)]
    tools: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let arrived = crate::app::arrived();
    Effect::new(move |_| {
        if let Some(heading) = heading.get().filter(|_| arrived) {
            let _ = heading.focus();
        }
    });
    let (tab_title, here) = (title.clone(), title.clone());
    view! {
        <Title text=move || tab_title.get().to_string() />
        <div class="page">
            {(!crumbs.is_empty())
                .then(|| {
                    view! {
                        <nav class="crumbs" aria-label=t::ui::breadcrumb>
                            <ol>
                                {crumbs
                                    .into_iter()
                                    .map(|Crumb { href, label }| {
                                        view! {
                                            <li>
                                                <A href=href>{move || label.get()}</A>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                                <li aria-current="page">{move || here.get()}</li>
                            </ol>
                        </nav>
                    }
                })}
            <header class="page-head">
                <div>
                    <h1 tabindex="-1" node_ref=heading>
                        {move || title.get()}
                    </h1>
                    {lead.map(|lead| view! { <p class="lead">{move || lead.get()}</p> })}
                </div>
                {tools.map(|tools| view! { <div class="tools">{tools.run()}</div> })}
            </header>
            {children()}
        </div>
    }
}

/// A part of a page with its own heading.
#[component]
pub fn Section(
    #[prop(into)] title: Text,
    #[prop(optional, into)] lead: Option<Text>,
    #[prop(optional)] tools: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <header class="section-head">
                <h2>{move || title.get()}</h2>
                {tools.map(|tools| view! { <div class="tools">{tools.run()}</div> })}
            </header>
            {lead.map(|lead| view! { <p class="muted">{move || lead.get()}</p> })}
            {children()}
        </section>
    }
}

/// Buttons in a row, e.g. over a table.
#[component]
pub fn Toolbar(#[prop(into)] label: Text, children: Children) -> impl IntoView {
    view! {
        <div class="toolbar" role="group" aria-label=move || label.get().to_string()>
            {children()}
        </div>
    }
}

/// What is known of somebody or something: names and values in two columns.
#[component]
pub fn Facts(#[prop(into)] facts: Signal<Vec<Term>>) -> impl IntoView {
    view! {
        <dl class="facts">
            {move || {
                facts
                    .get()
                    .into_iter()
                    .map(|Term { label, value, .. }| {
                        view! {
                            <div>
                                <dt>{move || label.get()}</dt>
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

/// The row of tiles at the head of a home page.
#[component]
pub fn Tiles(children: Children) -> impl IntoView {
    view! { <div class="tiles">{children()}</div> }
}

/// A number that asks for something, and the way to it.
#[component]
pub fn Tile(
    #[prop(into)] label: Text,
    #[prop(into)] count: Signal<u64>,
    #[prop(into)] href: String,
    #[prop(optional, into)] note: Text,
    /// It is this person's turn.
    #[prop(optional)]
    mine: bool,
) -> impl IntoView {
    let waiting = move || mine && count.get() > 0;
    view! {
        <A href=href attr:class=move || if waiting() { "tile mine" } else { "tile" }>
            <span class="tile-label">{move || label.get()}</span>
            <span class="tile-count">{count}</span>
            <span class="muted">{move || note.get()}</span>
            <Icon glyph=Glyph::Right />
        </A>
    }
}
