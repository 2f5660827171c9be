//! 签约信息确认: before the first letter, and again whenever it changes.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    Nothing,
    employer::{EmployerProfile, SigningInformation},
    endpoint::Json,
    endpoints::{ConfirmSigningInformation, GetAccount, GetEmployer},
};
use sanfang_domain::{codes::TableId, values::Email};
use serde::{Deserialize, Serialize};

use crate::{
    api::{self, Task},
    bind,
    codes::Codes,
    features::cases::form::{SIGNING, TransferFields, TransferForm, checked},
    i18n::t,
    session,
    ui::{
        Button, ComboField, DraftNotice, Facts, Faults, Form, FormActions, Kind, Loaded, Page,
        RegionField, Section, SelectField, Term, TextField, field::Typing, toast, use_draft,
    },
};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct SigningForm {
    nature: String,
    industry: String,
    region: String,
    address: String,
    email: String,
    transfer: TransferForm,
}

impl From<SigningInformation> for SigningForm {
    fn from(known: SigningInformation) -> Self {
        Self {
            nature: known.nature.unwrap_or_default(),
            industry: known.industry.unwrap_or_default(),
            region: known.region.unwrap_or_default(),
            address: known.address.unwrap_or_default(),
            email: known.email.unwrap_or_default(),
            transfer: known.transfer.into(),
        }
    }
}

impl SigningForm {
    fn read(&self, codes: Codes) -> SigningInformation {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        SigningInformation {
            nature: some(&self.nature),
            industry: some(&self.industry),
            region: some(&self.region),
            address: some(&self.address),
            email: some(&self.email),
            transfer: self.transfer.read(codes),
        }
    }
}

/// `/employer/signing-information`
#[component]
pub fn Signing() -> impl IntoView {
    view! {
        <Page title=t::employer::signing lead=t::employer::signing_lead>
            <Loaded
                load=|| api::load(Call::<GetEmployer>::new((), Nothing {}))
                lines=12
                view=|profile: EmployerProfile| view! { <Confirmation profile /> }.into_any()
            />
        </Page>
    }
}

/// Confirms, and reads the account anew: its first step is done.
async fn confirm(version: u32, body: SigningInformation) -> Result<(), ClientError> {
    api::send(Call::<ConfirmSigningInformation>::new((), Json(body)).if_match(version)).await?;
    session::update(api::ask(Call::<GetAccount>::new((), Nothing {})).await?);
    Ok(())
}

#[component]
fn Confirmation(profile: EmployerProfile) -> impl IntoView {
    let EmployerProfile {
        name,
        uscc,
        signing_information,
        version,
        ..
    } = profile;
    let tables = [
        TableId::EmployerNature,
        TableId::Industry,
        TableId::ArchiveReceipt,
        TableId::HukouReceipt,
        TableId::Region,
    ];
    let codes = Codes::of(&tables);
    let draft = use_draft("employer.signing", SigningForm::from(signing_information));
    let form = draft.value;
    let (faults, task) = (Faults::new(), Task::new());
    let navigate = use_navigate();
    let submit = move |()| {
        let body = form.with_untracked(|form| form.read(codes));
        let navigate = navigate.clone();
        task.run_form(
            faults,
            move |_| confirm(version, body),
            move |()| {
                draft.clear();
                toast(t::employer::signing_done());
                navigate("/employer", leptos_router::NavigateOptions::default());
            },
        );
    };
    let facts = vec![
        Term::new(t::cases::employer_name, name),
        Term::new(t::cases::uscc, uscc),
    ];
    view! {
        <DraftNotice draft />
        <Section title=t::employer::own>
            <Facts facts=Signal::stored(facts) />
        </Section>
        <Section title=t::employer::signing_fields>
            <Form faults on_submit=submit busy=task.busy label=t::employer::signing>
                <SelectField
                    name="nature"
                    label=t::cases::nature
                    value=bind!(form, nature)
                    choices=codes.choices(TableId::EmployerNature)
                    required=true
                />
                <ComboField
                    name="industry"
                    label=t::cases::industry
                    value=bind!(form, industry)
                    choices=codes.choices(TableId::Industry)
                />
                <RegionField
                    name="region"
                    label=t::cases::region
                    value=bind!(form, region)
                    regions=codes.regions()
                    required=true
                />
                <TextField name="address" label=t::cases::address value=bind!(form, address) />
                <TextField
                    name="email"
                    label=t::cases::email
                    value=bind!(form, email)
                    typing=Typing::EMAIL
                    check=checked(Email::parse)
                />
                <TransferFields value=bind!(form, transfer) names=&SIGNING />
                <FormActions>
                    <Button label=t::employer::signing_confirm kind=Kind::Primary submit=true busy=task.busy />
                </FormActions>
            </Form>
        </Section>
    }
}
