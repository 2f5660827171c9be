//! 签约审核: approve with the employer's data complete, reject with a reason, withdraw the review.

use std::future::Future;

use leptos::prelude::*;
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    cases::{ApproveAgreement, CaseDetail, OptionalReason, RequiredReason},
    endpoint::Json,
    endpoints::{ApproveCase, RejectCase, WithdrawReview},
};
use sanfang_domain::{capability::Action, codes::TableId, signing::letter, values::Lines};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    api::{self, Task},
    bind,
    codes::Codes,
    features::cases::parts::TABLES,
    i18n::{lang, t},
    ui::{
        Button, ComboField, Dialog, Draft, Fault, Faults, Form, Gate, GateButton, Glyph, Icon,
        Kind, RegionField, SelectField, Text, TextArea, toast, toast_bad, use_draft,
    },
};

use super::{case::Shown, desk::Desk};

/// The most characters of a reason (domain.md section 4, O10).
const REASON: usize = 500;

/// What the reviewer completes (O9).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct EmployerForm {
    nature: String,
    industry: String,
    region: String,
}

/// A decision in a dialog: open or not, on its way, its faults, and whether somebody was faster.
#[derive(Clone, Copy)]
struct Decision {
    shown: Shown,
    desk: Desk,
    open: RwSignal<bool>,
    task: Task,
    faults: Faults,
    late: RwSignal<Option<String>>,
}

impl Decision {
    fn new(shown: Shown, desk: Desk) -> Self {
        Self {
            shown,
            desk,
            open: RwSignal::new(false),
            task: Task::new(),
            faults: Faults::new(),
            late: RwSignal::new(None),
        }
    }

    fn ask(self) {
        self.task.reset();
        self.faults.clear();
        self.late.set(None);
        self.open.set(true);
    }

    /// Sends it. When somebody was faster (409) the dialog stays open with everything typed, the
    /// case and the list are read again, and the dialog tells the new state.
    fn send<F>(
        self,
        work: impl FnOnce(Uuid) -> F + 'static,
        done: impl FnOnce(CaseDetail) + 'static,
    ) where
        F: Future<Output = Result<CaseDetail, ClientError>> + 'static,
    {
        let Self {
            shown,
            desk,
            open,
            task,
            faults,
            late,
        } = self;
        faults.clear();
        late.set(None);
        task.finish(work, move |answer| match answer {
            Ok(detail) => {
                open.set(false);
                shown.detail.set(Some(detail.clone()));
                done(detail);
            }
            Err(error) if error.status() == Some(409) => {
                late.set(Some(api::say(&error)));
                shown.reload();
                desk.reload();
            }
            Err(error) => api::blame(&error, faults),
        });
    }
}

/// The bar of what can be done, and its dialogs.
#[component]
pub fn Decide(shown: Shown, desk: Desk) -> impl IntoView {
    let (approve, reject, withdraw) = (
        Decision::new(shown, desk),
        Decision::new(shown, desk),
        Decision::new(shown, desk),
    );
    let id = shown.id;
    let facts = use_draft(format!("approve.{id}"), EmployerForm::default());
    let reason = use_draft(format!("reject.{id}"), String::new());
    let ask_approve = move || {
        prefill(shown, facts);
        approve.ask();
    };
    // The keys a and r.
    Effect::new(move |_| {
        let Some(action) = desk.pressed.get() else {
            return;
        };
        desk.pressed.set(None);
        let gate = shown.gate(action).get_untracked();
        match action {
            _ if !gate.open => toast_bad(closed_text(&gate)),
            Action::ApproveAgreement => ask_approve(),
            Action::RejectAgreement => reject.ask(),
            _ => {}
        }
    });
    let (can_approve, can_reject, can_withdraw) = (
        shown.offers(Action::ApproveAgreement),
        shown.offers(Action::RejectAgreement),
        shown.offers(Action::WithdrawReview),
    );
    let any = move || can_approve.get() || can_reject.get() || can_withdraw.get();
    view! {
        <div class="desk-bar" role="group" aria-label=t::school::decide hidden=move || !any()>
            <Show when=move || can_approve.get()>
                <GateButton
                    gate=shown.gate(Action::ApproveAgreement)
                    label=t::school::approve
                    kind=Kind::Primary
                    icon=Glyph::Check
                    on_click=move |_| ask_approve()
                />
            </Show>
            <Show when=move || can_reject.get()>
                <GateButton
                    gate=shown.gate(Action::RejectAgreement)
                    label=t::school::reject
                    kind=Kind::Danger
                    icon=Glyph::Cross
                    on_click=move |_| reject.ask()
                />
            </Show>
            <Show when=move || can_withdraw.get()>
                <GateButton
                    gate=shown.gate(Action::WithdrawReview)
                    label=t::school::withdraw
                    icon=Glyph::Undo
                    on_click=move |_| withdraw.ask()
                />
            </Show>
        </div>
        <Approve decision=approve facts />
        <Reject decision=reject reason />
        <Withdraw decision=withdraw />
    }
}

