//! A school, its students and employers behind a running server, and people who call it.

use crate::database::Database;
use chrono::{DateTime, TimeZone, Utc};
use sanfang_api::{Settings, server};
use sanfang_application::{App, Ports, demo::MovableClock, verify, worker};
use sanfang_client::{Anonymous, Bearer, Call, Client, ClientError, Native};
use sanfang_contract::{
    Endpoint,
    account::{LoginRequest, Portal},
    cases::{ApproveAgreement, CaseDetail, Consent, OfferBatch},
    endpoint::{Json, Nothing},
    endpoints::{AcceptOffer, ApproveCase, GetCase, Login, SendOffers},
    terms::Terms,
};
use sanfang_domain::{Lang, calendar::beijing_date, capability::Action, ids::CaseId};
use sanfang_persistence::signings::trail;
use sanfang_testkit::bulk::{self, Size};
use std::{path::PathBuf, sync::Arc};
use tempfile::TempDir;
use uuid::Uuid;

/// Everybody and everything of one test.
pub struct World {
    pub app: App,
    pub clock: Arc<MovableClock>,
    pub people: bulk::World,
    pub url: String,
    database: Database,
    _folder: TempDir,
}

/// Somebody who is logged in.
#[derive(Clone)]
pub struct Person(Client<Native, Bearer>);

/// A Monday in November, 10:00 in Beijing.
fn begin() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 2, 0, 0).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a client chooses its keys")]
pub fn key() -> Uuid {
    Uuid::new_v4()
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

impl World {
    /// So many students and employers; every employer has found every student.
    pub async fn new(students: u32, employers: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::create(folder.path()).await;
        let settings = Settings {
            database_url: Some(database.url.clone()),
            fonts: Some(fonts()),
            ..Settings::in_folder(folder.path().to_owned())
        };
        let clock = Arc::new(MovableClock::at(begin()));
        let ports = Ports {
            clock: clock.clone(),
            ..Ports::default()
        };
        let server = server::build_with(settings, ports).await.unwrap();
        let (app, url) = (server.app().clone(), format!("http://{}", server.address()));
        tokio::spawn(server.run());
        let size = Size {
            students,
            student_accounts: students,
            employers,
            years: 1,
        };
        let people = bulk::people(&app, size).await.unwrap();
        bulk::send_lists(&app, &people).await.unwrap();
        Self {
            app,
            clock,
            people,
            url,
            database,
            _folder: folder,
        }
    }

    async fn log_in(&self, portal: Portal, login: &str) -> Person {
        let connection = Native::new(&self.url).unwrap();
        let request = LoginRequest {
            portal,
            login: login.to_owned(),
            password: bulk::PASSWORD.to_owned(),
        };
        let Json(reply) = Client::new(connection.clone(), Anonymous::default())
            .send(Call::<Login>::new((), Json(request)))
            .await
            .unwrap();
        let credentials = Bearer {
            token: reply.access_token,
            lang: Lang::ZhCn,
        };
        Person(Client::new(connection, credentials))
    }

    pub async fn student(&self, n: u32) -> Person {
        self.log_in(Portal::Student, &self.people.student_login(n))
            .await
    }

    pub async fn employer(&self, n: u32) -> Person {
        self.log_in(Portal::Employer, &self.people.employer_login(n))
            .await
    }

    pub async fn school(&self) -> Person {
        self.log_in(Portal::School, bulk::SCHOOL).await
    }

    pub async fn platform(&self) -> Person {
        self.log_in(Portal::Platform, bulk::PLATFORM).await
    }

    /// The letter that everybody sends; `n` varies the position.
    pub fn terms(&self, n: u32) -> Terms {
        Terms::from(&bulk::terms(n, beijing_date(self.app.now())).unwrap())
    }

    /// An offer to some students.
    pub fn batch(&self, students: impl IntoIterator<Item = u32>) -> OfferBatch {
        OfferBatch {
            students: students
                .into_iter()
                .map(|n| self.people.student(n))
                .collect(),
            terms: self.terms(0),
            response_days: None,
        }
    }

    /// One offer of an employer to a student.
    pub async fn offer(&self, employer: &Person, student: u32) -> CaseId {
        let call = Call::<SendOffers>::new((), Json(self.batch([student])));
        let Json(reply) = employer.send(call).await.unwrap();
        reply.results[0].case_id.unwrap()
    }

    /// How often something was done with a case.
    pub async fn done(&self, case: CaseId, action: Action) -> usize {
        let entries = trail::of_case(self.app.db.read(), case).await.unwrap();
        entries
            .iter()
            .filter(|entry| entry.action == action)
            .count()
    }

    /// Everything that is due: deadlines, documents, messages.
    pub async fn work(&self) -> worker::Round {
        worker::tick(&self.app).await.unwrap()
    }

    /// Nothing is wrong in the whole database; then it is taken away.
    pub async fn end(self) {
        let report = verify::verify(&self.app).await.unwrap();
        assert!(report.is_clean(), "{report}");
        self.app.db.clone().close().await.unwrap();
        self.database.drop().await;
    }
}

impl Person {
    pub async fn send<E: Endpoint>(&self, call: Call<E>) -> Result<E::Reply, ClientError> {
        self.0.send(call).await
    }

    pub async fn case(&self, id: CaseId) -> CaseDetail {
        let call = Call::<GetCase>::new((id,), Nothing {});
        self.send(call).await.unwrap().0
    }

    /// Consent to the terms that stand, or to the amendment that waits.
    pub async fn consent(&self, id: CaseId) -> Consent {
        let case = self.case(id).await;
        let read = case.proposed.unwrap_or(case.terms);
        Consent {
            version: read.version,
            hash: read.hash,
            pledged: true,
        }
    }

    pub async fn accept(&self, id: CaseId, consent: Consent) -> Result<CaseDetail, ClientError> {
        let call = Call::<AcceptOffer>::new((id,), Json(consent));
        self.send(call).await.map(|Json(case)| case)
    }

    pub async fn approve(&self, id: CaseId) -> Result<CaseDetail, ClientError> {
        let call = Call::<ApproveCase>::new((id,), Json(ApproveAgreement::default()));
        self.send(call).await.map(|Json(case)| case)
    }

    /// Reads the current terms and accepts them.
    pub async fn read_and_accept(&self, id: CaseId) -> CaseDetail {
        let consent = self.consent(id).await;
        self.accept(id, consent).await.unwrap()
    }
}

/// The refusal of a loser: its reason code, always with status 409.
pub fn refusal<T: std::fmt::Debug>(outcome: Result<T, ClientError>) -> String {
    let error = outcome.unwrap_err();
    assert_eq!(error.status(), Some(409), "{error}");
    error.code().unwrap().to_owned()
}
