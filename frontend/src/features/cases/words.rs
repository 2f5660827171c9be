//! What the wire says, in the words of the page: terms, tones, steps, trail, dates.

use chrono::{DateTime, Duration, Utc};
use sanfang_contract::{
    cases::{StepStatus, StepView, TrailView, TurnView},
    terms::{Terms, TermsView},
};
use sanfang_domain::{
    actor::Standing,
    capability::Action,
    codes::TableId,
    signing::{AgreementLabel, ResponseLabel, ReviewLabel},
};

use crate::{
    i18n::t,
    ui::{Change, Event, Step, StepState, Term, Tone, format},
};

use crate::codes::Codes;

/// One term in words. The label follows the language by itself; the value is written anew with it.
#[derive(Clone)]
pub struct Row {
    /// Its name.
    pub label: fn() -> &'static str,
    /// What is agreed; empty when nothing is.
    pub value: String,
}

/// A letter in words, in the three groups in which the letter shows it.
#[derive(Clone, PartialEq)]
pub struct Rows {
    /// 签约信息
    pub main: Vec<Row>,
    /// 档案接收情况
    pub archive: Vec<Row>,
    /// 户口接收情况
    pub hukou: Vec<Row>,
}

impl Rows {
    /// Reads a letter.
    #[must_use]
    pub fn of(terms: &Terms, codes: Codes) -> Self {
        let transfer = &terms.transfer;
        let row = |label, value| Row { label, value };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let place = |region: &Option<String>, address: &Option<String>| {
            let (region, address) = (codes.region(region.as_deref()), text(address));
            // Many write the region into the address as well.
            if address.starts_with(&region) {
                address
            } else {
                format!("{region} {address}").trim().to_owned()
            }
        };
        let monthly = |fen: Option<i64>| {
            fen.map(|fen| t::cases::monthly(format::money(fen)))
                .unwrap_or_default()
        };
        let main = vec![
            row(
                t::cases::position_category,
                codes.label(
                    TableId::PositionCategory,
                    terms.position_category.as_deref(),
                ),
            ),
            row(t::cases::position, text(&terms.position)),
            row(
                t::cases::trial_days,
                terms
                    .trial_days
                    .map(|days| t::cases::days(u64::from(days)))
                    .unwrap_or_default(),
            ),
            row(t::cases::trial_salary, monthly(terms.trial_salary)),
            row(t::cases::regular_salary, monthly(terms.regular_salary)),
            row(
                t::cases::penalty,
                terms.penalty.map(format::money).unwrap_or_default(),
            ),
            row(
                t::cases::report_place,
                place(&terms.report_region, &terms.report_address),
            ),
            row(
                t::cases::report_by,
                terms
                    .report_by
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            ),
            row(
                t::cases::work_place,
                place(&terms.work_region, &terms.work_address),
            ),
            row(t::cases::contact, text(&terms.contact)),
            row(t::cases::contact_phone, text(&terms.contact_phone)),
        ];
        let mut archive = vec![row(
            t::cases::archive_receipt,
            codes.label(TableId::ArchiveReceipt, transfer.archive_receipt.as_deref()),
        )];
        archive.extend(given([
            row(t::cases::archive_name, text(&transfer.archive_name)),
            row(t::cases::archive_address, text(&transfer.archive_address)),
            row(t::cases::archive_postcode, text(&transfer.archive_postcode)),
            row(t::cases::archive_contact, text(&transfer.archive_contact)),
            row(t::cases::archive_phone, text(&transfer.archive_phone)),
        ]));
        let mut hukou = vec![row(
            t::cases::hukou_receipt,
            codes.label(TableId::HukouReceipt, transfer.hukou_receipt.as_deref()),
        )];
        hukou.extend(given([row(
            t::cases::hukou_address,
            text(&transfer.hukou_address),
        )]));
        Self {
            main,
            archive,
            hukou,
        }
    }

    fn all(self) -> impl Iterator<Item = Row> {
        self.main.into_iter().chain(self.archive).chain(self.hukou)
    }
}

/// Fields that hang on another are only shown when they say something.
fn given<const N: usize>(rows: [Row; N]) -> impl Iterator<Item = Row> {
    rows.into_iter().filter(|row| !row.value.is_empty())
}

