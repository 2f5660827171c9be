//! What an employer does with a letter that is on its way: withdraw it, amend it, or propose an
//! amendment of what both have signed (domain.md, O2, O6, O7).

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    cases::{AmendOffer, CaseDetail, ProposeAmendment},
    endpoint::Json,
    endpoints::{AmendOfferTerms, GetCase, ProposeAgreementAmendment, WithdrawOffer},
    terms::Terms,
};
use sanfang_domain::{capability::Action, ids::CaseId};

use crate::{
    api::{self, Task},
    codes::Codes,
    features::cases::{
        form::{LetterFields, LetterForm},
        parts::TABLES,
        words,
    },
    i18n::{lang, t},
    ui::{
        Button, Closed, Confirm, Crumb, DraftNotice, Fault, Faults, Form, FormActions, Kind,
        LinkButton, Loaded, Page, Section, TermsDiff, toast, use_draft,
    },
};

/// 撤回邀约
#[component]
pub fn Withdraw(
    id: CaseId,
    open: RwSignal<bool>,
    name: String,
    #[prop(into)] done: Callback<()>,
) -> impl IntoView {
    let task = Task::new();
    let withdraw = move |()| {
        task.run(
            move |key| api::send(Call::<WithdrawOffer>::new((id,), Nothing {}).key(key)),
            move |_| {
                open.set(false);
                toast(t::employer::withdrawn());
                done.run(());
            },
        );
    };
    let effects = Signal::derive(move || {
        vec![
            t::employer::withdraw_effect_closed(&name),
            t::employer::withdraw_effect_again().to_owned(),
        ]
    });
    view! {
        <Confirm
            open
            title=t::employer::withdraw_title
            effects
            yes=t::employer::withdraw
            danger=true
            busy=task.busy
            fault=task.fault
            on_yes=withdraw
        />
    }
}

/// `/employer/cases/{id}/amend`: amends a letter that waits for its answer, or proposes new terms
/// for what was signed; which of the two, the server's capabilities say.
#[component]
pub fn Amend(id: CaseId) -> impl IntoView {
    let crumbs = vec![
        Crumb::new("/employer/cases", t::employer::cases),
        Crumb::new(super::case(id), t::employer::case),
    ];
    let load = move || {
        let _ = lang();
        api::load(Call::<GetCase>::new((id,), Nothing {}))
    };
    view! {
        <Page title=t::employer::amend crumbs>
            <Loaded load lines=12 view=move |detail: CaseDetail| view! { <Amending detail /> }.into_any() />
        </Page>
    }
}

#[component]
fn Amending(detail: CaseDetail) -> impl IntoView {
    let CaseDetail {
        row,
        terms,
        capabilities,
        ..
    } = detail;
    let id = row.id;
    let amend = api::gate(&capabilities, Action::AmendOffer, super::case);
    let propose = api::gate(&capabilities, Action::ProposeAmendment, super::case);
    if !amend.open && !propose.open {
        let closed = if propose.reason.is_empty() {
            amend
        } else {
            propose
        };
        return view! {
            <Closed title=t::employer::amend_closed reason=closed.reason who=closed.who link=closed.link />
        }
        .into_any();
    }
    let signed = propose.open;
    let codes = Codes::of(&TABLES);
    let standing = StoredValue::new(terms.terms.clone());
    let draft = use_draft(
        format!("employer.amend.{id}.{}", terms.version),
        LetterForm::of(terms.terms),
    );
    let (faults, task, asked) = (Faults::new(), Task::new(), RwSignal::new(false));
    let ready = RwSignal::new(None::<(Terms, Option<u8>)>);
    let navigate = use_navigate();
    let look = move |()| match draft.value.with_untracked(|form| form.read(codes)) {
        Err(wrong) => faults.set(wrong),
        // An offer may be renewed for its deadline alone; a proposal has to change something.
        Ok((new, _)) if signed && new == standing.get_value() => {
            faults.set(vec![Fault {
                field: String::new(),
                message: t::ui::nothing_changed().to_owned(),
            }]);
        }
        Ok(letter) => {
            faults.clear();
            task.reset();
            ready.set(Some(letter));
            asked.set(true);
        }
    };
    let done = Callback::new(move |()| {
        draft.clear();
        asked.set(false);
        toast(if signed {
            t::employer::proposed()
        } else {
            t::employer::amended()
        });
        navigate(&super::case(id), leptos_router::NavigateOptions::default());
    });
    let send = move |()| {
        let Some((terms, response_days)) = ready.get_untracked() else {
            return;
        };
        let finished = move |result: Result<(), sanfang_client::ClientError>| match result {
            Ok(()) => done.run(()),
            Err(error)
                if error
                    .problem()
                    .is_some_and(|problem| !problem.errors.is_empty()) =>
            {
                asked.set(false);
                api::blame(&error, faults);
            }
            Err(error) => task.fault.set(Some(api::say(&error))),
        };
        task.finish(
            move |key| async move {
                if signed {
                    let body = Json(ProposeAmendment { terms });
                    api::send(Call::<ProposeAgreementAmendment>::new((id,), body).key(key))
                        .await
                        .map(drop)
                } else {
                    let body = Json(AmendOffer {
                        terms,
                        response_days,
                    });
                    api::send(Call::<AmendOfferTerms>::new((id,), body).key(key))
                        .await
                        .map(drop)
                }
            },
            finished,
        );
    };
    let changes = Signal::derive(move || {
        ready.with(|letter| {
            letter
                .as_ref()
                .map(|(new, _)| standing.with_value(|old| words::changes(old, new, codes)))
                .unwrap_or_default()
        })
    });
    let effects = Signal::derive(move || {
        if signed {
            vec![
                t::employer::propose_effect_student().to_owned(),
                t::employer::propose_effect_review().to_owned(),
            ]
        } else {
            vec![
                t::employer::amend_effect_student().to_owned(),
                t::employer::amend_effect_deadline().to_owned(),
            ]
        }
    });
    let lead = if signed {
        t::employer::propose_lead
    } else {
        t::employer::amend_lead
    };
    view! {
        <DraftNotice draft />
        <Section title=row.student_name lead=lead>
            <Form faults on_submit=look busy=task.busy label=t::employer::amend>
                <LetterFields form=draft.value days=!signed />
                <FormActions>
                    <Button label=t::employer::compare kind=Kind::Primary submit=true />
                    <LinkButton label=t::ui::back href=Signal::stored(super::case(id)) />
                </FormActions>
            </Form>
        </Section>
        <Confirm
            open=asked
            title=if signed { t::employer::propose } else { t::employer::amend }
            effects
            yes=t::employer::send_change
            busy=task.busy
            fault=task.fault
            on_yes=send
        >
            <TermsDiff changes />
        </Confirm>
    }
    .into_any()
}
