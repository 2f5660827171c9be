//! The frame around every page of a role: bar, navigation, skip link, language.

use leptos::{html, prelude::*};
use leptos_router::{components::A, hooks::use_location};

use super::{Button, Glyph, Icon, Kind, Text};
use crate::i18n::{Lang, lang, name, set_lang, t};

/// Whose pages these are; gives the accent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accent {
    /// 学生
    Student,
    /// 用人单位
    Employer,
    /// 学校与学院
    School,
    /// 平台
    Platform,
}

impl Accent {
    /// As `data-role` in the style sheets.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Employer => "employer",
            Self::School => "school",
            Self::Platform => "platform",
        }
    }

    /// Its word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Student => t::ui::role_student(),
            Self::Employer => t::ui::role_employer(),
            Self::School => t::ui::role_school(),
            Self::Platform => t::ui::role_platform(),
        }
    }
}

/// One entry of the navigation.
#[derive(Clone)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// Its word.
    pub label: Text,
    /// Its icon.
    pub glyph: Glyph,
    /// It stands only for this address, not for those below it (home pages).
    pub exact: bool,
}

impl NavItem {
    /// An entry that stands for the pages below it too.
    pub fn new(href: &'static str, label: impl Into<Text>, glyph: Glyph) -> Self {
        Self {
            href,
            label: label.into(),
            glyph,
            exact: false,
        }
    }

    /// An entry for this very address.
    #[must_use]
    pub fn exact(mut self) -> Self {
        self.exact = true;
        self
    }
}

/// The switch between the two languages.
#[component]
pub fn LangSwitch() -> impl IntoView {
    let other = move || match lang() {
        Lang::ZhCn => Lang::En,
        Lang::En => Lang::ZhCn,
    };
    view! {
        <button
            type="button"
            class="button quiet"
            lang=move || other().as_str()
            on:click=move |_| set_lang(other())
        >
            <Icon glyph=Glyph::Globe />
            <span>{move || name(other())}</span>
        </button>
    }
}

/// First thing in the tab order: past the navigation.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a
            class="skip"
            href="#main"
            on:click=|event| {
                event.prevent_default();
                super::form::focus("main");
            }
        >
            {t::ui::skip}
        </a>
    }
}

fn links(items: Vec<NavItem>) -> impl IntoView {
    view! {
        <ul>
            {items
                .into_iter()
                .map(|NavItem { href, label, glyph, exact }| {
                    view! {
                        <li>
                            <A href=href exact=exact>
                                <Icon glyph />
                                <span>{move || label.get()}</span>
                            </A>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// The frame. On a phone the navigation is a drawer behind 菜单.
#[component]
pub fn Shell(
    accent: Accent,
    nav: Vec<NavItem>,
    /// The organisation or person this is, in the bar.
    #[prop(optional, into)]
    name: Text,
    /// At the right of the bar: notices, account.
    #[prop(optional)]
    tools: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let drawer = NodeRef::<html::Dialog>::new();
    let open = RwSignal::new(false);
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        open.set(false);
    });
    Effect::new(move |_| {
        let Some(drawer) = drawer.get() else { return };
        match (open.get(), drawer.open()) {
            (true, false) => drop(drawer.show_modal()),
            (false, true) => drawer.close(),
            _ => {}
        }
    });
    let side = nav.clone();
    view! {
        <div class="shell" data-role=accent.key()>
            <SkipLink />
            <header class="bar">
                <span class="bar-menu">
                    <Button
                        label=t::ui::menu
                        kind=Kind::Quiet
                        icon=Glyph::Menu
                        icon_only=true
                        on_click=move |_| open.set(true)
                    />
                </span>
                <A href="/" attr:class="brand">
                    <span class="brand-mark" aria-hidden="true">"三方"</span>
                    <span class="brand-name">{t::ui::product}</span>
                </A>
                <span class="bar-role">{move || accent.label()}</span>
                <span class="bar-name">{move || name.get()}</span>
                <div class="bar-tools">{tools.map(|tools| tools.run())} <LangSwitch /></div>
            </header>
            <nav class="side" aria-label=t::ui::main_navigation>
                {links(side)}
            </nav>
            <dialog
                class="drawer"
                aria-label=t::ui::menu
                node_ref=drawer
                on:close=move |_| open.set(false)
                on:click=move |event| {
                    // The dialog itself is only hit beside its content.
                    let dialog = drawer.get_untracked().map(web_sys::EventTarget::from);
                    if event.target().is_some() && event.target() == dialog {
                        open.set(false);
                    }
                }
            >
                <div class="drawer-body">
                    <Button
                        label=t::ui::close
                        kind=Kind::Quiet
                        icon=Glyph::Cross
                        icon_only=true
                        on_click=move |_| open.set(false)
                    />
                    <nav aria-label=t::ui::main_navigation>{links(nav)}</nav>
                </div>
            </dialog>
            <main id="main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}

/// The frame before log-in: one column in the middle.
#[component]
pub fn Front(
    /// The accent, when it is known who comes.
    #[prop(into)]
    accent: Signal<Accent>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="gate-page" data-role=move || accent.get().key()>
            <SkipLink />
            <header class="bar">
                <A href="/" attr:class="brand">
                    <span class="brand-mark" aria-hidden="true">"三方"</span>
                    <span>{t::ui::product}</span>
                </A>
                <div class="bar-tools">
                    <LangSwitch />
                </div>
            </header>
            <main id="main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}
