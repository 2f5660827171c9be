//! The signing routes. Online (`electronic`) is the first; paper and other destinations join as siblings.

pub mod electronic;
pub mod labels;
pub mod letter;
pub mod terms;

pub use electronic::{Answer, Command, Context, Electronic, Outcome, State, Turn};
pub use labels::{AgreementLabel, Labels, ResponseLabel, ReviewLabel};
pub use terms::{ArchiveReceiver, ArchiveTerms, HukouTerms, OfferTerms, Place, TermsVersion};
