//! `cargo xtask web`: the browser client as files that a server hands out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    arguments::Arguments,
    npm,
    shell::{self, Result, note, step},
    stamp,
    toolchain::{TARGET, Toolchain},
};

/// All that a build depends on.
const SOURCES: [&str; 13] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/bundler",
    "crates/client",
    "crates/contract",
    "crates/domain",
    "frontend/Cargo.toml",
    "frontend/assets",
    "frontend/build.rs",
    "frontend/index.html",
    "frontend/locales",
    "frontend/src",
    "frontend/styles",
];

/// How the client is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// In seconds, not small; with the page of all parts at `/_ui`.
    Dev,
    /// As small as we can, with compressed copies.
    Release,
}

impl Mode {
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }
}

/// Where the server looks by default.
pub fn dist() -> PathBuf {
    shell::root().join("dist")
}

/// `web [--dev | --release] [--out DIR]`
pub fn command(mut arguments: Arguments) -> Result<()> {
    let dev = arguments.switch("--dev");
    let release = arguments.switch("--release");
    let out = arguments.option("--out")?.map_or_else(dist, PathBuf::from);
    arguments.finish()?;
    if dev && release {
        return Err("--dev or --release, not both".into());
    }
    build(if dev { Mode::Dev } else { Mode::Release }, &out)
}

/// The mode of what lies in `out`.
pub fn built_mode(out: &Path) -> Option<Mode> {
    let stamp = fs::read_to_string(stamp_file(out)).ok()?;
    if stamp.contains(Mode::Dev.profile()) {
        Some(Mode::Dev)
    } else {
        Some(Mode::Release)
    }
}

fn stamp_file(out: &Path) -> PathBuf {
    out.join(".stamp")
}

/// Builds into `out`, unless nothing changed since the last time.
pub fn build(mode: Mode, out: &Path) -> Result<()> {
    build_with(mode, out, Warnings::Told)
}

/// Builds into `out` and fails on a warning of the compiler.
pub fn build_strictly(mode: Mode, out: &Path) -> Result<()> {
    build_with(mode, out, Warnings::Denied)
}

/// What a warning of the compiler does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Warnings {
    Told,
    Denied,
}

fn build_with(mode: Mode, out: &Path, warnings: Warnings) -> Result<()> {
    let root = shell::root();
    let sources = SOURCES.map(|path| root.join(path));
    let profile = mode.profile();
    let stamp = format!("{profile} {}", stamp::hash(&sources, &[profile])?);
    if warnings == Warnings::Told
        && out.join("index.html").exists()
        && stamp::matches(&stamp_file(out), &stamp)
    {
        note("browser client: nothing changed");
        return Ok(());
    }
    let toolchain = Toolchain::find()?;
    let wasm = step(
        &format!("client for the browser ({profile}, {})", toolchain.name()),
        || link(mode, &toolchain, warnings),
    )?;
    let bundler = step("bundler", bundler)?;
    let optimizer = if mode == Mode::Release {
        npm::wasm_opt()
    } else {
        None
    };
    step("bundle", || {
        let mut command = shell::command(bundler);
        command.arg("--wasm").arg(wasm).arg("--out").arg(out);
        command.arg("--frontend").arg(root.join("frontend"));
        if mode == Mode::Release {
            command.arg("--release");
        }
        if let Some(optimizer) = optimizer {
            command.arg("--optimizer").arg(optimizer);
        }
        shell::run(&mut command)
    })?;
    stamp::write(&stamp_file(out), &stamp)
}

fn link(mode: Mode, toolchain: &Toolchain, warnings: Warnings) -> Result<PathBuf> {
    let profile = mode.profile();
    let mut cargo = toolchain.cargo("build");
    cargo.args(["--profile", profile]);
    // Type-erased views compile several times faster, are a tenth smaller over the wire, and so
    // what is tried in development is what is shipped.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "--cfg=erase_components");
    if mode == Mode::Dev {
        // The page of all parts is for us.
        cargo.args(["--features", "gallery"]);
    }
    if warnings == Warnings::Denied && matches!(toolchain, Toolchain::Debian { .. }) {
        // Unlike `-D warnings` in the flags, this does not build every dependency anew.
        cargo
            .env("CARGO_UNSTABLE_WARNINGS", "true")
            .env("CARGO_BUILD_WARNINGS", "deny");
    }
    shell::run(&mut cargo)?;
    Ok(toolchain
        .target_dir()
        .join(TARGET)
        .join(profile)
        .join("sanfang_frontend.wasm"))
}

/// Builds the bundler in the folder that `cargo xtask` itself is built in, and gives its path.
fn bundler() -> Result<PathBuf> {
    let tools = shell::root().join("target/tools");
    let mut cargo = shell::cargo();
    cargo.args([
        "build",
        "--quiet",
        "--package",
        "sanfang-bundler",
        "--profile",
        "tools",
    ]);
    shell::run(cargo.arg("--target-dir").arg(&tools))?;
    Ok(tools.join("tools/sanfang-bundler"))
}
