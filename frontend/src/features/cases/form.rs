//! The letter as a form: kept as typed, read into the contract's terms, checked by the contract's
//! own rules before it is sent, so that every fault shows at once and in its field.

use leptos::prelude::*;
use sanfang_contract::{
    problem::FieldFault,
    terms::{Terms, Transfer, check_terms},
};
use sanfang_domain::{
    codes::TableId,
    values::{ContactPhone, Postcode},
};
use serde::{Deserialize, Serialize};

use crate::{
    bind,
    codes::Codes,
    i18n::{lang_now, t},
    part,
    ui::{
        Bind, ComboField, DateField, Fault, MoneyField, NumberField, RegionField, SelectField,
        TextField,
        field::{Check, Typing},
        format,
    },
};

use super::parts::TABLES;

/// A letter as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the contract's terms")]
pub struct LetterForm {
    pub position_category: String,
    pub position: String,
    pub trial_days: String,
    pub trial_salary: String,
    pub regular_salary: String,
    pub penalty: String,
    pub report_region: String,
    pub report_address: String,
    pub report_by: String,
    pub work_region: String,
    pub work_address: String,
    pub contact: String,
    pub contact_phone: String,
    pub transfer: TransferForm,
    /// 反馈有效期(天)
    pub response_days: String,
}

/// 档案 and 户口 as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "the fields are those of the contract's transfer"
)]
pub struct TransferForm {
    pub archive_receipt: String,
    pub archive_name: String,
    pub archive_address: String,
    pub archive_postcode: String,
    pub archive_contact: String,
    pub archive_phone: String,
    pub hukou_receipt: String,
    pub hukou_address: String,
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl From<Transfer> for TransferForm {
    fn from(transfer: Transfer) -> Self {
        Self {
            archive_receipt: transfer.archive_receipt.unwrap_or_default(),
            archive_name: transfer.archive_name.unwrap_or_default(),
            archive_address: transfer.archive_address.unwrap_or_default(),
            archive_postcode: transfer.archive_postcode.unwrap_or_default(),
            archive_contact: transfer.archive_contact.unwrap_or_default(),
            archive_phone: transfer.archive_phone.unwrap_or_default(),
            hukou_receipt: transfer.hukou_receipt.unwrap_or_default(),
            hukou_address: transfer.hukou_address.unwrap_or_default(),
        }
    }
}

impl TransferForm {
    /// As it goes out: fields that are not asked are not sent.
    #[must_use]
    pub fn read(&self, codes: Codes) -> Transfer {
        let archive = codes.receives(TableId::ArchiveReceipt, &self.archive_receipt);
        let hukou = codes.receives(TableId::HukouReceipt, &self.hukou_receipt);
        let when = |asked: bool, text: &str| some(text).filter(|_| asked);
        Transfer {
            archive_receipt: some(&self.archive_receipt),
            archive_name: when(archive, &self.archive_name),
            archive_address: when(archive, &self.archive_address),
            archive_postcode: when(archive, &self.archive_postcode),
            archive_contact: when(archive, &self.archive_contact),
            archive_phone: when(archive, &self.archive_phone),
            hukou_receipt: some(&self.hukou_receipt),
            hukou_address: when(hukou, &self.hukou_address),
        }
    }
}

impl LetterForm {
    /// A new letter, with what the employer's signing information says.
    #[must_use]
    pub fn new(transfer: Transfer) -> Self {
        Self {
            transfer: transfer.into(),
            response_days: "5".to_owned(),
            ..Self::default()
        }
    }

    /// The letter that stands, to be changed.
    #[must_use]
    pub fn of(terms: Terms) -> Self {
        let money = |fen: Option<i64>| fen.map(format::yuan).unwrap_or_default();
        Self {
            position_category: terms.position_category.unwrap_or_default(),
            position: terms.position.unwrap_or_default(),
            trial_days: terms
                .trial_days
                .map(|days| days.to_string())
                .unwrap_or_default(),
            trial_salary: money(terms.trial_salary),
            regular_salary: money(terms.regular_salary),
            penalty: money(terms.penalty),
            report_region: terms.report_region.unwrap_or_default(),
            report_address: terms.report_address.unwrap_or_default(),
            report_by: terms
                .report_by
                .map(|day| day.to_string())
                .unwrap_or_default(),
            work_region: terms.work_region.unwrap_or_default(),
            work_address: terms.work_address.unwrap_or_default(),
            contact: terms.contact.unwrap_or_default(),
            contact_phone: terms.contact_phone.unwrap_or_default(),
            transfer: terms.transfer.into(),
            response_days: "5".to_owned(),
        }
    }

