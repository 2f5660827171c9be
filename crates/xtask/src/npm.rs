//! Packages from the npm registry, as `frontend/package.json` and its lock name them.

use std::{fs, path::PathBuf};

use crate::{
    shell::{self, Result, note},
    system,
};

/// Makes sure that node and npm are there.
pub fn ensure_node() -> Result<()> {
    if shell::answers("node") && shell::answers("npm") {
        return Ok(());
    }
    system::install(&["nodejs", "npm"])
}

/// npm in `frontend/`.
fn npm() -> std::process::Command {
    let mut npm = shell::command("npm");
    npm.current_dir(shell::root().join("frontend"));
    npm
}

/// Where `package` is installed, if it is.
fn installed(package: &str) -> Option<PathBuf> {
    let folder = shell::root().join("frontend/node_modules").join(package);
    folder.join("package.json").exists().then_some(folder)
}

/// Everything the browser tests need. In a version near by where one cannot be had.
pub fn ensure_all() -> Result<()> {
    let wanted = [
        "binaryen",
        "playwright-core",
        "axe-core",
        "@stoplight/spectral-cli",
    ];
    if wanted.iter().all(|package| installed(package).is_some()) {
        return Ok(());
    }
    ensure_node()?;
    shell::step("npm packages for build and tests", || {
        let exact = shell::run_quietly(npm().args(["ci", "--ignore-scripts"]));
        exact.or_else(|_gone| {
            note("a pinned npm package cannot be had: taking the nearest");
            let nearest = [
                "install",
                "--no-save",
                "--no-package-lock",
                "--ignore-scripts",
            ];
            shell::run_quietly(npm().args(nearest))
        })
    })
}

/// binaryen's `wasm-opt`, if it can be had. Without it the client works and is a fifth larger.
pub fn wasm_opt() -> Option<PathBuf> {
    let program = shell::root().join("frontend/node_modules/binaryen/bin/wasm-opt");
    if program.exists() {
        return Some(program);
    }
    let install = || {
        ensure_node()?;
        shell::step("wasm-opt from the npm registry", || {
            let exact = shell::run_quietly(npm().args(["ci", "--omit=dev", "--ignore-scripts"]));
            exact.or_else(|_gone| {
                let nearest = [
                    "install",
                    "--no-save",
                    "--no-package-lock",
                    "--ignore-scripts",
                ];
                shell::run_quietly(npm().args(nearest).arg("binaryen"))
            })
        })
    };
    if let Err(fault) = install() {
        note(&format!("no wasm-opt, the client will be larger: {fault}"));
    }
    program.exists().then_some(program)
}

/// Unpacks one package of the registry, which is not in `package.json`, into `folder`.
pub fn unpack(package: &str, folder: &std::path::Path) -> Result<()> {
    ensure_node()?;
    fs::create_dir_all(folder)?;
    let name = shell::read(
        shell::command("npm")
            .current_dir(folder)
            .args(["pack", "--silent", package]),
    )?;
    let archive = name.lines().last().ok_or("npm pack named no file")?;
    shell::run_quietly(
        shell::command("tar")
            .current_dir(folder)
            .args(["-xzf", archive]),
    )?;
    Ok(fs::remove_file(folder.join(archive))?)
}
