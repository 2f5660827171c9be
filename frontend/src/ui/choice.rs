//! Choosing: a select, radio buttons, a tick box.

use leptos::prelude::*;

use super::{
    Bind, Text,
    field::{Frame, Slot},
};
use crate::i18n::t;

/// One thing that can be chosen.
#[derive(Clone)]
pub struct Choice {
    /// What is kept and sent.
    pub code: String,
    /// What is shown.
    pub label: Text,
}

impl Choice {
    /// A choice.
    pub fn new(code: impl Into<String>, label: impl Into<Text>) -> Self {
        Self {
            code: code.into(),
            label: label.into(),
        }
    }
}

impl PartialEq for Choice {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// A native select: for up to some 15 choices. Above that: [`ComboField`](super::ComboField).
#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (input_slot, id) = (slot.clone(), slot.id.clone());
    view! {
        <Frame place=slot label hint required>
            <div class="input medium">
                <select
                    id=id
                    name=name
                    aria-required=required.then_some("true")
                    aria-invalid=invalid
                    aria-describedby=described
                    on:change:target=move |event| {
                        let code = event.target().value();
                        input_slot.changed(None, &code);
                        value.set(code);
                    }
                >
                    <option value="" selected=move || value.get().is_empty()>
                        {t::ui::choose}
                    </option>
                    {move || {
                        choices
                            .get()
                            .into_iter()
                            .map(|Choice { code, label }| {
                                let own = code.clone();
                                view! {
                                    <option value=code selected=move || value.get() == own>
                                        {move || label.get()}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
            </div>
        </Frame>
    }
}

/// Two to five choices, all in sight.
#[component]
pub fn RadioField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (id, fault) = (slot.id.clone(), slot.fault);
    let (legend, first) = (label.clone(), slot.id.clone());
    view! {
        <fieldset
            class="field"
            class:faulty=move || fault.with(Option::is_some)
            aria-describedby=described
            aria-invalid=invalid
        >
            <legend>
                {move || legend.get()}
                {(!required).then(|| view! { <span class="optional">{t::ui::optional}</span> })}
            </legend>
            <p class="hint" id=format!("{id}-hint")>
                {hint.map(|hint| move || hint.get())}
            </p>
            <div class="radios">
                {move || {
                    let (slot, first) = (slot.clone(), first.clone());
                    choices
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(move |(index, Choice { code, label })| {
                            let (slot, own, kept) = (slot.clone(), code.clone(), code.clone());
                            let id = if index == 0 { first.clone() } else { format!("{first}-{index}") };
                            view! {
                                <label class="tick">
                                    <input
                                        type="radio"
                                        id=id
                                        name=name
                                        value=code
                                        prop:checked=move || value.get() == own
                                        on:change=move |_| {
                                            slot.changed(None, &kept);
                                            value.set(kept.clone());
                                        }
                                    />
                                    <span>{move || label.get()}</span>
                                </label>
                            }
                        })
                        .collect_view()
                }}
            </div>
            <p class="fault" id=format!("{id}-fault") aria-live="polite">
                {move || fault.get()}
            </p>
        </fieldset>
    }
}

/// A box to tick, with its sentence.
#[component]
pub fn CheckField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (fault, id, invalid, described) = (
        slot.fault,
        slot.id.clone(),
        slot.invalid(),
        slot.described(),
    );
    let fault_id = format!("{id}-fault");
    view! {
        <div class="field" class:faulty=move || fault.with(Option::is_some)>
            <label class="tick">
                <input
                    type="checkbox"
                    id=id
                    name=name
                    disabled=disabled
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:checked=move || value.get()
                    on:change:target=move |event| {
                        slot.changed(None, "");
                        value.set(event.target().checked());
                    }
                />
                <span>{move || label.get()}</span>
            </label>
            <p class="fault" id=fault_id aria-live="polite">
                {move || fault.get()}
            </p>
        </div>
    }
}