    /// The letter for the wire, or every fault at once.
    ///
    /// # Errors
    /// What cannot be read as a number, an amount or a date, and what the contract's check says.
    pub fn read(&self, codes: Codes) -> Result<(Terms, Option<u8>), Vec<Fault>> {
        let mut faults = Vec::new();
        let terms = Terms {
            position_category: some(&self.position_category),
            position: some(&self.position),
            trial_days: number(&mut faults, "terms/trial_days", &self.trial_days),
            trial_salary: money(&mut faults, "terms/trial_salary", &self.trial_salary),
            regular_salary: money(&mut faults, "terms/regular_salary", &self.regular_salary),
            penalty: money(&mut faults, "terms/penalty", &self.penalty),
            report_region: some(&self.report_region),
            report_address: some(&self.report_address),
            report_by: date(&mut faults, "terms/report_by", &self.report_by),
            work_region: some(&self.work_region),
            work_address: some(&self.work_address),
            contact: some(&self.contact),
            contact_phone: some(&self.contact_phone),
            transfer: self.transfer.read(codes),
        };
        let days = number::<u8>(&mut faults, "response_days", &self.response_days);
        if days.is_some_and(|days| !(1..=30).contains(&days)) {
            faults.push(fault("response_days", t::letter::response_days_range()));
        }
        if let Err(more) = check_terms(&terms, "/terms", format::today(), lang_now(), &codes) {
            for FieldFault {
                pointer, message, ..
            } in more
            {
                let field = pointer.trim_start_matches('/').to_owned();
                if !faults.iter().any(|fault| fault.field == field) {
                    faults.push(Fault { field, message });
                }
            }
        }
        if faults.is_empty() {
            Ok((terms, days))
        } else {
            Err(faults)
        }
    }
}

fn fault(field: &str, message: &str) -> Fault {
    Fault {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}

/// Reads what was typed; what is empty is absent, what cannot be read is a fault.
fn typed<T>(
    faults: &mut Vec<Fault>,
    field: &str,
    text: &str,
    message: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let value = parse(text);
    if value.is_none() {
        faults.push(fault(field, message));
    }
    value
}

fn number<T: std::str::FromStr>(faults: &mut Vec<Fault>, field: &str, text: &str) -> Option<T> {
    typed(faults, field, text, t::ui::not_a_number(), |text| {
        text.parse().ok()
    })
}

fn money(faults: &mut Vec<Fault>, field: &str, text: &str) -> Option<i64> {
    typed(
        faults,
        field,
        text,
        t::ui::not_an_amount(),
        format::parse_yuan,
    )
}

fn date(faults: &mut Vec<Fault>, field: &str, text: &str) -> Option<chrono::NaiveDate> {
    typed(faults, field, text, t::ui::not_a_date(), format::parse_date)
}

/// The fields of a letter; `days` asks for 反馈有效期 too.
#[component]
pub fn LetterFields(form: RwSignal<LetterForm>, #[prop(optional)] days: bool) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let regions = codes.regions();
    let day = || format::today().succ_opt().unwrap_or_default().to_string();
    view! {
        <h3>{t::letter::job}</h3>
        <div class="form-grid">
            <ComboField
                name="terms/position_category"
                label=t::cases::position_category
                value=bind!(form, position_category)
                choices=codes.choices(TableId::PositionCategory)
                required=true
            />
            <TextField name="terms/position" label=t::cases::position value=bind!(form, position) max=100 required=true />
            <NumberField
                name="terms/trial_days"
                label=t::cases::trial_days
                value=bind!(form, trial_days)
                unit=t::letter::days
                required=true
            />
            <MoneyField
                name="terms/trial_salary"
                label=t::cases::trial_salary
                value=bind!(form, trial_salary)
                unit=t::letter::monthly
                required=true
            />
            <MoneyField
                name="terms/regular_salary"
                label=t::cases::regular_salary
                value=bind!(form, regular_salary)
                unit=t::letter::monthly
                required=true
            />
            <MoneyField
                name="terms/penalty"
                label=t::cases::penalty
                value=bind!(form, penalty)
                hint=t::letter::penalty_hint
                required=true
            />
        </div>
        <h3>{t::letter::place}</h3>
        <RegionField
            name="terms/work_region"
            label=t::cases::work_place
            value=bind!(form, work_region)
            regions
            required=true
        />
        <TextField
            name="terms/work_address"
            label=t::letter::work_address
            value=bind!(form, work_address)
            required=true
        />
        <RegionField
            name="terms/report_region"
            label=t::cases::report_place
            value=bind!(form, report_region)
            regions
        />
        <TextField name="terms/report_address" label=t::letter::report_address value=bind!(form, report_address) />
        <DateField
            name="terms/report_by"
            label=t::cases::report_by
            value=bind!(form, report_by)
            min=day()
            required=true
        />
        <h3>{t::letter::people}</h3>
        <div class="form-grid">
            <TextField name="terms/contact" label=t::cases::contact value=bind!(form, contact) required=true />
            <TextField
                name="terms/contact_phone"
                label=t::cases::contact_phone
                value=bind!(form, contact_phone)
                typing=Typing::PHONE
                check=phone()
                required=true
            />
        </div>
        <TransferFields value=bind!(form, transfer) names=&LETTER />
        {days
            .then(|| {
                view! {
                    <h3>{t::letter::answer}</h3>
                    <NumberField
                        name="response_days"
                        label=t::letter::response_days
                        value=bind!(form, response_days)
                        unit=t::letter::days
                        hint=t::letter::response_days_hint
                        required=true
                    />
                }
            })}
    }
}

/// The pointers of 档案 and 户口 in a request.
pub struct TransferNames([&'static str; 8]);

/// In a letter.
pub static LETTER: TransferNames = TransferNames([
    "terms/transfer/archive_receipt",
    "terms/transfer/archive_name",
    "terms/transfer/archive_address",
    "terms/transfer/archive_postcode",
    "terms/transfer/archive_contact",
    "terms/transfer/archive_phone",
    "terms/transfer/hukou_receipt",
    "terms/transfer/hukou_address",
]);

/// In the employer's signing information.
pub static SIGNING: TransferNames = TransferNames([
    "transfer/archive_receipt",
    "transfer/archive_name",
    "transfer/archive_address",
    "transfer/archive_postcode",
    "transfer/archive_contact",
    "transfer/archive_phone",
    "transfer/hukou_receipt",
    "transfer/hukou_address",
]);

/// 档案 and 户口; what hangs on "received" is asked only then.
#[component]
pub fn TransferFields(
    #[prop(into)] value: Bind<TransferForm>,
    names: &'static TransferNames,
) -> impl IntoView {
    let codes = Codes::of(&[TableId::ArchiveReceipt, TableId::HukouReceipt]);
    let [
        receipt,
        name,
        address,
        postcode,
        contact,
        phone_name,
        hukou,
        hukou_address,
    ] = names.0;
    let archive_asked =
        Memo::new(move |_| codes.receives(TableId::ArchiveReceipt, &value.get().archive_receipt));
    let hukou_asked =
        Memo::new(move |_| codes.receives(TableId::HukouReceipt, &value.get().hukou_receipt));
    view! {
        <h3>{t::cases::archive}</h3>
        <SelectField
            name=receipt
            label=t::cases::archive_receipt
            value=part!(value, archive_receipt)
            choices=codes.choices(TableId::ArchiveReceipt)
            required=true
        />
        <Show when=move || archive_asked.get()>
            <div class="form-grid">
                <TextField name=name label=t::cases::archive_name value=part!(value, archive_name) required=true />
                <TextField
                    name=address
                    label=t::cases::archive_address
                    value=part!(value, archive_address)
                    required=true
                />
                <TextField
                    name=postcode
                    label=t::cases::archive_postcode
                    value=part!(value, archive_postcode)
                    typing=Typing::DIGITS
                    check=checked(Postcode::parse)
                    required=true
                />
                <TextField
                    name=contact
                    label=t::cases::archive_contact
                    value=part!(value, archive_contact)
                    required=true
                />
                <TextField
                    name=phone_name
                    label=t::cases::archive_phone
                    value=part!(value, archive_phone)
                    typing=Typing::PHONE
                    check=phone()
                    required=true
                />
            </div>
        </Show>
        <h3>{t::cases::hukou}</h3>
        <SelectField
            name=hukou
            label=t::cases::hukou_receipt
            value=part!(value, hukou_receipt)
            choices=codes.choices(TableId::HukouReceipt)
            required=true
        />
        <Show when=move || hukou_asked.get()>
            <TextField
                name=hukou_address
                label=t::cases::hukou_address
                value=part!(value, hukou_address)
                required=true
            />
        </Show>
    }
}

fn phone() -> Check {
    checked(ContactPhone::parse)
}

/// A self-checking value of the domain as an instant check of a field.
pub fn checked<T: 'static>(
    parse: fn(&str) -> Result<T, sanfang_domain::values::ValueFault>,
) -> Check {
    Check::new(move |text: String| parse(&text).err().map(|fault| fault.text(lang_now())))
}
