//! Forms never lose a word: what is typed is kept on this device until it was sent.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::{Button, Glyph, Icon, Kind};
use crate::i18n::t;

const PREFIX: &str = "sanfang.draft.";

/// The store that outlives the tab, when the browser allows one.
pub(crate) fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// The store of this tab.
pub(crate) fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// A form's value that survives a fault, an expired log-in and a reload of this tab.
///
/// It lives in the tab's store, so that the next person at a shared computer does not find it, and
/// is removed with [`clear`](Self::clear) after success and with [`clear_all`] at log-out.
pub struct Draft<F: Send + Sync + 'static> {
    /// The form; bind fields with [`bind!`](crate::bind).
    pub value: RwSignal<F>,
    /// The value was found, not begun: tell the person.
    pub found: RwSignal<bool>,
    key: StoredValue<String>,
    start: StoredValue<F>,
}

impl<F: Send + Sync + 'static> Clone for Draft<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Send + Sync + 'static> Copy for Draft<F> {}

impl<F: Clone + PartialEq + Send + Sync + 'static> Draft<F> {
    /// Forgets what was kept and begins anew.
    pub fn clear(self) {
        self.value.set(self.start.get_value());
        self.found.set(false);
        if let Some(store) = session() {
            let _ = store.remove_item(&self.key.get_value());
        }
    }

    /// Whether anything was typed.
    #[must_use]
    pub fn changed(self) -> bool {
        self.start
            .with_value(|start| self.value.with(|value| value != start))
    }
}

/// A draft under a key of its own: the form's name and the record's id, never a person's data.
pub fn use_draft<F>(key: impl Into<String>, start: F) -> Draft<F>
where
    F: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    let key = format!("{PREFIX}{}", key.into());
    let kept = session()
        .and_then(|store| store.get_item(&key).ok().flatten())
        .and_then(|text| serde_json::from_str::<F>(&text).ok());
    let found = kept.as_ref().is_some_and(|kept| *kept != start);
    let draft = Draft {
        value: RwSignal::new(kept.unwrap_or_else(|| start.clone())),
        found: RwSignal::new(found),
        key: StoredValue::new(key),
        start: StoredValue::new(start),
    };
    let save = move || {
        if let (Some(store), Some(key)) = (session(), draft.key.try_get_value())
            && let Some(Ok(text)) = draft.value.try_with_untracked(serde_json::to_string)
        {
            // A full store costs only the memory of the form.
            let _ = store.set_item(&key, &text);
        }
    };
    // At once: a form is small, and a reload may follow the last key stroke.
    Effect::new(move |before: Option<()>| {
        draft.value.track();
        if before.is_some() && draft.changed() {
            save();
        }
    });
    draft
}

/// Removes every draft of this tab (log-out).
pub fn clear_all() {
    let Some(store) = session() else { return };
    let count = store.length().unwrap_or(0);
    let keys: Vec<_> = (0..count)
        .filter_map(|index| store.key(index).ok().flatten())
        .collect();
    for key in keys.into_iter().filter(|key| key.starts_with(PREFIX)) {
        let _ = store.remove_item(&key);
    }
}

/// Says that a form was found as it was left, with a way to begin anew.
#[component]
pub fn DraftNotice<F>(draft: Draft<F>) -> impl IntoView
where
    F: Clone + PartialEq + Send + Sync + 'static,
{
    view! {
        <Show when=move || draft.found.get()>
            <div class="notice" role="status">
                <Icon glyph=Glyph::Undo />
                <p>{t::ui::draft_found}</p>
                <Button label=t::ui::draft_drop kind=Kind::Quiet on_click=move |_| draft.clear() />
            </div>
        </Show>
    }
}
