//! How many passed and how many failed, read from what each runner prints.

use std::{
    fmt,
    io::{BufRead, BufReader},
    ops::Add,
    process::{Command, Stdio},
    thread,
};

use crate::shell::Result;

/// A sum of checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    passed: usize,
    failed: usize,
}

impl Count {
    /// Only good ones.
    pub fn passed(passed: usize) -> Self {
        Self { passed, failed: 0 }
    }

    /// Only bad ones.
    pub fn failed(failed: usize) -> Self {
        Self { passed: 0, failed }
    }

    /// Whether something was checked and nothing failed.
    pub fn is_good(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{} passed, {} failed", self.passed, self.failed))
    }
}

/// Runs `cargo test`.
pub fn cargo_test(command: &mut Command) -> Result<Count> {
    run(command, |line| {
        let counts = line.strip_prefix("test result: ")?;
        Some(Count {
            passed: before(counts, "passed"),
            failed: before(counts, "failed"),
        })
    })
}

/// Runs `cargo nextest run`.
pub fn nextest(command: &mut Command) -> Result<Count> {
    run(command, |line| {
        let counts = line.trim_start().strip_prefix("Summary [")?;
        let failed = ["failed", "timed out", "exec failed"].map(|word| before(counts, word));
        Some(Count {
            passed: before(counts, "passed"),
            failed: failed.into_iter().sum(),
        })
    })
}

/// Runs `node --test --test-reporter=tap`.
pub fn node_test(command: &mut Command) -> Result<Count> {
    run(command, |line| {
        let number = |word| line.strip_prefix(word)?.trim().parse::<usize>().ok();
        let failed = || number("# fail ").or_else(|| number("# cancelled "));
        number("# pass ")
            .map(Count::passed)
            .or_else(|| failed().map(Count::failed))
    })
}

/// The number before the last `word` of a list such as `3 passed, 1 failed`.
fn before(list: &str, word: &str) -> usize {
    let parts = list.split([',', ';', ':', '.', '(']).map(str::trim);
    let mut numbers =
        parts.filter_map(|part| part.strip_suffix(word)?.trim().parse::<usize>().ok());
    numbers.next_back().unwrap_or(0)
}

/// Runs `command`, passes its lines on and adds up what `read` finds in them. A runner that fails
/// without saying what failed (it did not compile, say) counts as one failure.
fn run(command: &mut Command, read: fn(&str) -> Option<Count>) -> Result<Count> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let out = out.map(|out| thread::spawn(move || follow(out, read)));
    let err = err.map(|err| thread::spawn(move || follow(err, read)));
    let mut total = Count::default();
    for reader in [out, err].into_iter().flatten() {
        total = total
            + reader
                .join()
                .map_err(|_panic| "the runner's output was lost")?;
    }
    let status = child.wait()?;
    if !status.success() && total.failed == 0 {
        eprintln!("  ✗ the runner ended with {status}");
        total.failed = 1;
    }
    Ok(total)
}

fn follow(source: impl std::io::Read, read: fn(&str) -> Option<Count>) -> Count {
    let lines = BufReader::new(source)
        .lines()
        .map_while(std::result::Result::ok);
    lines.fold(Count::default(), |total, line| {
        eprintln!("{line}");
        read(&line).map_or(total, |count| total + count)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count_of(lines: &str, runner: fn(&mut Command) -> Result<Count>) -> Count {
        runner(Command::new("printf").arg("%s").arg(lines)).unwrap()
    }

    #[test]
    fn reads_cargo_test() {
        let lines = "test result: ok. 3 passed; 0 failed; 0 ignored\n\
                     test result: FAILED. 5 passed; 2 failed; 1 ignored\n";
        assert_eq!(
            count_of(lines, cargo_test),
            Count {
                passed: 8,
                failed: 2
            }
        );
    }

    #[test]
    fn reads_nextest() {
        let line = "     Summary [   1.203s] 9/10 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 0 skipped";
        assert_eq!(
            count_of(line, nextest),
            Count {
                passed: 6,
                failed: 3
            }
        );
    }

    #[test]
    fn reads_node() {
        let lines = "ok 1 - a\n# tests 4\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 0\n";
        assert_eq!(
            count_of(lines, node_test),
            Count {
                passed: 2,
                failed: 2
            }
        );
    }

    #[test]
    fn a_runner_that_fails_in_silence_is_a_failure() {
        assert_eq!(
            cargo_test(&mut Command::new("false")).unwrap(),
            Count::failed(1)
        );
        assert!(!Count::default().is_good());
        assert_eq!(
            (Count::passed(2) + Count::failed(1)).to_string(),
            "2 passed, 1 failed"
        );
    }
}
