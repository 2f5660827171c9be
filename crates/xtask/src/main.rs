//! The developer's commands. They shell out, so that this crate builds in seconds.

mod arguments;
mod fonts;
mod npm;
mod shell;
mod stamp;
mod system;
mod toolchain;
mod web;

use std::process::ExitCode;

use arguments::Arguments;
use shell::Result;

const USAGE: &str = "\
cargo xtask <command>

  web [--dev | --release] [--out DIR]          build the browser client into dist/
";

fn main() -> ExitCode {
    let mut arguments = Arguments::new(std::env::args().skip(1));
    let result = match arguments.command().as_deref() {
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
