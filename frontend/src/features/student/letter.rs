//! 邀请函: the letter as a sheet of paper, what changed in it, and the answer.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sanfang_client::Call;
use sanfang_contract::{
    cases::{CaseDetail, Consent, OptionalReason},
    endpoint::Json,
    endpoints::{AcceptOffer, DeclineOffer},
};
use sanfang_domain::{
    capability::Action,
    ids::CaseId,
    signing::{
        ResponseLabel,
        letter::{acceptance_pledge, acceptance_warning, signing_notice},
    },
};

use crate::{
    api,
    codes::Codes,
    features::cases::{
        parts::TABLES,
        words::{self, Rows},
    },
    i18n::{lang, t},
    ui::{
        Confirm, Crumb, GateButton, Glyph, Icon, Kind, LinkButton, Loaded, Page, Section, Sheet,
        TermList, TermsDiff, TextArea, format, toast, use_draft,
    },
};

use super::case::{Closed, Question, Shown, Stale};

/// 查看邀请函
#[component]
pub fn Letter(id: CaseId) -> impl IntoView {
    let shown = Shown::new(id);
    let (accept, decline) = (Question::about(shown), Question::about(shown));
    let crumbs = vec![
        Crumb::new("/student", t::student::home),
        Crumb::new("/student/offers", t::student::offers),
    ];
    let tools = ViewFn::from(move || {
        view! { <LinkButton label=t::student::see_case href=Signal::stored(Shown::case(id)) icon=Glyph::List /> }
    });
    view! {
        <Page title=t::student::letter crumbs tools>
            <WhyClosed shown />
            <Loaded
                again=shown.again
                lines=12
                load=move || shown.load()
                view=move |detail| view! { <Paper detail stale=shown.stale.get_untracked() /> }.into_any()
            />
            <Answers shown accept decline />
            <Accept id shown question=accept />
            <Decline id shown question=decline />
        </Page>
    }
}

/// The sheet, and above it what the reader has to know first.
#[component]
fn Paper(detail: CaseDetail, stale: Option<u32>) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let open = detail.row.response == ResponseLabel::Offered;
    let response = detail.row.response;
    // Against what the reader had in sight when it changed, else against the version before.
    let number = detail.terms.version;
    let base = stale.unwrap_or(number.saturating_sub(1));
    let before = words::version(&detail.history, base)
        .filter(|_| base < number)
        .cloned();
    let (old, detail) = (
        StoredValue::new(before.map(|before| before.terms)),
        StoredValue::new(detail),
    );
    let rows = move || detail.with_value(|detail| Rows::of(&detail.terms.terms, codes));
    let old_rows = move || old.with_value(|old| old.as_ref().map(|old| Rows::of(old, codes)));
    let changes = move || {
        old.with_value(|old| {
            let Some(old) = old else { return Vec::new() };
            detail.with_value(|detail| words::changes(old, &detail.terms.terms, codes))
        })
    };
    let main = move || words::on_paper(rows().main, old_rows().map(|old| old.main).as_deref());
    let archive =
        move || words::on_paper(rows().archive, old_rows().map(|old| old.archive).as_deref());
    let hukou = move || words::on_paper(rows().hukou, old_rows().map(|old| old.hukou).as_deref());
    let row = move |of: fn(&CaseDetail) -> String| detail.with_value(of);
    view! {
        {stale
            .map(|_| {
                view! {
                    <Stale>
                        <p class="strong">{t::student::changed_while_reading}</p>
                        <p>{t::student::changed_while_reading_text}</p>
                    </Stale>
                }
            })}
        {(!open)
            .then(|| {
                view! {
                    <div class="notice">
                        <Icon glyph=Glyph::Info />
                        <div>
                            <p class="strong">{move || response.text(lang())}</p>
                            <p>{row(|detail| detail.reason.clone().unwrap_or_default())}</p>
                        </div>
                    </div>
                }
            })}
        {old
            .with_value(Option::is_some)
            .then(|| {
                view! {
                    <Section
                        title=t::student::what_changed
                        lead=move || t::student::versions(base, number)
                    >
                        <TermsDiff changes=Signal::derive(changes) />
                    </Section>
                }
            })}
        <Sheet
            title=t::student::letter_title
            subtitle=move || {
                t::cases::version_of(row(|detail| format::minute(detail.terms.written_at)), number)
            }
        >
            <p class="strong">{move || t::student::dear(row(|detail| detail.student.name.clone()))}</p>
            <p>
                {move || {
                    t::student::invitation(
                        row(|detail| words::last_day(detail.row.response_deadline)),
                        row(|detail| detail.row.position.clone()),
                    )
                }}
            </p>
            <TermList terms=Signal::derive(main) />
            <h3>{t::cases::archive}</h3>
            <TermList terms=Signal::derive(archive) />
            <h3>{t::cases::hukou}</h3>
            <TermList terms=Signal::derive(hukou) />
            <h3>{t::student::notice}</h3>
            {move || signing_notice(lang()).iter().map(|line| view! { <p>{*line}</p> }).collect_view()}
            <footer class="signature">
                <div>
                    <p class="strong">{row(|detail| detail.row.employer_name.clone())}</p>
                    <p>{row(|detail| format::day(detail.terms.written_at))}</p>
                </div>
                <p class="seal">{move || detail.with_value(|detail| detail.row.agreement.text(lang()))}</p>
            </footer>
        </Sheet>
    }
}

