//! The real program under what happens to programs: killed in the middle, told to stop, two at once on one database,
//! a mail server that is away. Each test has its own folder, database and processes.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod database;
mod installation;
mod kill;
mod mail;
mod people;
mod race;
mod server;
mod smtp;
mod stop;
mod until;
