//! 邀请函: the letter as a form, its preview with what would become of each student, and sending.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    cases::{OfferBatch, OfferBatchReply, OfferPreview, OfferResult},
    employer::{EmployerProfile, SendList, SendListRow},
    endpoint::Json,
    endpoints::{GetEmployer, GetSendList, PreviewOffers, SendOffers},
};
use sanfang_domain::ids::StudentId;

use crate::{
    api::{self, Task},
    codes::Codes,
    features::cases::{
        form::{LetterFields, LetterForm},
        parts::{self, TABLES},
        words,
    },
    i18n::t,
    ui::{
        Button, Column, Confirm, Crumb, DataTable, DraftNotice, Empty, Faults, Form, FormActions,
        Glyph, Icon, Kind, LinkButton, Loaded, Page, Pill, Section, Tone, Trouble, draft,
        form::focus, use_draft,
    },
};

/// Whom the letter is for; kept in the tab so that a reload does not forget them.
const RECIPIENTS: &str = "sanfang.draft.employer.recipients";

/// Chooses whom the next letter is for.
pub fn write_to(students: Vec<StudentId>) {
    if let (Some(store), Ok(text)) = (draft::session(), serde_json::to_string(&students)) {
        let _ = store.set_item(RECIPIENTS, &text);
    }
}

