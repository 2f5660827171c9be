//! `cargo xtask tidy`: rules of the house that no compiler holds.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use crate::{
    arguments::Arguments,
    shell::{self, Result},
    toolchain::TARGET,
};

/// Who may use whom of ours (docs/ARCHITECTURE.md). Development dependencies are free.
const ARROWS: [(&str, &[&str]); 11] = [
    ("sanfang-domain", &[]),
    ("sanfang-contract", &["sanfang-domain"]),
    ("sanfang-client", &["sanfang-contract", "sanfang-domain"]),
    (
        "sanfang-frontend",
        &["sanfang-client", "sanfang-contract", "sanfang-domain"],
    ),
    ("sanfang-persistence", &["sanfang-domain"]),
    ("sanfang-documents", &["sanfang-domain"]),
    (
        "sanfang-application",
        &[
            "sanfang-domain",
            "sanfang-contract",
            "sanfang-persistence",
            "sanfang-documents",
        ],
    ),
    (
        "sanfang-api",
        &[
            "sanfang-domain",
            "sanfang-contract",
            "sanfang-application",
            "sanfang-migrations",
        ],
    ),
    ("sanfang-migrations", &[]),
    ("sanfang-bundler", &[]),
    ("xtask", &[]),
];

/// Crates of others that have no business in a room.
const FOREIGN: [(&str, &[&str]); 4] = [
    (
        "sanfang-domain",
        &[
            "sea-orm",
            "sqlx",
            "actix-web",
            "tokio",
            "reqwest",
            "rand",
            "getrandom",
        ],
    ),
    (
        "sanfang-contract",
        &["sea-orm", "sqlx", "actix-web", "tokio", "reqwest"],
    ),
    ("sanfang-application", &["actix-web"]),
    (
        "sanfang-documents",
        &["sea-orm", "sqlx", "actix-web", "reqwest"],
    ),
];

/// What the browser must never load.
const NOT_IN_BROWSER: [&str; 7] = [
    "sea-orm",
    "sqlx-core",
    "actix-web",
    "tokio",
    "reqwest",
    "utoipa",
    "typst",
];

/// Words that no file of ours holds. Written in two halves, or this file would hold them.
const FORBIDDEN: [(&str, &str); 12] = [
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("/fa", "rm/"), "a path of one machine"),
    (concat!("registry.np", "mjs.org"), "a registry's host"),
    (concat!("static.crates", ".io"), "a registry's host"),
    (concat!("index.crates", ".io"), "a registry's host"),
    (concat!("files.python", "hosted.org"), "a registry's host"),
    (concat!("deb.deb", "ian.org"), "a registry's host"),
    (concat!("TO", "DO"), "unfinished work"),
    (concat!("FIX", "ME"), "unfinished work"),
    (concat!("#[ign", "ore"), "a test that never runs"),
    (
        concat!("thread::sl", "eep"),
        "a wait without a reason to end",
    ),
];

const SOURCE: [&str; 6] = ["rs", "mjs", "js", "css", "sh", "html"];
const LINES_OF_A_FILE: usize = 700;
/// Three pages.
const LINES_OF_ARCHITECTURE: usize = 200;

/// `tidy`
pub fn command(arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    let faults = faults()?;
    if faults.is_empty() {
        return Ok(());
    }
    for fault in &faults {
        eprintln!("    {fault}");
    }
    Err(format!("tidy: {} faults", faults.len()).into())
}

/// Everything that is against a rule, in words.
pub fn faults() -> Result<Vec<String>> {
    let mut faults = arrows(&metadata()?);
    faults.extend(browser()?);
    faults.extend(files()?);
    Ok(faults)
}

