//! A folder, a database and a school in it; processes are started on them.

use crate::{
    database::{self, Database},
    server::{Server, Start},
    until::until,
};
use sanfang_api::{Settings, server};
use sanfang_application::{App, Ports};
use sanfang_contract::cases::Consent;
use sanfang_domain::{ids::CaseId, signing::State};
use sanfang_persistence::{
    entity::{documents, jobs, messages, notices, terms_versions, trail},
    sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter},
    signings,
};
use sanfang_testkit::bulk::{self, Size, World};
use std::{collections::HashMap, path::PathBuf};
use tempfile::TempDir;

/// The name under which people reach it, whatever port a process has: tokens of one process count in another.
const PUBLIC_URL: &str = "http://sanfang.test";

/// The installation.
pub struct Installation {
    folder: TempDir,
    database: Database,
    /// To look into the database from beside.
    pub app: App,
    /// Who is there.
    pub world: World,
}

impl Installation {
    /// With so many students and employers; every employer has found every student.
    pub async fn new(students: u32, employers: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::create(folder.path()).await;
        let settings = Settings {
            database_url: Some(database.url.clone()),
            ..Settings::in_folder(folder.path().to_owned())
        };
        let app = server::open(&settings, Ports::default(), settings.listen)
            .await
            .unwrap();
        let size = Size {
            students,
            student_accounts: students,
            employers,
            years: 1,
        };
        let world = bulk::people(&app, size).await.unwrap();
        bulk::send_lists(&app, &world).await.unwrap();
        Self {
            folder,
            database,
            app,
            world,
        }
    }

    /// How its processes are started.
    pub fn start(&self) -> Start {
        let data = self.folder.path();
        let fonts = fonts();
        let arguments = [
            ("--data", data.as_os_str()),
            ("--database-url", self.database.url.as_ref()),
            ("--listen", "127.0.0.1:0".as_ref()),
            ("--public-url", PUBLIC_URL.as_ref()),
            ("--fonts", fonts.as_os_str()),
            ("--address-limit", "4000000".as_ref()),
            ("--account-limit", "4000000".as_ref()),
            ("--lease-seconds", "5".as_ref()),
            ("--retry-seconds", "1".as_ref()),
        ];
        Start {
            arguments: arguments
                .into_iter()
                .flat_map(|(name, value)| [name.into(), value.into()])
                .collect(),
            log: data.join("log"),
        }
    }

    /// A process on it.
    pub async fn serve(&self) -> Server {
        self.start().serve().await
    }

    /// What the processes logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// Consent to the first version of every case's terms.
    pub async fn consents(&self) -> HashMap<CaseId, Consent> {
        terms_versions::Entity::find()
            .filter(terms_versions::Column::Version.eq(1))
            .all(self.app.db.read())
            .await
            .unwrap()
            .into_iter()
            .map(|row| {
                let consent = Consent {
                    version: 1,
                    hash: row.hash,
                    pledged: true,
                };
                (row.case_id.into(), consent)
            })
            .collect()
    }

    /// The state of a case and its number.
    pub async fn case(&self, id: CaseId) -> (State, Option<String>) {
        let record = signings::load(self.app.db.read(), id)
            .await
            .unwrap()
            .unwrap();
        (record.case.state, record.row.number)
    }

    /// How often something was done with a case.
    pub async fn done(&self, id: CaseId, action: &str) -> u64 {
        trail::Entity::find()
            .filter(trail::Column::CaseId.eq(id.0))
            .filter(trail::Column::Action.eq(action))
            .count(self.app.db.read())
            .await
            .unwrap()
    }

    /// How many notices of a kind there are.
    pub async fn notices(&self, kind: &str) -> u64 {
        notices::Entity::find()
            .filter(notices::Column::Kind.eq(kind))
            .count(self.app.db.read())
            .await
            .unwrap()
    }

    /// Every message.
    pub async fn messages(&self) -> Vec<messages::Model> {
        messages::Entity::find()
            .all(self.app.db.read())
            .await
            .unwrap()
    }

    /// Every background job.
    pub async fn jobs(&self) -> Vec<jobs::Model> {
        jobs::Entity::find().all(self.app.db.read()).await.unwrap()
    }

    /// Every sealed document.
    pub async fn documents(&self) -> Vec<documents::Model> {
        documents::Entity::find()
            .all(self.app.db.read())
            .await
            .unwrap()
    }

    /// Waits until no message is to be sent and no job to be done; none was given up.
    pub async fn quiet(&self) {
        until("messages to be sent and jobs to be done", async || {
            let messages = self.messages().await;
            let jobs = self.jobs().await;
            let sent = messages.iter().all(|message| message.status == "sent");
            let done = jobs.iter().all(|job| job.status == "done");
            (sent && done).then_some(())
        })
        .await;
    }

    /// `sanfang verify` walks the whole database and finds nothing.
    pub async fn verify(&self) {
        let (content, said) = self.start().run("verify").await;
        assert!(content, "sanfang verify: {said}\n{}", self.log());
    }

    /// Takes it away.
    pub async fn end(self) {
        self.app.db.clone().close().await.unwrap();
        drop(self.app);
        self.database.drop().await;
    }
}

/// Both databases are tested; this says on which one we are.
pub fn system() -> &'static str {
    if database::server().is_some() {
        "PostgreSQL"
    } else {
        "SQLite"
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test's own setting, as cargo xtask gives it"
)]
fn fonts() -> PathBuf {
    std::env::var_os("SANFANG_FONTS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/fonts"),
        PathBuf::from,
    )
}
