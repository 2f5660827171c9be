//! A school of any size straight into the tables, the same every time: for races, kills and the bench.
//!
//! Rows are what the use-cases would have written (chains, hashes, numbers, occupancy), only without their notices
//! and sealed files. Nobody here exists: names are drawn from lists, numbers only have right check digits.

mod cases;
mod load;
mod people;

pub use cases::{Stage, cases, terms};
pub use people::{PASSWORD, PLATFORM, SCHOOL, Size, World, people, send_lists};

use uuid::{Builder, Uuid, Variant, Version};

/// What goes wrong when a world is made.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What an id is for.
#[derive(Clone, Copy)]
enum Kind {
    School,
    College,
    Major,
    Window,
    Student,
    Employer,
    Case,
    StudentAccount,
    EmployerAccount,
    StaffAccount,
}

/// The `n`th id of a kind: a UUIDv7 whose time is the number, so that rows lie as if they had come one by one.
fn id<T: From<Uuid>>(kind: Kind, n: u32) -> T {
    const EPOCH: u64 = 1_767_225_600_000;
    let tail = match kind {
        Kind::School => 1,
        Kind::College => 2,
        Kind::Major => 3,
        Kind::Window => 4,
        Kind::Student => 5,
        Kind::Employer => 6,
        Kind::Case => 7,
        Kind::StudentAccount => 8,
        Kind::EmployerAccount => 9,
        Kind::StaffAccount => 10,
    };
    let bits = (u128::from(EPOCH + u64::from(n)) << 80) | tail;
    Builder::from_u128(bits)
        .with_version(Version::SortRand)
        .with_variant(Variant::RFC4122)
        .into_uuid()
        .into()
}

/// A number that looks like chance and is not.
fn scatter(n: u32) -> u32 {
    n.wrapping_mul(2_654_435_761)
}

/// The element at `n`, counted round and round.
fn pick<T: Copy>(list: &[T], n: u32) -> Result<T> {
    list.iter()
        .copied()
        .cycle()
        .nth(usize::try_from(n)? % list.len().max(1))
        .ok_or_else(|| "an empty list".into())
}
