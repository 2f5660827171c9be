//! Charts: drawn as SVG with the numbers written on them, and their table behind a button.

use leptos::prelude::*;

use super::{Glyph, Icon, Text, form::unique};
use crate::i18n::t;

/// Height of the drawing in its own units.
const HEIGHT: u32 = 100;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Short, under the bar.
    pub label: String,
    /// In full, in the table.
    pub name: String,
    /// How much.
    pub count: u32,
}

/// Bars side by side. The bars are SVG; the words stay text, so that they are read at every width.
#[component]
pub fn BarChart(
    /// What is counted, and how much it is in all.
    #[prop(into)]
    caption: Text,
    /// Heads the table's first column.
    #[prop(into)]
    name_head: Text,
    /// Heads the table's second column.
    #[prop(into)]
    count_head: Text,
    bars: Vec<Bar>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let id = format!("chart-{}", unique());
    let of = id.clone();
    let top = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let table = bars.clone();
    view! {
        <figure class="bar-chart">
            <figcaption>
                <span>{move || caption.get()}</span>
                <button
                    type="button"
                    class="button quiet"
                    aria-expanded=move || shown.get().to_string()
                    aria-controls=of
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    <Icon glyph=Glyph::List />
                    <span>{move || if shown.get() { t::chart::hide_table() } else { t::chart::show_table() }}</span>
                </button>
            </figcaption>
            <ol class="bars" aria-hidden="true">
                {bars
                    .into_iter()
                    .map(|Bar { label, count, .. }| {
                        let height = count.saturating_mul(HEIGHT).div_ceil(top).min(HEIGHT);
                        view! {
                            <li>
                                <span class="bar-count">{(count > 0).then_some(count)}</span>
                                <svg viewBox="0 0 10 100" preserveAspectRatio="none" focusable="false">
                                    <rect class="bar-ground" x="0" y="99" width="10" height="1" />
                                    <rect x="1" y=HEIGHT - height width="8" height=height />
                                </svg>
                                <span class="muted">{label}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
            <div id=id hidden=move || !shown.get()>
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{move || name_head.get()}</th>
                            <th scope="col" class="number">
                                {move || count_head.get()}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {table
                            .into_iter()
                            .map(|Bar { name, count, .. }| {
                                view! {
                                    <tr>
                                        <th scope="row">{name}</th>
                                        <td class="number">{count}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </figure>
    }
}

/// A part of a whole: the share as a figure, a bar, and both numbers in words.
#[component]
pub fn Share(
    part: u32,
    whole: u32,
    /// Both numbers in words.
    #[prop(into)]
    words: Text,
) -> impl IntoView {
    view! {
        <div class="share">
            <p class="tile-count">{percent(part, whole)}</p>
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="bar-ground" width="1000" height="10" />
                <rect width=permille(part, whole) height="10" />
            </svg>
            <p class="muted">{move || words.get()}</p>
        </div>
    }
}

fn permille(part: u32, whole: u32) -> u64 {
    (u64::from(part) * 1000)
        .checked_div(u64::from(whole))
        .unwrap_or(0)
        .min(1000)
}

/// `86.5%`; of nothing, a dash.
#[must_use]
pub fn percent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let share = permille(part, whole);
    format!("{}.{}%", share / 10, share % 10)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_whole_tenths() {
        assert_eq!(percent(173, 200), "86.5%");
        assert_eq!(percent(0, 3), "0.0%");
        assert_eq!(percent(3, 3), "100.0%");
        assert_eq!(percent(0, 0), "—");
    }
}
