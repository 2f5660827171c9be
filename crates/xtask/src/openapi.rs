//! `cargo xtask openapi [--check]`: the committed document is what the code says.

use std::{fs, path::Path};

use crate::{
    arguments::Arguments,
    server,
    shell::{self, Result},
};

const FILE: &str = "openapi/openapi.json";

/// `openapi [--check]`
pub fn command(mut arguments: Arguments) -> Result<()> {
    let check = arguments.switch("--check");
    arguments.finish()?;
    let program = server::build(false)?;
    if check {
        self::check(&program)
    } else {
        write(&program)
    }
}

fn generate(program: &Path) -> Result<String> {
    Ok(shell::read(shell::command(program).arg("openapi"))? + "\n")
}

fn write(program: &Path) -> Result<()> {
    Ok(fs::write(shell::root().join(FILE), generate(program)?)?)
}

/// Fails, with the first line that differs, when the document and the code disagree.
pub fn check(program: &Path) -> Result<()> {
    let committed = fs::read_to_string(shell::root().join(FILE))?;
    let generated = generate(program)?;
    if committed.trim_end() == generated.trim_end() {
        return Ok(());
    }
    let mut pairs = committed.lines().zip(generated.lines()).enumerate();
    let first = pairs.find(|(_, (old, new))| old != new);
    let place = first.map_or_else(
        || "one is longer".to_owned(),
        |(row, (old, new))| {
            format!(
                "line {}: committed `{}`, code `{}`",
                row + 1,
                old.trim(),
                new.trim()
            )
        },
    );
    Err(format!("{FILE} is not what the code says ({place}). Run: cargo xtask openapi").into())
}
