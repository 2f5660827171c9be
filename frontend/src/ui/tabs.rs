//! Tabs (WAI-ARIA): one stop for Tab, arrows between them.

use leptos::{ev, prelude::*};

use super::{
    Bind, Text,
    form::{focus, unique},
};

/// One tab.
#[derive(Clone)]
pub struct Tab {
    /// What the binding holds while it is chosen.
    pub key: &'static str,
    /// Its word.
    pub label: Text,
    /// A number behind the word, when there is one.
    pub count: Option<Signal<u64>>,
}

impl Tab {
    /// A tab without a number.
    pub fn new(key: &'static str, label: impl Into<Text>) -> Self {
        Self {
            key,
            label: label.into(),
            count: None,
        }
    }
}

/// The tabs and the panel below, whose content follows the chosen key.
#[component]
pub fn Tabs(
    tabs: Vec<Tab>,
    #[prop(into)] chosen: Bind<String>,
    #[prop(into)] label: Text,
    children: Children,
) -> impl IntoView {
    let base = format!("tabs-{}", unique());
    let keys: Vec<_> = tabs.iter().map(|tab| tab.key).collect();
    let panel = format!("{base}-panel");
    let on_key = {
        let base = base.clone();
        move |event: ev::KeyboardEvent| {
            let now = chosen.now();
            let Some(at) = keys.iter().position(|key| *key == now) else {
                return;
            };
            let last = keys.len().saturating_sub(1);
            let next = match event.key().as_str() {
                "ArrowRight" => {
                    if at == last {
                        0
                    } else {
                        at + 1
                    }
                }
                "ArrowLeft" => {
                    if at == 0 {
                        last
                    } else {
                        at - 1
                    }
                }
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(key) = keys.get(next) {
                chosen.set((*key).to_owned());
                focus(&format!("{base}-{key}"));
            }
        }
    };
    let labelled = {
        let base = base.clone();
        move || format!("{base}-{}", chosen.get())
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || label.get().to_string() on:keydown=on_key>
            {tabs
                .into_iter()
                .map(|Tab { key, label, count }| {
                    let on = move || chosen.get() == key;
                    view! {
                        <button
                            type="button"
                            role="tab"
                            id=format!("{base}-{key}")
                            aria-controls=panel.clone()
                            aria-selected=move || on().to_string()
                            tabindex=move || if on() { "0" } else { "-1" }
                            on:click=move |_| chosen.set(key.to_owned())
                        >
                            {move || label.get()}
                            {count.map(|count| view! { <span class="badge">{count}</span> })}
                        </button>
                    }
                })
                .collect_view()}
        </div>
        <div class="panel" role="tabpanel" id=panel.clone() aria-labelledby=labelled tabindex="-1">
            {children()}
        </div>
    }
}
