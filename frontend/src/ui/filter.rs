//! The bar above a list: fields that narrow it, and a chip for each that does.

use leptos::prelude::*;

use super::{Button, Glyph, Icon, Kind, Text};
use crate::i18n::t;

/// One condition that holds now.
#[derive(Clone)]
pub struct Chip {
    /// What it says, e.g. `状态：待应约`.
    pub label: Text,
    /// Takes the condition away.
    pub remove: Callback<()>,
}

/// The fields of the filter, folded away on a phone, and the chips of what holds.
#[component]
pub fn FilterBar(
    #[prop(into)] on_search: Callback<()>,
    #[prop(optional, into)] chips: Signal<Vec<Chip>>,
    /// Takes every condition away.
    #[prop(optional, into)]
    on_clear: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="filter"
            role="search"
            on:submit=move |event| {
                event.prevent_default();
                on_search.run(());
            }
        >
            <div class="filter-fields">
                {children()} <Button label=t::ui::search icon=Glyph::Search submit=true />
            </div>
            <Show when=move || chips.with(|chips| !chips.is_empty())>
                <div class="chips">
                    {move || {
                        chips
                            .get()
                            .into_iter()
                            .map(|Chip { label, remove }| {
                                view! {
                                    <button type="button" class="chip" on:click=move |_| remove.run(())>
                                        <span class="visually-hidden">{t::ui::remove_filter}</span>
                                        {move || label.get()}
                                        <Icon glyph=Glyph::Cross />
                                    </button>
                                }
                            })
                            .collect_view()
                    }}
                    {on_clear
                        .map(|clear| {
                            view! {
                                <Button
                                    label=t::ui::clear_filters
                                    kind=Kind::Quiet
                                    on_click=move |_| clear.run(())
                                />
                            }
                        })}
                </div>
            </Show>
        </form>
    }
}
