//! All effects of one transition, as a value.

use super::{EmployerFacts, ReadTerms, State};
use crate::{notice::Notice, plan::PlanStatus, signing::terms::TermsVersion, trail::TrailDraft};
use chrono::{DateTime, Utc};

/// What happens to the student's occupancy row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Nothing.
    Keep,
    /// The row is taken; the loser of a race gets [`Reason::AlreadyBound`].
    Bind,
    /// The row is given back.
    Free,
}

/// What the document store has to do after the commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentWork {
    /// Make and seal the agreement.
    Seal,
    /// Mark the sealed agreement superseded.
    Supersede,
}

/// All effects of one transition; persistence obeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The new state.
    pub state: State,
    /// The new deadline (O2), else the old one.
    pub deadline: DateTime<Utc>,
    /// A terms version to write.
    pub new_terms: Option<TermsVersion>,
    /// The version that stands from now on.
    pub standing_version: u32,
    /// Consent to record: the student's, for a version and its hash.
    pub consent: Option<ReadTerms>,
    /// Occupancy.
    pub binding: Binding,
    /// A number must be issued in the same transaction.
    pub issue_number: bool,
    /// The employer's facts as the reviewer completed them.
    pub employer_facts: Option<EmployerFacts>,
    /// The student's plan from now on.
    pub plan: Option<PlanStatus>,
    /// Work for a job.
    pub document: Option<DocumentWork>,
    /// The trail entry.
    pub trail: TrailDraft,
    /// Who is told.
    pub notices: Vec<Notice>,
}
