//! 基本信息管理: the record as the school keeps it, and what the student may change in it.

use leptos::{prelude::*, task::spawn_local};
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    endpoint::Json,
    endpoints::{GetStudentProfile, UpdateStudentContact},
    problem::codes as problems,
    student::{StudentContact, StudentProfile},
};
use sanfang_domain::{codes::TableId, opening::RecordStatus};
use serde::{Deserialize, Serialize};

use crate::{
    api, bind,
    codes::Codes,
    i18n::{lang, t},
    ui::{
        Button, Crumb, Facts, Faults, Form, FormActions, Glyph, Icon, Kind, Loaded, Page, Section,
        Term, TextArea, TextField, field::Typing, toast, use_draft,
    },
};

use super::contact::email_check;

const TABLES: [TableId; 5] = [
    TableId::Sex,
    TableId::Ethnicity,
    TableId::PoliticalStatus,
    TableId::EducationLevel,
    TableId::TrainingMode,
];

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Contact {
    email: String,
    address: String,
}

/// 基本信息管理
#[component]
pub fn Profile() -> impl IntoView {
    let record = RwSignal::new(None::<StudentProfile>);
    let (again, saved) = (RwSignal::new(0), RwSignal::new(0));
    let there = Memo::new(move |_| record.with(Option::is_some));
    view! {
        <Page title=t::student::profile crumbs=vec![Crumb::new("/student", t::student::home)]>
            <Loaded
                again
                lines=10
                load=move || {
                    let _ = lang();
                    async move {
                        let call = Call::<GetStudentProfile>::new((), Nothing {});
                        let profile = api::load(call).await?;
                        record.set(Some(profile.clone()));
                        Ok(profile)
                    }
                }
                view=|profile| view! { <Fixed profile /> }.into_any()
            />
            {move || {
                saved.track();
                there.get().then(|| view! { <Own record again saved /> })
            }}
        </Page>
    }
}

/// What only the school changes.
#[component]
fn Fixed(profile: StudentProfile) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let record: fn() -> &'static str = match profile.record {
        RecordStatus::Draft => t::student::record_draft,
        RecordStatus::Submitted => t::student::record_submitted,
        RecordStatus::Approved => t::student::record_approved,
    };
    let facts = move || {
        let code = |table, code: &str| codes.label(table, Some(code));
        vec![
            Term::new(t::student::student_no, profile.student_no.clone()),
            Term::new(t::student::name, profile.name.clone()),
            Term::new(t::student::id_number, profile.id_number.clone()),
            Term::new(t::student::phone, profile.phone.clone()),
            Term::new(t::student::sex, code(TableId::Sex, &profile.sex)),
            Term::new(t::student::birth_date, profile.birth_date.to_string()),
            Term::new(
                t::student::ethnicity,
                code(TableId::Ethnicity, &profile.ethnicity),
            ),
            Term::new(
                t::student::political_status,
                code(TableId::PoliticalStatus, &profile.political_status),
            ),
            Term::new(t::student::school, profile.school_name.clone()),
            Term::new(t::student::college, profile.college_name.clone()),
            Term::new(t::student::major, profile.major_name.clone()),
            Term::new(
                t::student::class,
                profile.class_name.clone().unwrap_or_default(),
            ),
            Term::new(
                t::student::education_level,
                code(TableId::EducationLevel, &profile.education_level),
            ),
            Term::new(
                t::student::training_mode,
                code(TableId::TrainingMode, &profile.training_mode),
            ),
            Term::new(
                t::student::graduation_year,
                profile.graduation_year.to_string(),
            ),
            Term::new(t::student::record, record),
        ]
    };
    view! {
        <Section title=t::student::basics lead=t::student::basics_lead>
            <Facts facts=Signal::derive(facts) />
        </Section>
    }
}

/// 邮箱 and 通讯地址: overwritten only if nobody changed them meanwhile. The form stands through a
/// reload of the record and is drawn anew only after it was saved, so that nothing typed is lost.
#[component]
fn Own(
    record: RwSignal<Option<StudentProfile>>,
    again: RwSignal<u32>,
    saved: RwSignal<u32>,
) -> impl IntoView {
    let start = record.with_untracked(|record| {
        let text = |value: fn(&StudentProfile) -> &Option<String>| {
            record
                .as_ref()
                .and_then(|record| value(record).clone())
                .unwrap_or_default()
        };
        Contact {
            email: text(|record| &record.email),
            address: text(|record| &record.address),
        }
    });
    let draft = use_draft("student.contact", start);
    let (faults, busy) = (Faults::new(), RwSignal::new(false));
    let send = move |()| {
        let Contact { email, address } = draft.value.get_untracked();
        let body = StudentContact {
            email: email.trim().to_owned(),
            address: address.trim().to_owned(),
        };
        let read = record.with_untracked(|record| record.as_ref().map(|record| record.version));
        let Some(version) = read else { return };
        busy.set(true);
        spawn_local(async move {
            let call = Call::<UpdateStudentContact>::new((), Json(body)).if_match(version);
            let answer = api::ask(call).await;
            busy.set(false);
            match answer {
                Ok(profile) => {
                    draft.clear();
                    record.set(Some(profile));
                    toast(t::student::saved());
                    saved.update(|count| *count += 1);
                }
                Err(error) if error.code() == Some(problems::PRECONDITION) => {
                    // The next attempt is made on the new version.
                    again.update(|count| *count += 1);
                    faults.whole(t::student::changed_elsewhere());
                }
                Err(error) => api::blame(&error, faults),
            }
        });
    };
    view! {
        <Section title=t::student::contact_data lead=t::student::contact_lead>
            <Show when=move || draft.found.get()>
                <div class="notice wait">
                    <Icon glyph=Glyph::Undo />
                    <div>
                        <p>{t::ui::draft_found}</p>
                        <Button label=t::ui::draft_drop kind=Kind::Quiet on_click=move |_| draft.clear() />
                    </div>
                </div>
            </Show>
            <Form faults on_submit=send busy label=t::student::contact_data>
                <TextField
                    name="email"
                    label=t::student::email
                    value=bind!(draft.value, email)
                    typing=Typing::EMAIL
                    required=true
                    check=email_check()
                />
                <TextArea
                    name="address"
                    label=t::student::address
                    value=bind!(draft.value, address)
                    required=true
                    max=200
                    rows=2
                />
                <FormActions>
                    <Button label=t::ui::save kind=Kind::Primary submit=true busy />
                </FormActions>
            </Form>
        </Section>
    }
}
