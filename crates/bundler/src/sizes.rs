//! What a person's first page costs, route by route.

use std::{fs, path::Path};

use serde_json::{Map, Value, json};

use crate::{
    Result,
    link::{LOADER, NAME, Routes},
    options::Options,
    page::{BOOT, STYLES},
};

/// Prints what the first load of each route weighs and writes it to `sizes.json`. A release is
/// weighed as it travels (brotli), a development build as it lies there.
pub fn report(options: &Options, hash: &str, routes: &Routes) -> Result<()> {
    let folder = options.out.join("pkg").join(hash);
    let main = [
        STYLES,
        BOOT,
        LOADER,
        &format!("{NAME}.js"),
        &format!("{NAME}_bg.wasm"),
    ];
    let mut shared = weigh(&options.out.join("index.html"))?;
    for file in main {
        shared += weigh(&folder.join(file))?;
    }
    let mut rows = Map::new();
    for (route, chunks) in routes {
        let mut own = 0;
        for chunk in chunks {
            own += weigh(&folder.join(format!("{chunk}.wasm")))?;
        }
        rows.insert(route.clone(), json!({ "own": own, "first": shared + own }));
    }
    let unit = if options.release { "brotli" } else { "raw" };
    print(unit, shared, &rows);
    let sizes = json!({ "unit": unit, "shared": shared, "routes": rows });
    Ok(fs::write(
        options.out.join("sizes.json"),
        format!("{sizes:#}\n"),
    )?)
}

fn print(unit: &str, shared: u64, routes: &Map<String, Value>) {
    println!(
        "{:<28}{:>12}{:>12}",
        format!("route ({unit})"),
        "own",
        "first load"
    );
    println!(
        "{:<28}{:>12}{:>12}",
        "(shared by all)",
        "",
        kilobytes(shared)
    );
    for (route, row) in routes {
        let size = |name| {
            row.get(name)
                .and_then(Value::as_u64)
                .map_or_else(String::new, kilobytes)
        };
        println!("{route:<28}{:>12}{:>12}", size("own"), size("first"));
    }
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// The size of the compressed copy, else of the file.
fn weigh(path: &Path) -> Result<u64> {
    let packed = path.with_added_extension("br");
    let weighed = if packed.exists() {
        packed
    } else {
        path.to_path_buf()
    };
    match fs::metadata(&weighed) {
        Ok(metadata) => Ok(metadata.len()),
        Err(fault) => Err(format!("{}: {fault}", weighed.display()).into()),
    }
}
