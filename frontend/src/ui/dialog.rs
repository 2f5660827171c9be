//! Dialogs on the native `dialog`: modal, labelled, Escape closes, focus comes back by itself.

use leptos::{html, prelude::*};

use super::{Button, Glyph, Icon, Kind, Text, form::unique};
use crate::i18n::t;

/// A modal dialog. Its content is made anew at each opening, so whatever it keeps (an
/// idempotency key, a reason) belongs to one opening.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Text,
    /// While true, neither Escape nor the cross closes it.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// For letters and tables.
    #[prop(optional)]
    wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let id = format!("dialog-{}", unique());
    let labelled = id.clone();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Refused only for an element outside the document.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class="dialog"
            class:wide=wide
            node_ref=node
            aria-labelledby=labelled
            on:close=move |_| open.set(false)
            on:cancel=move |event: web_sys::Event| {
                if busy.get_untracked() {
                    event.prevent_default();
                }
            }
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 id=id.clone()>{
                        let title = title.clone();
                        move || title.get()
                    }</h2>
                    <Button
                        label=t::ui::close
                        kind=Kind::Quiet
                        icon=Glyph::Cross
                        icon_only=true
                        disabled=busy
                        on_click=move |_| open.set(false)
                    />
                </header>
                <div class="dialog-body">{children()}</div>
            </Show>
        </dialog>
    }
}

/// Asks before something that binds or ends: says in one sentence each what will happen, wants a
/// tick where a promise is made, and keeps open with the fault when it did not work.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: Text,
    /// One sentence each: what will happen.
    #[prop(into)]
    effects: Signal<Vec<String>>,
    /// The sentence to tick first, when one is needed.
    #[prop(optional, into)]
    promise: Option<Text>,
    #[prop(into)] yes: Text,
    #[prop(default = Text::from(t::ui::cancel), into)] no: Text,
    #[prop(optional)] danger: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] fault: Signal<Option<String>>,
    #[prop(into)] on_yes: Callback<()>,
    /// Further fields, e.g. a reason.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let ticked = RwSignal::new(false);
    let asked = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            ticked.set(false);
            asked.set(false);
        }
    });
    let needed = promise.is_some();
    let promise = StoredValue::new(promise);
    let (yes, no) = (StoredValue::new(yes), StoredValue::new(no));
    let children = StoredValue::new(children);
    let answer = move || {
        if needed && !ticked.get_untracked() {
            asked.set(true);
        } else {
            on_yes.run(());
        }
    };
    view! {
        <Dialog open title busy>
            <form
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    if !busy.get_untracked() {
                        answer();
                    }
                }
            >
                <ul class="effects">
                    {move || effects.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                </ul>
                {move || children.with_value(|children| children.as_ref().map(|children| children()))}
                {move || {
                    promise
                        .get_value()
                        .map(|promise| {
                            view! {
                                <div class="field" class:faulty=asked>
                                    <label class="tick">
                                        <input
                                            type="checkbox"
                                            prop:checked=ticked
                                            on:change:target=move |event| {
                                                ticked.set(event.target().checked());
                                                asked.set(false);
                                            }
                                        />
                                        <span>{move || promise.get()}</span>
                                    </label>
                                    <p class="fault" aria-live="polite">
                                        {move || asked.get().then(t::ui::tick_first)}
                                    </p>
                                </div>
                            }
                        })
                }}
                <div aria-live="assertive">
                    {move || {
                        fault
                            .get()
                            .map(|text| {
                                view! {
                                    <div class="notice bad">
                                        <Icon glyph=Glyph::Warning />
                                        <p>{text}</p>
                                    </div>
                                }
                            })
                    }}
                </div>
                <div class="actions end">
                    <Button
                        label=no.get_value()
                        disabled=busy
                        on_click=move |_| open.set(false)
                    />
                    <Button
                        label=yes.get_value()
                        kind=if danger { Kind::Danger } else { Kind::Primary }
                        submit=true
                        busy
                    />
                </div>
            </form>
        </Dialog>
    }
}
