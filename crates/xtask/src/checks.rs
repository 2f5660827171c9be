//! `cargo xtask test`: every check we have, in an order in which the cheap ones speak first.

mod count;

use std::{path::PathBuf, time::Instant};

use count::Count;

use crate::{
    arguments::Arguments,
    database::{self, Postgres},
    e2e, fonts, npm, openapi,
    server::{self, WORKSPACE},
    setup,
    shell::{self, Result, note, seconds},
    strangers::Strangers,
    tidy,
    toolchain::Toolchain,
    web::{self, Mode},
};

type Step = (&'static str, fn() -> Result<Count>);

/// The steps by name, in their order.
const STEPS: [Step; 9] = [
    ("fmt", format),
    ("tidy", tidy),
    ("clippy", clippy),
    ("tools", tools),
    ("suite", suite),
    ("openapi", document),
    ("web", web),
    ("e2e", browser),
    ("api", strangers),
];

/// `test [--only STEP]…`
pub fn command(mut arguments: Arguments) -> Result<()> {
    let only = arguments.options("--only")?;
    arguments.finish()?;
    if let Some(unknown) = only
        .iter()
        .find(|name| STEPS.iter().all(|(step, _)| step != name))
    {
        let names = STEPS.map(|(name, _)| name).join(", ");
        return Err(format!("no step {unknown}; there are {names}").into());
    }
    let start = Instant::now();
    let mut total = Count::default();
    let mut table = Vec::new();
    for (name, work) in STEPS
        .iter()
        .filter(|(name, _)| only.is_empty() || only.iter().any(|only| only == name))
    {
        eprintln!("\n== {name}");
        let begun = Instant::now();
        let count = work().unwrap_or_else(|fault| {
            eprintln!("  ✗ {fault}");
            Count::failed(1)
        });
        table.push(format!(
            "  {name:<10}{count:<24}{}",
            seconds(begun.elapsed())
        ));
        total = total + count;
    }
    eprintln!(
        "\n{}\n  in {}\n",
        table.join("\n"),
        seconds(start.elapsed())
    );
    println!("{total}");
    if !total.is_good() {
        // The line above is the last word: `main` has nothing to add.
        std::process::exit(1);
    }
    Ok(())
}

/// One check that passes or not.
fn one(result: Result<()>) -> Result<Count> {
    result.map(|()| Count::passed(1))
}

fn format() -> Result<Count> {
    one(shell::run(shell::cargo().args(["fmt", "--all", "--check"])))
}

fn tidy() -> Result<Count> {
    let faults = tidy::faults()?;
    for fault in &faults {
        eprintln!("  ✗ {fault}");
    }
    Ok(if faults.is_empty() {
        Count::passed(1)
    } else {
        Count::failed(faults.len())
    })
}

fn clippy() -> Result<Count> {
    let mut host = shell::cargo();
    host.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]);
    let host = counted(shell::run(&mut host));
    let wasm = match Toolchain::find()? {
        Toolchain::Debian { .. } => {
            note("Debian's compiler has no clippy: for wasm32, the step web makes warnings errors");
            Count::default()
        }
        rustup @ Toolchain::Rustup => {
            let mut cargo = rustup.cargo("clippy");
            counted(shell::run(cargo.args(["--quiet", "--", "-D", "warnings"])))
        }
    };
    Ok(host + wasm)
}

fn counted(result: Result<()>) -> Count {
    match result {
        Ok(()) => Count::passed(1),
        Err(fault) => {
            eprintln!("  ✗ {fault}");
            Count::failed(1)
        }
    }
}

/// The tests of these tools, in the folder where they are built anyway.
fn tools() -> Result<Count> {
    let mut cargo = shell::cargo();
    cargo.args(["test", "--package", "xtask", "--package", "sanfang-bundler"]);
    count::cargo_test(cargo.args(["--profile", "tools", "--target-dir", "target/tools"]))
}

/// Every other test: all on SQLite, then those that meet a database again on a PostgreSQL of our own.
fn suite() -> Result<Count> {
    setup::ensure_packages()?;
    let fonts = fonts::ensure()?;
    let python = setup::ensure_python()?;
    let postgres = Postgres::start()?;
    let cargo = |arguments: &[&str]| {
        let mut cargo = shell::cargo();
        cargo
            .args(arguments)
            .args(["--no-fail-fast"])
            .args(WORKSPACE)
            .env("SANFANG_FONTS", &fonts)
            .env("SANFANG_PYTHON", python.join("python"));
        cargo
    };
    if shell::answers("cargo-nextest") {
        let run = ["nextest", "run", "--color", "never"];
        let everything = count::nextest(&mut cargo(&run))?;
        let mut again = cargo(&run);
        again.args(["-E", "package(sanfang-api) and kind(test)"]);
        again.env(database::SETTING, &postgres.url);
        let on_postgres = count::nextest(&mut again)?;
        Ok(everything + on_postgres + count::cargo_test(&mut cargo(&["test", "--doc"]))?)
    } else {
        note("cargo-nextest is not here: cargo test, which is slower");
        let everything = count::cargo_test(&mut cargo(&["test"]))?;
        let mut again = cargo(&["test"]);
        again.args(["--test", "api", "--test", "process"]);
        again.env(database::SETTING, &postgres.url);
        Ok(everything + count::cargo_test(&mut again)?)
    }
}

fn program() -> Result<PathBuf> {
    server::build_with_tests()
}

fn document() -> Result<Count> {
    one(openapi::check(&program()?))
}

fn web() -> Result<Count> {
    one(web::build_strictly(Mode::Release, &web::dist()))
}

fn browser() -> Result<Count> {
    setup::ensure_packages()?;
    npm::ensure_all()?;
    web::build(Mode::Release, &web::dist())?;
    count::node_test(&mut e2e::runner(&program()?, &fonts::ensure()?, &[])?)
}

fn strangers() -> Result<Count> {
    npm::ensure_all()?;
    let strangers = Strangers {
        program: program()?,
        fonts: fonts::ensure()?,
        python: setup::ensure_python()?,
    };
    let mut total = Count::default();
    for (name, result) in strangers.run()? {
        note(&name);
        total = total + counted(result);
    }
    Ok(total)
}
