//! One process of the real program.

use std::{
    ffi::OsString,
    fs::File,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

use crate::until::until;

/// A process that serves. It is killed when it is dropped.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:port`
    pub url: String,
    _output: BufReader<ChildStdout>,
}

/// What every process of an installation is started with; its log goes to the end of a file.
#[derive(Clone)]
pub struct Start {
    pub arguments: Vec<OsString>,
    pub log: PathBuf,
}

impl Start {
    /// The same with one more argument.
    pub fn with(&self, argument: impl Into<OsString>) -> Self {
        let mut more = self.clone();
        more.arguments.push(argument.into());
        more
    }

    fn command(&self, name: &str) -> Command {
        let log = File::options()
            .create(true)
            .append(true)
            .open(&self.log)
            .unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_sanfang"));
        command
            .arg(name)
            .args(&self.arguments)
            .env("SANFANG_LOG", "warn,sanfang=info")
            .stdin(Stdio::null())
            .stderr(log);
        command
    }

    /// Starts to serve and waits until it listens.
    pub async fn serve(&self) -> Server {
        let mut child = self
            .command("serve")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let log = self.log.clone();
        let (output, url) = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            while !line.contains("listening on ") {
                line.clear();
                let read = output.read_line(&mut line).unwrap();
                assert!(
                    read > 0,
                    "no server: {}",
                    std::fs::read_to_string(&log).unwrap()
                );
            }
            let url = line.split_whitespace().last().unwrap().to_owned();
            (output, url)
        })
        .await
        .unwrap();
        Server {
            child,
            url,
            _output: output,
        }
    }

    /// Runs a command that ends by itself: whether it was content, and what it said.
    pub async fn run(&self, name: &'static str) -> (bool, String) {
        let mut command = self.command(name);
        let output =
            tokio::task::spawn_blocking(move || command.stdout(Stdio::piped()).output().unwrap())
                .await
                .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.success(), said)
    }
}

impl Server {
    /// SIGKILL: no chance to finish anything.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as a service manager sends it.
    pub fn terminate(&self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    }

    /// Waits until the process is gone.
    pub async fn gone(&mut self) -> ExitStatus {
        until("the process to end", async || {
            self.child.try_wait().unwrap()
        })
        .await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.kill();
        }
    }
}
