//! A PostgreSQL of our own that lives as long as we do.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use crate::{
    arguments::Arguments,
    shell::{self, Result, note, step},
    system,
};

/// The setting by which tests find the server.
pub const SETTING: &str = "SANFANG_TEST_POSTGRES";

/// Starts the server, says that it is ready, and stops it when its input ends: which it does when
/// we are done, and also when we are killed. `$1` folder, `$2` programs, `$3` port.
const SUPERVISOR: &str = r#"
trap '' INT TERM HUP
"$2/initdb" -k -A trust -U sanfang -E UTF8 --locale=C --no-sync -D "$1/data" >"$1/log" 2>&1 || { cat "$1/log"; exit 1; }
"$2/postgres" -D "$1/data" -p "$3" -k "$1" -c listen_addresses=127.0.0.1 -c fsync=off \
  -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 >>"$1/log" 2>&1 &
server=$!
until "$2/pg_isready" -q -h 127.0.0.1 -p "$3"; do
  kill -0 "$server" 2>/dev/null || { cat "$1/log"; exit 1; }
  sleep 0.1
done
echo ready
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$1"
"#;

/// A running server. It stops, and its files go, when this is dropped.
pub struct Postgres {
    supervisor: Child,
    /// Where it listens; the user may create databases.
    pub url: String,
}

impl Postgres {
    /// Starts one, on a port that the kernel gives, installing PostgreSQL if it must.
    pub fn start() -> Result<Self> {
        step("a throw-away PostgreSQL", || {
            let programs = programs()?;
            // Between our asking for a free port and the server's taking it another may come.
            Self::on_free_port(&programs).or_else(|_taken| Self::on_free_port(&programs))
        })
    }

    fn on_free_port(programs: &std::path::Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?
            .local_addr()?
            .port()
            .to_string();
        let mut command = as_user()?;
        let folder = command.folder.clone();
        command
            .command
            .args(["sh", "-c", SUPERVISOR, "sh"])
            .arg(&folder)
            .arg(programs)
            .arg(&port);
        let mut supervisor = spawn(&mut command.command)?;
        let mut told = String::new();
        if let Some(out) = supervisor.stdout.as_mut() {
            let mut lines = BufReader::new(out);
            lines.read_line(&mut told)?;
            if told.trim() != "ready" {
                lines.read_to_string(&mut told)?;
                supervisor.wait()?;
                return Err(format!("PostgreSQL did not start: {told}").into());
            }
        }
        let url = format!("postgres://sanfang@127.0.0.1:{port}/postgres");
        Ok(Self { supervisor, url })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        if let Err(fault) = self.supervisor.wait() {
            note(&format!("PostgreSQL may still run: {fault}"));
        }
    }
}

fn spawn(command: &mut Command) -> Result<Child> {
    use std::os::unix::process::CommandExt;
    // In a group of its own: an interrupt from the terminal is for us, and we end its input.
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .process_group(0);
    Ok(command.spawn()?)
}

/// A command for a user who is not root (PostgreSQL refuses root), and an empty folder of theirs.
struct AsUser {
    command: Command,
    folder: PathBuf,
}

fn as_user() -> Result<AsUser> {
    let template = std::env::temp_dir().join("sanfang-postgres-XXXXXX");
    let folder = PathBuf::from(shell::read(
        shell::command("mktemp").arg("-d").arg(template),
    )?);
    let mut command = if system::is_root() {
        shell::run_quietly(shell::command("chown").arg("postgres:").arg(&folder))?;
        let mut setpriv = Command::new("setpriv");
        setpriv.args([
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
            "--",
        ]);
        setpriv
    } else {
        Command::new("env")
    };
    command.current_dir(&folder);
    Ok(AsUser { command, folder })
}

/// The folder of `initdb` and `postgres`: Debian's newest, else that of `pg_config`.
fn programs() -> Result<PathBuf> {
    if let Some(found) = find_programs() {
        return Ok(found);
    }
    system::install(&["postgresql"])?;
    find_programs().ok_or_else(|| "no PostgreSQL server".into())
}

fn find_programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let debian = debian.filter_map(|entry| {
        let version = entry.file_name().to_str()?.parse::<u32>().ok()?;
        Some((version, entry.path().join("bin")))
    });
    let newest = debian.max().map(|(_, folder)| folder);
    let told = || {
        shell::read(shell::command("pg_config").arg("--bindir"))
            .ok()
            .map(PathBuf::from)
    };
    newest
        .or_else(told)
        .filter(|folder| folder.join("initdb").exists())
}

/// `db COMMAND…`: runs a command with a PostgreSQL beside it.
pub fn command(arguments: Arguments) -> Result<()> {
    let mut words = arguments.rest().into_iter();
    let program = words
        .next()
        .ok_or("db needs a command, such as: db cargo test")?;
    let server = Postgres::start()?;
    note(&format!("{SETTING}={}", server.url));
    shell::run(
        shell::command(program)
            .args(words)
            .env(SETTING, &server.url),
    )
}
