//! Two languages, zh-CN first, switched at run time and remembered.
//!
//! Texts live in `locales/{zh,en}/<namespace>.json`; `build.rs` makes a function of each. A
//! function without values can stand in a view as it is: `<h1>{t::login::title}</h1>` follows the
//! switch by itself.

use std::sync::LazyLock;

use leptos::prelude::*;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// BCP 47 tag, as for `lang` and `Accept-Language`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The language for a tag, if it is one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()? {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

const KEY: &str = "sanfang.lang";

static LANG: LazyLock<ArcRwSignal<Lang>> = LazyLock::new(|| {
    let kept = crate::ui::draft::local().and_then(|store| store.get_item(KEY).ok().flatten());
    ArcRwSignal::new(kept.and_then(|tag| Lang::from_tag(&tag)).unwrap_or(Lang::Zh))
});

/// The language now; what reads it in a view is drawn again when it changes.
#[must_use]
pub fn lang() -> Lang {
    LANG.get()
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
        let _ = store.set_item(KEY, lang.tag());
    }
}

/// Chooses between two texts that come from elsewhere (code tables carry both).
#[must_use]
pub fn pick<T>(zh: T, en: T) -> T {
    match lang() {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Keeps `<html lang>` in step with the choice.
pub fn follow() {
    Effect::new(|_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang().tag());
        }
    });
}

/// One function per text.
pub mod t {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
