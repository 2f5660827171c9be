//! The run: a database of so many agreements, a server on it, and every operation beside its limits.

use crate::{
    Arguments, Result,
    bare::Bare,
    database::Database,
    direct::{Direct, Step},
    export,
    load::{self, Timing},
    report::{Operation, Report},
    say,
    writes::{self, Write},
};
use sanfang_api::Settings;
use sanfang_application::App;
use sanfang_client::{Anonymous, Bearer, Call, Client, Native};
use sanfang_contract::{
    account::{LoginRequest, Portal, TokenReply},
    cases::{ApproveAgreement, CaseDetail, CaseFilter, CaseSearch, Consent},
    endpoint::Json,
    endpoints::{AcceptOffer, ApproveCase, ExportCases, Login, SearchCases},
    page::Paging,
};
use sanfang_domain::{Lang, ids::CaseId};
use sanfang_persistence::{
    entity::{cases, sessions, terms_versions},
    sea_orm::{ColumnTrait, EntityTrait, QueryFilter},
};
use sanfang_testkit::bulk::{self, PASSWORD, SCHOOL, Size, Stage, World};
use std::{
    num::NonZeroU32,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use uuid::Uuid;

type Person = Client<Native, Bearer>;

/// Requests before a measurement counts.
const WARM_UP: u32 = 50;
/// How often the slow ones are done.
const EXPORTS: u32 = 3;

struct Bench<'a> {
    arguments: &'a Arguments,
    app: App,
    world: World,
    url: String,
    threads: usize,
    direct: Arc<Direct>,
    school: TokenReply,
}

/// Somebody's next step: with which token, on which case, with what consent.
#[derive(Clone)]
struct Turn {
    token: String,
    case: CaseId,
    consent: Consent,
}

/// Makes the database and measures everything on it.
pub async fn everything(arguments: &Arguments, data: &Path, database: &Database) -> Result<Report> {
    let settings = Settings {
        database_url: Some(database.url.clone()),
        public_url: Some("http://sanfang.bench".to_owned()),
        address_limit: NonZeroU32::MAX,
        account_limit: NonZeroU32::MAX,
        no_worker: true,
        ..Settings::in_folder(data.to_owned())
    };
    let threads = settings.threads();
    let server = sanfang_api::build(settings).await?;
    let app = server.app().clone();
    let url = format!("http://{}", server.address());
    let begin = Instant::now();
    let world = world(&app, arguments).await?;
    let generated_in = begin.elapsed().as_secs_f64();
    say(&format!(
        "{} agreements in {}, made in {generated_in:.0} s\n",
        arguments.rows,
        app.db.system()
    ))?;
    let handle = server.handle();
    tokio::spawn(server.run());
    let school = log_in(&url, Portal::School, SCHOOL).await?;
    let bench = Bench {
        arguments,
        direct: Arc::new(Direct::open(&database.url).await?),
        app: app.clone(),
        world,
        url,
        threads,
        school,
    };
    let mut operations = vec![bench.list(false).await?, bench.list(true).await?];
    operations.extend(bench.writes().await?);
    operations.push(bench.export().await?);
    handle.stop(true).await;
    if let Some(direct) = Arc::into_inner(bench.direct) {
        direct.close().await;
    }
    let report = Report {
        database: app.db.system().to_owned(),
        rows: arguments.rows,
        clients: arguments.clients,
        generated_in,
        operations,
    };
    app.db.clone().close().await?;
    Ok(report)
}

/// A school of so many students with one case each; those who accept have an account.
async fn world(app: &App, arguments: &Arguments) -> Result<World> {
    let size = Size {
        students: arguments.rows,
        student_accounts: arguments.rows.min(arguments.requests * 20),
        employers: 2_000,
        years: 7,
    };
    let world = bulk::people(app, size).await?;
    bulk::cases(app, &world).await?;
    Ok(world)
}

