//! Choosing a file: press or drop, with what is allowed said before, and progress after.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;

use super::{Glyph, Icon, Text, field::Slot};
use crate::i18n::t;

/// A file that a person chose; browser objects stay on their thread.
pub type Chosen = SendWrapper<web_sys::File>;

/// A drop place around a hidden native file input.
#[component]
pub fn FileDrop(
    name: &'static str,
    #[prop(into)] label: Text,
    /// What is allowed, in words.
    #[prop(into)]
    hint: Text,
    /// The same for the browser, e.g. `.xlsx,.csv`.
    accept: &'static str,
    /// The largest size the server takes, in bytes.
    max: u32,
    #[prop(into)] on_file: Callback<Chosen>,
    /// 0..100 while sending.
    #[prop(optional, into)]
    progress: Signal<Option<u32>>,
) -> impl IntoView {
    let slot = Slot::new(name, &label);
    let (described, invalid) = (slot.described(), slot.invalid());
    let (id, fault) = (slot.id.clone(), slot.fault);
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let name_of = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);

    let take = move |file: Option<web_sys::File>| {
        let Some(file) = file else { return };
        name_of.set(file.name());
        if file.size() > f64::from(max) {
            refused.set(Some(t::ui::file_too_large(megabytes(max))));
            return;
        }
        refused.set(None);
        on_file.run(SendWrapper::new(file));
    };
    let on_drop = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(
            event
                .data_transfer()
                .and_then(|data| data.files())
                .and_then(|files| files.get(0)),
        );
    };
    let trouble = Signal::derive(move || refused.get().or_else(|| fault.get()));
    view! {
        <div class="field" class:faulty=move || trouble.with(Option::is_some)>
            <span class="label">{move || label.get()}</span>
            <p class="hint" id=format!("{id}-hint")>{move || hint.get()}</p>
            <label
                class="drop"
                class:over=over
                for=id.clone()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=on_drop
            >
                <input
                    class="visually-hidden"
                    id=id.clone()
                    type="file"
                    accept=accept
                    node_ref=input
                    aria-describedby=described
                    aria-invalid=invalid
                    on:change:target=move |event| {
                        take(event.target().files().and_then(|files| files.get(0)));
                        // The same file may be chosen again after it was corrected.
                        event.target().set_value("");
                    }
                />
                <Icon glyph=Glyph::Upload />
                <span>{t::ui::drop_file}</span>
                <span class="muted">{name_of}</span>
            </label>
            {move || {
                progress
                    .get()
                    .map(|done| {
                        view! {
                            <progress max="100" value=done aria-label=t::ui::sending>
                                {done}
                                "%"
                            </progress>
                        }
                    })
            }}
            <p class="fault" id=format!("{id}-fault") aria-live="polite">
                {move || {
                    trouble.get().map(|text| view! { <Icon glyph=Glyph::Warning /><span>{text}</span> })
                }}
            </p>
        </div>
    }
}

fn megabytes(bytes: u32) -> String {
    let tenths = u64::from(bytes) * 10 / (1024 * 1024);
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}