/// What the employer has said already stands in the form; what the reviewer typed before wins.
fn prefill(shown: Shown, facts: Draft<EmployerForm>) {
    let known = shown
        .detail
        .with_untracked(|detail| detail.as_ref().map(|detail| detail.employer.clone()));
    let Some(known) = known else { return };
    facts.value.update(|form| {
        for (field, known) in [
            (&mut form.nature, known.nature),
            (&mut form.industry, known.industry),
            (&mut form.region, known.region),
        ] {
            if field.is_empty() {
                *field = known.unwrap_or_default();
            }
        }
    });
}

fn closed_text(gate: &Gate) -> String {
    if gate.who.is_empty() {
        gate.reason.clone()
    } else {
        format!("{} {}", gate.reason, gate.who)
    }
}

/// 签约审核通过
#[component]
fn Approve(decision: Decision, facts: Draft<EmployerForm>) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let send = move |()| {
        let form = facts.value.get_untracked();
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let body = ApproveAgreement {
            nature: given(form.nature),
            industry: given(form.industry),
            region: given(form.region),
        };
        let id = decision.shown.id;
        decision.send(
            move |key| api::ask(Call::<ApproveCase>::new((id,), Json(body)).key(key)),
            move |detail| {
                facts.clear();
                toast(t::school::approved_toast(&detail.row.student_name));
                decision.desk.decided(id);
            },
        );
    };
    let effects = || {
        vec![
            t::school::approve_number(),
            t::school::approve_seal(),
            t::school::approve_undo(),
        ]
    };
    view! {
        <Asking decision title=t::school::approve effects=effects>
            <Form faults=decision.faults on_submit=send busy=decision.task.busy label=t::school::approve>
                <p>{t::school::approve_facts}</p>
                <SelectField
                    name="nature"
                    label=t::cases::nature
                    value=bind!(facts.value, nature)
                    choices=codes.choices(TableId::EmployerNature)
                    required=true
                />
                <ComboField
                    name="industry"
                    label=t::cases::industry
                    value=bind!(facts.value, industry)
                    choices=codes.choices(TableId::Industry)
                    required=true
                />
                <RegionField
                    name="region"
                    label=t::cases::region
                    value=bind!(facts.value, region)
                    regions=codes.regions()
                    required=true
                />
                <Answer decision action=Action::ApproveAgreement yes=t::school::approve kind=Kind::Primary />
            </Form>
        </Asking>
    }
}

/// 签约审核不通过, in the manual's words.
#[component]
fn Reject(decision: Decision, reason: Draft<String>) -> impl IntoView {
    let send = move |()| {
        let text = reason.value.get_untracked();
        if let Err(fault) = Lines::<REASON>::parse(&text) {
            decision.faults.set(vec![Fault {
                field: "reason".to_owned(),
                message: fault.text(lang()),
            }]);
            return;
        }
        let id = decision.shown.id;
        decision.send(
            move |key| {
                api::ask(
                    Call::<RejectCase>::new((id,), Json(RequiredReason { reason: text })).key(key),
                )
            },
            move |detail| {
                reason.clear();
                toast(t::school::rejected_toast(&detail.row.student_name));
                decision.desk.decided(id);
            },
        );
    };
    let effects = || {
        vec![
            t::school::reject_frees(),
            t::school::reject_again(),
            t::school::reject_told(),
        ]
    };
    view! {
        <Asking decision title=t::school::reject effects=effects warning=|| letter::rejection_warning(lang())>
            <Form faults=decision.faults on_submit=send busy=decision.task.busy label=t::school::reject>
                <TextArea
                    name="reason"
                    label=t::school::reject_reason
                    hint=t::school::reject_reason_hint
                    value=reason.value
                    max=REASON
                    required=true
                />
                <Answer decision action=Action::RejectAgreement yes=t::school::reject kind=Kind::Danger />
            </Form>
        </Asking>
    }
}

