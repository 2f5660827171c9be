//! 单位基本信息 and 签约信息确认

use super::{myself, row};
use crate::{App, AppError, Caller, tables::Tables};
use sanfang_contract::terms::Codes;
use sanfang_contract::{
    employer::{EmployerProfile, SigningInformation},
    terms::{Checker, Transfer, check_transfer, transfer_view},
};
use sanfang_domain::{
    Lang,
    codes::TableId,
    opening::EmployerStatus,
    values::{Email, RegionCode, Text, ValueFault},
};
use sanfang_persistence::{StoreError, entity, people::employers};

/// The employer's own data.
pub async fn profile(app: &App, caller: &Caller) -> Result<EmployerProfile, AppError> {
    view(&row(app.db.read(), myself(caller)?).await?)
}

/// 签约信息确认: the first step of an employer, and any later change.
pub async fn confirm_signing_information(
    app: &App,
    caller: &Caller,
    version: u32,
    information: SigningInformation,
) -> Result<EmployerProfile, AppError> {
    let employer = myself(caller)?;
    let checked = check(&information, caller.lang)?;
    let now = app.now();
    app.write(caller, None, async |tx| {
        match employers::confirm(tx, employer, checked.clone(), version, now).await {
            Err(StoreError::Changed) => return Err(AppError::Precondition),
            done => done?,
        }
        view(&row(tx, employer).await?)
    })
    .await
}

/// What was typed as it is kept, or every fault.
fn check(
    typed: &SigningInformation,
    lang: Lang,
) -> Result<employers::SigningInformation, AppError> {
    let mut c = Checker::new(lang);
    let nature = c.code("/nature", typed.nature.as_deref(), |code| {
        Tables.knows(TableId::EmployerNature, code)
    });
    let industry = c.optional("/industry", typed.industry.as_deref(), |code| {
        if Tables.knows(TableId::Industry, code) {
            Ok(code.to_owned())
        } else {
            Err(ValueFault::CodeUnknown)
        }
    });
    let region = c.required("/region", typed.region.as_deref(), |code| {
        RegionCode::parse(code).and_then(|region| {
            if Tables.knows(TableId::Region, region.as_str()) {
                Ok(String::from(region))
            } else {
                Err(ValueFault::RegionUnknown)
            }
        })
    });
    let address = c.optional("/address", typed.address.as_deref(), Text::<200>::parse);
    let email = c.optional("/email", typed.email.as_deref(), Email::parse);
    let transfer = check_transfer(&mut c, "/transfer", &typed.transfer, &Tables)
        .map(|(archive, hukou)| transfer_view(&archive, &hukou));
    let whole = (|| {
        let transfer = transfer?;
        Some(employers::SigningInformation {
            nature: nature?,
            industry,
            region: region?,
            address: address.map(Into::into),
            email: email.map(Into::into),
            archive_receipt: transfer.archive_receipt?,
            archive_name: transfer.archive_name,
            archive_address: transfer.archive_address,
            archive_postcode: transfer.archive_postcode,
            archive_contact: transfer.archive_contact,
            archive_phone: transfer.archive_phone,
            hukou_receipt: transfer.hukou_receipt?,
            hukou_address: transfer.hukou_address,
        })
    })();
    Ok(c.finish(whole)?)
}

pub(super) fn view(row: &entity::employers::Model) -> Result<EmployerProfile, AppError> {
    let status = EmployerStatus::parse(&row.status)
        .ok_or_else(|| StoreError::corrupt("employers", "status"))?;
    let version =
        u32::try_from(row.version).or(Err(StoreError::corrupt("employers", "version")))?;
    let row = row.clone();
    Ok(EmployerProfile {
        id: row.id.into(),
        name: row.name,
        uscc: row.uscc,
        status,
        signing_information: SigningInformation {
            nature: row.nature,
            industry: row.industry,
            region: row.region,
            address: row.address,
            email: row.email,
            transfer: Transfer {
                archive_receipt: row.archive_receipt,
                archive_name: row.archive_name,
                archive_address: row.archive_address,
                archive_postcode: row.archive_postcode,
                archive_contact: row.archive_contact,
                archive_phone: row.archive_phone,
                hukou_receipt: row.hukou_receipt,
                hukou_address: row.hukou_address,
            },
        },
        confirmed_at: row.confirmed_at,
        version,
    })
}
