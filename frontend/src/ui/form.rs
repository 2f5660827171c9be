//! Forms: the faults of a whole form, the summary that links to its fields, and its actions.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::{html, prelude::*};

use super::{Glyph, Icon, Text};
use crate::i18n::t;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field: an RFC 6901 pointer without its first slash, e.g. `terms/position`; empty for
    /// the form as a whole.
    pub field: String,
    /// What is wrong and what to do, for a person.
    pub message: String,
}

/// The faults of one form, and the labels of the fields that can show them.
#[derive(Clone, Copy)]
pub struct Faults {
    list: RwSignal<Vec<Fault>>,
    labels: RwSignal<Vec<(String, Text)>>,
    /// How often a whole set was shown: the summary follows these, not each key stroke.
    told: RwSignal<u32>,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            labels: RwSignal::new(Vec::new()),
            told: RwSignal::new(0),
        }
    }
}

impl Faults {
    /// No faults yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Shows these and moves focus to the summary.
    pub fn set(self, faults: Vec<Fault>) {
        let told = if faults.is_empty() {
            0
        } else {
            self.told.get_untracked() + 1
        };
        self.list.set(faults);
        self.told.set(told);
    }

    /// Shows one fault of the form as a whole.
    pub fn whole(self, message: impl Into<String>) {
        self.set(vec![Fault {
            field: String::new(),
            message: message.into(),
        }]);
    }

    /// Forgets all.
    pub fn clear(self) {
        self.set(Vec::new());
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.list.with_untracked(Vec::is_empty)
    }

    /// The fault of one field, followed.
    #[must_use]
    pub fn of(self, field: &str) -> Option<String> {
        self.list.with(|list| {
            list.iter()
                .find(|fault| fault.field == field)
                .map(|fault| fault.message.clone())
        })
    }

    /// Replaces or removes the fault of one field (checks while typing); the summary stays quiet.
    pub fn put(self, field: &str, message: Option<String>) {
        let same = self.list.with_untracked(|list| {
            list.iter()
                .find(|fault| fault.field == field)
                .map(|fault| &fault.message)
                == message.as_ref()
        });
        if same {
            return;
        }
        self.list.update(|list| {
            list.retain(|fault| fault.field != field);
            if let Some(message) = message {
                list.push(Fault {
                    field: field.to_owned(),
                    message,
                });
            }
        });
    }

    fn label(self, field: &str) -> Option<Text> {
        self.labels.with(|labels| {
            labels
                .iter()
                .find(|(name, _)| name == field)
                .map(|(_, label)| label.clone())
        })
    }

    /// Tells the summary that a field is on the page.
    pub(super) fn register(self, field: &str, label: Text) {
        let name = field.to_owned();
        self.labels.update(|labels| labels.push((name, label)));
        let name = field.to_owned();
        on_cleanup(move || {
            let _ = self
                .labels
                .try_update(|labels| labels.retain(|(other, _)| *other != name));
        });
    }
}

/// The id of the input of a field.
#[must_use]
pub fn field_id(field: &str) -> String {
    format!("f-{}", field.replace('/', "-"))
}

/// A number that no other part on this page has.
pub(super) fn unique() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A form that never navigates by itself. Enter in a field sends it; faults come back into the
/// fields named by their pointers, and into a summary above.
#[component]
pub fn Form(
    faults: Faults,
    #[prop(into)] on_submit: Callback<()>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Names the form for screen readers.
    #[prop(optional, into)]
    label: Option<Text>,
    children: Children,
) -> impl IntoView {
    provide_context(faults);
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if faults.told.get() > 0 {
            request_animation_frame(move || {
                if let Some(summary) = summary.get_untracked() {
                    let _ = summary.focus();
                }
            });
        }
    });
    let shown = move || faults.told.get() > 0 && !faults.list.with(Vec::is_empty);
    view! {
        <form
            class="form"
            novalidate
            aria-label=move || label.as_ref().map(|label| label.get().to_string())
            on:submit=move |event| {
                event.prevent_default();
                if !busy.get_untracked() {
                    on_submit.run(());
                }
            }
        >
            <Show when=shown>
                <div class="notice bad" tabindex="-1" role="alert" node_ref=summary>
                    <Icon glyph=Glyph::Warning />
                    <div>
                        <p class="strong">
                            {move || {
                                let count = faults.list.with(Vec::len);
                                t::ui::faults(u64::try_from(count).unwrap_or(u64::MAX))
                            }}
                        </p>
                        <ul>
                            {move || {
                                faults.list.get().into_iter().map(|fault| summary_line(faults, fault)).collect_view()
                            }}
                        </ul>
                    </div>
                </div>
            </Show>
            {children()}
        </form>
    }
}

fn summary_line(faults: Faults, fault: Fault) -> impl IntoView {
    let Fault { field, message } = fault;
    match faults.label(&field) {
        None => view! { <li>{message}</li> }.into_any(),
        Some(label) => {
            let id = field_id(&field);
            let href = format!("#{id}");
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                focus(&id);
            };
            view! {
                <li>
                    <a href=href on:click=go>
                        {move || label.get()}
                    </a>
                    {t::ui::colon}
                    {message}
                </li>
            }
            .into_any()
        }
    }
}

/// Moves focus to an element by its id.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// The buttons that end a form, the primary one first.
#[component]
pub fn FormActions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}
