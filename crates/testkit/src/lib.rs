//! What tests and the bench need: a world of any size ([`bulk`]).

pub mod bulk;
