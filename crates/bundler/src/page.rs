//! The page, its style sheet and its other static files.

use std::{fs, path::Path};

use crate::{
    Result,
    link::{LOADER, NAME},
    options::Options,
};

/// The style sheet: `frontend/styles/*.css` in the order of their names.
pub const STYLES: &str = "styles.css";
/// Starts the client. A file, because the policy of the page allows no inline script.
pub const BOOT: &str = "boot.js";

/// Where the links to the bundle go in `frontend/index.html`.
const HEAD: &str = "<!-- bundle -->";
/// In `frontend/index.html`, the folder of `frontend/assets`.
const ASSETS: &str = "%assets%";

/// Writes style sheet, start script and the files of `frontend/assets` into `folder`. Style
/// sheets name an asset by its bare file name: they end up side by side.
pub fn write_assets(options: &Options, folder: &Path) -> Result<()> {
    fs::write(
        folder.join(STYLES),
        styles(&options.frontend.join("styles"))?,
    )?;
    fs::write(folder.join(BOOT), boot())?;
    let assets = options.frontend.join("assets");
    if assets.exists() {
        for file in crate::files(&assets)? {
            let target = folder.join(file.strip_prefix(&assets)?);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::copy(&file, target)?;
        }
    }
    Ok(())
}

fn styles(folder: &Path) -> Result<String> {
    let mut sheets = if folder.exists() {
        crate::files(folder)?
    } else {
        Vec::new()
    };
    sheets.retain(|path| path.extension().is_some_and(|kind| kind == "css"));
    sheets.sort();
    let mut styles = String::new();
    for sheet in sheets {
        styles.push_str(&fs::read_to_string(sheet)?);
        styles.push('\n');
    }
    Ok(styles)
}

fn boot() -> String {
    format!(
        "import start from \"./{NAME}.js\";\n\
         await start({{ module_or_path: new URL(\"./{NAME}_bg.wasm\", import.meta.url) }});\n"
    )
}

/// Writes `index.html` from `frontend/index.html`, in one step so that no reader sees half.
pub fn write_page(options: &Options, hash: &str) -> Result<()> {
    let template = fs::read_to_string(options.frontend.join("index.html"))?;
    let page = options.out.join("index.html");
    let draft = options.out.join("index.html.new");
    fs::write(&draft, fill(&template, hash)?)?;
    // The copies of the page before would name files that are about to go.
    for kind in ["br", "gz"] {
        let copy = page.with_added_extension(kind);
        if copy.exists() {
            fs::remove_file(copy)?;
        }
    }
    Ok(fs::rename(draft, page)?)
}

fn fill(template: &str, hash: &str) -> Result<String> {
    if !template.contains(HEAD) {
        return Err(format!("frontend/index.html has no line {HEAD}").into());
    }
    let base = format!("/pkg/{hash}");
    let mut head = format!("<link rel=\"stylesheet\" href=\"{base}/{STYLES}\">");
    for script in [BOOT, &format!("{NAME}.js"), LOADER] {
        head.push_str(&format!(
            "\n<link rel=\"modulepreload\" href=\"{base}/{script}\">"
        ));
    }
    head.push_str(&format!(
        "\n<link rel=\"preload\" href=\"{base}/{NAME}_bg.wasm\" as=\"fetch\" \
         type=\"application/wasm\" crossorigin>\
         \n<script type=\"module\" src=\"{base}/{BOOT}\"></script>"
    ));
    Ok(template.replace(HEAD, &head).replace(ASSETS, &base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_the_bundle_and_nothing_inline() {
        let page = fill(
            "<head>\n<!-- bundle -->\n<link href=\"%assets%/a.svg\"></head>",
            "12ab",
        );
        let page = page.unwrap();
        assert!(page.contains("<script type=\"module\" src=\"/pkg/12ab/boot.js\"></script>"));
        assert!(page.contains("href=\"/pkg/12ab/a.svg\""));
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn refuses_a_page_without_a_place_for_the_bundle() {
        assert!(fill("<head></head>", "12ab").is_err());
    }
}
