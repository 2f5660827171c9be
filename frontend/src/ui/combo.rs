//! A select with search (WAI-ARIA combobox with a listbox), for long code tables.

use leptos::{ev, prelude::*};

use super::{
    Bind, Choice, Glyph, Icon, Text,
    field::{Frame, Slot},
};
use crate::i18n::t;

/// How many matches are drawn at once.
const SHOWN: usize = 60;

/// Type to narrow down, arrows to move, Enter to take, Escape to leave as it was.
#[component]
pub fn ComboField(
    name: &'static str,
    #[prop(into)] label: Text,
    /// The code that is chosen.
    #[prop(into)]
    value: Bind<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let id = slot.id.clone();
    let list_id = format!("{id}-list");
    let typed = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);

    let chosen = Signal::derive(move || {
        let code = value.get();
        choices.with(|all| {
            all.iter()
                .find(|choice| choice.code == code)
                .map(|choice| choice.label.get().to_string())
        })
    });
    let found = Memo::new(move |_| {
        let needle = typed.get().unwrap_or_default().trim().to_lowercase();
        choices.with(|all| {
            all.iter()
                .filter(|choice| {
                    needle.is_empty()
                        || choice.label.get().to_lowercase().contains(&needle)
                        || choice.code.to_lowercase().starts_with(&needle)
                })
                .take(SHOWN)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let close = move || {
        open.set(false);
        typed.set(None);
    };
    let take_slot = slot.clone();
    let take = Callback::new(move |code: String| {
        take_slot.changed(None, &code);
        value.set(code);
        close();
    });
    let option_id = {
        let id = id.clone();
        move |index: usize| format!("{id}-option-{index}")
    };
    let reveal = {
        let option_id = option_id.clone();
        move || {
            let id = option_id(active.get_untracked());
            request_animation_frame(move || {
                if let Some(option) = document().get_element_by_id(&id) {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    option.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                event.prevent_default();
                if open.get_untracked() {
                    let step = if event.key() == "ArrowDown" {
                        1
                    } else {
                        count - 1
                    };
                    active.update(|at| *at = (*at + step) % count);
                } else {
                    open.set(true);
                }
                reveal();
            }
            "Enter" if open.get_untracked() => {
                event.prevent_default();
                let code = found.with_untracked(|found| {
                    found
                        .get(active.get_untracked())
                        .map(|choice| choice.code.clone())
                });
                if let Some(code) = code {
                    take.run(code);
                }
            }
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                event.stop_propagation();
                close();
            }
            _ => {}
        }
    };
    let current = {
        let option_id = option_id.clone();
        move || (open.get() && !found.with(Vec::is_empty)).then(|| option_id(active.get()))
    };
    let controls = list_id.clone();
    let list_label = label.clone();
    view! {
        <Frame place=slot label hint required>
            <div class="input combo">
                <input
                    id=id
                    name=name
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=controls
                    aria-activedescendant=current
                    aria-required=required.then_some("true")
                    aria-invalid=invalid
                    aria-describedby=described
                    placeholder=t::ui::type_to_search
                    prop:value=move || typed.get().or_else(|| chosen.get()).unwrap_or_default()
                    on:input:target=move |event| {
                        typed.set(Some(event.target().value()));
                        active.set(0);
                        open.set(true);
                    }
                    on:click=move |_| open.set(true)
                    on:keydown=on_key
                    on:blur=move |_| {
                        if typed.get_untracked().is_some_and(|typed| typed.trim().is_empty()) && !required {
                            value.set(String::new());
                        }
                        close();
                    }
                />
                <Icon glyph=Glyph::Down />
                <ul
                    class="options"
                    role="listbox"
                    id=list_id
                    aria-label=move || list_label.get().to_string()
                    hidden=move || !open.get()
                    on:mousedown=|event| event.prevent_default()
                >
                    {move || {
                        let option_id = option_id.clone();
                        found
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(move |(index, Choice { code, label })| {
                                let own = code.clone();
                                view! {
                                    <li
                                        role="option"
                                        id=option_id(index)
                                        class:active=move || active.get() == index
                                        aria-selected=move || (value.get() == own).to_string()
                                        on:click=move |_| take.run(code.clone())
                                    >
                                        {move || label.get()}
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                    <Show when=move || found.with(Vec::is_empty)>
                        <li class="none" role="option" aria-disabled="true" aria-selected="false">
                            {t::ui::no_match}
                        </li>
                    </Show>
                </ul>
            </div>
        </Frame>
    }
}
