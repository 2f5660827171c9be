//! 单位信息: what is on record, and the way to change the signing information.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    employer::{EmployerProfile, SigningInformation},
    endpoints::GetEmployer,
};
use sanfang_domain::{codes::TableId, opening::EmployerStatus};

use crate::{
    api,
    codes::Codes,
    features::cases::parts::TABLES,
    i18n::t,
    ui::{Facts, Glyph, Kind, LinkButton, Loaded, Page, Pill, Section, Term, Tone, format},
};

/// `/employer/profile`
#[component]
pub fn Profile() -> impl IntoView {
    let tools = ViewFn::from(|| {
        view! {
            <LinkButton
                label=t::employer::signing_change
                href=Signal::stored("/employer/signing-information".to_owned())
                icon=Glyph::Edit
                kind=Kind::Primary
            />
        }
    });
    view! {
        <Page title=t::employer::profile tools>
            <Loaded
                load=|| api::load(Call::<GetEmployer>::new((), Nothing {}))
                view=|profile: EmployerProfile| view! { <Known profile /> }.into_any()
            />
        </Page>
    }
}

/// 注册状态 in words.
pub fn status(status: EmployerStatus) -> (fn() -> &'static str, Tone) {
    match status {
        EmployerStatus::Registered => (t::employer::status_registered, Tone::Wait),
        EmployerStatus::Approved => (t::employer::status_approved, Tone::Good),
        EmployerStatus::Suspended => (t::employer::status_suspended, Tone::Bad),
    }
}

#[component]
fn Known(profile: EmployerProfile) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let (word, tone) = status(profile.status);
    let SigningInformation {
        nature,
        industry,
        region,
        address,
        email,
        transfer,
    } = profile.signing_information;
    let (name, uscc, confirmed) = (profile.name, profile.uscc, profile.confirmed_at);
    let own = Signal::derive(move || {
        vec![
            Term::new(t::cases::employer_name, name.clone()),
            Term::new(t::cases::uscc, uscc.clone()),
            Term::new(
                t::cases::nature,
                codes.label(TableId::EmployerNature, nature.as_deref()),
            ),
            Term::new(
                t::cases::industry,
                codes.label(TableId::Industry, industry.as_deref()),
            ),
            Term::new(t::cases::region, codes.region(region.as_deref())),
            Term::new(t::cases::address, address.clone().unwrap_or_default()),
            Term::new(t::cases::email, email.clone().unwrap_or_default()),
            Term::new(
                t::employer::confirmed_at,
                confirmed.map(format::minute).unwrap_or_default(),
            ),
        ]
    });
    let sent = Signal::derive(move || {
        let transfer = transfer.clone();
        let given = [
            Term::new(
                t::cases::archive_receipt,
                codes.label(TableId::ArchiveReceipt, transfer.archive_receipt.as_deref()),
            ),
            Term::new(
                t::cases::archive_name,
                transfer.archive_name.unwrap_or_default(),
            ),
            Term::new(
                t::cases::archive_address,
                transfer.archive_address.unwrap_or_default(),
            ),
            Term::new(
                t::cases::archive_postcode,
                transfer.archive_postcode.unwrap_or_default(),
            ),
            Term::new(
                t::cases::archive_contact,
                transfer.archive_contact.unwrap_or_default(),
            ),
            Term::new(
                t::cases::archive_phone,
                transfer.archive_phone.unwrap_or_default(),
            ),
            Term::new(
                t::cases::hukou_receipt,
                codes.label(TableId::HukouReceipt, transfer.hukou_receipt.as_deref()),
            ),
            Term::new(
                t::cases::hukou_address,
                transfer.hukou_address.unwrap_or_default(),
            ),
        ];
        given
            .into_iter()
            .filter(|term| !term.value.get().is_empty())
            .collect::<Vec<_>>()
    });
    view! {
        <Section title=t::employer::own tools=ViewFn::from(move || view! { <Pill label=word tone /> })>
            <Facts facts=own />
        </Section>
        <Section title=t::employer::transfer>
            <Facts facts=sent />
        </Section>
    }
}