/// 撤回审核
#[component]
fn Withdraw(decision: Decision) -> impl IntoView {
    let reason = use_draft(format!("withdraw.{}", decision.shown.id), String::new());
    let send = move |()| {
        let text = reason.value.get_untracked();
        let given = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let id = decision.shown.id;
        decision.send(
            move |key| {
                api::ask(
                    Call::<WithdrawReview>::new((id,), Json(OptionalReason { reason: given }))
                        .key(key),
                )
            },
            move |detail| {
                reason.clear();
                toast(t::school::withdrawn_toast(&detail.row.student_name));
                decision.desk.reload();
            },
        );
    };
    let effects = || {
        vec![
            t::school::withdraw_waits(),
            t::school::withdraw_document(),
            t::school::withdraw_told(),
        ]
    };
    view! {
        <Asking decision title=t::school::withdraw effects=effects>
            <Form faults=decision.faults on_submit=send busy=decision.task.busy label=t::school::withdraw>
                <TextArea name="reason" label=t::school::withdraw_reason value=reason.value max=REASON rows=3 />
                <Answer decision action=Action::WithdrawReview yes=t::school::withdraw kind=Kind::Danger />
            </Form>
        </Asking>
    }
}

/// A dialog that says what will happen, one sentence each, and whether somebody was faster.
#[component]
fn Asking(
    decision: Decision,
    #[prop(into)] title: Text,
    effects: fn() -> Vec<&'static str>,
    #[prop(optional)] warning: Option<fn() -> &'static str>,
    children: ChildrenFn,
) -> impl IntoView {
    let who = move || {
        decision.shown.detail.with(|detail| {
            let detail = detail.as_ref()?;
            Some(t::school::case_title(
                &detail.row.student_name,
                &detail.row.employer_name,
            ))
        })
    };
    let now = move || {
        decision.shown.detail.with(|detail| {
            let detail = detail.as_ref()?;
            Some(detail.row.review.text(lang()))
        })
    };
    view! {
        <Dialog open=decision.open title busy=decision.task.busy>
            <p class="strong">{who}</p>
            {warning
                .map(|warning| {
                    view! {
                        <div class="notice wait">
                            <Icon glyph=Glyph::Warning />
                            <p>{warning}</p>
                        </div>
                    }
                })}
            <ul class="effects">
                {move || effects().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
            <div class="late" aria-live="assertive">
                {move || {
                    decision
                        .late
                        .get()
                        .map(|said| {
                            view! {
                                <div class="notice wait">
                                    <Icon glyph=Glyph::Clock />
                                    <p>{move || t::school::too_late(&said, now().unwrap_or_default())}</p>
                                </div>
                            }
                        })
                }}
            </div>
            {children()}
        </Dialog>
    }
}

/// Cancel and the answer; the answer is closed when the case has moved on.
#[component]
fn Answer(
    decision: Decision,
    action: Action,
    #[prop(into)] yes: Text,
    kind: Kind,
) -> impl IntoView {
    let gate = decision.shown.gate(action);
    let closed = Memo::new(move |_| !gate.with(|gate| gate.open));
    view! {
        <div class="actions end">
            <Button
                label=t::ui::cancel
                disabled=decision.task.busy
                on_click=move |_| decision.open.set(false)
            />
            <Button label=yes kind submit=true busy=decision.task.busy disabled=Signal::derive(move || closed.get()) />
        </div>
    }
}
