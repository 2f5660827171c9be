//! The server: building it and starting it.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use crate::{
    arguments::Arguments,
    fonts,
    shell::{self, Result, note, step},
    web::{self, Mode},
};

/// The native part of the workspace. The tools are built and tested in a folder of their own.
pub const WORKSPACE: [&str; 7] = [
    "--workspace",
    "--exclude",
    "sanfang-frontend",
    "--exclude",
    "sanfang-bundler",
    "--exclude",
    "xtask",
];

/// Builds `sanfang` alone, for a person who wants to run it, and gives its path.
pub fn build(release: bool) -> Result<PathBuf> {
    let (profile, folder) = if release {
        ("release", "release")
    } else {
        ("dev", "debug")
    };
    step(&format!("server ({profile})"), || {
        let mut cargo = shell::cargo();
        cargo.args(["build", "--package", "sanfang-api"]);
        shell::run(cargo.args(["--bin", "sanfang", "--profile", profile]))
    })?;
    Ok(program(folder))
}

/// The `sanfang` that cargo builds beside the tests of the workspace.
///
/// Cargo unifies features over what it builds together, so a build of the server alone would compile
/// most of its libraries a second time.
pub fn build_with_tests() -> Result<PathBuf> {
    step("server (as tested)", || {
        let mut cargo = shell::cargo();
        shell::run(cargo.args(["test", "--no-run", "--quiet"]).args(WORKSPACE))
    })?;
    Ok(program("debug"))
}

fn program(folder: &str) -> PathBuf {
    let target = shell::setting("CARGO_TARGET_DIR").unwrap_or_else(|| "target".to_owned());
    shell::root().join(target).join(folder).join("sanfang")
}

/// A server with the demo world, on a port that the kernel gave. Stops when dropped.
pub struct Demo {
    process: Child,
    /// `http://127.0.0.1:PORT`
    pub url: String,
}

impl Demo {
    /// Starts `program` with an empty SQLite database in `data`.
    pub fn start(program: &Path, fonts: &Path, data: &Path) -> Result<Self> {
        let mut command = serve(program, fonts, data);
        command
            // Checkers ask faster than people: the limits have tests of their own.
            .env("SANFANG_ADDRESS_LIMIT", "1000000")
            .env("SANFANG_ACCOUNT_LIMIT", "1000000")
            .env("SANFANG_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let out = process.stdout.take().ok_or("the server has no output")?;
        let mut lines = BufReader::new(out).lines();
        let address = lines
            .by_ref()
            .map_while(std::result::Result::ok)
            .find_map(|line| address(&line));
        // The server may go on writing: keep the pipe empty.
        thread::spawn(move || lines.for_each(drop));
        match address {
            Some(url) => Ok(Self { process, url }),
            None => Err(format!("the server stopped: {}", process.wait()?).into()),
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let stopped = self.process.kill().and_then(|()| self.process.wait());
        if let Err(fault) = stopped {
            note(&format!("the server may still run: {fault}"));
        }
    }
}

/// The first `http://host:port` of a line.
fn address(line: &str) -> Option<String> {
    let start = line.find("http://")?;
    let rest = line.get(start..)?;
    let end = rest
        .find(|sign: char| sign.is_whitespace() || sign == '"')
        .unwrap_or(rest.len());
    Some(rest.get(..end)?.trim_end_matches('/').to_owned())
}

fn serve(program: &Path, fonts: &Path, data: &Path) -> Command {
    let mut command = shell::command(program);
    command
        .args(["serve", "--demo"])
        .env("SANFANG_DATA", data)
        .env("SANFANG_WEB", web::dist())
        .env("SANFANG_FONTS", fonts);
    command
}

/// `run [--port N] [--data DIR] [--release]`
pub fn command(mut arguments: Arguments) -> Result<()> {
    let port = arguments
        .option("--port")?
        .unwrap_or_else(|| "8080".to_owned());
    let port: u16 = port
        .parse()
        .map_err(|fault| format!("--port {port}: {fault}"))?;
    let data = arguments
        .option("--data")?
        .map_or_else(|| shell::root().join("data"), PathBuf::from);
    let release = arguments.switch("--release");
    arguments.finish()?;

    let fonts = fonts::ensure()?;
    let built = web::built_mode(&web::dist()).filter(|_| !release);
    web::build(built.unwrap_or(Mode::Release), &web::dist())?;
    let program = build(release)?;
    note("starting the server; Ctrl-C stops it");
    let mut command = serve(&program, &fonts, &data);
    command.env("SANFANG_LISTEN", format!("127.0.0.1:{port}"));
    use std::os::unix::process::CommandExt;
    // The server takes our place, so that signals reach it.
    Err(format!("{}: {}", program.display(), command.exec()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_address_in_what_the_server_prints() {
        let found = address("Sanfang 三方: http://127.0.0.1:4711/ (demo)");
        assert_eq!(found.as_deref(), Some("http://127.0.0.1:4711"));
        assert_eq!(address("starting"), None);
    }
}
