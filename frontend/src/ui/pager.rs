//! Pages of a list: previous, next, and a jump.

use leptos::prelude::*;

use super::{Bind, Button, Glyph, Kind};
use crate::i18n::t;

/// Under a list. Hidden while everything fits on one page.
#[component]
pub fn Pager(
    /// The page shown, from 1.
    #[prop(into)]
    page: Bind<u64>,
    /// How many pages there are.
    #[prop(into)]
    pages: Signal<u64>,
    /// How many rows there are in all, when it is known.
    #[prop(optional, into)]
    total: Signal<Option<u64>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let go = move || {
        if let Ok(wanted) = typed.get_untracked().trim().parse::<u64>() {
            page.set(wanted.clamp(1, pages.get_untracked().max(1)));
        }
        typed.set(String::new());
    };
    view! {
        <nav class="pager" aria-label=t::ui::pages>
            <span class="muted">{move || total.get().map(t::ui::total_rows)}</span>
            <Show when=move || { pages.get() > 1 }>
                <span class="pager-parts">
                    <Button
                        label=t::ui::previous_page
                        kind=Kind::Quiet
                        icon=Glyph::Left
                        icon_only=true
                        disabled=Signal::derive(move || page.get() <= 1)
                        on_click=move |_| page.set(page.now().saturating_sub(1).max(1))
                    />
                    <span aria-current="page">{move || t::ui::page_of(page.get(), pages.get())}</span>
                    <Button
                        label=t::ui::next_page
                        kind=Kind::Quiet
                        icon=Glyph::Right
                        icon_only=true
                        disabled=Signal::derive(move || page.get() >= pages.get())
                        on_click=move |_| page.set(page.now() + 1)
                    />
                    <form
                        class="jump"
                        on:submit=move |event| {
                            event.prevent_default();
                            go();
                        }
                    >
                        <input
                            type="text"
                            inputmode="numeric"
                            aria-label=t::ui::page_number
                            prop:value=typed
                            on:input:target=move |event| typed.set(event.target().value())
                        />
                        <Button label=t::ui::go_to_page kind=Kind::Quiet submit=true />
                    </form>
                </span>
            </Show>
        </nav>
    }
}
