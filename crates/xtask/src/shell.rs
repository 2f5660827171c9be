//! Running other programs, and saying what is being done and how long it took.

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

/// A fault is told to a person and ends the command, so its text is all that is kept.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Variables that `cargo run` sets for us and that would mislead the compilers we call.
const LEAKED: [&str; 6] = [
    "CARGO_PKG_",
    "CARGO_MANIFEST_",
    "CARGO_BIN_",
    "CARGO_CRATE_",
    "CARGO_PRIMARY_",
    "OUT_DIR",
];

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// A setting from the environment. Tools have no configuration module: this is it.
#[expect(
    clippy::disallowed_methods,
    reason = "xtask is not part of the product"
)]
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A command that starts in the workspace.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that called us, without what it told us about ourselves.
pub fn cargo() -> Command {
    let mut cargo = command(setting("CARGO").unwrap_or_else(|| "cargo".to_owned()));
    forget(&mut cargo, &LEAKED);
    cargo
}

/// Removes all variables that begin with one of `prefixes`.
pub fn forget(command: &mut Command, prefixes: &[&str]) {
    for (name, _) in std::env::vars_os() {
        let leaked = name
            .to_str()
            .is_some_and(|name| prefixes.iter().any(|prefix| name.starts_with(prefix)));
        if leaked {
            command.env_remove(name);
        }
    }
}

/// Runs to the end, with the output where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|fault| format!("{}: {fault}", name(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{}: {status}", line(command)).into())
    }
}

/// Runs to the end in silence; the output is told only if it failed.
pub fn run_quietly(command: &mut Command) -> Result<()> {
    capture(command).map(drop)
}

/// Runs to the end and gives what it wrote to its standard output.
pub fn read(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8_lossy(&capture(command)?.stdout)
        .trim()
        .to_owned())
}

fn capture(command: &mut Command) -> Result<Output> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|fault| format!("{}: {fault}", name(command)))?;
    if output.status.success() {
        return Ok(output);
    }
    let (out, err) = (&output.stdout, &output.stderr);
    let told = [String::from_utf8_lossy(out), String::from_utf8_lossy(err)].concat();
    let tail = told.lines().rev().take(20).collect::<Vec<_>>();
    let tail = tail.into_iter().rev().collect::<Vec<_>>().join("\n");
    Err(format!("{}: {}\n{tail}", line(command), output.status).into())
}

/// Whether `program` answers to `--version`.
pub fn answers(program: &str) -> bool {
    let mut command = Command::new(program);
    command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    let arguments = command
        .get_args()
        .map(|argument| argument.to_string_lossy());
    let words = arguments.map(|word| word.into_owned()).collect::<Vec<_>>();
    format!("{} {}", name(command), words.join(" "))
}

/// Says what is being done and, when it is done, how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("  … {what}");
    let start = Instant::now();
    let result = work();
    let mark = if result.is_ok() { "✓" } else { "✗" };
    eprintln!("  {mark} {what} ({})", seconds(start.elapsed()));
    result
}

/// Says something that is no step.
pub fn note(text: &str) {
    eprintln!("  · {text}");
}

/// `3.4 s`, or `2 min 05 s`.
pub fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}
