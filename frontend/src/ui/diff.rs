//! What changed in the terms: old beside new, field by field.

use leptos::prelude::*;

use super::Text;
use crate::i18n::t;

/// One term in both versions.
#[derive(Clone)]
pub struct Change {
    /// The name of the term.
    pub label: Text,
    /// As it was.
    pub old: String,
    /// As it is, or as it would be.
    pub new: String,
}

impl Change {
    /// Whether the two differ.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.old != self.new
    }
}

/// A table of the terms that differ, old struck through and new marked.
#[component]
pub fn TermsDiff(#[prop(into)] changes: Signal<Vec<Change>>) -> impl IntoView {
    let changed = move || changes.get().into_iter().filter(Change::differs);
    view! {
        <table class="diff">
            <caption>
                {move || {
                    let count = u64::try_from(changed().count()).unwrap_or(u64::MAX);
                    if count == 0 { t::ui::nothing_changed().to_owned() } else { t::ui::changed_terms(count) }
                }}
            </caption>
            <thead>
                <tr>
                    <th scope="col">{t::ui::term}</th>
                    <th scope="col">{t::ui::old_value}</th>
                    <th scope="col">{t::ui::new_value}</th>
                </tr>
            </thead>
            <tbody>
                {move || {
                    changed()
                        .map(|Change { label, old, new }| {
                            view! {
                                <tr>
                                    <th scope="row">{move || label.get()}</th>
                                    <td data-label=t::ui::old_value>
                                        <del>{if old.is_empty() { "—".to_owned() } else { old }}</del>
                                    </td>
                                    <td data-label=t::ui::new_value>
                                        <ins>{if new.is_empty() { "—".to_owned() } else { new }}</ins>
                                    </td>
                                </tr>
                            }
                        })
                        .collect_view()
                }}
            </tbody>
        </table>
    }
}
