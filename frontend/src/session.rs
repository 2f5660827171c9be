//! Who is logged in.
//!
//! The access token lives in memory only. The refresh cookie is out of reach of scripts; it is
//! spent once, so renewals are joined within a tab and queue up between tabs (Web Locks).

use std::{
    cell::RefCell,
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use leptos::{ev, prelude::*, task::spawn_local};
use sanfang_client::{Anonymous, Call, Client, ClientError, Credentials};
use sanfang_contract::{
    Nothing,
    account::{AccountView, LoginRequest, TokenReply},
    endpoint::Json,
    endpoints::{Login, Logout, Refresh},
};
use sanfang_domain::{Lang, actor::Role};

use crate::{api, i18n, transport::Browser, ui::draft};

mod lock;

/// What is known of the person in front of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// The cookie is being tried.
    Opening,
    /// The server could not be asked.
    Unknown(String),
    /// Nobody is logged in.
    Nobody {
        /// Why it ended, when it did not end by the person's own wish.
        why: Option<Ended>,
    },
    /// This account.
    Open(Box<AccountView>),
}

/// Why a session ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The server no longer knows it.
    Expired,
    /// Nobody touched the page for long.
    Idle,
}

/// After how long without a touch a page logs out: these are shared computers.
const IDLE: f64 = 30.0 * 60.0 * 1000.0;
const IDLE_CHECK: Duration = Duration::from_secs(30);
/// Set while somebody is logged in on this device; tells other tabs, holds nothing secret.
const MARK: &str = "sanfang.session";
/// Whose drafts this tab keeps.
const OWNER: &str = "sanfang.draft-owner";

static SESSION: LazyLock<ArcRwSignal<Session>> =
    LazyLock::new(|| ArcRwSignal::new(Session::Opening));

type Renewal = Shared<LocalBoxFuture<'static, Option<String>>>;

thread_local! {
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
    static RENEWAL: RefCell<Option<Renewal>> = const { RefCell::new(None) };
}

/// The session, followed.
#[must_use]
pub fn session() -> Session {
    SESSION.get()
}

/// The account that is logged in, followed.
#[must_use]
pub fn account() -> Option<AccountView> {
    SESSION.with(|session| match session {
        Session::Open(account) => Some((**account).clone()),
        Session::Opening | Session::Unknown(_) | Session::Nobody { .. } => None,
    })
}

/// The first step was put off until the next log-in.
static PUT_OFF: AtomicBool = AtomicBool::new(false);

/// Lets a student read before the verification is done (domain.md section 2); signing stays closed.
pub fn put_off_first_step() {
    PUT_OFF.store(true, Ordering::Relaxed);
}

/// Whether the first step was put off.
#[must_use]
pub fn first_step_put_off() -> bool {
    PUT_OFF.load(Ordering::Relaxed)
}

/// Replaces the account after it changed (first log-in done).
pub fn update(account: AccountView) {
    SESSION.set(Session::Open(Box::new(account)));
}

/// Where somebody begins.
#[must_use]
pub fn home(role: Role) -> &'static str {
    match role {
        Role::Student => "/student",
        Role::Employer => "/employer",
        Role::School | Role::College => "/school",
        Role::Platform => "/platform",
        Role::System => "/",
    }
}

/// The credentials of whoever is logged in.
#[derive(Clone, Copy, Debug)]
pub struct Live;

impl Credentials for Live {
    fn token(&self) -> Option<String> {
        TOKEN.with_borrow(Clone::clone)
    }

    fn lang(&self) -> Lang {
        i18n::lang_now()
    }

    async fn renew(&self) -> Option<String> {
        renew().await
    }
}

/// Joins everybody who needs a new token into one renewal.
fn renew() -> Renewal {
    RENEWAL.with_borrow_mut(|running| {
        if let Some(renewal) = running.as_ref().filter(|renewal| renewal.peek().is_none()) {
            return renewal.clone();
        }
        let renewal = lock::alone("sanfang.refresh", refresh)
            .boxed_local()
            .shared();
        *running = Some(renewal.clone());
        renewal
    })
}

