//! What every role's pages about a signing case share: words, tones, the paper, the parties.

pub mod form;
pub mod parts;
pub mod words;
