//! Turns the linked browser client into the files that a server hands out.
//!
//! `cargo xtask web` calls this with the linked `.wasm`. It is a crate of its own because
//! wasm-bindgen and wasm-split come as libraries of some size, while `xtask` has to start in
//! seconds; and because the version of wasm-bindgen here is by `Cargo.lock` the one that the
//! client was compiled against.
//!
//! Output: `index.html`, `sizes.json` and `pkg/<hash>/…`. The chunks of one link only work with
//! each other, so they share one folder whose name is the hash of all that is in it; everything
//! in it may be cached for ever, `index.html` never.

mod compress;
mod link;
mod options;
mod page;
mod sizes;

use std::{error::Error, fs, path::Path};

use options::Options;
use sha2::{Digest, Sha256};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Result<()> {
    let options = Options::parse(std::env::args_os().skip(1))?;
    let folder = options.out.join("pkg").join("new");
    remove(&folder)?;
    fs::create_dir_all(&folder)?;

    let routes = link::link(&options, &folder)?;
    page::write_assets(&options, &folder)?;
    let hash = hash_of(&folder)?;
    if options.release {
        compress::folder(&folder)?;
    }

    let published = options.out.join("pkg").join(&hash);
    remove(&published)?;
    fs::rename(&folder, &published)?;
    page::write_page(&options, &hash)?;
    if options.release {
        compress::file(&options.out.join("index.html"))?;
    }
    remove_other_links(&options.out.join("pkg"), &hash)?;
    sizes::report(&options, &hash, &routes)
}

/// The names and bytes of all files of `folder`, as twelve hexadecimal digits.
fn hash_of(folder: &Path) -> Result<String> {
    let mut paths = files(folder)?;
    paths.sort();
    let mut hasher = Sha256::new();
    for path in paths {
        let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
        let bytes = fs::read(&path)?;
        hasher.update(format!("{name}\0{}\0", bytes.len()));
        hasher.update(bytes);
    }
    let mut hash = hex::encode(hasher.finalize());
    hash.truncate(12);
    Ok(hash)
}

/// Every file below `folder`.
fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn remove_other_links(pkg: &Path, hash: &str) -> Result<()> {
    for entry in fs::read_dir(pkg)? {
        let entry = entry?;
        if entry.file_name() != *hash {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        Ok(fs::remove_dir_all(folder)?)
    } else {
        Ok(())
    }
}