async fn refresh() -> Option<String> {
    let client = Client::new(Browser, Anonymous(i18n::lang_now()));
    match client.send(Call::<Refresh>::new((), Nothing {})).await {
        Ok(Json(reply)) => {
            let token = reply.access_token.clone();
            enter(reply);
            Some(token)
        }
        Err(error) if error.status() == Some(401) => {
            let why = account_now().is_some().then_some(Ended::Expired);
            leave(why);
            None
        }
        Err(error) => {
            SESSION.update(|session| {
                if *session == Session::Opening {
                    *session = Session::Unknown(api::say(&error));
                }
            });
            None
        }
    }
}

fn account_now() -> Option<AccountView> {
    untrack(account)
}

/// Takes over an answer to a log-in or a renewal.
fn enter(reply: TokenReply) {
    let TokenReply {
        access_token,
        account,
        ..
    } = reply;
    TOKEN.set(Some(access_token));
    let before = account_now();
    if before
        .as_ref()
        .is_some_and(|before| before.id != account.id)
    {
        // Another person logged in in another tab: nothing of the first may stay in sight.
        draft::clear_all();
        let _ = window().location().set_href(home(account.role));
        return;
    }
    if let Some(store) = draft::session() {
        let owner = account.id.to_string();
        if store
            .get_item(OWNER)
            .ok()
            .flatten()
            .is_some_and(|other| other != owner)
        {
            draft::clear_all();
        }
        let _ = store.set_item(OWNER, &owner);
    }
    mark(true);
    if before.as_ref() != Some(&account) {
        SESSION.set(Session::Open(Box::new(account)));
    }
}

fn leave(why: Option<Ended>) {
    TOKEN.set(None);
    PUT_OFF.store(false, Ordering::Relaxed);
    mark(false);
    SESSION.set(Session::Nobody { why });
}

fn mark(open: bool) {
    if let Some(store) = draft::local() {
        let is = store.get_item(MARK).ok().flatten().is_some();
        if open && !is {
            let _ = store.set_item(MARK, "1");
        } else if !open && is {
            let _ = store.remove_item(MARK);
        }
    }
}

fn marked() -> bool {
    draft::local().is_some_and(|store| store.get_item(MARK).ok().flatten().is_some())
}

/// Logs in.
///
/// # Errors
/// What the server refused, or that it could not be reached.
pub async fn log_in(request: LoginRequest) -> Result<AccountView, ClientError> {
    let client = Client::new(Browser, Anonymous(i18n::lang_now()));
    let Json(reply) = client.send(Call::<Login>::new((), Json(request))).await?;
    let account = reply.account.clone();
    enter(reply);
    Ok(account)
}

/// Logs out by the person's wish: what was typed goes too.
pub fn log_out() {
    spawn_local(async {
        // Without an answer the session still ends here; the cookie runs out by itself.
        let _ = api::send(Call::<Logout>::new((), Nothing {})).await;
        draft::clear_all();
        leave(None);
    });
}

/// Tries the cookie, follows other tabs, and ends a session that nobody touches. Once, at the start.
pub fn open() {
    if marked() {
        spawn_local(async {
            let _ = renew().await;
        });
    } else {
        SESSION.set(Session::Nobody { why: None });
    }
    let _ = window_event_listener(ev::storage, |event| {
        let ours = event.key().is_none_or(|key| key == MARK);
        if ours && !marked() && account_now().is_some() {
            leave(None);
        }
    });
    watch();
}

/// Tries again after the server could not be reached.
pub fn retry() {
    SESSION.set(Session::Opening);
    spawn_local(async {
        let _ = renew().await;
    });
}

fn watch() {
    let touched = StoredValue::new(js_sys::Date::now());
    let touch = move || touched.set_value(js_sys::Date::now());
    let _ = window_event_listener(ev::pointerdown, move |_| touch());
    let _ = window_event_listener(ev::keydown, move |_| touch());
    let check = move || {
        if account_now().is_some() && js_sys::Date::now() - touched.get_value() > IDLE {
            spawn_local(async {
                let _ = api::send(Call::<Logout>::new((), Nothing {})).await;
                leave(Some(Ended::Idle));
            });
        }
    };
    // Lives as long as the page.
    let _ = set_interval_with_handle(check, IDLE_CHECK);
}
