//! The published API as a stranger meets it: a linter, a fuzzer for each role, and a client that
//! a public generator made. None of them knows more than `openapi/openapi.json`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::{
    server::Demo,
    shell::{self, Result, step},
};

const DOCUMENT: &str = "openapi/openapi.json";
/// An account of the demo world for each role.
const ACCOUNTS: [(&str, &str); 5] = [
    ("student", "student01"),
    ("employer", "employer01"),
    ("school", "school01"),
    ("school", "college01"),
    ("platform", "platform01"),
];
/// Of every account of the demo world, as the README says.
const PASSWORD: &str = "Sanfang-2026";

/// What the checkers need.
pub struct Strangers {
    /// `sanfang`
    pub program: PathBuf,
    /// The folder of the fonts.
    pub fonts: PathBuf,
    /// The programs of the Python environment.
    pub python: PathBuf,
}

impl Strangers {
    /// Runs all; gives a name and a result for each.
    pub fn run(&self) -> Result<Vec<(String, Result<()>)>> {
        let mut results = vec![("Spectral".to_owned(), step("Spectral", spectral))];
        let work = shell::root().join("target/checkers");
        if work.exists() {
            fs::remove_dir_all(&work)?;
        }
        fs::create_dir_all(&work)?;
        let client = step("a generated client logs in and lists", || {
            let demo = self.demo(&work.join("client-data"))?;
            self.client(&demo, &work)
        });
        results.push(("generated client".to_owned(), client));
        for (portal, login) in ACCOUNTS {
            let name = format!("schemathesis as {login}");
            let result = step(&name, || {
                // A fuzzer leaves nothing as it was: each gets a world of its own.
                let demo = self.demo(&work.join(login))?;
                self.schemathesis(&demo, portal, login)
            });
            results.push((name, result));
        }
        Ok(results)
    }

    fn demo(&self, data: &Path) -> Result<Demo> {
        Demo::start(&self.program, &self.fonts, data)
    }

    fn schemathesis(&self, demo: &Demo, portal: &str, login: &str) -> Result<()> {
        let token = token(demo, portal, login)?;
        let mut command = shell::command(self.python.join("schemathesis"));
        // The settings and their reasons are in this file.
        command.args(["--config-file", "crates/xtask/schemathesis.toml"]);
        command.args(["run", DOCUMENT, "--url", &demo.url]);
        shell::run(command.args(["--header", &format!("Authorization: Bearer {token}")]))
    }

    fn client(&self, demo: &Demo, work: &Path) -> Result<()> {
        let package = work.join("client");
        let mut generator = shell::command(self.python.join("openapi-python-client"));
        generator.args([
            "generate",
            "--path",
            DOCUMENT,
            "--meta",
            "none",
            "--overwrite",
        ]);
        generator
            .arg("--output-path")
            .arg(package.join("sanfang_client"));
        // The generator formats what it made by a program beside it.
        let path = shell::setting("PATH").unwrap_or_default();
        generator.env("PATH", format!("{}:{path}", self.python.display()));
        shell::run_quietly(&mut generator)?;
        let mut python = shell::command(self.python.join("python"));
        python
            .arg("crates/xtask/generated_client.py")
            .args([&demo.url, PASSWORD]);
        shell::run(python.env("PYTHONPATH", &package))
    }
}

fn spectral() -> Result<()> {
    let mut spectral = shell::command("frontend/node_modules/.bin/spectral");
    spectral.args([
        "lint",
        DOCUMENT,
        "--ruleset",
        "openapi/.spectral.yaml",
        "--fail-severity=error",
    ]);
    shell::run(&mut spectral)
}

fn token(demo: &Demo, portal: &str, login: &str) -> Result<String> {
    let body = serde_json::json!({ "portal": portal, "login": login, "password": PASSWORD });
    let mut curl = Command::new("curl");
    curl.args([
        "--silent",
        "--show-error",
        "--fail-with-body",
        "--json",
        &body.to_string(),
    ]);
    let reply = shell::read(curl.arg(format!("{}/api/v1/auth/login", demo.url)))?;
    let reply: Value = serde_json::from_str(&reply)?;
    let token = reply.get("access_token").and_then(Value::as_str);
    Ok(token.ok_or("the log-in gave no token")?.to_owned())
}
