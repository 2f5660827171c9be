//! Fields: label above, hint, input, fault below.

use leptos::{ev, html, prelude::*};

use super::{
    Bind, Faults, Glyph, Icon, Text,
    form::{field_id, unique},
};
use crate::i18n::t;

/// A check while typing: the text to complain with, if any.
pub type Check = Callback<String, Option<String>>;

/// What every kind of field is given: its name in the form and the attributes that follow.
#[derive(Clone)]
pub struct Slot {
    /// The id of the input.
    pub id: String,
    /// Its fault, if any.
    pub fault: Signal<Option<String>>,
    faults: Option<Faults>,
    name: &'static str,
}

impl Slot {
    pub(super) fn new(name: &'static str, label: &Text) -> Self {
        let faults = use_context::<Faults>();
        if let Some(faults) = faults {
            faults.register(name, label.clone());
        }
        let id = if faults.is_some() {
            field_id(name)
        } else {
            format!("x{}-{name}", unique())
        };
        Self {
            id,
            fault: Signal::derive(move || faults.and_then(|faults| faults.of(name))),
            faults,
            name,
        }
    }

    /// The ids that describe the input: its fault first, then its hint.
    pub(super) fn described(&self) -> impl Fn() -> String + Clone + Send + Sync + use<> {
        let (id, fault) = (self.id.clone(), self.fault);
        move || {
            if fault.with(Option::is_some) {
                format!("{id}-fault {id}-hint")
            } else {
                format!("{id}-hint")
            }
        }
    }

    pub(super) fn invalid(
        &self,
    ) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + use<> {
        let fault = self.fault;
        move || fault.with(Option::is_some).then_some("true")
    }

    /// Runs the check of a field and shows its answer.
    pub(super) fn check(&self, check: Option<Check>, value: &str) {
        if let Some(faults) = self.faults {
            let message = check
                .filter(|_| !value.is_empty())
                .and_then(|check| check.run(value.to_owned()));
            faults.put(self.name, message);
        }
    }

    /// While a fault is shown, each change is checked anew; without a check it is forgiven.
    pub(super) fn changed(&self, check: Option<Check>, value: &str) {
        if self.fault.with_untracked(Option::is_some) {
            self.check(check, value);
        }
    }
}

/// Label, hint and fault around an input.
#[component]
pub fn Frame(
    place: Slot,
    label: Text,
    #[prop(optional_no_strip)] hint: Option<Text>,
    required: bool,
    children: Children,
) -> impl IntoView {
    let Slot { id, fault, .. } = place;
    view! {
        <div class="field" class:faulty=move || fault.with(Option::is_some)>
            <label for=id.clone()>
                {move || label.get()}
                {(!required).then(|| view! { <span class="optional">{t::ui::optional}</span> })}
            </label>
            <p class="hint" id=format!("{id}-hint")>
                {hint.map(|hint| move || hint.get())}
            </p>
            {children()}
            <p class="fault" id=format!("{id}-fault") aria-live="polite">
                {move || {
                    fault.get().map(|text| view! { <Icon glyph=Glyph::Warning /><span>{text}</span> })
                }}
            </p>
        </div>
    }
}

/// What the browser may fill in and which keyboard a phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// `type` of the input.
    pub kind: &'static str,
    /// `inputmode`.
    pub mode: &'static str,
    /// `autocomplete`.
    pub fill: &'static str,
}

impl Typing {
    /// Free text.
    pub const TEXT: Self = Self {
        kind: "text",
        mode: "text",
        fill: "off",
    };
    /// A log-in name.
    pub const USER: Self = Self {
        kind: "text",
        mode: "text",
        fill: "username",
    };
    /// An e-mail address.
    pub const EMAIL: Self = Self {
        kind: "email",
        mode: "email",
        fill: "email",
    };
    /// A phone number.
    pub const PHONE: Self = Self {
        kind: "tel",
        mode: "tel",
        fill: "tel",
    };
    /// Digits only, not a quantity (postcodes, codes).
    pub const DIGITS: Self = Self {
        kind: "text",
        mode: "numeric",
        fill: "off",
    };
    /// A code sent by SMS.
    pub const CODE: Self = Self {
        kind: "text",
        mode: "numeric",
        fill: "one-time-code",
    };
}

/// One line of text.
#[component]
pub fn TextField(
    /// Pointer of the field without its first slash.
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
    #[prop(default = Typing::TEXT)] typing: Typing,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] max: Option<u32>,
    /// A unit behind the input, e.g. 元/月.
    #[prop(optional, into)]
    unit: Option<Text>,
    /// How wide the expected answer is: `short`, `medium` or the whole line.
    #[prop(optional)]
    width: &'static str,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (input_slot, blur_slot, id) = (slot.clone(), slot.clone(), slot.id.clone());
    view! {
        <Frame place=slot label hint required>
            <div class=format!("input {width}")>
                <input
                    id=id
                    name=name
                    type=typing.kind
                    inputmode=typing.mode
                    autocomplete=typing.fill
                    spellcheck="false"
                    aria-required=required.then_some("true")
                    aria-invalid=invalid
                    aria-describedby=described
                    maxlength=max
                    disabled=disabled
                    prop:value=move || value.get()
                    on:input:target=move |event| {
                        let text = event.target().value();
                        input_slot.changed(check, &text);
                        value.set(text);
                    }
                    on:blur:target=move |event| {
                        let text = event.target().value();
                        if check.is_some() {
                            blur_slot.check(check, text.trim());
                        }
                    }
                />
                {unit.map(|unit| view! { <span class="unit">{move || unit.get()}</span> })}
            </div>
        </Frame>
    }
}

