//! The clerk's keys: single letters that can be switched off (WCAG 2.2, 2.1.4), silent while
//! somebody types or a dialog is open.

use leptos::{ev, prelude::*};
use sanfang_domain::{capability::Action, ids::CaseId};
use wasm_bindgen::JsCast;

use crate::{
    i18n::t,
    ui::{
        CheckField, Dialog,
        form::{field_id, focus},
    },
};

use super::{
    desk::Desk,
    filter::{SEARCH, Word},
};

/// Remembers on this device that the keys are off; holds nothing about a person.
const OFF: &str = "sanfang.keys-off";

fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn off() -> bool {
    store().is_some_and(|store| store.get_item(OFF).ok().flatten().is_some())
}

fn switch(on: bool) {
    if let Some(store) = store() {
        // A full or forbidden store only costs the memory of the choice.
        let _ = if on {
            store.remove_item(OFF)
        } else {
            store.set_item(OFF, "1")
        };
    }
}

/// Listens for as long as the page is there.
pub fn listen(desk: Desk, help: RwSignal<bool>) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented()
            || event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || elsewhere(&event)
        {
            return;
        }
        let key = event.key();
        if key == "?" {
            event.prevent_default();
            help.set(true);
            return;
        }
        if off() {
            return;
        }
        let open = desk.chosen.get_untracked();
        match key.as_str() {
            "j" | "k" => step(desk, key == "j"),
            "/" => {
                desk.open_list();
                request_animation_frame(|| focus(&field_id(SEARCH)));
            }
            "e" => desk.export(),
            "a" if open.is_some() => desk.pressed.set(Some(Action::ApproveAgreement)),
            "r" if open.is_some() => desk.pressed.set(Some(Action::RejectAgreement)),
            "Escape" if open.is_some() => desk.open.run(None),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

impl Desk {
    /// Closes the case, if one is open.
    fn open_list(self) {
        if self.chosen.get_untracked().is_some() {
            self.open.run(None);
        }
    }
}

/// Beside an open case: the next one opens. In the list: the next row has focus, Enter opens it.
fn step(desk: Desk, down: bool) {
    if let Some(open) = desk.chosen.get_untracked() {
        if let Some(next) = desk.beside(Some(open), down) {
            desk.open.run(Some(next));
        }
        return;
    }
    let here = document().active_element().and_then(|element| {
        element
            .id()
            .strip_prefix("case-")
            .and_then(|id| id.parse::<CaseId>().ok())
    });
    if let Some(next) = desk.beside(here, down) {
        focus_row(next);
    }
}

/// Moves focus to the row of a case.
pub fn focus_row(case: CaseId) {
    let link = document().get_element_by_id(&format!("case-{case}"));
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus scrolls no further than it must.
        let _ = link.focus();
    }
}

/// Whether the key belongs to something else: a field, or an open dialog.
fn elsewhere(event: &ev::KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let typing = target.is_some_and(|target| {
        target
            .matches("input:not([type=checkbox]), textarea, select, [contenteditable]")
            .unwrap_or(false)
    });
    typing
        || document()
            .query_selector("dialog[open]")
            .ok()
            .flatten()
            .is_some()
}

/// What the keys do, and the switch that turns them off.
#[component]
pub fn Keys(open: RwSignal<bool>) -> impl IntoView {
    let on = RwSignal::new(!off());
    let keys: [(&str, Word); 9] = [
        ("j", t::school::key_j),
        ("k", t::school::key_k),
        ("Enter", t::school::key_enter),
        ("a", t::school::key_a),
        ("r", t::school::key_r),
        ("/", t::school::key_search),
        ("e", t::school::key_e),
        ("Esc", t::school::key_escape),
        ("?", t::school::key_help),
    ];
    let value = crate::ui::Bind::new(
        move || on.get(),
        move |wanted| {
            switch(wanted);
            on.set(wanted);
        },
    );
    view! {
        <Dialog open title=t::school::keys_help>
            <dl class="keys">
                {keys
                    .into_iter()
                    .map(|(key, text)| {
                        view! {
                            <div>
                                <dt>
                                    <kbd>{key}</kbd>
                                </dt>
                                <dd>{text}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
            <CheckField name="keys" label=t::school::keys_on value />
        </Dialog>
    }
}
