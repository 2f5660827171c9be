//! The Chinese font of the documents: Noto Sans SC (OFL), in two weights.

use std::{fs, path::PathBuf};

use crate::{
    npm,
    shell::{self, Result, note},
    system,
};

const PACKAGE: &str = "@expo-google-fonts/noto-sans-sc@0.4.3";
const FILES: [&str; 2] = [
    "400Regular/NotoSansSC_400Regular.ttf",
    "700Bold/NotoSansSC_700Bold.ttf",
];
const DEBIAN: &str = "/usr/share/fonts/opentype/noto";
const DEBIAN_FILES: [&str; 2] = ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"];

/// The folder of the fonts, which is filled if it is not.
pub fn ensure() -> Result<PathBuf> {
    let folder = shell::root().join("target/fonts");
    if has_fonts(&folder) {
        return Ok(folder);
    }
    fs::create_dir_all(&folder)?;
    let fetched = shell::step("fonts from the npm registry", || {
        let package = folder.join("package");
        npm::unpack(PACKAGE, &folder)?;
        for file in FILES {
            let name = file.rsplit('/').next().unwrap_or(file);
            fs::copy(package.join(file), folder.join(name))?;
        }
        Ok(fs::remove_dir_all(package)?)
    });
    if let Err(fault) = fetched {
        note(&format!("not from npm ({fault}), taking Debian's"));
        from_debian(&folder)?;
    }
    Ok(folder)
}

fn has_fonts(folder: &std::path::Path) -> bool {
    let count = fs::read_dir(folder).map_or(0, |entries| {
        let names = entries.flatten().map(|entry| entry.file_name());
        names
            .filter(|name| name.to_string_lossy().starts_with("NotoSans"))
            .count()
    });
    count >= FILES.len()
}

fn from_debian(folder: &std::path::Path) -> Result<()> {
    let debian = std::path::Path::new(DEBIAN);
    if !debian.exists() {
        system::install(&["fonts-noto-cjk"])?;
    }
    for file in DEBIAN_FILES {
        fs::copy(debian.join(file), folder.join(file))?;
    }
    Ok(())
}
