//! A compiler for `wasm32-unknown-unknown`.
//!
//! In this order: the target that rustup has already; `rustup target add`; Debian's second
//! compiler (`rustc-web`), which comes with the source of the standard library.
//! `SANFANG_WASM=debian` takes the last at once.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    shell::{self, Result, note},
    system,
};

/// The target of the browser client.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
/// A host that accepts and never answers must not hold us for longer.
const RUSTUP_SECONDS: &str = "120";

/// Who compiles for the browser.
pub enum Toolchain {
    /// The compiler that builds everything else.
    Rustup,
    /// Debian's, with this linker.
    Debian {
        /// `wasm-ld-NN`
        linker: PathBuf,
    },
}

impl Toolchain {
    /// Finds a compiler, or installs one.
    pub fn find() -> Result<Self> {
        if shell::setting("SANFANG_WASM").as_deref() == Some("debian") {
            note("wasm compiler: Debian's, as SANFANG_WASM wants");
            return Self::debian();
        }
        if has_target() {
            note("wasm compiler: rustup's target is there");
            return Ok(Self::Rustup);
        }
        if rustup_adds_target() && has_target() {
            note("wasm compiler: rustup's target, just added");
            return Ok(Self::Rustup);
        }
        note("wasm compiler: rustup's target cannot be had, taking Debian's compiler");
        Self::debian().map_err(|fault| {
            format!(
                "no compiler for {TARGET} ({fault}).\n\
                 One of these helps: `rustup target add {TARGET}`, or, on Debian 12 as root:\n\
                 apt-get install --no-install-recommends rustc-web cargo-web rust-web-src lld-19"
            )
            .into()
        })
    }

    fn debian() -> Result<Self> {
        if !has_debian() {
            system::install(&["rustc-web", "cargo-web", "rust-web-src", "lld-19"])?;
        }
        if !has_debian() {
            return Err("Debian's compiler lacks the source of the standard library".into());
        }
        let linker = newest_linker().ok_or("no wasm-ld: apt-get install lld-19")?;
        Ok(Self::Debian { linker })
    }

    /// A word for stamps and messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Rustup => "rustup",
            Self::Debian { .. } => "debian",
        }
    }

    /// Where this compiler keeps what it built: two compilers never share.
    pub fn target_dir(&self) -> PathBuf {
        let folder = match self {
            Self::Rustup => "target/wasm-rustup",
            Self::Debian { .. } => "target/wasm",
        };
        shell::root().join(folder)
    }

    /// `cargo <verb>` for the browser client.
    pub fn cargo(&self, verb: &str) -> Command {
        let mut cargo = match self {
            Self::Rustup => shell::cargo(),
            Self::Debian { linker } => debian_cargo(linker),
        };
        cargo.args([
            verb,
            "--package",
            "sanfang-frontend",
            "--lib",
            "--target",
            TARGET,
        ]);
        cargo.arg("--target-dir").arg(self.target_dir());
        cargo
    }
}

fn debian_cargo(linker: &Path) -> Command {
    let mut cargo = shell::command(DEBIAN_CARGO);
    let leaked = [
        "RUSTUP_",
        "RUSTC",
        "RUSTDOC",
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "LD_LIBRARY",
    ];
    shell::forget(&mut cargo, &leaked);
    let mut path = OsString::from("/usr/bin:");
    path.push(shell::setting("PATH").unwrap_or_default());
    cargo
        .env_remove("CARGO")
        .env("PATH", path)
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    cargo
}

/// Whether the standard library for the target is there: a folder alone proves nothing.
fn has_target() -> bool {
    let mut rustc = shell::command("rustc");
    let folder = shell::read(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_ok_and(|folder| {
        fs::read_dir(folder).is_ok_and(|entries| {
            entries
                .flatten()
                .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

fn rustup_adds_target() -> bool {
    if !shell::answers("rustup") {
        return false;
    }
    let added = shell::step(&format!("rustup target add {TARGET}"), || {
        let mut rustup = shell::command("timeout");
        rustup.args([
            "--kill-after=5",
            RUSTUP_SECONDS,
            "rustup",
            "target",
            "add",
            TARGET,
        ]);
        shell::run_quietly(rustup.env("RUSTUP_MAX_RETRIES", "0"))
    });
    if let Err(fault) = &added {
        note(&fault.to_string());
    }
    added.is_ok()
}

fn has_debian() -> bool {
    let sysroot = shell::read(shell::command(DEBIAN_RUSTC).args(["--print", "sysroot"]));
    Path::new(DEBIAN_CARGO).exists()
        && newest_linker().is_some()
        && sysroot.is_ok_and(|root| {
            Path::new(&root)
                .join("lib/rustlib/src/rust/library/std")
                .exists()
        })
}

fn newest_linker() -> Option<PathBuf> {
    let linkers = fs::read_dir("/usr/bin")
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let version = entry
                .file_name()
                .to_str()?
                .strip_prefix("wasm-ld-")?
                .parse::<u32>()
                .ok()?;
            Some((version, entry.path()))
        });
    linkers.max().map(|(_, path)| path)
}
