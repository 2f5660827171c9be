//! The system's package manager: used where it is Debian's and we may, named where not.

use std::fs;

use crate::shell::{self, Result};

/// Whether we may install Debian packages: root, on Debian or one of its children.
pub fn can_install() -> bool {
    let debian = fs::read_to_string("/etc/os-release").is_ok_and(|text| {
        text.lines()
            .any(|line| line.starts_with("ID") && line.contains("debian"))
    });
    debian && is_root()
}

/// Whether we run as root.
pub fn is_root() -> bool {
    shell::read(shell::command("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs Debian packages, or says which are missing and why it did not.
pub fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !can_install() {
        return Err(format!("missing: {list}. On Debian, as root: apt-get install {list}").into());
    }
    shell::step(&format!("apt-get install {list}"), || {
        let apt = |arguments: &[&str]| {
            let mut command = shell::command("apt-get");
            command
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive");
            shell::run_quietly(&mut command)
        };
        let mut install = vec!["install", "-y", "--no-install-recommends"];
        install.extend(packages);
        // The lists of a bare machine are empty or old: fetch them only when that shows.
        apt(&install).or_else(|_stale| apt(&["update"]).and_then(|()| apt(&install)))
    })
}
