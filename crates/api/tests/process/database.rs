//! A database of one's own: a SQLite file, or a PostgreSQL database when `SANFANG_TEST_POSTGRES` names a server.

use sanfang_persistence::sea_orm::{ConnectionTrait, Database as Connector};
use std::path::Path;
use uuid::Uuid;

/// Where it is. A PostgreSQL database goes when its test is over.
pub struct Database {
    pub url: String,
    made: Option<Made>,
}

struct Made {
    server: String,
    name: String,
}

/// The PostgreSQL on which the tests run; without one they run on SQLite.
#[expect(
    clippy::disallowed_methods,
    reason = "the test's own setting, as cargo xtask gives it"
)]
pub fn server() -> Option<String> {
    std::env::var("SANFANG_TEST_POSTGRES").ok()
}

impl Database {
    /// An empty one; a SQLite file lies in `folder`.
    pub async fn create(folder: &Path) -> Self {
        let Some(server) = server() else {
            let file = folder.join("sanfang.sqlite");
            return Self {
                url: format!("sqlite://{}?mode=rwc", file.display()),
                made: None,
            };
        };
        #[expect(clippy::disallowed_methods, reason = "a name that no other test has")]
        let name = format!("process_{}", Uuid::new_v4().simple());
        execute(&server, &format!("CREATE DATABASE {name}")).await;
        let (root, _) = server.rsplit_once('/').unwrap();
        Self {
            url: format!("{root}/{name}"),
            made: Some(Made { server, name }),
        }
    }

    /// Takes a PostgreSQL database away; a SQLite file goes with its folder.
    pub async fn drop(self) {
        if let Some(Made { server, name }) = self.made {
            execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn execute(server: &str, statement: &str) {
    let connection = Connector::connect(server).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}
