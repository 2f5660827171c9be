//! The developer's commands. They shell out, so that this crate builds in seconds.

mod arguments;
mod bench;
mod checks;
mod database;
mod e2e;
mod fonts;
mod npm;
mod openapi;
mod server;
mod setup;
mod shell;
mod stamp;
mod strangers;
mod system;
mod tidy;
mod toolchain;
mod web;

use std::process::ExitCode;

use arguments::Arguments;

const USAGE: &str = "\
cargo xtask <command>

  run [--port N] [--data DIR] [--release]   build everything and serve the demo world
  web [--dev | --release] [--out DIR]       build the browser client into dist/
  test [--only STEP]...                     every check; ends with `N passed, N failed`
  e2e [--filter NAME]                       the browser tests alone
  openapi [--check]                         write, or compare, openapi/openapi.json
  tidy                                      the rules of the house that no compiler holds
  db COMMAND...                             run a command with a throw-away PostgreSQL beside it
  bench [ARGUMENTS]                         measurements, each beside its limit
  setup [--for-run]                         install now what the others install when they need it

SANFANG_WASM=debian builds the client with Debian's compiler (rustc-web) instead of rustup's.
";

fn main() -> ExitCode {
    let mut arguments = Arguments::new(std::env::args().skip(1));
    let result = match arguments.command().as_deref() {
        Some("bench") => bench::command(arguments),
        Some("db") => database::command(arguments),
        Some("e2e") => e2e::command(arguments),
        Some("openapi") => openapi::command(arguments),
        Some("run") => server::command(arguments),
        Some("setup") => setup::command(arguments),
        Some("test") => checks::command(arguments),
        Some("tidy") => tidy::command(arguments),
        Some("web") => web::command(arguments),
        Some("help") | None => {
            print!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(format!("unknown command {other}\n\n{USAGE}").into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
