//! Exact search: school, year, name and ID number or phone must all match. A miss never says which
//! part was wrong.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    employer::{FoundStudent, StudentSearch},
    endpoint::Json,
    endpoints::{AddToSendList, ListSchools, SearchStudent},
    school::SchoolName,
};
use sanfang_domain::codes::TableId;
use serde::{Deserialize, Serialize};

use crate::{
    api::{self, Task},
    bind,
    codes::Codes,
    i18n::t,
    ui::{
        Button, Choice, ComboField, Empty, Facts, Fault, Faults, Form, FormActions, Glyph, Kind,
        SelectField, Term, TextField, form::focus, toast,
    },
};

/// What was asked; the ID number stays out of every store.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Asked {
    school_id: String,
    graduation_year: String,
    name: String,
    id_number_or_phone: String,
}

impl Asked {
    fn read(&self) -> Result<StudentSearch, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut need = |field: &str, fine: bool, message: &str| {
            if !fine {
                faults.push(Fault {
                    field: field.to_owned(),
                    message: message.to_owned(),
                });
            }
        };
        let (school, year) = (
            self.school_id.parse().ok(),
            self.graduation_year.parse().ok(),
        );
        need(
            "school_id",
            school.is_some(),
            t::employer::school_required(),
        );
        need(
            "graduation_year",
            year.is_some(),
            t::employer::year_required(),
        );
        need(
            "name",
            !self.name.trim().is_empty(),
            t::employer::name_required(),
        );
        need(
            "id_number_or_phone",
            !self.id_number_or_phone.trim().is_empty(),
            t::employer::number_required(),
        );
        match (school, year) {
            (Some(school_id), Some(graduation_year)) if faults.is_empty() => Ok(StudentSearch {
                school_id,
                graduation_year,
                name: self.name.trim().to_owned(),
                id_number_or_phone: self.id_number_or_phone.trim().to_owned(),
            }),
            _ => Err(faults),
        }
    }
}

/// The form and, below it, the one student or nobody. `added` is told when the send list grew.
#[component]
pub fn Search(#[prop(into)] added: Callback<()>) -> impl IntoView {
    let form = RwSignal::new(Asked::default());
    let schools = LocalResource::new(|| api::ask(Call::<ListSchools>::new((), Nothing {})));
    let known = Signal::derive(move || {
        schools
            .get()
            .and_then(Result::ok)
            .map(|schools| schools.items)
            .unwrap_or_default()
    });
    let (faults, task) = (Faults::new(), Task::new());
    let found = RwSignal::new(None::<(StudentSearch, Option<FoundStudent>)>);
    let school_choices = Signal::derive(move || {
        known
            .get()
            .into_iter()
            .map(|school| Choice::new(school.id.to_string(), school.name))
            .collect::<Vec<_>>()
    });
    let years = Signal::derive(move || {
        let chosen = form.with(|form| form.school_id.clone());
        known.with(|schools| years(schools, &chosen))
    });
    let submit = move |()| {
        let asked = match form.with_untracked(Asked::read) {
            Ok(asked) => asked,
            Err(wrong) => return faults.set(wrong),
        };
        found.set(None);
        let search = asked.clone();
        task.run_form(
            faults,
            move |_| api::ask(Call::<SearchStudent>::new((), Json(search))),
            move |reply| {
                found.set(Some((asked, reply.student)));
                request_animation_frame(|| focus("found"));
            },
        );
    };
    let done = Callback::new(move |()| {
        found.set(None);
        form.update(|form| {
            form.name = String::new();
            form.id_number_or_phone = String::new();
        });
        added.run(());
        focus("f-name");
    });
    view! {
        <Form faults on_submit=submit busy=task.busy label=t::employer::search>
            <div class="form-grid">
                <ComboField
                    name="school_id"
                    label=t::cases::school
                    value=bind!(form, school_id)
                    choices=school_choices
                    required=true
                />
                <SelectField
                    name="graduation_year"
                    label=t::cases::graduation_year
                    value=bind!(form, graduation_year)
                    choices=years
                    required=true
                />
                <TextField name="name" label=t::cases::student_name value=bind!(form, name) required=true />
                <TextField
                    name="id_number_or_phone"
                    label=t::employer::number
                    value=bind!(form, id_number_or_phone)
                    required=true
                />
            </div>
            <FormActions>
                <Button label=t::employer::search icon=Glyph::Search submit=true busy=task.busy />
            </FormActions>
        </Form>
        <div id="found" tabindex="-1" aria-live="polite">
            {move || found.get().map(|(asked, student)| view! { <Found asked student done /> })}
        </div>
    }
}

fn years(schools: &[SchoolName], chosen: &str) -> Vec<Choice> {
    let mut years: Vec<u16> = schools
        .iter()
        .filter(|school| chosen.is_empty() || school.id.to_string() == chosen)
        .flat_map(|school| school.graduation_years.iter().copied())
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
        .into_iter()
        .map(|year| Choice::new(year.to_string(), year.to_string()))
        .collect()
}

#[component]
fn Found(asked: StudentSearch, student: Option<FoundStudent>, done: Callback<()>) -> impl IntoView {
    let Some(student) = student else {
        return view! { <Empty title=t::employer::nobody text=t::employer::nobody_hint glyph=Glyph::Search /> }
            .into_any();
    };
    let codes = Codes::of(&[TableId::EducationLevel]);
    let task = Task::new();
    let name = student.name.clone();
    let facts = Signal::derive(move || facts(&student, codes));
    let add = move |_| {
        let (asked, name) = (asked.clone(), name.clone());
        task.run(
            move |key| api::send(Call::<AddToSendList>::new((), Json(asked)).key(key)),
            move |_| {
                toast(t::employer::added(&name));
                done.run(());
            },
        );
    };
    view! {
        <div class="notice good">
            <div class="stack">
                <Facts facts />
                <div class="row">
                    <Button label=t::employer::add icon=Glyph::Plus kind=Kind::Primary busy=task.busy on_click=add />
                </div>
                <p class="fault">{move || task.fault.get()}</p>
            </div>
        </div>
    }
    .into_any()
}

fn facts(student: &FoundStudent, codes: Codes) -> Vec<Term> {
    vec![
        Term::new(t::cases::student_name, student.name.clone()),
        Term::new(t::cases::school, student.school_name.clone()),
        Term::new(t::cases::college, student.college_name.clone()),
        Term::new(t::cases::major, student.major_name.clone()),
        Term::new(
            t::cases::education_level,
            codes.label(TableId::EducationLevel, Some(&student.education_level)),
        ),
        Term::new(
            t::cases::graduation_year,
            student.graduation_year.to_string(),
        ),
    ]
}
