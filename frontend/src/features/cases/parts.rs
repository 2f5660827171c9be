//! The parts of a case page that look alike for everybody.

use leptos::prelude::*;
use sanfang_client::{Call, ClientError};
use sanfang_contract::{
    Nothing,
    cases::{CaseDetail, CaseRow, EmployerCard, StudentCard},
    endpoints::GetAgreementDocument,
    terms::{Terms, TermsView},
};
use sanfang_domain::{codes::TableId, ids::CaseId};

use crate::{
    api,
    codes::Codes,
    i18n::{lang, t},
    ui::{
        Facts, Glyph, Icon, Pill, Section, Sheet, Stepper, Term, TermList, TermsDiff, Text,
        Timeline, format,
    },
};

use super::words::{self, Rows};

/// Every table that a case speaks in.
pub const TABLES: [TableId; 8] = [
    TableId::EmployerNature,
    TableId::Industry,
    TableId::PositionCategory,
    TableId::EducationLevel,
    TableId::Sex,
    TableId::ArchiveReceipt,
    TableId::HukouReceipt,
    TableId::Region,
];

/// 应约状态, 签约审核状态 and 协议书状态 of a row; what says nothing yet is left out.
#[component]
pub fn Pills(row: CaseRow) -> impl IntoView {
    use sanfang_domain::signing::{AgreementLabel, ReviewLabel};
    let CaseRow {
        response,
        review,
        agreement,
        ..
    } = row;
    view! {
        <span class="row">
            <Pill label=move || response.text(lang()) tone=words::response_tone(response) />
            {(review != ReviewLabel::None)
                .then(|| view! { <Pill label=move || review.text(lang()) tone=words::review_tone(review) /> })}
            {(agreement != AgreementLabel::None)
                .then(|| {
                    view! { <Pill label=move || agreement.text(lang()) tone=words::agreement_tone(agreement) /> }
                })}
        </span>
    }
}

/// What matters most of the three columns, for a list that is dense.
#[component]
pub fn StatePill(row: CaseRow) -> impl IntoView {
    use sanfang_domain::signing::{AgreementLabel, ReviewLabel};
    let CaseRow {
        response,
        review,
        agreement,
        ..
    } = row;
    if agreement != AgreementLabel::None {
        let tone = words::agreement_tone(agreement);
        view! { <Pill label=move || agreement.text(lang()) tone /> }
    } else if review != ReviewLabel::None {
        let tone = words::review_tone(review);
        view! { <Pill label=move || review.text(lang()) tone /> }
    } else {
        let tone = words::response_tone(response);
        view! { <Pill label=move || response.text(lang()) tone /> }
    }
}

/// A letter on paper; what reads otherwise in `before` is marked.
#[component]
pub fn Letter(
    #[prop(into)] title: Text,
    #[prop(optional, into)] subtitle: Text,
    terms: Terms,
    #[prop(optional_no_strip)] before: Option<Terms>,
) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let rows = Memo::new(move |_| Rows::of(&terms, codes));
    let before = Memo::new(move |_| before.as_ref().map(|before| Rows::of(before, codes)));
    let part = move |pick: fn(&Rows) -> &[words::Row]| {
        Signal::derive(move || {
            before.with(|before| {
                rows.with(|rows| words::on_paper(pick(rows).to_vec(), before.as_ref().map(pick)))
            })
        })
    };
    view! {
        <Sheet title subtitle>
            <TermList terms=part(|rows| &rows.main) />
            <h3>{t::cases::archive}</h3>
            <TermList terms=part(|rows| &rows.archive) />
            <h3>{t::cases::hukou}</h3>
            <TermList terms=part(|rows| &rows.hukou) />
        </Sheet>
    }
}

/// The terms that stand as paper, those of the version before marked.
#[component]
pub fn Standing(detail: CaseDetail) -> impl IntoView {
    let CaseDetail { terms, history, .. } = detail;
    let TermsView {
        version,
        written_at,
        terms,
        ..
    } = terms;
    let before =
        words::version(&history, version.saturating_sub(1)).map(|before| before.terms.clone());
    let subtitle = move || t::cases::version_of(format::minute(written_at), version);
    view! { <Letter title=t::cases::terms subtitle terms before /> }
}

