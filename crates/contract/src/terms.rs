//! Offer terms on the wire, and their one way into the domain: all faults at once, or the real type.
//!
//! The API, the browser's form and the preview all call [`check_terms`].

use crate::problem::FieldFault;
use chrono::{DateTime, NaiveDate, Utc};
use sanfang_domain::{
    Lang,
    codes::TableId,
    signing::{
        ArchiveReceiver, ArchiveTerms, HukouTerms, OfferTerms, Place, TermsVersion,
        electronic::ResponseDays,
    },
    values::{ContactPhone, Fen, Postcode, RegionCode, Text, ValueFault},
};

wire! {
    /// The terms of an offer as typed or as stored. In a request every field may be missing: the answer names all faults.
    #[derive(Default)]
    pub struct Terms {
        /// 工作职位类别, code of table `position_category`. Required.
        #[serde(default)] pub position_category: Option<String>,
        /// 拟聘用职位, up to 100 characters. Required.
        #[serde(default)] pub position: Option<String>,
        /// 试用期(天), 0..=365. Required.
        #[serde(default)] pub trial_days: Option<u16>,
        /// 试用起薪, fen per month. Required.
        #[serde(default)] pub trial_salary: Option<i64>,
        /// 转正起薪, fen per month. Required.
        #[serde(default)] pub regular_salary: Option<i64>,
        /// 违约金, fen. Required, may be 0.
        #[serde(default)] pub penalty: Option<i64>,
        /// 报到地点, region code.
        #[serde(default)] pub report_region: Option<String>,
        /// 报到地点, address.
        #[serde(default)] pub report_address: Option<String>,
        /// 报到期限. Required, from tomorrow on.
        #[serde(default)] pub report_by: Option<NaiveDate>,
        /// 实际工作地点, region code. Required.
        #[serde(default)] pub work_region: Option<String>,
        /// 实际工作地点, address. Required.
        #[serde(default)] pub work_address: Option<String>,
        /// 签约联系人. Required.
        #[serde(default)] pub contact: Option<String>,
        /// 联系电话. Required.
        #[serde(default)] pub contact_phone: Option<String>,
        /// 档案 and 户口.
        #[serde(default)] pub transfer: Transfer,
    }

    /// 档案信息 and 户口信息: in the employer's signing information and, editable, in each offer.
    #[derive(Default)]
    pub struct Transfer {
        /// 档案接收, code of table `archive_receipt`. Required.
        #[serde(default)] pub archive_receipt: Option<String>,
        /// 档案转寄单位名称; this and the four below are required when the file is received.
        #[serde(default)] pub archive_name: Option<String>,
        /// 档案转递地址
        #[serde(default)] pub archive_address: Option<String>,
        /// 档案转递邮编
        #[serde(default)] pub archive_postcode: Option<String>,
        /// 档案转递联系人
        #[serde(default)] pub archive_contact: Option<String>,
        /// 档案转递联系电话
        #[serde(default)] pub archive_phone: Option<String>,
        /// 户口接收类型, code of table `hukou_receipt`. Required.
        #[serde(default)] pub hukou_receipt: Option<String>,
        /// 户口接收地址; required when received.
        #[serde(default)] pub hukou_address: Option<String>,
    }

    /// One immutable version of a case's terms.
    pub struct TermsView {
        /// 1, 2, 3…
        pub version: u32,
        /// SHA-256 in hex; what the student's consent names.
        pub hash: String,
        /// When it was written.
        pub written_at: DateTime<Utc>,
        /// What it says.
        pub terms: Terms,
    }
}

/// Collects faults under a JSON pointer while values are parsed.
pub struct Checker {
    lang: Lang,
    faults: Vec<FieldFault>,
}

impl Checker {
    /// Texts in this language.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            faults: Vec::new(),
        }
    }

    /// Note a fault.
    pub fn fault(&mut self, pointer: &str, fault: &ValueFault) {
        self.faults.push(FieldFault::new(
            pointer,
            fault.code(),
            fault.text(self.lang),
        ));
    }

    /// A required text field through a parser.
    pub fn required<T>(
        &mut self,
        pointer: &str,
        raw: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, ValueFault>,
    ) -> Option<T> {
        match raw.map(str::trim).filter(|s| !s.is_empty()) {
            None => {
                self.fault(pointer, &ValueFault::TextEmpty);
                None
            }
            Some(s) => self.keep(pointer, parse(s)),
        }
    }

    /// An optional text field: empty means absent.
    pub fn optional<T>(
        &mut self,
        pointer: &str,
        raw: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, ValueFault>,
    ) -> Option<T> {
        raw.map(str::trim)
            .filter(|s| !s.is_empty())
            .and_then(|s| self.keep(pointer, parse(s)))
    }

    /// A required value that is no text.
    pub fn present<T>(&mut self, pointer: &str, raw: Option<T>) -> Option<T> {
        if raw.is_none() {
            self.fault(pointer, &ValueFault::TextEmpty);
        }
        raw
    }

    /// Keep the value or note the fault.
    pub fn keep<T>(&mut self, pointer: &str, result: Result<T, ValueFault>) -> Option<T> {
        result.map_err(|f| self.fault(pointer, &f)).ok()
    }

    /// A code of a table. `known` answers whether it is current; the browser passes its fetched table.
    pub fn code(
        &mut self,
        pointer: &str,
        raw: Option<&str>,
        known: impl FnOnce(&str) -> bool,
    ) -> Option<String> {
        self.required(pointer, raw, |s| {
            if known(s) {
                Ok(s.to_owned())
            } else {
                Err(ValueFault::CodeUnknown)
            }
        })
    }

    /// The value if nothing was wrong, else every fault.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldFault>> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self.faults),
        }
    }
}