/// Whether the letter still waits for an answer.
fn pending(shown: Shown) -> Memo<bool> {
    Memo::new(move |_| {
        shown.detail.with(|detail| {
            detail
                .as_ref()
                .is_some_and(|detail| detail.row.response == ResponseLabel::Offered)
        })
    })
}

/// Why a letter that waits cannot be accepted: the first thing to read then.
#[component]
fn WhyClosed(shown: Shown) -> impl IntoView {
    let (open, gate) = (pending(shown), shown.gate(Action::AcceptOffer));
    move || {
        let closed = open.get().then(|| gate.get()).filter(|gate| !gate.open);
        closed.map(|gate| view! { <Closed gate title=t::student::cannot_answer /> })
    }
}

/// The two answers. Closed ones say why, and who can open them.
#[component]
fn Answers(shown: Shown, accept: Question, decline: Question) -> impl IntoView {
    let open = pending(shown);
    let (yes, no) = (
        shown.gate(Action::AcceptOffer),
        shown.gate(Action::DeclineOffer),
    );
    let deadline = move || shown.word(|detail| words::last_day(detail.row.response_deadline));
    view! {
        <Show when=move || open.get()>
            <div class="bottom-bar">
                <GateButton
                    gate=yes
                    label=t::student::accept
                    kind=Kind::Primary
                    on_click=move |_| accept.ask()
                />
                <GateButton
                    gate=no
                    label=t::student::decline
                    kind=Kind::Danger
                    on_click=move |_| decline.ask()
                />
                <p class="muted">{move || t::student::answer_by(deadline())}</p>
            </div>
        </Show>
    }
}

/// 签约前必读: the second confirmation.
#[component]
fn Accept(id: CaseId, shown: Shown, question: Question) -> impl IntoView {
    let go = use_navigate();
    let effects = move || {
        let employer = shown.word(|detail| detail.row.employer_name.clone());
        vec![
            t::student::accept_binds(employer),
            t::student::accept_told().to_owned(),
            t::student::accept_undo().to_owned(),
        ]
    };
    let send = move |()| {
        let Some((version, hash)) = shown.detail.with_untracked(|detail| {
            detail
                .as_ref()
                .map(|detail| (detail.terms.version, detail.terms.hash.clone()))
        }) else {
            return;
        };
        let go = go.clone();
        question.answer(
            move |key| {
                let consent = Consent {
                    version,
                    hash,
                    pledged: true,
                };
                api::ask(Call::<AcceptOffer>::new((id,), Json(consent)).key(key))
            },
            move |_| {
                toast(t::student::accepted());
                go(&Shown::case(id), leptos_router::NavigateOptions::default());
            },
        );
    };
    view! {
        <Confirm
            open=question.open
            title=t::student::read_first
            effects=Signal::derive(effects)
            promise=|| acceptance_pledge(lang())
            yes=t::student::sign_now
            no=t::student::think_again
            busy=question.task.busy
            fault=question.task.fault
            on_yes=send
        >
            <p>{move || acceptance_warning(lang())}</p>
        </Confirm>
    }
}

/// 拒绝, with a reason that may be left out.
#[component]
fn Decline(id: CaseId, shown: Shown, question: Question) -> impl IntoView {
    let go = use_navigate();
    let draft = use_draft(
        format!("decline.{id}"),
        OptionalReason {
            reason: Some(String::new()),
        },
    );
    let effects = move || {
        let employer = shown.word(|detail| detail.row.employer_name.clone());
        vec![
            t::student::decline_ends(employer),
            t::student::decline_undo().to_owned(),
        ]
    };
    let send = move |()| {
        let reason = draft
            .value
            .get_untracked()
            .reason
            .map(|reason| reason.trim().to_owned());
        let body = OptionalReason {
            reason: reason.filter(|reason| !reason.is_empty()),
        };
        let go = go.clone();
        question.answer(
            move |key| api::ask(Call::<DeclineOffer>::new((id,), Json(body)).key(key)),
            move |_| {
                draft.clear();
                toast(t::student::declined());
                go("/student/offers", leptos_router::NavigateOptions::default());
            },
        );
    };
    view! {
        <Confirm
            open=question.open
            title=t::student::decline_title
            effects=Signal::derive(effects)
            yes=t::student::decline_now
            no=t::student::think_again
            danger=true
            busy=question.task.busy
            fault=question.task.fault
            on_yes=send
        >
            <TextArea
                name="reason"
                label=t::student::decline_reason
                hint=t::student::decline_reason_hint
                value=reason_of(draft.value)
            />
        </Confirm>
    }
}

/// The optional text as a field's value.
fn reason_of(form: RwSignal<OptionalReason>) -> crate::ui::Bind<String> {
    crate::ui::Bind::new(
        move || form.with(|form| form.reason.clone().unwrap_or_default()),
        move |text| form.update(|form| form.reason = Some(text)),
    )
}