/// A whole number, kept as typed.
#[component]
pub fn NumberField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] unit: Option<Text>,
    #[prop(optional, into)] check: Option<Check>,
) -> impl IntoView {
    let unit = unit.unwrap_or_default();
    let hint = hint.unwrap_or_default();
    let check = check.unwrap_or_else(|| {
        Check::new(|text: String| {
            text.trim()
                .parse::<u32>()
                .is_err()
                .then(|| t::ui::not_a_number().to_owned())
        })
    });
    view! {
        <TextField name label value hint required unit check typing=Typing::DIGITS width="short" />
    }
}

/// An amount in yuan, as typed; [`super::format::parse_yuan`] gives the fen.
#[component]
pub fn MoneyField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
    #[prop(default = Text::from(t::ui::yuan), into)] unit: Text,
) -> impl IntoView {
    let hint = hint.unwrap_or_default();
    let check = Check::new(|text: String| {
        super::format::parse_yuan(&text)
            .is_none()
            .then(|| t::ui::not_an_amount().to_owned())
    });
    let typing = Typing {
        kind: "text",
        mode: "decimal",
        fill: "off",
    };
    view! { <TextField name label value hint required unit check typing width="short" /> }
}

/// Several lines, with the number of characters left.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
    /// The most characters the server takes.
    #[prop(default = 500)]
    max: usize,
    #[prop(default = 4)] rows: u32,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (input_slot, id) = (slot.clone(), slot.id.clone());
    let used = Memo::new(move |_| value.get().chars().count());
    view! {
        <Frame place=slot label hint required>
            <textarea
                id=id
                name=name
                rows=rows
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || value.get()
                on:input:target=move |event| {
                    let text = event.target().value();
                    input_slot.changed(None, &text);
                    value.set(text);
                }
            ></textarea>
            <p class="count" class:over=move || { used.get() > max }>
                {move || format!("{}/{max}", used.get())}
            </p>
        </Frame>
    }
}

/// A calendar date, typed as `2026-11-23` or chosen from the browser's calendar. The value is that
/// text: a native date field would follow the browser's language, not ours.
#[component]
pub fn DateField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] required: bool,
    /// Earliest day offered by the calendar.
    #[prop(optional, into)]
    min: Option<String>,
) -> impl IntoView {
    let check = Check::new(|text: String| {
        super::format::parse_date(&text)
            .is_none()
            .then(|| t::ui::not_a_date().to_owned())
    });
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (input_slot, blur_slot, pick_slot) = (slot.clone(), slot.clone(), slot.clone());
    let id = slot.id.clone();
    let picker = NodeRef::<html::Input>::new();
    let open = move |_: ev::MouseEvent| {
        if let Some(picker) = picker.get_untracked() {
            // Refused only without a press of the person; then the text field is enough.
            let _ = picker.show_picker();
        }
    };
    view! {
        <Frame place=slot label hint required>
            <div class="input short">
                <input
                    id=id
                    name=name
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    placeholder=t::ui::date_pattern
                    aria-required=required.then_some("true")
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=move || value.get()
                    on:input:target=move |event| {
                        let text = event.target().value();
                        input_slot.changed(Some(check), &text);
                        value.set(text);
                    }
                    on:blur:target=move |event| {
                        let text = event.target().value();
                        if let Some(date) = super::format::parse_date(&text) {
                            value.set(date.to_string());
                        }
                        blur_slot.check(Some(check), text.trim());
                    }
                />
                <button type="button" class="button quiet icon-only" on:click=open>
                    <Icon glyph=Glyph::Calendar />
                    <span class="visually-hidden">{t::ui::open_calendar}</span>
                </button>
                <input
                    class="picker"
                    type="date"
                    tabindex="-1"
                    aria-hidden="true"
                    min=min
                    node_ref=picker
                    prop:value=move || {
                        super::format::parse_date(&value.get())
                            .map(|date| date.to_string())
                            .unwrap_or_default()
                    }
                    on:change:target=move |event| {
                        let text = event.target().value();
                        pick_slot.changed(Some(check), &text);
                        value.set(text);
                    }
                />
            </div>
        </Frame>
    }
}

/// A password, with a way to look at it.
#[component]
pub fn PasswordField(
    name: &'static str,
    #[prop(into)] label: Text,
    #[prop(into)] value: Bind<String>,
    #[prop(optional, into)] hint: Option<Text>,
    /// A new one, so that the browser offers to make it up.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (input_slot, id) = (slot.clone(), slot.id.clone());
    let shown = RwSignal::new(false);
    view! {
        <Frame place=slot label hint required=true>
            <div class="input">
                <input
                    id=id
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=if new { "new-password" } else { "current-password" }
                    spellcheck="false"
                    aria-required="true"
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=move || value.get()
                    on:input:target=move |event| {
                        let text = event.target().value();
                        input_slot.changed(None, &text);
                        value.set(text);
                    }
                />
                <button
                    type="button"
                    class="button quiet"
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { t::ui::hide() } else { t::ui::show() }}
                </button>
            </div>
        </Frame>
    }
}
