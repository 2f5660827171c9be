//! The student's home: what to do now, whether signing is open, who I am, where I stand.

use leptos::prelude::*;
use leptos_router::components::A;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    endpoints::GetStudentHome,
    student::{ClosedRule, LiveCase, OpeningView, StudentHome, StudentProfile},
};
use sanfang_domain::{
    codes::TableId,
    opening::SigningKind,
    plan::PlanStatus,
    reason::Reason,
    signing::{ResponseLabel, ReviewLabel},
};

use crate::{
    api,
    codes::Codes,
    features::cases::words,
    i18n::{lang, t},
    ui::{
        Empty, Facts, Glyph, Icon, Kind, LinkButton, Loaded, Page, Pill, Section, Term, Tile,
        Tiles, Tone, format,
    },
};

use super::case::{self, Shown};

/// 学生首页
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Page title=t::student::home>
            <Loaded
                lines=10
                load=|| {
                    let _ = lang();
                    api::load(Call::<GetStudentHome>::new((), Nothing {}))
                }
                view=|home| view! { <Parts home /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Parts(home: StudentHome) -> impl IntoView {
    let StudentHome {
        profile,
        plan,
        live,
        offers_pending,
        next_deadline,
        amendments_pending,
        online_signing,
    } = home;
    let bound = live.clone();
    let to_do = ToDo {
        verify: online_signing
            .closed_because
            .iter()
            .any(|rule| rule.reason == Reason::NotVerified.code()),
        // Letters that cannot be answered are no task; the tile below still counts them.
        offers: if online_signing.open {
            offers_pending
        } else {
            0
        },
        deadline: next_deadline.map(words::last_day),
        amendments: amendments_pending,
        amended: live.as_ref().map(|live| Shown::case(live.id)),
    };
    let facts = profile.clone();
    view! {
        <NowToDo to_do />
        <Tiles>
            <Tile
                label=t::student::offers_to_do
                count=Signal::stored(u64::from(offers_pending))
                href="/student/offers?status=offered"
                note=move || if offers_pending == 0 { t::student::no_offers_pending() } else { t::student::offers_sent() }
                mine=online_signing.open
            />
        </Tiles>
        {bound.map(|live| view! { <Live live /> })}
        <Opening opening=online_signing />
        <div class="columns">
            <Me profile=facts />
            <Employment live plan=plan_text(plan) />
        </div>
    }
}

/// What waits for the student.
struct ToDo {
    verify: bool,
    offers: u32,
    deadline: Option<String>,
    amendments: u32,
    amended: Option<String>,
}

/// 现在要办: begins every home; says so kindly when there is nothing.
#[component]
fn NowToDo(to_do: ToDo) -> impl IntoView {
    let ToDo {
        verify,
        offers,
        deadline,
        amendments,
        amended,
    } = to_do;
    let none = !verify && offers == 0 && amendments == 0;
    let amended = amended.unwrap_or_else(|| "/student/offers".to_owned());
    view! {
        <Section title=t::student::to_do>
            {none
                .then(|| {
                    view! { <Empty title=t::student::nothing_to_do text=t::student::nothing_to_do_text glyph=Glyph::Check /> }
                })}
            {verify
                .then(|| {
                    view! {
                        <Task
                            title=t::student::verify_task
                            text=t::student::verify_task_text
                            label=t::student::verify_now
                            href="/student/verification"
                        />
                    }
                })}
            {(amendments > 0)
                .then(|| {
                    view! {
                        <Task
                            title=move || t::student::amendment_task(u64::from(amendments))
                            text=t::student::amendment_task_text
                            label=t::student::see_amendment
                            href=amended
                        />
                    }
                })}
            {(offers > 0)
                .then(|| {
                    view! {
                        <Task
                            title=move || t::student::offers_task(u64::from(offers))
                            text=move || deadline.as_ref().map(t::student::first_deadline).unwrap_or_default()
                            label=t::student::see_offers
                            href="/student/offers?status=offered"
                        />
                    }
                })}
        </Section>
    }
}

#[component]
fn Task(
    #[prop(into)] title: crate::ui::Text,
    #[prop(into)] text: crate::ui::Text,
    #[prop(into)] label: crate::ui::Text,
    #[prop(into)] href: String,
) -> impl IntoView {
    view! {
        <div class="notice wait">
            <Icon glyph=Glyph::Clock />
            <div class="stack">
                <div>
                    <p class="strong">{move || title.get()}</p>
                    <p>{move || text.get()}</p>
                </div>
                <div class="actions">
                    <LinkButton label kind=Kind::Primary href=Signal::stored(href) />
                </div>
            </div>
        </div>
    }
}

/// 当前签约: what binds, and what is being waited for.
#[component]
fn Live(live: LiveCase) -> impl IntoView {
    let LiveCase {
        id,
        employer_name,
        position,
        response,
        review,
        ..
    } = live;
    let waits = move || match review {
        ReviewLabel::Waiting => t::student::waits_for_school(),
        ReviewLabel::AmendmentOpen => t::student::waits_for_you(),
        ReviewLabel::Approved => t::student::in_force(),
        ReviewLabel::None | ReviewLabel::Rejected => "",
    };
    let tools = ViewFn::from(move || {
        view! { <LinkButton label=t::student::see_case href=Signal::stored(Shown::case(id)) /> }
    });
    view! {
        <Section title=t::student::live_case tools>
            <p class="strong">{employer_name} " · " {position}</p>
            <div class="row">
                <Pill label=move || response.text(lang()) tone=words::response_tone(response) />
                <Pill label=move || review.text(lang()) tone=words::review_tone(review) />
            </div>
            <p class="muted">{waits}</p>
        </Section>
    }
}

/// 网上签约是否开放: open until when, or every rule that closes it and who can change it.
#[component]
fn Opening(opening: OpeningView) -> impl IntoView {
    let OpeningView {
        open,
        closed_because,
        windows,
    } = opening;
    let windows: Vec<_> = windows
        .into_iter()
        .filter(|window| window.kind == SigningKind::Online)
        .map(|window| {
            (
                format::minute(window.opens_at),
                format::minute(window.closes_at),
            )
        })
        .collect();
    view! {
        <Section title=t::student::opening>
            <div class="row">
                {if open {
                    view! { <Pill label=t::student::opening_open tone=Tone::Good /> }.into_any()
                } else {
                    view! { <Pill label=t::student::opening_closed tone=Tone::Wait /> }.into_any()
                }}
            </div>
            {(!closed_because.is_empty())
                .then(|| {
                    view! {
                        <p>{t::student::closed_lead}</p>
                        <ul class="stack">
                            {closed_because.into_iter().map(|rule| view! { <Rule rule /> }).collect_view()}
                        </ul>
                    }
                })}
            {windows
                .into_iter()
                .map(|(from, to)| view! { <p class="muted">{move || t::student::window(&from, &to)}</p> })
                .collect_view()}
        </Section>
    }
}

/// One closed rule.
#[component]
fn Rule(rule: ClosedRule) -> impl IntoView {
    let who = case::sentence(&rule.fixer_text);
    let (href, label): (Option<String>, fn() -> &'static str) =
        if rule.reason == Reason::NotVerified.code() {
            (
                Some("/student/verification".to_owned()),
                t::student::verify_now,
            )
        } else {
            (rule.blocking.map(Shown::case), t::student::see_live_case)
        };
    view! {
        <li class="notice wait">
            <Icon glyph=Glyph::Lock />
            <div>
                <p>{rule.text}</p>
                <p class="muted">{who}</p>
                {href.map(|href| view! { <p><A href=href>{label}</A></p> })}
            </div>
        </li>
    }
}

/// 基本信息
#[component]
fn Me(profile: StudentProfile) -> impl IntoView {
    let codes = Codes::of(&[TableId::EducationLevel, TableId::Sex]);
    let facts = move || {
        vec![
            Term::new(t::student::name, profile.name.clone()),
            Term::new(t::student::student_no, profile.student_no.clone()),
            Term::new(
                t::student::graduation_year,
                profile.graduation_year.to_string(),
            ),
            Term::new(t::student::school, profile.school_name.clone()),
            Term::new(
                t::student::education_level,
                codes.label(TableId::EducationLevel, Some(&profile.education_level)),
            ),
            Term::new(t::student::major, profile.major_name.clone()),
            Term::new(t::student::id_number, profile.id_number.clone()),
            Term::new(
                t::student::sex,
                codes.label(TableId::Sex, Some(&profile.sex)),
            ),
            Term::new(t::student::phone, profile.phone.clone()),
        ]
    };
    view! {
        <Section title=t::student::basics>
            <Facts facts=Signal::derive(facts) />
        </Section>
    }
}

/// 就业信息: 状态, 类别, 时间.
#[component]
fn Employment(live: Option<LiveCase>, plan: fn() -> &'static str) -> impl IntoView {
    let facts = move || {
        let signed = live
            .as_ref()
            .filter(|live| live.response == ResponseLabel::Accepted);
        let status = match signed.map(|live| live.review) {
            None => t::student::unemployed(),
            Some(ReviewLabel::Approved) => t::student::employed(),
            Some(_) => t::student::signing(),
        };
        vec![
            Term::new(t::student::employment_status, status),
            Term::new(
                t::student::employment_kind,
                if signed.is_some() {
                    t::student::employment_online()
                } else {
                    ""
                },
            ),
            Term::new(
                t::student::employment_time,
                signed
                    .map(|live| format::minute(live.accepted_at))
                    .unwrap_or_default(),
            ),
            Term::new(
                t::student::number,
                live.as_ref()
                    .and_then(|live| live.number.clone())
                    .unwrap_or_default(),
            ),
            Term::new(t::student::plan, plan),
        ]
    };
    view! {
        <Section title=t::student::employment>
            <Facts facts=Signal::derive(facts) />
        </Section>
    }
}

/// 就业方案 in words (domain.md section 8).
fn plan_text(status: PlanStatus) -> fn() -> &'static str {
    match status {
        PlanStatus::NotSubmitted => t::student::plan_not_submitted,
        PlanStatus::CollegeReview => t::student::plan_college_review,
        PlanStatus::SchoolReview => t::student::plan_school_review,
        PlanStatus::Approved => t::student::plan_approved,
        PlanStatus::Reported => t::student::plan_reported,
    }
}
