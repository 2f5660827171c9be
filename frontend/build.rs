//! Turns `locales/{zh,en}/<namespace>.json` into one typed function per text, so that a missing
//! text, a missing language or a missing value is a compile error. See `frontend/README.md`.

#![expect(
    clippy::disallowed_methods,
    reason = "Cargo tells a build script what it needs in its environment"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// One text in one language: plain, or by number (English needs it, Chinese does not).
#[derive(Clone)]
enum Text {
    Plain(String),
    Counted { one: String, other: String },
}

type Namespace = BTreeMap<String, Text>;

fn main() -> Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("locales");
    println!("cargo::rerun-if-changed={}", root.display());
    let (zh, en) = (read(&root.join("zh"))?, read(&root.join("en"))?);
    let mut out = String::new();
    let names: BTreeSet<_> = zh.keys().chain(en.keys()).collect();
    for name in names {
        let (Some(zh), Some(en)) = (zh.get(name), en.get(name)) else {
            return Err(format!("locales: {name}.json is missing in one language").into());
        };
        namespace(&mut out, name, zh, en)?;
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("texts.rs"), out)?;

    // The split step of the bundler needs the relocations of the linked client.
    let wasm = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if wasm && env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
    Ok(())
}

/// Reads every namespace of one language.
fn read(folder: &Path) -> Result<BTreeMap<String, Namespace>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        let fault = |why: &str| format!("{}: {why}", path.display());
        let Value::Object(map) = serde_json::from_str(&fs::read_to_string(&path)?)
            .map_err(|why| fault(&why.to_string()))?
        else {
            return Err(fault("not an object").into());
        };
        let mut texts = Namespace::new();
        for (key, value) in map {
            let text = text(&value).ok_or_else(|| fault(&key))?;
            texts.insert(key, text);
        }
        all.insert(name.to_owned(), texts);
    }
    Ok(all)
}

fn text(value: &Value) -> Option<Text> {
    match value {
        Value::String(plain) => Some(Text::Plain(plain.clone())),
        Value::Object(forms) => Some(Text::Counted {
            one: forms.get("one")?.as_str()?.to_owned(),
            other: forms.get("other")?.as_str()?.to_owned(),
        }),
        _ => None,
    }
}

fn namespace(out: &mut String, name: &str, zh: &Namespace, en: &Namespace) -> Result<()> {
    let keys: BTreeSet<_> = zh.keys().chain(en.keys()).collect();
    writeln!(
        out,
        "/// Texts of `locales/*/{name}.json`.\npub mod {name} {{"
    )?;
    for key in keys {
        let (Some(zh), Some(en)) = (zh.get(key), en.get(key)) else {
            return Err(format!("locales: {name}.{key} is missing in one language").into());
        };
        function(out, name, key, zh, en)?;
    }
    writeln!(out, "}}")?;
    Ok(())
}

fn function(out: &mut String, name: &str, key: &str, zh: &Text, en: &Text) -> Result<()> {
    let (holes, other) = (holes(zh)?, holes(en)?);
    if holes != other {
        return Err(format!("locales: {name}.{key} has other values in zh than in en").into());
    }
    let doc = match zh {
        Text::Plain(text) | Text::Counted { other: text, .. } => text.replace('\n', " "),
    };
    writeln!(out, "    #[doc = {doc:?}]")?;
    if let (Text::Plain(zh), Text::Plain(en)) = (zh, en)
        && holes.is_empty()
    {
        writeln!(
            out,
            "    #[must_use]\n    pub fn {key}() -> &'static str {{"
        )?;
        writeln!(out, "        crate::i18n::pick({zh:?}, {en:?})\n    }}")?;
        return Ok(());
    }
    let counted = matches!(zh, Text::Counted { .. }) || matches!(en, Text::Counted { .. });
    let kind = |hole: &str| match (counted, hole) {
        (true, "count") => "u64",
        _ => "impl std::fmt::Display",
    };
    let arguments = holes
        .iter()
        .map(|hole| format!("{hole}: {}", kind(hole)))
        .collect::<Vec<_>>()
        .join(", ");
    writeln!(
        out,
        "    #[must_use]\n    pub fn {key}({arguments}) -> String {{"
    )?;
    writeln!(out, "        match crate::i18n::lang() {{")?;
    for (language, text) in [("ZhCn", zh), ("En", en)] {
        let value = match text {
            Text::Plain(text) => format!("format!({text:?})"),
            Text::Counted { one, other } if one == other => format!("format!({other:?})"),
            Text::Counted { one, other } => {
                format!("if count == 1 {{ format!({one:?}) }} else {{ format!({other:?}) }}")
            }
        };
        writeln!(out, "            crate::i18n::Lang::{language} => {value},")?;
    }
    writeln!(out, "        }}\n    }}")?;
    Ok(())
}

/// The names between braces.
fn holes(text: &Text) -> Result<BTreeSet<String>> {
    let all = match text {
        Text::Plain(text) => text.clone(),
        Text::Counted { one, other } => format!("{one}{other}{{count}}"),
    };
    let mut found = BTreeSet::new();
    let mut rest = all.as_str();
    while let Some((_, after)) = rest.split_once('{') {
        let Some((hole, after)) = after.split_once('}') else {
            return Err(format!("locales: unclosed brace in {all:?}").into());
        };
        found.insert(hole.to_owned());
        rest = after;
    }
    Ok(found)
}