/// Both versions field by field; what one of them lacks is empty there.
#[must_use]
pub fn changes(old: &Terms, new: &Terms, codes: Codes) -> Vec<Change> {
    let old: Vec<Row> = Rows::of(old, codes).all().collect();
    let new: Vec<Row> = Rows::of(new, codes).all().collect();
    let find = |rows: &[Row], label: fn() -> &'static str| {
        rows.iter()
            .find(|row| row.label() == label())
            .map(|row| row.value.clone())
            .unwrap_or_default()
    };
    let gone = old
        .iter()
        .filter(|row| !new.iter().any(|other| other.label() == row.label()));
    new.iter()
        .chain(gone)
        .map(|row| Change {
            label: row.label.into(),
            old: find(&old, row.label),
            new: find(&new, row.label),
        })
        .collect()
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.label() == other.label() && self.value == other.value
    }
}

impl Row {
    fn label(&self) -> &'static str {
        (self.label)()
    }
}

/// The rows as terms on paper, those marked that read otherwise in `before`.
#[must_use]
pub fn on_paper(rows: Vec<Row>, before: Option<&[Row]>) -> Vec<Term> {
    rows.into_iter()
        .map(|row| {
            let changed = before.is_some_and(|before| !before.contains(&row));
            Term {
                changed,
                ..Term::new(row.label, row.value)
            }
        })
        .collect()
}

/// The version before the one that stands.
#[must_use]
pub fn version(history: &[TermsView], number: u32) -> Option<&TermsView> {
    history.iter().find(|terms| terms.version == number)
}

/// The last day of a deadline, which is the first instant at which an answer is too late
/// (domain.md section 4: 24:00 of the day).
#[must_use]
pub fn last_day(deadline: DateTime<Utc>) -> String {
    format::day(deadline - Duration::milliseconds(1))
}

/// How an 应约状态 stands for the student.
#[must_use]
pub fn response_tone(label: ResponseLabel) -> Tone {
    match label {
        ResponseLabel::Offered => Tone::Wait,
        ResponseLabel::Accepted => Tone::Good,
        ResponseLabel::Declined | ResponseLabel::Expired | ResponseLabel::Withdrawn => Tone::Plain,
    }
}

/// How a 签约审核状态 stands for the student.
#[must_use]
pub fn review_tone(label: ReviewLabel) -> Tone {
    match label {
        ReviewLabel::None => Tone::Plain,
        ReviewLabel::Waiting | ReviewLabel::AmendmentOpen => Tone::Wait,
        ReviewLabel::Approved => Tone::Good,
        ReviewLabel::Rejected => Tone::Bad,
    }
}

/// How a 协议书状态 stands.
#[must_use]
pub fn agreement_tone(label: AgreementLabel) -> Tone {
    match label {
        AgreementLabel::None => Tone::Plain,
        AgreementLabel::Generated | AgreementLabel::Issued => Tone::Wait,
        AgreementLabel::Effective => Tone::Good,
        AgreementLabel::Void => Tone::Bad,
    }
}

/// Whose turn it is, since when and until when.
#[must_use]
pub fn turn(turn: &TurnView) -> String {
    let who = match turn.party {
        Standing::Student => t::cases::turn_student(),
        Standing::Employer => t::cases::turn_employer(),
        Standing::Reviewer => t::cases::turn_reviewer(),
        Standing::System => t::cases::turn_system(),
    };
    let since = format::minute(turn.since);
    match turn.until {
        Some(until) => t::cases::turn_until(since, last_day(until), who),
        None => t::cases::turn_since(since, who),
    }
}

/// The three steps.
#[must_use]
pub fn steps(steps: &[StepView]) -> Vec<Step> {
    steps
        .iter()
        .map(|step| Step {
            label: step.text.clone().into(),
            state: match step.status {
                StepStatus::Done => StepState::Done,
                StepStatus::Current => StepState::Now,
                StepStatus::Waiting => StepState::Ahead,
                StepStatus::Failed => StepState::Failed,
            },
            note: "".into(),
        })
        .collect()
}

/// 流程追踪
#[must_use]
pub fn trail(trail: &[TrailView]) -> Vec<Event> {
    trail
        .iter()
        .map(|entry| Event {
            at: format::minute(entry.at),
            who: entry.name.clone(),
            action: entry.text.clone().into(),
            remark: entry.remark.clone().unwrap_or_default(),
            tone: match entry.action {
                Action::AcceptOffer | Action::AgreeAmendment | Action::ApproveAgreement => {
                    Tone::Good
                }
                Action::DeclineOffer | Action::RejectAgreement => Tone::Bad,
                _ => Tone::Plain,
            },
        })
        .collect()
}

/// When the student said yes, as the trail has it (签约时间).
#[must_use]
pub fn signed_at(trail: &[TrailView]) -> String {
    let accepted = trail
        .iter()
        .rev()
        .find(|entry| entry.action == Action::AcceptOffer);
    accepted
        .map(|entry| format::minute(entry.at))
        .unwrap_or_default()
}
