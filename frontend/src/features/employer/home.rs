//! The employer's home: what to do now, what waits for whom, how recent offers went.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    employer::{EmployerHome, OfferOutcomes},
    endpoints::GetEmployerHome,
};
use sanfang_domain::codes::TableId;

use crate::{
    api,
    codes::Codes,
    features::cases::words,
    i18n::{lang, t},
    session,
    ui::{
        Closed, Empty, Facts, Glyph, Kind, LinkButton, Loaded, Page, Section, Slice, StackedBar,
        Term, Tile, Tiles, Tone, format,
    },
};

/// `/employer`
#[component]
pub fn Home() -> impl IntoView {
    let tools = ViewFn::from(|| {
        view! {
            <LinkButton
                label=t::employer::send
                href=Signal::stored("/employer/send".to_owned())
                icon=Glyph::Send
                kind=Kind::Primary
            />
        }
    });
    let load = || {
        let _ = lang();
        api::load(Call::<GetEmployerHome>::new((), Nothing {}))
    };
    view! {
        <Page title=t::employer::home tools>
            <Loaded load lines=8 view=|home: EmployerHome| view! { <Desk home /> }.into_any() />
        </Page>
    }
}

#[component]
fn Desk(home: EmployerHome) -> impl IntoView {
    let EmployerHome {
        profile,
        recent,
        closed_because,
        next_deadline,
        ..
    } = home;
    let deadline = move || {
        next_deadline
            .filter(|_| home.offers_pending > 0)
            .map(|at| t::employer::next_deadline(words::last_day(at)))
            .unwrap_or_default()
    };
    let codes = Codes::of(&[TableId::Industry]);
    let facts = Signal::derive(move || {
        let account = session::account();
        let signing = &profile.signing_information;
        vec![
            Term::new(t::cases::employer_name, profile.name.clone()),
            Term::new(t::cases::uscc, profile.uscc.clone()),
            Term::new(
                t::cases::industry,
                codes.label(TableId::Industry, signing.industry.as_deref()),
            ),
            Term::new(
                t::cases::address,
                signing.address.clone().unwrap_or_default(),
            ),
            Term::new(
                t::account::last_login,
                account
                    .as_ref()
                    .and_then(|account| account.previous_login_at)
                    .map(format::minute)
                    .unwrap_or_default(),
            ),
            Term::new(
                t::account::last_ip,
                account
                    .and_then(|account| account.previous_login_ip)
                    .unwrap_or_default(),
            ),
        ]
    });
    let count = |number: u32| Signal::stored(u64::from(number));
    view! {
        {closed_because
            .into_iter()
            .map(|rule| {
                view! {
                    <Closed title=t::employer::closed reason=rule.text who=rule.fixer_text />
                }
            })
            .collect_view()}
        <Tiles>
            <Tile
                label=t::employer::to_send
                count=count(home.send_list)
                href="/employer/send"
                note=t::employer::to_send_note
                mine=true
            />
            <Tile label=t::employer::offers_pending count=count(home.offers_pending) href="/employer/cases?tab=offered" note=deadline />
            <Tile
                label=t::employer::amendments
                count=count(home.amendments_pending)
                href="/employer/cases?tab=accepted"
                note=t::employer::amendments_note
            />
            <Tile
                label=t::employer::reviews
                count=count(home.reviews_waiting)
                href="/employer/cases?tab=accepted"
                note=t::employer::reviews_note
            />
            <Tile label=t::employer::in_force count=count(home.in_force) href="/employer/cases?tab=accepted" />
        </Tiles>
        <Section title=t::employer::recent lead=t::employer::recent_lead>
            <Recent recent />
        </Section>
        <Section title=t::employer::own>
            <Facts facts />
        </Section>
    }
}

#[component]
fn Recent(recent: OfferOutcomes) -> impl IntoView {
    let OfferOutcomes {
        sent,
        pending,
        accepted,
        declined,
        expired,
        withdrawn,
    } = recent;
    if sent == 0 {
        return view! { <Empty title=t::employer::recent_none text=t::employer::recent_none_hint glyph=Glyph::Send /> }
            .into_any();
    }
    let bar = |label: fn() -> &'static str, count: u32, tone: Tone| Slice {
        label: label.into(),
        count: count.into(),
        tone,
    };
    let bars = vec![
        bar(t::employer::outcome_accepted, accepted, Tone::Good),
        bar(t::employer::outcome_pending, pending, Tone::Wait),
        bar(t::employer::outcome_declined, declined, Tone::Bad),
        bar(t::employer::outcome_expired, expired, Tone::Plain),
        bar(t::employer::outcome_withdrawn, withdrawn, Tone::Plain),
    ];
    view! { <StackedBar label=t::employer::recent bars=Signal::stored(bars) /> }.into_any()
}