async fn log_in(url: &str, portal: Portal, login: &str) -> Result<TokenReply> {
    let client = Client::new(Native::new(url)?, Anonymous(Lang::ZhCn));
    let request = LoginRequest {
        portal,
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let Json(reply) = client.send(Call::<Login>::new((), Json(request))).await?;
    Ok(reply)
}

fn person(connection: Native, token: &str) -> Person {
    let credentials = Bearer {
        token: token.to_owned(),
        lang: Lang::ZhCn,
    };
    Client::new(connection, credentials)
}

impl Bench<'_> {
    fn clients(&self, url: &str) -> Result<Arc<Vec<Native>>> {
        let clients: std::result::Result<Vec<Native>, String> = (0..self.arguments.clients)
            .map(|_| Native::new(url))
            .collect();
        Ok(Arc::new(clients?))
    }

    async fn list(&self, count: bool) -> Result<Operation> {
        let search = CaseSearch {
            paging: Paging {
                count,
                ..Paging::default()
            },
            ..CaseSearch::default()
        };
        let name = if count {
            "list of 20, with the count"
        } else {
            "list of 20"
        };
        // Counting walks an index over every row: a tenth of the requests say as much.
        let requests = if count {
            (self.arguments.requests / 10).max(10)
        } else {
            self.arguments.requests
        };
        let token = &self.school.access_token;
        let once = person(Native::new(&self.url)?, token);
        let Json(page) = once
            .send(Call::<SearchCases>::new((), Json(search.clone())))
            .await?;
        if page.items.len() != 20 {
            return Err("the list is not full".into());
        }
        let bare = Bare::start(serde_json::to_vec(&page)?, self.threads)?;
        let ours = self.searches(&self.url, &search, requests).await?;
        let http = self.searches(&bare.url, &search, requests).await?;
        bare.stop().await;
        let mut steps = writes::identify(
            self.school.account.id.0,
            self.session(self.school.account.id.0).await?,
        );
        steps.extend(writes::list(self.world.school().0, count));
        let steps = Arc::new(steps);
        let direct = self.direct.clone();
        let sql = load::run(self.arguments.clients, requests, move |_, _| {
            let (direct, steps) = (direct.clone(), steps.clone());
            async move { direct.read(&steps).await.map(drop) }
        })
        .await?;
        Ok(Operation::new(
            name,
            ours,
            vec![
                ("bare handler, same body", http),
                ("same SQL through sqlx", sql),
            ],
        ))
    }

    async fn searches(&self, url: &str, search: &CaseSearch, requests: u32) -> Result<Timing> {
        let clients = self.clients(url)?;
        let token = self.school.access_token.clone();
        let search = search.clone();
        let ask = move |client: u32, _: u32| {
            let connection = usize::try_from(client)
                .ok()
                .and_then(|n| clients.get(n))
                .cloned();
            let (token, search) = (token.clone(), search.clone());
            async move {
                let somebody = person(connection.ok_or("no client")?, &token);
                somebody
                    .send(Call::<SearchCases>::new((), Json(search)))
                    .await?;
                Ok(())
            }
        };
        load::run(self.arguments.clients, WARM_UP.min(requests), ask.clone()).await?;
        load::run(self.arguments.clients, requests, ask).await
    }

    /// The newest log-in of an account.
    async fn session(&self, account: Uuid) -> Result<Uuid> {
        let row = sessions::Entity::find()
            .filter(sessions::Column::AccountId.eq(account))
            .one(self.app.db.read())
            .await?;
        Ok(row.ok_or("nobody logged in")?.id)
    }

    /// Acceptance and review. The first half of the cases goes through the stack, the second through sqlx.
    async fn writes(&self) -> Result<Vec<Operation>> {
        let offered = self.at(Stage::Offered).await?;
        let accepted = self.at(Stage::Accepted).await?;
        let (through_us, through_sql) = offered.split_at(offered.len() / 2);
        let turns = self.turns(through_us).await?;
        let detail = Arc::new(std::sync::Mutex::new(None));
        let ours = self
            .accept(&self.url, turns.clone(), Some(detail.clone()))
            .await?;
        let reply = taken(&detail)?;
        let bare = Bare::start(serde_json::to_vec(&reply)?, self.threads)?;
        let http = self.accept(&bare.url, turns, None).await?;
        bare.stop().await;
        let text = serde_json::to_string(&reply)?;
        let session = self.session(self.school.account.id.0).await?;
        let now = self.app.now();
        let write = |case, account| Write {
            app: &self.app,
            case,
            account,
            session,
            reply: &text,
            now,
        };
        let scripts = through_sql
            .iter()
            .map(|(n, case)| {
                let write = write(case, self.world.student_account(*n).0);
                Ok((write.identify(), write.accept()?))
            })
            .collect::<Result<Vec<_>>>()?;
        let sql = self.transactions(scripts).await?;
        let acceptance = Operation::new(
            "acceptance",
            ours,
            vec![
                ("bare handler, same body", http),
                ("same SQL through sqlx", sql),
            ],
        );

        let (through_us, through_sql) = accepted.split_at(accepted.len() / 2);
        let ids: Vec<CaseId> = through_us.iter().map(|(_, case)| case.id.into()).collect();
        let ours = self
            .approve(&self.url, ids.clone(), Some(detail.clone()))
            .await?;
        let reply = taken(&detail)?;
        let bare = Bare::start(serde_json::to_vec(&reply)?, self.threads)?;
        let http = self.approve(&bare.url, ids, None).await?;
        bare.stop().await;
        let scripts = through_sql
            .iter()
            .map(|(n, case)| {
                let write = write(case, self.school.account.id.0);
                // No number of ours begins with 9: these stand in for those that the counter gave.
                Ok((write.identify(), write.approve(&format!("9{n:015}"))?))
            })
            .collect::<Result<Vec<_>>>()?;
        let sql = self.transactions(scripts).await?;
        let review = Operation::new(
            "review",
            ours,
            vec![
                ("bare handler, same body", http),
                ("same SQL through sqlx", sql),
            ],
        );
        Ok(vec![acceptance, review])
    }

    /// The first cases at a stage, twice as many as there are requests.
    async fn at(&self, stage: Stage) -> Result<Vec<(u32, cases::Model)>> {
        let most = usize::try_from(self.arguments.requests)?.saturating_mul(2);
        let accounts = self.world.size.student_accounts;
        let mut found = Vec::new();
        for n in (0..accounts).filter(|n| Stage::of(*n) == stage).take(most) {
            let row = cases::Entity::find_by_id(self.world.case(n).0)
                .one(self.app.db.read())
                .await?;
            found.push((n, row.ok_or("a case is missing")?));
        }
        Ok(found)
    }

    /// Logs the students in, four at a time.
    async fn turns(&self, cases: &[(u32, cases::Model)]) -> Result<Vec<Turn>> {
        let mut turns = Vec::new();
        for some in cases.chunks(4) {
            let mut running = tokio::task::JoinSet::new();
            for (n, case) in some {
                let (url, login, id) = (self.url.clone(), self.world.student_login(*n), case.id);
                let terms = terms_versions::Entity::find_by_id((id, 1))
                    .one(self.app.db.read())
                    .await?;
                let consent = Consent {
                    version: 1,
                    hash: terms.ok_or("a letter without terms")?.hash,
                    pledged: true,
                };
                running.spawn(async move {
                    let reply = log_in(&url, Portal::Student, &login).await?;
                    Ok::<_, crate::Fault>(Turn {
                        token: reply.access_token,
                        case: id.into(),
                        consent,
                    })
                });
            }
            while let Some(turn) = running.join_next().await {
                turns.push(turn??);
            }
        }
        Ok(turns)
    }

    async fn accept(&self, url: &str, turns: Vec<Turn>, keep: Option<Kept>) -> Result<Timing> {
        let clients = self.clients(url)?;
        let count = u32::try_from(turns.len())?;
        let ids = self.app.ids.clone();
        let ask = move |client: u32, n: u32| {
            let connection = usize::try_from(client)
                .ok()
                .and_then(|n| clients.get(n))
                .cloned();
            let turn = usize::try_from(n).ok().and_then(|n| turns.get(n)).cloned();
            let (key, keep) = (ids.next(), keep.clone());
            async move {
                let Turn {
                    token,
                    case,
                    consent,
                } = turn.ok_or("no turn")?;
                let student = person(connection.ok_or("no client")?, &token);
                let call = Call::<AcceptOffer>::new((case,), Json(consent)).key(key);
                let Json(detail) = student.send(call).await?;
                put(keep, detail)
            }
        };
        load::run(self.arguments.clients, count, ask).await
    }

    async fn approve(&self, url: &str, cases: Vec<CaseId>, keep: Option<Kept>) -> Result<Timing> {
        let clients = self.clients(url)?;
        let count = u32::try_from(cases.len())?;
        let ids = self.app.ids.clone();
        let token = self.school.access_token.clone();
        let ask = move |client: u32, n: u32| {
            let connection = usize::try_from(client)
                .ok()
                .and_then(|n| clients.get(n))
                .cloned();
            let case = usize::try_from(n).ok().and_then(|n| cases.get(n)).copied();
            let (key, keep, token) = (ids.next(), keep.clone(), token.clone());
            async move {
                let reviewer = person(connection.ok_or("no client")?, &token);
                let body = Json(ApproveAgreement::default());
                let call = Call::<ApproveCase>::new((case.ok_or("no case")?,), body).key(key);
                let Json(detail) = reviewer.send(call).await?;
                put(keep, detail)
            }
        };
        load::run(self.arguments.clients, count, ask).await
    }

    async fn transactions(&self, scripts: Vec<(Vec<Step>, Vec<Step>)>) -> Result<Timing> {
        let count = u32::try_from(scripts.len())?;
        let (scripts, direct) = (Arc::new(scripts), self.direct.clone());
        load::run(self.arguments.clients, count, move |_, n| {
            let (scripts, direct) = (scripts.clone(), direct.clone());
            async move {
                let script = usize::try_from(n).ok().and_then(|n| scripts.get(n));
                let (before, within) = script.ok_or("no script")?;
                direct.read(before).await?;
                direct.write(within).await.map(drop)
            }
        })
        .await
    }

    async fn export(&self) -> Result<Operation> {
        let rows = cases::Entity::find_by_id(self.world.case(0).0)
            .one(self.app.db.read())
            .await?;
        let college = rows.ok_or("no case")?.college_id;
        let rows = Arc::new(export::rows(self.app.db.read(), college).await?);
        let search = CaseSearch {
            filter: CaseFilter {
                college_id: Some(college.into()),
                ..CaseFilter::default()
            },
            ..CaseSearch::default()
        };
        let somebody = person(Native::new(&self.url)?, &self.school.access_token);
        let mut ours: Vec<Duration> = Vec::new();
        let mut memory: Vec<Duration> = Vec::new();
        for _ in 0..EXPORTS {
            let begin = Instant::now();
            somebody
                .send(Call::<ExportCases>::new((), Json(search.clone())))
                .await?;
            ours.push(begin.elapsed());
            let rows = rows.clone();
            let begin = Instant::now();
            tokio::task::spawn_blocking(move || export::write(&rows)).await??;
            memory.push(begin.elapsed());
        }
        Ok(Operation::new(
            &format!("Excel export of {} rows", rows.len()),
            Timing::of(ours),
            vec![("rust_xlsxwriter, rows in memory", Timing::of(memory))],
        ))
    }
}

/// One answer of many, for the bare handler to repeat.
type Kept = Arc<std::sync::Mutex<Option<CaseDetail>>>;

fn put(keep: Option<Kept>, detail: CaseDetail) -> Result<()> {
    if let Some(keep) = keep {
        *keep.lock().or(Err("a client failed"))? = Some(detail);
    }
    Ok(())
}

fn taken(kept: &Kept) -> Result<CaseDetail> {
    let taken = kept.lock().or(Err("a client failed"))?.take();
    taken.ok_or_else(|| "nobody was answered".into())
}
