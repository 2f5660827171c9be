//! wasm-split, wasm-bindgen and wasm-opt, in that order.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
    thread,
};

use crate::{Result, options::Options};

/// The stem of the main chunk: `sanfang.js` and `sanfang_bg.wasm`.
pub const NAME: &str = "sanfang";
/// The module that fetches the chunks of lazy routes.
pub const LOADER: &str = "__wasm_split.js";

/// What the compilers of today all emit. Stated because binaryen refuses what it was not told of.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// For each lazy route, the stems of the chunks that it loads beside the main one.
pub type Routes = BTreeMap<String, Vec<String>>;

/// Writes the chunks of the client and their JavaScript into `folder`.
pub fn link(options: &Options, folder: &Path) -> Result<Routes> {
    let input = fs::read(&options.wasm)?;
    let main = options.wasm.with_extension("main.wasm");
    let routes = split(&input, folder, &main)?;
    bind(options, folder, &main)?;
    if let Some(optimizer) = &options.optimizer {
        optimize(optimizer, folder)?;
    }
    Ok(routes)
}

fn split(input: &[u8], folder: &Path, main: &Path) -> Result<Routes> {
    let script = format!("./{NAME}.js");
    let loader = format!("./{LOADER}");
    let mut split = wasm_split_cli_support::Options::new(input);
    split.output_dir = folder;
    split.main_out_path = main;
    split.main_module = &script;
    split.link_name = &loader;
    let result = wasm_split_cli_support::transform(split).map_err(|fault| fault.to_string())?;
    Ok(result
        .prefetch_map
        .into_iter()
        .map(|(name, chunks)| (route_name(&name), chunks))
        .collect())
}

/// `__Letters_View_1234` (as leptos names the split of a lazy route) → `letters`.
fn route_name(split: &str) -> String {
    let name = split.trim_start_matches('_');
    let name = name.rsplit_once('_').map_or(name, |(name, _location)| name);
    let name = name.to_lowercase();
    name.strip_suffix("_view").unwrap_or(&name).to_owned()
}

fn bind(options: &Options, folder: &Path, main: &Path) -> Result<()> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(main)
        .out_name(NAME)
        .typescript(false)
        .keep_lld_exports(true)
        .demangle(false)
        .remove_producers_section(options.release);
    let bindgen = bindgen.web(true).map_err(|fault| fault.to_string())?;
    bindgen
        .generate(folder)
        .map_err(|fault| format!("wasm-bindgen: {fault:?}").into())
}

/// Runs the optimizer over every chunk, two at a time.
fn optimize(optimizer: &Path, folder: &Path) -> Result<()> {
    let chunks = crate::files(folder)?;
    let is_wasm = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "wasm");
    let queue = Mutex::new(chunks.into_iter().filter(is_wasm).collect::<Vec<_>>());
    let work = || -> Result<()> {
        loop {
            let next = queue.lock().map_err(|fault| fault.to_string())?.pop();
            let Some(chunk) = next else { return Ok(()) };
            let mut command = Command::new(optimizer);
            command
                .arg("-Oz")
                .args(WASM_FEATURES)
                .arg(&chunk)
                .arg("-o")
                .arg(&chunk);
            let status = command.status()?;
            if !status.success() {
                return Err(format!("wasm-opt of {}: {status}", chunk.display()).into());
            }
        }
    };
    thread::scope(|scope| {
        let other = scope.spawn(work);
        let mine = work();
        let other = other
            .join()
            .map_err(|_panic| "wasm-opt: the second worker stopped")?;
        mine.and(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_routes_as_the_source_does() {
        assert_eq!(route_name("__SchoolCases_View_1234567"), "schoolcases");
        assert_eq!(route_name("chart_99"), "chart");
    }
}
