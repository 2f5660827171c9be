//! Log-in, refresh and log-out. A refresh token counts once; showing a spent one again ends its family (RFC 9700
//! section 4.14.2).

use super::{password, throttle, view};
use crate::{App, AppError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use sanfang_contract::account::{AccountView, LoginRequest, Portal};
use sanfang_domain::{ids::SessionId, values::Sha256Hex};
use sanfang_persistence::accounts::{
    self,
    sessions::{self, Rotation, Session},
};
use std::net::IpAddr;

/// A session that nobody uses ends after this.
const SESSION_LIFETIME: TimeDelta = TimeDelta::days(14);

/// The most that is kept of `User-Agent`.
const AGENT_LENGTH: usize = 200;

/// Where a log-in comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Address.
    pub ip: IpAddr,
    /// `User-Agent`.
    pub agent: String,
}

/// A log-in that succeeded, or its continuation.
pub struct LoggedIn {
    /// Who.
    pub account: AccountView,
    /// The session.
    pub session: SessionId,
    /// The refresh token that counts from now on.
    pub refresh_token: String,
    /// When the session ends if nobody refreshes.
    pub expires_at: DateTime<Utc>,
}

/// The tab's identifier.
pub(super) fn portal(portal: Portal) -> &'static str {
    match portal {
        Portal::Student => "student",
        Portal::Employer => "employer",
        Portal::School => "school",
        Portal::Platform => "platform",
    }
}

/// Logs in.
pub async fn login(app: &App, request: LoginRequest, origin: Origin) -> Result<LoggedIn, AppError> {
    let portal = portal(request.portal);
    let ip = origin.ip.to_string();
    let by_address = throttle::subject(app, &[&ip]);
    let by_pair = throttle::subject(app, &[portal, &accounts::folded(&request.login), &ip]);
    throttle::check(app, app.db.read(), throttle::LOGIN_ADDRESS, &by_address).await?;
    throttle::take(app, throttle::LOGIN, &by_pair).await?;
    let found = accounts::find_by_login(app.db.read(), portal, &request.login).await?;
    let stored = found.as_ref().map(|account| account.password_hash.clone());
    let fits = password::verify(&request.password, stored).await?;
    let Some(account) = found.filter(|account| fits && account.active) else {
        throttle::count(app, app.db.schema(), throttle::LOGIN_ADDRESS, &by_address).await?;
        return Err(AppError::Credentials);
    };
    let now = app.now();
    let id: SessionId = app.id();
    let token = RefreshToken::new(app, id)?;
    let expires_at = now + SESSION_LIFETIME;
    let tx = app.db.begin().await?;
    accounts::throttles::clear(&tx, throttle::LOGIN.scope, &by_pair).await?;
    accounts::record_login(&tx, account.id, now, &ip).await?;
    let session = Session {
        id,
        account: account.id,
        token_hash: token.hash(),
        created_at: now,
        used_at: now,
        expires_at,
        ended: false,
        ip,
        agent: origin.agent.chars().take(AGENT_LENGTH).collect(),
    };
    sessions::insert(&tx, session).await?;
    let account = accounts::find(&tx, account.id)
        .await?
        .ok_or(AppError::NotFound)?;
    let account = view(&tx, account).await?;
    tx.commit().await?;
    Ok(LoggedIn {
        account,
        session: id,
        refresh_token: token.text(),
        expires_at,
    })
}

/// Turns the refresh token.
pub async fn refresh(app: &App, token: &str, origin: Origin) -> Result<LoggedIn, AppError> {
    let shown = RefreshToken::read(app, token).ok_or(AppError::Unauthenticated)?;
    let next = RefreshToken::new(app, shown.session)?;
    let now = app.now();
    let tx = app.db.begin().await?;
    let ip = origin.ip.to_string();
    let turn = Rotation {
        id: shown.session,
        old: &shown.hash(),
        new: &next.hash(),
        ip: &ip,
    };
    if !sessions::rotate(&tx, turn, now).await? {
        if let Some(session) = sessions::find(&tx, shown.session).await?
            && session.alive(now)
        {
            sessions::end(&tx, session.account, session.id, now).await?;
            tracing::warn!(session = %session.id, "a spent refresh token was shown again: the session ends");
        }
        tx.commit().await?;
        return Err(AppError::Unauthenticated);
    }
    let session = sessions::find(&tx, shown.session)
        .await?
        .ok_or(AppError::Unauthenticated)?;
    let account = accounts::find(&tx, session.account)
        .await?
        .filter(|account| account.active)
        .ok_or(AppError::Unauthenticated)?;
    let account = view(&tx, account).await?;
    tx.commit().await?;
    Ok(LoggedIn {
        account,
        session: session.id,
        refresh_token: next.text(),
        expires_at: session.expires_at,
    })
}

/// Ends the session of a refresh token; nothing happens for one that does not count.
pub async fn logout(app: &App, token: &str) -> Result<(), AppError> {
    let Some(shown) = RefreshToken::read(app, token) else {
        return Ok(());
    };
    if let Some(session) = sessions::find(app.db.read(), shown.session).await? {
        sessions::end(app.db.schema(), session.account, session.id, app.now()).await?;
    }
    Ok(())
}

/// `session.turn.mac`: the random turn is what the database knows the hash of; the keyed hash tells a token that was once
/// ours from one that was made up, so that only a real spent token can end a session.
struct RefreshToken {
    session: SessionId,
    turn: String,
    mac: String,
}

impl RefreshToken {
    fn new(app: &App, session: SessionId) -> Result<Self, AppError> {
        let turn = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
        let mac = Self::mac(app, session, &turn);
        Ok(Self { session, turn, mac })
    }

    fn read(app: &App, text: &str) -> Option<Self> {
        let (session, rest) = text.split_once('.')?;
        let (turn, mac) = rest.split_once('.')?;
        let session = session.parse().ok()?;
        let expected = Self::mac(app, session, turn);
        // Compared as hashes, so that time tells nothing about the expected value.
        let same = Sha256Hex::of(mac.as_bytes()) == Sha256Hex::of(expected.as_bytes());
        same.then(|| Self {
            session,
            turn: turn.to_owned(),
            mac: expected,
        })
    }

    fn mac(app: &App, session: SessionId, turn: &str) -> String {
        app.personal.tag("refresh", &format!("{session}.{turn}"))
    }

    fn hash(&self) -> String {
        Sha256Hex::of(self.turn.as_bytes()).into()
    }

    fn text(&self) -> String {
        format!("{}.{}.{}", self.session, self.turn, self.mac)
    }
}
