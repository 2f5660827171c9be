//! `cargo xtask setup`: everything that the other commands would install when they need it.

use std::path::{Path, PathBuf};

use crate::{
    arguments::Arguments,
    fonts, npm,
    shell::{self, Result, note, step},
    system,
    toolchain::Toolchain,
};

/// Checkers of the published API, from PyPI: they read it as a stranger would.
const PYTHON: [&str; 3] = ["openpyxl", "schemathesis==4.*", "openapi-python-client"];

/// `setup [--for-run]`
pub fn command(mut arguments: Arguments) -> Result<()> {
    let for_run = arguments.switch("--for-run");
    arguments.finish()?;
    Toolchain::find()?;
    fonts::ensure()?;
    if !for_run {
        npm::ensure_all()?;
    }
    if npm::wasm_opt().is_none() {
        note("going on without wasm-opt");
    }
    if for_run {
        return Ok(());
    }
    ensure_packages()?;
    ensure_python().map(drop)
}

/// What the tests need of the system.
pub fn ensure_packages() -> Result<()> {
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.push("chromium");
    }
    if !Path::new("/usr/share/fonts/opentype/noto").exists() {
        missing.push("fonts-noto-cjk");
    }
    if !Path::new("/usr/lib/postgresql").exists() && !shell::answers("initdb") {
        missing.push("postgresql");
    }
    if !Path::new("/usr/bin/pdftotext").exists() {
        missing.push("poppler-utils");
    }
    if missing.is_empty() {
        Ok(())
    } else {
        system::install(&missing)
    }
}

/// The browser of the browser tests.
pub fn chromium() -> Option<PathBuf> {
    let named = shell::setting("CHROMIUM").map(PathBuf::from);
    let debian = || ["/usr/bin/chromium", "/usr/bin/chromium-browser"].map(PathBuf::from);
    named.or_else(|| debian().into_iter().find(|path| path.exists()))
}

/// A Python environment with the checkers; gives the folder of its programs.
pub fn ensure_python() -> Result<PathBuf> {
    let folder = shell::root().join("target/venv");
    let programs = folder.join("bin");
    let whole = ["schemathesis", "openapi-python-client"];
    if whole.iter().all(|program| programs.join(program).exists()) {
        return Ok(programs);
    }
    if shell::run_quietly(shell::command("python3").args(["-c", "import venv, ensurepip"])).is_err()
    {
        system::install(&["python3", "python3-venv"])?;
    }
    step("API checkers from PyPI", || {
        shell::run_quietly(shell::command("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut pip = shell::command(programs.join("python"));
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(PYTHON);
        shell::run_quietly(&mut pip)
    })?;
    Ok(programs)
}