/// Knowledge of the code tables: the server has them compiled in, the browser fetches them.
pub trait Codes {
    /// Whether the code is in use.
    fn knows(&self, table: TableId, code: &str) -> bool;
    /// For 档案接收 and 户口接收类型: whether it is received, so that the dependent fields are asked.
    fn receives(&self, table: TableId, code: &str) -> bool;
}

fn transfer(
    c: &mut Checker,
    at: &str,
    t: &Transfer,
    codes: &impl Codes,
) -> Option<(ArchiveTerms, HukouTerms)> {
    let p = |field: &str| format!("{at}/{field}");
    let archive = c.code(&p("archive_receipt"), t.archive_receipt.as_deref(), |s| {
        codes.knows(TableId::ArchiveReceipt, s)
    });
    let archive = archive.and_then(|receipt| {
        if !codes.receives(TableId::ArchiveReceipt, &receipt) {
            return Some(ArchiveTerms {
                receipt,
                receiver: None,
            });
        }
        let name = c.required(&p("archive_name"), t.archive_name.as_deref(), Text::parse);
        let address = c.required(
            &p("archive_address"),
            t.archive_address.as_deref(),
            Text::parse,
        );
        let postcode = c.required(
            &p("archive_postcode"),
            t.archive_postcode.as_deref(),
            Postcode::parse,
        );
        let contact = c.required(
            &p("archive_contact"),
            t.archive_contact.as_deref(),
            Text::parse,
        );
        let phone = c.required(
            &p("archive_phone"),
            t.archive_phone.as_deref(),
            ContactPhone::parse,
        );
        let receiver = ArchiveReceiver {
            name: name?,
            address: address?,
            postcode: postcode?,
            contact: contact?,
            phone: phone?,
        };
        Some(ArchiveTerms {
            receipt,
            receiver: Some(receiver),
        })
    });
    let hukou = c.code(&p("hukou_receipt"), t.hukou_receipt.as_deref(), |s| {
        codes.knows(TableId::HukouReceipt, s)
    });
    let hukou = hukou.and_then(|receipt| {
        if !codes.receives(TableId::HukouReceipt, &receipt) {
            return Some(HukouTerms {
                receipt,
                address: None,
            });
        }
        let address = c.required(&p("hukou_address"), t.hukou_address.as_deref(), Text::parse);
        Some(HukouTerms {
            receipt,
            address: Some(address?),
        })
    });
    Some((archive?, hukou?))
}

/// 档案 and 户口 alone, for the employer's signing information.
pub fn check_transfer(
    c: &mut Checker,
    at: &str,
    t: &Transfer,
    codes: &impl Codes,
) -> Option<(ArchiveTerms, HukouTerms)> {
    transfer(c, at, t, codes)
}

/// The wire form of 档案 and 户口.
pub fn transfer_view(archive: &ArchiveTerms, hukou: &HukouTerms) -> Transfer {
    let receiver = archive.receiver.as_ref();
    Transfer {
        archive_receipt: Some(archive.receipt.clone()),
        archive_name: receiver.map(|r| r.name.as_str().to_owned()),
        archive_address: receiver.map(|r| r.address.as_str().to_owned()),
        archive_postcode: receiver.map(|r| r.postcode.as_str().to_owned()),
        archive_contact: receiver.map(|r| r.contact.as_str().to_owned()),
        archive_phone: receiver.map(|r| r.phone.as_str().to_owned()),
        hukou_receipt: Some(hukou.receipt.clone()),
        hukou_address: hukou.address.as_ref().map(|a| a.as_str().to_owned()),
    }
}

fn place(
    c: &mut Checker,
    at: (&str, &str),
    region: Option<&str>,
    address: Option<&str>,
    codes: &impl Codes,
) -> Option<Place> {
    let region = c.required(at.0, region, |s| {
        let code = RegionCode::parse(s)?;
        if codes.knows(TableId::Region, code.as_str()) {
            Ok(code)
        } else {
            Err(ValueFault::CodeUnknown)
        }
    });
    let address = c.required(at.1, address, Text::parse);
    Some(Place {
        region: region?,
        address: address?,
    })
}

