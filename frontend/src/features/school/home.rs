//! The school's home: what waits for a review, what waits for others, and how the year stands.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    endpoints::GetSchoolHome,
    school::{DayCount, SchoolHome},
};

use crate::{
    api,
    i18n::{Lang, lang, t},
    ui::{
        Bar, BarChart, Empty, Glyph, Icon, Kind, LinkButton, Loaded, Page, Section, Share, Tile,
        Tiles, format,
    },
};

/// 学校首页
#[component]
pub fn Home() -> impl IntoView {
    let scope = RwSignal::new(String::new());
    view! {
        <Page title=t::school::home lead=move || scope.get()>
            <Loaded
                lines=10
                load=move || {
                    let language = lang();
                    async move {
                        let home = api::load(Call::<GetSchoolHome>::new((), Nothing {})).await?;
                        scope.set(sight(&home, language));
                        Ok(home)
                    }
                }
                view=|home| view! { <Parts home /> }.into_any()
            />
        </Page>
    }
}

/// Whose students these are: the school, or its colleges in sight.
fn sight(home: &SchoolHome, language: Lang) -> String {
    let colleges = home.colleges.join(language.pick("、", ", "));
    if colleges.is_empty() {
        home.school_name.clone()
    } else {
        format!("{} · {colleges}", home.school_name)
    }
}

#[component]
fn Parts(home: SchoolHome) -> impl IntoView {
    let waiting = home.reviews_waiting;
    let oldest = home.oldest_waiting_since;
    let (part, whole, year) = (home.bound, home.students, home.graduation_year);
    let since = move || {
        oldest
            .map(|at| t::school::oldest(format::day(at)))
            .unwrap_or_default()
    };
    view! {
        <Section title=t::school::to_do>
            {if waiting == 0 {
                view! { <Empty title=t::school::nothing_to_do text=t::school::nothing_to_do_text glyph=Glyph::Check /> }
                    .into_any()
            } else {
                view! {
                    <div class="notice wait">
                        <Icon glyph=Glyph::Clock />
                        <div class="stack">
                            <div>
                                <p class="strong">{move || t::school::reviews_waiting(u64::from(waiting))}</p>
                                <p>{since}</p>
                            </div>
                            <div class="actions">
                                <LinkButton
                                    label=t::school::review_now
                                    kind=Kind::Primary
                                    href=Signal::stored("/school/cases?review=waiting".to_owned())
                                />
                            </div>
                        </div>
                    </div>
                }
                    .into_any()
            }}
        </Section>
        <Tiles>
            <Tile
                label=t::school::amendments
                count=Signal::stored(u64::from(home.amendments_pending))
                href="/school/cases?review=amendment_open"
                note=t::school::amendments_note
            />
            <Tile
                label=t::school::offers
                count=Signal::stored(u64::from(home.offers_pending))
                href="/school/cases?response=offered"
                note=t::school::offers_note
            />
            <Tile
                label=t::school::in_force
                count=Signal::stored(u64::from(home.in_force))
                href="/school/cases?agreement=effective"
                note=t::school::in_force_note
            />
        </Tiles>
        <div class="columns">
            <Section title=t::school::placed lead=move || t::school::placed_lead(year)>
                <Share part whole words=move || t::school::placed_words(part, whole) />
            </Section>
            <Approvals approvals=home.approvals />
        </div>
    }
}

/// Approvals a day over the last 14 days.
#[component]
fn Approvals(approvals: Vec<DayCount>) -> impl IntoView {
    let total: u32 = approvals.iter().map(|day| day.count).sum();
    let days = approvals.len();
    let bars = approvals
        .iter()
        .map(|DayCount { day, count }| Bar {
            label: day.format("%d").to_string(),
            name: day.to_string(),
            count: *count,
        })
        .collect();
    let span = approvals
        .first()
        .zip(approvals.last())
        .map(|(first, last)| format!("{} – {}", first.day, last.day));
    view! {
        <Section title=t::school::approvals lead=span.unwrap_or_default()>
            <BarChart
                caption=move || t::school::approvals_total(days, total)
                name_head=t::school::day
                count_head=t::school::approved_count
                bars
            />
        </Section>
    }
}
