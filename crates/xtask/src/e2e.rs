//! `cargo xtask e2e`: the browser tests, in chromium, against a real server.

use std::{fs, path::Path, process::Command};

use crate::{
    arguments::Arguments,
    fonts, npm, server, setup,
    shell::{self, Result},
    web::{self, Mode},
};

/// `e2e [--filter NAME]`
pub fn command(mut arguments: Arguments) -> Result<()> {
    let filter = arguments.option("--filter")?;
    arguments.finish()?;
    setup::ensure_packages()?;
    npm::ensure_all()?;
    let fonts = fonts::ensure()?;
    let mode = web::built_mode(&web::dist()).unwrap_or(Mode::Release);
    web::build(mode, &web::dist())?;
    let program = server::build(false)?;
    let names = filter
        .iter()
        .flat_map(|name| ["--test-name-pattern", name.as_str()]);
    let names = names.collect::<Vec<_>>();
    shell::run(&mut runner(&program, &fonts, &names)?)
}

/// Node's test runner over `frontend/e2e/*.test.mjs`.
pub fn runner(program: &Path, fonts: &Path, arguments: &[&str]) -> Result<Command> {
    let folder = shell::root().join("frontend/e2e");
    let mut tests = Vec::new();
    for entry in fs::read_dir(&folder)? {
        tests.push(entry?.path());
    }
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    tests.sort();
    let chromium = setup::chromium().ok_or("no chromium")?;
    let mut node = shell::command("node");
    node.args(["--test", "--test-reporter=tap", "--test-concurrency=1"])
        .args(arguments)
        .args(tests);
    node.env("SANFANG_PROGRAM", program)
        .env("SANFANG_WEB", web::dist())
        .env("SANFANG_FONTS", fonts)
        .env("CHROMIUM", chromium);
    Ok(node)
}
