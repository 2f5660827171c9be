//! Numbers as a picture, drawn here in SVG, with the same numbers as a table behind a button.

use leptos::prelude::*;

use super::{Button, Glyph, Icon, Kind, Text, Tone};
use crate::i18n::t;

/// One part of a bar.
#[derive(Clone)]
pub struct Slice {
    /// What it counts.
    pub label: Text,
    /// How many.
    pub count: u64,
    /// What it means.
    pub tone: Tone,
}

/// Thousandths of the width: SVG needs numbers, and whole ones are exact.
const WIDTH: u64 = 1000;

/// One bar in parts, each with its label and number, largest meaning first.
#[component]
pub fn StackedBar(
    #[prop(into)] label: Text,
    #[prop(into)] bars: Signal<Vec<Slice>>,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let title = label.clone();
    view! {
        <figure class="chart" aria-label=move || label.get().to_string()>
            <svg viewBox="0 0 1000 28" preserveAspectRatio="none" class="stacked" aria-hidden="true">
                {move || bars.with(|bars| parts(bars))}
            </svg>
            <ul class="legend">
                {move || {
                    bars.get()
                        .into_iter()
                        .map(|Slice { label, count, tone }| {
                            view! {
                                <li class=tone.class()>
                                    <Icon glyph=tone.glyph() />
                                    <span>{move || label.get()}</span>
                                    <span class="strong">{count}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <Button
                label=move || if as_table.get() { t::ui::hide_table() } else { t::ui::show_table() }
                kind=Kind::Quiet
                icon=Glyph::List
                on_click=move |_| as_table.update(|shown| *shown = !*shown)
            />
            <Show when=move || as_table.get()>
                <table class="diff">
                    <caption>{
                        let title = title.clone();
                        move || title.get()
                    }</caption>
                    <tbody>
                        {move || {
                            bars.get()
                                .into_iter()
                                .map(|Slice { label, count, .. }| {
                                    view! {
                                        <tr>
                                            <th scope="row">{move || label.get()}</th>
                                            <td>{count}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </Show>
        </figure>
    }
}

fn parts(bars: &[Slice]) -> impl IntoView + use<> {
    let total = bars.iter().map(|bar| bar.count).sum::<u64>().max(1);
    let mut before = 0;
    bars.iter()
        .filter(|bar| bar.count > 0)
        .map(|bar| {
            let (start, end) = (before * WIDTH / total, (before + bar.count) * WIDTH / total);
            before += bar.count;
            let gap = if start == 0 { 0 } else { 2 };
            view! {
                <rect class=bar.tone.class() x=start + gap y="0" width=(end - start).saturating_sub(gap) height="28" />
            }
        })
        .collect_view()
}