/// What an amendment that waits for the student would change.
#[component]
pub fn Proposed(detail: CaseDetail) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let standing = detail.terms.terms;
    detail.proposed.map(|proposed| {
        let changes = Signal::derive(move || words::changes(&standing, &proposed.terms, codes));
        view! {
            <Section title=t::cases::proposed lead=t::cases::proposed_lead>
                <TermsDiff changes />
            </Section>
        }
    })
}

/// How far a case is, whose turn it is, and why it ended.
#[component]
pub fn Progress(detail: CaseDetail) -> impl IntoView {
    let CaseDetail {
        row, steps, reason, ..
    } = detail;
    let turn = row.turn.clone();
    view! {
        <Section title=t::cases::progress>
            <Pills row />
            {turn.map(|turn| view! { <p>{move || words::turn(&turn)}</p> })}
            <Stepper steps=Signal::stored(words::steps(&steps)) />
            {reason
                .map(|reason| {
                    view! {
                        <div class="notice bad">
                            <Icon glyph=Glyph::Info />
                            <p>{move || t::cases::reason_given(&reason)}</p>
                        </div>
                    }
                })}
        </Section>
    }
}

/// 甲方
#[component]
pub fn EmployerFacts(employer: EmployerCard) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let facts = Signal::derive(move || {
        let EmployerCard {
            name,
            uscc,
            nature,
            industry,
            region,
            address,
            email,
            ..
        } = employer.clone();
        vec![
            Term::new(t::cases::employer_name, name),
            Term::new(t::cases::uscc, uscc),
            Term::new(
                t::cases::nature,
                codes.label(TableId::EmployerNature, nature.as_deref()),
            ),
            Term::new(
                t::cases::industry,
                codes.label(TableId::Industry, industry.as_deref()),
            ),
            Term::new(t::cases::region, codes.region(region.as_deref())),
            Term::new(t::cases::address, address.unwrap_or_default()),
            Term::new(t::cases::email, email.unwrap_or_default()),
        ]
    });
    view! {
        <Section title=t::cases::party_a>
            <Facts facts />
        </Section>
    }
}

/// 乙方; what the caller may not see is left out.
#[component]
pub fn StudentFacts(student: StudentCard) -> impl IntoView {
    let codes = Codes::of(&TABLES);
    let facts = Signal::derive(move || {
        let student = student.clone();
        let mut facts = vec![Term::new(t::cases::student_name, student.name)];
        if !student.student_no.is_empty() {
            facts.push(Term::new(t::cases::student_no, student.student_no));
        }
        facts.extend([
            Term::new(t::cases::sex, codes.label(TableId::Sex, Some(&student.sex))),
            Term::new(t::cases::id_number, student.id_number),
            Term::new(t::cases::phone, student.phone),
            Term::new(t::cases::school, student.school_name),
            Term::new(t::cases::college, student.college_name),
            Term::new(t::cases::major, student.major_name),
            Term::new(
                t::cases::education_level,
                codes.label(TableId::EducationLevel, Some(&student.education_level)),
            ),
            Term::new(
                t::cases::graduation_year,
                student.graduation_year.to_string(),
            ),
        ]);
        facts
    });
    view! {
        <Section title=t::cases::party_b>
            <Facts facts />
        </Section>
    }
}

/// 流程追踪
#[component]
pub fn Trail(detail: CaseDetail) -> impl IntoView {
    view! {
        <Section title=t::cases::trail>
            <Timeline events=Signal::stored(words::trail(&detail.trail)) />
        </Section>
    }
}

/// Fetches the agreement and gives it to the person under its number.
///
/// # Errors
/// What the server refused, or that it could not be reached.
pub async fn save_agreement(id: CaseId, number: Option<String>) -> Result<(), ClientError> {
    let file = api::send(Call::<GetAgreementDocument>::new((id,), Nothing {})).await?;
    let name = number.unwrap_or_else(|| id.to_string());
    api::save(&file, &format!("{name}.pdf"), api::PDF);
    Ok(())
}