/// Terms from the wire into the domain, with every fault at once. `at` is the pointer of the terms, `today` Beijing's date.
pub fn check_terms(
    t: &Terms,
    at: &str,
    today: NaiveDate,
    lang: Lang,
    codes: &impl Codes,
) -> Result<OfferTerms, Vec<FieldFault>> {
    let mut c = Checker::new(lang);
    let p = |field: &str| format!("{at}/{field}");
    let position_category = c.code(
        &p("position_category"),
        t.position_category.as_deref(),
        |s| codes.knows(TableId::PositionCategory, s),
    );
    let position = c.required(&p("position"), t.position.as_deref(), Text::parse);
    let trial_days = c.present(&p("trial_days"), t.trial_days).and_then(|d| {
        let bounded = if d <= 365 {
            Ok(d)
        } else {
            Err(ValueFault::OutOfRange { min: 0, max: 365 })
        };
        c.keep(&p("trial_days"), bounded)
    });
    let money = |c: &mut Checker, field: &str, raw: Option<i64>| {
        c.present(&p(field), raw)
            .and_then(|fen| c.keep(&p(field), Fen::new(fen)))
    };
    let trial_salary = money(&mut c, "trial_salary", t.trial_salary);
    let regular_salary = money(&mut c, "regular_salary", t.regular_salary);
    let penalty = money(&mut c, "penalty", t.penalty);
    let wants_report_place = [&t.report_region, &t.report_address]
        .into_iter()
        .flatten()
        .any(|s| !s.trim().is_empty());
    let report_place = if wants_report_place {
        let (region, address) = (p("report_region"), p("report_address"));
        place(
            &mut c,
            (&region, &address),
            t.report_region.as_deref(),
            t.report_address.as_deref(),
            codes,
        )
        .map(Some)
    } else {
        Some(None)
    };
    let report_by = c.present(&p("report_by"), t.report_by).and_then(|d| {
        let checked = if d > today {
            Ok(d)
        } else {
            Err(ValueFault::DateNotInFuture)
        };
        c.keep(&p("report_by"), checked)
    });
    let (region, address) = (p("work_region"), p("work_address"));
    let work_place = place(
        &mut c,
        (&region, &address),
        t.work_region.as_deref(),
        t.work_address.as_deref(),
        codes,
    );
    let contact = c.required(&p("contact"), t.contact.as_deref(), Text::parse);
    let contact_phone = c.required(
        &p("contact_phone"),
        t.contact_phone.as_deref(),
        ContactPhone::parse,
    );
    let transfer = transfer(&mut c, &p("transfer"), &t.transfer, codes);
    let terms = (|| {
        let (archive, hukou) = transfer?;
        Some(OfferTerms {
            position_category: position_category?,
            position: position?,
            trial_days: trial_days?,
            trial_salary: trial_salary?,
            regular_salary: regular_salary?,
            penalty: penalty?,
            report_place: report_place?,
            report_by: report_by?,
            work_place: work_place?,
            contact: contact?,
            contact_phone: contact_phone?,
            archive,
            hukou,
        })
    })();
    c.finish(terms)
}

/// 反馈有效期(天) from the wire; absent means the default of 5.
pub fn check_response_days(
    days: Option<u8>,
    pointer: &str,
    lang: Lang,
) -> Result<ResponseDays, Vec<FieldFault>> {
    let mut c = Checker::new(lang);
    let days = c.keep(
        pointer,
        days.map_or(Ok(ResponseDays::DEFAULT), ResponseDays::try_from),
    );
    c.finish(days)
}

impl From<&OfferTerms> for Terms {
    fn from(t: &OfferTerms) -> Self {
        Self {
            position_category: Some(t.position_category.clone()),
            position: Some(t.position.as_str().to_owned()),
            trial_days: Some(t.trial_days),
            trial_salary: Some(t.trial_salary.get()),
            regular_salary: Some(t.regular_salary.get()),
            penalty: Some(t.penalty.get()),
            report_region: t
                .report_place
                .as_ref()
                .map(|p| p.region.as_str().to_owned()),
            report_address: t
                .report_place
                .as_ref()
                .map(|p| p.address.as_str().to_owned()),
            report_by: Some(t.report_by),
            work_region: Some(t.work_place.region.as_str().to_owned()),
            work_address: Some(t.work_place.address.as_str().to_owned()),
            contact: Some(t.contact.as_str().to_owned()),
            contact_phone: Some(t.contact_phone.as_str().to_owned()),
            transfer: transfer_view(&t.archive, &t.hukou),
        }
    }
}

impl From<&TermsVersion> for TermsView {
    fn from(v: &TermsVersion) -> Self {
        Self {
            version: v.version,
            hash: v.hash.as_str().to_owned(),
            written_at: v.written_at,
            terms: (&v.terms).into(),
        }
    }
}
