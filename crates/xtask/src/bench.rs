//! `cargo xtask bench`: the measurements of `crates/bench`, in release.

use crate::{
    arguments::Arguments,
    database::{self, Postgres},
    fonts,
    shell::{self, Result},
};

/// `bench [ARGUMENTS OF THE BENCH]`
pub fn command(arguments: Arguments) -> Result<()> {
    let fonts = fonts::ensure()?;
    let postgres = Postgres::start()?;
    let mut cargo = shell::cargo();
    cargo
        .args(["run", "--release", "--package", "sanfang-bench", "--"])
        .args(arguments.rest());
    shell::run(
        cargo
            .env(database::SETTING, &postgres.url)
            .env("SANFANG_FONTS", fonts),
    )
}
