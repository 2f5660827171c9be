//! Two languages, zh-CN first, switched at run time and remembered.
//!
//! Texts live in `locales/{zh,en}/<namespace>.json`; `build.rs` makes a function of each. A
//! function without values can stand in a view as it is: `<h1>{t::login::title}</h1>` follows the
//! switch by itself.

use std::sync::LazyLock;

use leptos::{prelude::*, reactive::graph::Observer};
pub use sanfang_domain::Lang;

const KEY: &str = "sanfang.lang";

static LANG: LazyLock<ArcRwSignal<Lang>> = LazyLock::new(|| {
    let kept = crate::ui::draft::local().and_then(|store| store.get_item(KEY).ok().flatten());
    ArcRwSignal::new(kept.and_then(|tag| Lang::parse(&tag)).unwrap_or_default())
});

/// The language now; what reads it in a view is drawn again when it changes.
#[must_use]
pub fn lang() -> Lang {
    // In an event handler there is nothing to draw again.
    if Observer::get().is_some() {
        LANG.get()
    } else {
        LANG.get_untracked()
    }
}

/// The language now, without following it.
#[must_use]
pub fn lang_now() -> Lang {
    LANG.get_untracked()
}

/// Switches the interface and remembers the choice on this device.
pub fn set_lang(lang: Lang) {
    LANG.set(lang);
    if let Some(store) = crate::ui::draft::local() {
        // A full or forbidden store only costs the memory of the choice.
        let _ = store.set_item(KEY, lang.as_str());
    }
}

/// Chooses between two texts that come from elsewhere (code tables carry both).
#[must_use]
pub fn pick<T>(zh: T, en: T) -> T {
    match lang() {
        Lang::ZhCn => zh,
        Lang::En => en,
    }
}

/// A language's name in itself.
#[must_use]
pub const fn name(lang: Lang) -> &'static str {
    lang.pick("中文", "English")
}

/// Keeps `<html lang>` in step with the choice.
pub fn follow() {
    Effect::new(|_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang().as_str());
        }
    });
}

/// One function per text.
pub mod t {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
