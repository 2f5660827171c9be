//! The command line, as `cargo xtask web` writes it.

use std::{ffi::OsString, path::PathBuf};

use crate::Result;

/// What to bundle, and where to.
pub struct Options {
    /// The linked client, with its relocations (`--emit-relocs`).
    pub wasm: PathBuf,
    /// The folder with `index.html`, `styles/` and `assets/`.
    pub frontend: PathBuf,
    /// Where `index.html` and `pkg/` go.
    pub out: PathBuf,
    /// Strip names and write compressed copies.
    pub release: bool,
    /// binaryen's `wasm-opt`, where there is one.
    pub optimizer: Option<PathBuf>,
}

impl Options {
    /// Reads `--wasm FILE --frontend DIR --out DIR [--release] [--optimizer FILE]`.
    pub fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Self> {
        let (mut wasm, mut frontend, mut out) = (None, None, None);
        let (mut release, mut optimizer) = (false, None);
        while let Some(argument) = arguments.next() {
            let name = argument.to_string_lossy().into_owned();
            let mut value = || {
                let value = arguments.next().map(PathBuf::from);
                value.ok_or_else(|| format!("{name} needs a value"))
            };
            match name.as_str() {
                "--wasm" => wasm = Some(value()?),
                "--frontend" => frontend = Some(value()?),
                "--out" => out = Some(value()?),
                "--optimizer" => optimizer = Some(value()?),
                "--release" => release = true,
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        Ok(Self {
            wasm: wasm.ok_or("--wasm is missing")?,
            frontend: frontend.ok_or("--frontend is missing")?,
            out: out.ok_or("--out is missing")?,
            release,
            optimizer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn reads_a_whole_line() {
        let options = parse("--wasm a.wasm --frontend f --out o --release").unwrap();
        assert_eq!(options.wasm, PathBuf::from("a.wasm"));
        assert!(options.release && options.optimizer.is_none());
    }

    #[test]
    fn says_what_is_wrong() {
        let fault = |line| parse(line).err().map(|fault| fault.to_string());
        assert_eq!(
            fault("--wasm a --out o").as_deref(),
            Some("--frontend is missing")
        );
        assert_eq!(fault("--wasm").as_deref(), Some("--wasm needs a value"));
        assert_eq!(fault("--fast").as_deref(), Some("unknown option --fast"));
    }
}
