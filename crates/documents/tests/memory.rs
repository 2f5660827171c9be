//! What hostile tables cost: one test in a process of its own, so that nobody else's memory counts.

#[cfg(test)]
mod world;

use sanfang_documents::sheet::SheetError;
use std::{
    fs,
    time::{Duration, Instant},
};
use world::{package, sheet_of, take};

/// Reads a file and says by how many megabytes the process grew at its peak meanwhile.
#[cfg(test)]
fn cost<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let kilobytes = |name: &str| {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    // Linux: 5 sets the peak back to what is used now (proc(5), clear_refs).
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = kilobytes("VmRSS");
    let result = work();
    (result, kilobytes("VmHWM").saturating_sub(before) / 1024)
}

#[test]
fn hostile_tables_are_cheap() {
    let started = Instant::now();

    let bomb = package(&sheet_of(&" ".repeat(60 * 1024 * 1024)), None);
    let (result, megabytes) = cost(|| take(&bomb));
    assert!(
        matches!(result, Err(SheetError::UnpackedTooLarge { .. })),
        "{result:?}"
    );
    assert!(megabytes < 8, "zip bomb: {megabytes} MB");

    let far = sheet_of(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let sparse = package(&far, None);
    let (result, megabytes) = cost(|| take(&sparse));
    assert_eq!(
        result,
        Err(SheetError::Sparse {
            cell: "XFD1048576".to_owned()
        })
    );
    assert!(megabytes < 8, "sparse sheet: {megabytes} MB");

    let row = format!("<row>{}</row>", "<c s=\"0\"/>".repeat(20));
    let empty = package(&sheet_of(&row.repeat(150_000)), None);
    let (result, megabytes) = cost(|| take(&empty));
    assert_eq!(result.unwrap().rows, []);
    assert!(megabytes < 8, "three million empty cells: {megabytes} MB");

    let empty = package(&sheet_of(&row.repeat(210_000)), None);
    let (result, megabytes) = cost(|| take(&empty));
    assert_eq!(result, Err(SheetError::TooComplex));
    assert!(
        megabytes < 8,
        "more empty cells than are taken: {megabytes} MB"
    );

    let strings = format!("<sst>{}</sst>", "<si><t>x</t></si>".repeat(1_900_000));
    let strings = package(&sheet_of(""), Some(&strings));
    let (result, megabytes) = cost(|| take(&strings));
    assert_eq!(result.unwrap().rows, []);
    assert!(megabytes < 256, "two million strings: {megabytes} MB");

    let styles = "<font/>".repeat(3_000_000);
    let styles = package(&sheet_of(""), Some(&styles));
    let (result, megabytes) = cost(|| take(&styles));
    assert_eq!(result, Err(SheetError::TooComplex));
    assert!(megabytes < 8, "millions of fonts: {megabytes} MB");

    assert!(
        started.elapsed() < Duration::from_secs(120),
        "{:?}",
        started.elapsed()
    );
}