fn metadata() -> Result<Value> {
    let mut cargo = shell::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    Ok(serde_json::from_str(&shell::read(&mut cargo)?)?)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// For each package of ours, what it depends on outside its tests.
fn dependencies(metadata: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let ours = list(metadata, "packages")
        .iter()
        .filter(|package| package.get("source").is_none_or(Value::is_null));
    ours.map(|package| {
        let normal = list(package, "dependencies").iter();
        let normal = normal.filter(|dependency| text(dependency, "kind").is_empty());
        (
            text(package, "name"),
            normal.map(|dependency| text(dependency, "name")).collect(),
        )
    })
    .collect()
}

fn arrows(metadata: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let dependencies = dependencies(metadata);
    let names = dependencies.keys().copied().collect::<BTreeSet<_>>();
    for (package, allowed) in ARROWS {
        let Some(used) = dependencies.get(package) else {
            faults.push(format!("{package} is gone: change the table in tidy.rs"));
            continue;
        };
        let ours = used
            .intersection(&names)
            .filter(|name| !allowed.contains(name));
        faults.extend(ours.map(|name| format!("{package} must not depend on {name}")));
    }
    for (package, foreign) in FOREIGN {
        let used = dependencies.get(package).cloned().unwrap_or_default();
        let wrong = foreign.iter().filter(|name| used.contains(**name));
        faults.extend(wrong.map(|name| format!("{package} must not depend on {name}")));
    }
    faults
}

/// What the client links on wasm32, with its own features and not those of the workspace.
fn browser() -> Result<Vec<String>> {
    let mut cargo = shell::cargo();
    cargo.args([
        "tree",
        "--locked",
        "--package",
        "sanfang-frontend",
        "--target",
        TARGET,
    ]);
    cargo.args([
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    Ok(not_for_browsers(&shell::read(&mut cargo)?))
}

fn not_for_browsers(tree: &str) -> Vec<String> {
    let linked = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect::<BTreeSet<_>>();
    let wrong = NOT_IN_BROWSER.iter().filter(|name| linked.contains(*name));
    let advice = format!("cargo tree -p sanfang-frontend --target {TARGET} -i");
    wrong
        .map(|name| format!("the browser client links {name}: {advice} {name}"))
        .collect()
}

fn files() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let listed = shell::read(shell::command("git").args(["ls-files", "-z"]))?;
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // Binary files, and files that somebody just deleted, hold no words.
        let Ok(text) = fs::read_to_string(shell::root().join(path)) else {
            continue;
        };
        faults.extend(words(path, &text));
        faults.extend(length(path, &text));
    }
    Ok(faults)
}

fn words(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (word, why) in FORBIDDEN {
        // Debian's compiler and cargo's own lock name what they must.
        if path == "Cargo.lock" || !text.contains(word) {
            continue;
        }
        let row = text
            .lines()
            .position(|line| line.contains(word))
            .map_or(0, |row| row + 1);
        faults.push(format!("{path}:{row}: {word} ({why})"));
    }
    faults
}

fn length(path: &str, text: &str) -> Option<String> {
    let kind = path.rsplit('.').next().unwrap_or_default();
    let most = if path == "docs/ARCHITECTURE.md" {
        LINES_OF_ARCHITECTURE
    } else if SOURCE.contains(&kind) {
        LINES_OF_A_FILE
    } else {
        return None;
    };
    let lines = text.lines().count();
    (lines > most).then(|| format!("{path}: {lines} lines, at most {most}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_arrow_the_wrong_way_is_a_fault_but_not_in_tests() {
        let dependency = |name: &str, kind: Value| json!({ "name": name, "kind": kind });
        let package =
            |name: &str, used: Value| json!({ "name": name, "source": null, "dependencies": used });
        let mut packages = ARROWS.map(|(name, _)| package(name, json!([]))).to_vec();
        packages.push(package("sanfang-testkit", json!([])));
        let metadata = json!({ "packages": packages });
        assert_eq!(arrows(&metadata), Vec::<String>::new());

        let wrong = json!([
            dependency("sanfang-api", Value::Null),
            dependency("sanfang-testkit", json!("dev")),
            dependency("tokio", Value::Null),
        ]);
        let mut packages = ARROWS.map(|(name, _)| package(name, json!([]))).to_vec();
        packages.retain(|package| text(package, "name") != "sanfang-domain");
        packages.push(package("sanfang-domain", wrong));
        let metadata = json!({ "packages": packages });
        assert_eq!(
            arrows(&metadata),
            [
                "sanfang-domain must not depend on sanfang-api",
                "sanfang-domain must not depend on tokio",
            ]
        );
    }

    #[test]
    fn the_browser_links_no_server() {
        let tree = "sanfang-frontend v0.1.0 (path)\nsea-orm v2.0.4\ntokio-util v0.7.0\n";
        let faults = not_for_browsers(tree);
        assert_eq!(faults.len(), 1);
        assert!(faults.iter().all(|fault| fault.contains("links sea-orm")));
    }

    #[test]
    fn forbidden_words_and_long_files_are_faults() {
        let path = concat!("see /ro", "ot/x");
        assert_eq!(words("README.md", path).len(), 1);
        assert!(words("README.md", "nothing").is_empty());
        assert!(length("a.rs", &"\n".repeat(701)).is_some());
        assert!(length("a.rs", &"\n".repeat(700)).is_none());
        assert!(length("data.json", &"\n".repeat(9000)).is_none());
        assert!(length("docs/ARCHITECTURE.md", &"\n".repeat(201)).is_some());
    }
}
