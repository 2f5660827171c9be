//! 查看详情: steps, an amendment to answer, the agreement and its two sides, the trail.

use leptos::prelude::*;
use sanfang_contract::cases::{CaseDetail, TurnView};
use sanfang_domain::{actor, ids::CaseId};

use crate::{
    features::cases::{
        parts::{EmployerFacts, Pills, Standing, StudentFacts, Trail},
        words,
    },
    i18n::{lang, t},
    ui::{Crumb, Facts, Glyph, Icon, LinkButton, Loaded, Page, Section, Stepper, Term, format},
};

use super::{amendment::Amendment, case::Shown, document::Document};

/// 签约详情
#[component]
pub fn Detail(id: CaseId) -> impl IntoView {
    let shown = Shown::new(id);
    let crumbs = vec![
        Crumb::new("/student", t::student::home),
        Crumb::new("/student/offers", t::student::offers),
    ];
    let tools = ViewFn::from(move || {
        view! { <LinkButton label=t::student::see_letter href=Signal::stored(Shown::letter(id)) icon=Glyph::File /> }
    });
    view! {
        <Page title=t::student::case crumbs tools>
            <Loaded
                again=shown.again
                lines=12
                load=move || shown.load()
                view=|detail| view! { <Progress detail /> }.into_any()
            />
            <Amendment id shown />
            <Body shown />
        </Page>
    }
}

/// How far it is, and whose turn it is.
#[component]
fn Progress(detail: CaseDetail) -> impl IntoView {
    let CaseDetail {
        row, steps, reason, ..
    } = detail;
    view! {
        <Section title=row.employer_name.clone()>
            <Pills row=row.clone() />
            <Stepper steps=Signal::stored(words::steps(&steps)) />
            {row.turn.map(|turn| view! { <Turn turn /> })}
            {reason
                .map(|reason| {
                    view! {
                        <div class="notice bad">
                            <Icon glyph=Glyph::Info />
                            <div>
                                <p class="strong">{t::student::reason_given}</p>
                                <p>{reason}</p>
                            </div>
                        </div>
                    }
                })}
        </Section>
    }
}

/// Whose turn, since when, until when.
#[component]
fn Turn(turn: TurnView) -> impl IntoView {
    let TurnView {
        party,
        since,
        until,
    } = turn;
    let who = move || match party {
        actor::Standing::Student => t::student::turn_student(),
        actor::Standing::Employer => t::student::turn_employer(),
        actor::Standing::Reviewer => t::student::turn_school(),
        actor::Standing::System => t::student::turn_system(),
    };
    let since = format::minute(since);
    let until = until.map(words::last_day);
    view! {
        <div class=if party == actor::Standing::Student { "notice wait" } else { "notice" }>
            <Icon glyph=Glyph::Clock />
            <p>
                <span class="strong">{who}</span>
                " "
                {move || t::student::since(&since)}
                {move || until.as_ref().map(t::student::until)}
            </p>
        </div>
    }
}

/// Everything that stays the same while the case moves on.
#[component]
fn Body(shown: Shown) -> impl IntoView {
    view! {
        {move || {
            shown
                .detail
                .get()
                .map(|detail| {
                    view! {
                        <Agreement shown detail=detail.clone() />
                        <div class="columns">
                            <EmployerFacts employer=detail.employer.clone() />
                            <StudentFacts student=detail.student.clone() />
                        </div>
                        <Standing detail=detail.clone() />
                        <Trail detail />
                    }
                })
        }}
    }
}

/// 就业信息 and the paper made of it.
#[component]
fn Agreement(shown: Shown, detail: CaseDetail) -> impl IntoView {
    let row = detail.row.clone();
    let signed = words::signed_at(&detail.trail);
    let (consented, hash) = (detail.consented_version, detail.terms.hash.clone());
    let facts = move || {
        vec![
            Term::new(t::student::employment_kind, t::student::employment_online),
            Term::new(t::student::number, row.number.clone().unwrap_or_default()),
            Term::new(t::student::hired_for, row.position.clone()),
            Term::new(t::student::signed_at, signed.clone()),
            Term::new(t::student::agreement, row.agreement.text(lang())),
            Term::new(
                t::student::consent,
                consented.map(t::student::consented).unwrap_or_default(),
            ),
        ]
    };
    view! {
        <Section title=t::student::employment>
            <Facts facts=Signal::derive(facts) />
            <Document shown detail />
            <p class="muted wrap">{t::student::fingerprint} " " {hash}</p>
        </Section>
    }
}
