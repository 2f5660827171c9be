//! What stands in a place whose content is not there: still loading, none, or a fault.

use std::future::Future;

use leptos::prelude::*;

use super::{Button, Glyph, Icon, Text};
use crate::i18n::t;

/// Grey lines while something loads.
#[component]
pub fn Skeleton(#[prop(default = 4)] lines: usize) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{t::ui::loading}</span>
            {std::iter::repeat_with(|| view! { <span aria-hidden="true"></span> }).take(lines).collect_view()}
        </div>
    }
}

/// Nothing here, said kindly, with what can be done about it as children.
#[component]
pub fn Empty(
    #[prop(into)] title: Text,
    #[prop(optional, into)] text: Text,
    #[prop(default = Glyph::File)] glyph: Glyph,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph />
            <p class="strong">{move || title.get()}</p>
            <p class="muted">{move || text.get()}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// Why something could not be had, for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub title: String,
    /// More about it, and what to do.
    pub detail: String,
    /// The number that finds it in the server's log; may be empty.
    pub trace: String,
    /// Whether the same may work in a moment.
    pub again: bool,
}

/// A fault with a way on.
#[component]
pub fn ErrorState(
    trouble: Trouble,
    #[prop(optional, into)] on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let Trouble {
        title,
        detail,
        trace,
        again,
    } = trouble;
    view! {
        <div class="empty bad" role="alert">
            <Icon glyph=Glyph::Warning />
            <p class="strong">{title}</p>
            <p>{detail}</p>
            {(!trace.is_empty()).then(|| view! { <p class="muted">{move || t::ui::trace(&trace)}</p> })}
            <div class="actions">
                {on_retry
                    .filter(|_| again)
                    .map(|retry| view! { <Button label=t::ui::retry on_click=move |_| retry.run(()) /> })}
            </div>
        </div>
    }
}

/// A place that fills itself: skeleton, then the content or the fault with a retry. While it is
/// loaded again the old content stays in sight.
///
/// `load` may read signals: when one changes, it runs again. `again` runs it by hand.
#[component]
pub fn Loaded<T, L, F, V>(
    load: L,
    /// Draws the content.
    view: V,
    /// Add one to load again.
    #[prop(optional, into)]
    again: Option<RwSignal<u32>>,
    #[prop(default = 4)] lines: usize,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    L: Fn() -> F + Send + Sync + 'static,
    F: Future<Output = Result<T, Trouble>> + 'static,
    V: Fn(T) -> AnyView + Send + Sync + 'static,
{
    let again = again.unwrap_or_else(|| RwSignal::new(0));
    let resource = LocalResource::new(move || {
        again.track();
        load()
    });
    let view = StoredValue::new(view);
    view! {
        <Transition fallback=move || view! { <Skeleton lines /> }>
            {move || {
                resource
                    .get()
                    .map(|result| match result {
                        Ok(value) => view.with_value(|view| view(value)),
                        Err(trouble) => {
                            view! {
                                <ErrorState
                                    trouble
                                    on_retry=Callback::new(move |()| again.update(|count| *count += 1))
                                />
                            }
                                .into_any()
                        }
                    })
            }}
        </Transition>
    }
}
