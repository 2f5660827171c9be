//! A school with two students, an employer and staff behind a real server on a free port, under a clock that moves by hand.

use crate::database::Database;
use chrono::TimeDelta;
use reqwest::{Method, RequestBuilder, Response, StatusCode, header};
use sanfang_api::{Settings, build_with};
use sanfang_application::{
    App, Ports,
    accounts::hash_password,
    demo::MovableClock,
    ports::{Clock, SystemClock},
};
use sanfang_contract::problem::Problem;
use sanfang_domain::actor::Role;
use sanfang_persistence::{
    accounts::{self, NewAccount},
    entity::messages,
    sea_orm::{EntityTrait, QueryOrder},
};
use sanfang_testkit::bulk::{self, Size};
use serde_json::{Value, json};
use std::{num::NonZeroUsize, sync::Arc};
use tempfile::TempDir;

/// The log-in of a college's staff; the others are the bulk world's.
pub const COLLEGE: &str = "college";

pub struct World {
    pub url: String,
    pub app: App,
    pub clock: Arc<MovableClock>,
    pub people: bulk::World,
    pub http: reqwest::Client,
    handle: actix_web::dev::ServerHandle,
    database: Database,
    _folder: TempDir,
}

/// Somebody who has logged in.
#[derive(Clone, Debug)]
pub struct Session {
    pub token: String,
    pub cookie: String,
}

impl World {
    pub async fn new() -> Self {
        Self::with(|settings| settings).await
    }

    /// With other settings.
    pub async fn with(change: impl FnOnce(Settings) -> Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::create(folder.path()).await;
        let settings = change(Settings {
            database_url: Some(database.url.clone()),
            trust_proxy: true,
            threads: NonZeroUsize::new(1),
            ..Settings::in_folder(folder.path().to_owned())
        });
        let clock = Arc::new(MovableClock::at(SystemClock.now()));
        let ports = Ports {
            clock: clock.clone(),
            ..Ports::default()
        };
        let server = build_with(settings, ports).await.unwrap();
        let app = server.app().clone();
        let size = Size {
            students: 2,
            student_accounts: 2,
            employers: 1,
            years: 1,
        };
        let people = bulk::people(&app, size).await.unwrap();
        bulk::send_lists(&app, &people).await.unwrap();
        let password_hash = hash_password(bulk::PASSWORD).await.unwrap();
        let staff = NewAccount {
            id: app.id(),
            role: Role::College,
            login: COLLEGE.to_owned(),
            password_hash,
            display_name: "学院".to_owned(),
            email: None,
            student: None,
            employer: None,
            school: Some(people.school()),
            colleges: Vec::new(),
            demo: false,
        };
        accounts::insert(app.db.schema(), staff, app.now())
            .await
            .unwrap();
        let url = format!("http://{}", server.address());
        let handle = server.handle();
        tokio::spawn(server.run());
        Self {
            url,
            app,
            clock,
            people,
            http: reqwest::Client::new(),
            handle,
            database,
            _folder: folder,
        }
    }

    /// Stops the server and takes the database away.
    pub async fn end(self) {
        self.handle.stop(false).await;
        self.app.db.clone().close().await.unwrap();
        self.database.drop().await;
    }

    pub fn pass(&self, time: TimeDelta) {
        self.clock.set(self.app.now() + time);
    }

    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, path)
    }

    pub fn post(&self, path: &str, body: Value) -> RequestBuilder {
        self.ask(Method::POST, path).json(&body)
    }

    /// Tries to log in, from some address.
    pub async fn try_login(&self, portal: &str, login: &str, password: &str, ip: &str) -> Response {
        let body = json!({"portal": portal, "login": login, "password": password});
        self.post("/api/v1/auth/login", body)
            .header("x-forwarded-for", ip)
            .send()
            .await
            .unwrap()
    }

    pub async fn login(&self, portal: &str, login: &str) -> Session {
        let reply = self
            .try_login(portal, login, bulk::PASSWORD, "192.0.2.1")
            .await;
        assert_eq!(reply.status(), StatusCode::OK);
        session(reply).await
    }

    pub async fn student(&self) -> Session {
        self.login("student", &self.people.student_login(0)).await
    }

    pub async fn employer(&self) -> Session {
        self.login("employer", &self.people.employer_login(0)).await
    }

    /// Everybody, by the name of the role.
    pub async fn everybody(&self) -> Vec<(&'static str, Session)> {
        vec![
            ("student", self.student().await),
            ("employer", self.employer().await),
            ("school", self.login("school", bulk::SCHOOL).await),
            ("college", self.login("school", COLLEGE).await),
            ("platform", self.login("platform", bulk::PLATFORM).await),
        ]
    }

    pub async fn refresh(&self, cookie: &str) -> Response {
        self.ask(Method::POST, "/api/v1/auth/refresh")
            .header(header::COOKIE, format!("sanfang_refresh={cookie}"))
            .send()
            .await
            .unwrap()
    }

    /// The status of the own account's page under a token.
    pub async fn account(&self, token: &str) -> StatusCode {
        let request = self.get("/api/v1/account").bearer_auth(token);
        request.send().await.unwrap().status()
    }

    /// Texts of the outbox, oldest first.
    pub async fn mails(&self) -> Vec<String> {
        let rows = messages::Entity::find()
            .order_by_asc(messages::Column::CreatedAt)
            .all(self.app.db.read())
            .await
            .unwrap();
        rows.iter()
            .map(|row| self.app.personal.open_text(&row.body_sealed).unwrap())
            .collect()
    }
}

/// The tokens of a reply to a log-in or refresh.
pub async fn session(reply: Response) -> Session {
    let cookie = refresh_cookie(&reply);
    let body: Value = reply.json().await.unwrap();
    Session {
        token: body["access_token"].as_str().unwrap().to_owned(),
        cookie,
    }
}

/// The value of the refresh cookie.
pub fn refresh_cookie(reply: &Response) -> String {
    let line = reply.headers()[header::SET_COOKIE].to_str().unwrap();
    let value = line.strip_prefix("sanfang_refresh=").unwrap();
    value.split(';').next().unwrap().to_owned()
}

/// A failed answer: its status and its problem.
pub async fn problem(reply: Response) -> (u16, Problem) {
    assert_eq!(
        reply.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let status = reply.status().as_u16();
    let problem: Problem = reply.json().await.unwrap();
    assert_eq!(problem.status, status);
    assert_eq!(problem.kind, format!("/problems/{}", problem.code));
    (status, problem)
}

/// The status and code of a failed answer.
pub async fn failed(reply: Response) -> (u16, String) {
    let (status, problem) = problem(reply).await;
    (status, problem.code)
}

/// Compared with a status and a code.
pub fn with(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