fn recipients() -> Vec<StudentId> {
    draft::session()
        .and_then(|store| store.get_item(RECIPIENTS).ok().flatten())
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

fn forget_recipients() {
    if let Some(store) = draft::session() {
        let _ = store.remove_item(RECIPIENTS);
    }
}

/// Where the page stands.
#[derive(Clone)]
enum Stage {
    Writing,
    Preview(Box<(OfferBatch, OfferPreview)>),
    Sent(OfferBatchReply),
}

/// The next stage begins at its head.
fn begin() {
    focus("stage");
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

async fn load() -> Result<(EmployerProfile, Vec<SendListRow>), Trouble> {
    let profile = api::load(Call::<GetEmployer>::new((), Nothing {})).await?;
    let list: SendList = api::load(Call::<GetSendList>::new((), Nothing {})).await?;
    Ok((profile, list.items))
}

/// `/employer/letter`
#[component]
pub fn Letter() -> impl IntoView {
    view! {
        <Page title=t::employer::letter crumbs=vec![Crumb::new("/employer/send", t::employer::send)]>
            <Loaded
                load
                lines=12
                view=|(profile, list)| {
                    let wanted = recipients();
                    let rows: Vec<_> = list.into_iter().filter(|row| wanted.contains(&row.student.id)).collect();
                    if rows.is_empty() {
                        view! {
                            <Empty title=t::employer::nobody_chosen text=t::employer::nobody_chosen_hint>
                                <LinkButton
                                    label=t::employer::to_send_list
                                    href=Signal::stored("/employer/send".to_owned())
                                />
                            </Empty>
                        }
                            .into_any()
                    } else {
                        view! { <Writing profile rows /> }.into_any()
                    }
                }
            />
        </Page>
    }
}

#[component]
fn Writing(profile: EmployerProfile, rows: Vec<SendListRow>) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let draft = use_draft(
        "employer.letter",
        LetterForm::new(profile.signing_information.transfer),
    );
    let (faults, previewing) = (Faults::new(), Task::new());
    let stage = RwSignal::new(Stage::Writing);
    let students: Vec<_> = rows.iter().map(|row| row.student.id).collect();
    let names = rows
        .iter()
        .map(|row| row.student.name.clone())
        .collect::<Vec<_>>()
        .join("、");
    let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let preview = Callback::new(move |()| {
        let (terms, response_days) = match draft.value.with_untracked(|form| form.read(codes)) {
            Ok(letter) => letter,
            Err(wrong) => return faults.set(wrong),
        };
        let batch = OfferBatch {
            students: students.clone(),
            terms,
            response_days,
        };
        let body = batch.clone();
        previewing.run_form(
            faults,
            move |_| api::ask(Call::<PreviewOffers>::new((), Json(body))),
            move |preview| {
                stage.set(Stage::Preview(Box::new((batch, preview))));
                request_animation_frame(begin);
            },
        );
    });
    let sent = Callback::new(move |reply: OfferBatchReply| {
        draft.clear();
        forget_recipients();
        stage.set(Stage::Sent(reply));
        request_animation_frame(begin);
    });
    view! {
        <div id="stage" tabindex="-1" class="stack">
            {move || match stage.get() {
                Stage::Writing => {
                    let names = names.clone();
                    view! {
                        <DraftNotice draft />
                        <Section title=move || t::employer::recipients(count)>
                            <p>{names}</p>
                        </Section>
                        <Section title=t::employer::letter_fields>
                            <Form faults on_submit=preview busy=previewing.busy label=t::employer::letter>
                                <LetterFields form=draft.value days=true />
                                <FormActions>
                                    <Button
                                        label=t::employer::preview
                                        kind=Kind::Primary
                                        icon=Glyph::File
                                        submit=true
                                        busy=previewing.busy
                                    />
                                    <LinkButton
                                        label=t::employer::to_send_list
                                        href=Signal::stored("/employer/send".to_owned())
                                    />
                                </FormActions>
                            </Form>
                        </Section>
                    }
                        .into_any()
                }
                Stage::Preview(both) => {
                    let (batch, preview) = *both;
                    let back = Callback::new(move |()| stage.set(Stage::Writing));
                    view! { <Preview batch preview back sent /> }.into_any()
                }
                Stage::Sent(reply) => view! { <Sent reply /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Preview(
    batch: OfferBatch,
    preview: OfferPreview,
    back: Callback<()>,
    sent: Callback<OfferBatchReply>,
) -> impl IntoView {
    let OfferPreview {
        results,
        response_deadline,
        terms,
        warnings,
        notice,
    } = preview;
    let (asked, task) = (RwSignal::new(false), Task::new());
    let open = results
        .iter()
        .filter(|result| result.refusal.is_none())
        .count();
    let open = u64::try_from(open).unwrap_or(u64::MAX);
    let deadline = words::last_day(response_deadline);
    let until = deadline.clone();
    let effects = Signal::derive(move || {
        vec![
            t::employer::send_effect_count(open),
            t::employer::send_effect_deadline(&deadline),
            t::employer::send_effect_change().to_owned(),
        ]
    });
    let send = move |()| {
        let body = batch.clone();
        task.run(
            move |key| api::ask(Call::<SendOffers>::new((), Json(body)).key(key)),
            move |reply| {
                asked.set(false);
                sent.run(reply);
            },
        );
    };
    view! {
        {warnings
            .into_iter()
            .map(|text| {
                view! {
                    <div class="notice wait">
                        <Icon glyph=Glyph::Warning />
                        <p>{text}</p>
                    </div>
                }
            })
            .collect_view()}
        <Section title=t::employer::preview_results lead=t::employer::preview_results_lead>
            <Results results sent=false />
        </Section>
        <parts::Letter
            title=t::employer::letter
            subtitle=move || t::employer::answer_until(&until)
            terms
            before=None
        />
        <Section title=t::employer::notice>
            <ul class="effects">{notice.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </Section>
        <div class="bottom-bar">
            <Button
                label=t::employer::confirm_send
                kind=Kind::Primary
                icon=Glyph::Send
                disabled=open == 0
                on_click=move |_| {
                    task.reset();
                    asked.set(true);
                }
            />
            <Button label=t::employer::change_letter icon=Glyph::Edit on_click=move |_| back.run(()) />
        </div>
        <Confirm
            open=asked
            title=t::employer::confirm_send
            effects
            yes=t::employer::confirm_send
            busy=task.busy
            fault=task.fault
            on_yes=send
        />
    }
}

/// Per student: sent, could be sent, or why not.
#[component]
fn Results(results: Vec<OfferResult>, sent: bool) -> impl IntoView {
    let columns = vec![
        Column::new(t::cases::student_name, |result: &OfferResult| {
            result.student_name.clone()
        })
        .title(),
        Column::new(
            t::employer::import_result,
            move |result: &OfferResult| match &result.refusal {
                Some(_) => {
                    view! { <Pill label=t::employer::not_sendable tone=Tone::Bad /> }.into_any()
                }
                None if sent => {
                    view! { <Pill label=t::employer::sent tone=Tone::Good /> }.into_any()
                }
                None => view! { <Pill label=t::employer::sendable tone=Tone::Good /> }.into_any(),
            },
        ),
        Column::new(t::employer::import_why, |result: &OfferResult| {
            result.refusal.as_ref().map(|refusal| {
                let text = refusal.text.clone().unwrap_or_default();
                let fixer = refusal.fixer_text.clone().unwrap_or_default();
                view! { <span>{text} " " <span class="muted">{fixer}</span></span> }
            })
        }),
        Column::new(t::account::action, |result: &OfferResult| {
            result.case_id.map(|id| {
                view! {
                    <LinkButton
                        label=t::employer::see
                        kind=Kind::Quiet
                        about=result.student_name.clone()
                        href=Signal::stored(super::case(id))
                    />
                }
            })
        })
        .actions(),
    ];
    view! {
        <DataTable
            caption=t::employer::preview_results
            rows=Signal::stored(results)
            key=|result: &OfferResult| result.student_id.to_string()
            columns
        />
    }
}

#[component]
fn Sent(reply: OfferBatchReply) -> impl IntoView {
    let OfferBatchReply { results, sent } = reply;
    let (good, text) = (sent > 0, move || t::employer::sent_count(sent.into()));
    view! {
        <div class=if good { "notice good" } else { "notice bad" } role="status">
            <Icon glyph=if good { Glyph::Check } else { Glyph::Warning } />
            <p class="strong">{text}</p>
        </div>
        <Section title=t::employer::preview_results>
            <Results results sent=true />
        </Section>
        <div class="row">
            <LinkButton
                label=t::employer::to_offers
                kind=Kind::Primary
                href=Signal::stored("/employer/cases?tab=offered".to_owned())
            />
            <LinkButton label=t::employer::to_send_list href=Signal::stored("/employer/send".to_owned()) />
        </div>
    }
}
