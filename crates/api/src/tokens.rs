//! Access tokens: JWT (RFC 7519, RFC 9068) signed with Ed25519 (RFC 8037), and the published keys (RFC 7517).

use crate::problem::Fault;
use actix_web::http::StatusCode;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use sanfang_application::{App, AppError, accounts::keys};
use sanfang_contract::problem::codes;
use sanfang_domain::{
    actor::Role,
    ids::{AccountId, SessionId},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// Seconds that an access token counts; spec/api.md allows 15 minutes at most.
pub const LIFETIME: u32 = 600;

/// Seconds by which the clocks of two servers may differ.
const LEEWAY: i64 = 5;

/// Seconds between two looks for a key that is not known here yet.
const RELOAD_AFTER: i64 = 10;

/// Media type of the token itself (RFC 9068 section 2.1).
const TYPE: &str = "at+jwt";

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// Who made it.
    pub iss: String,
    /// For whom.
    pub aud: String,
    /// The account.
    pub sub: AccountId,
    /// The log-in.
    pub sid: SessionId,
    /// The role at the time; the server reads it anew.
    pub role: Role,
    /// Made at, Unix seconds.
    pub iat: i64,
    /// Not before.
    pub nbf: i64,
    /// Until.
    pub exp: i64,
}

/// One published key (RFC 8037 section 2).
#[derive(Clone, Debug, Serialize)]
pub struct Jwk {
    kty: &'static str,
    crv: &'static str,
    alg: &'static str,
    #[serde(rename = "use")]
    usage: &'static str,
    kid: String,
    x: String,
}

/// The published keys.
#[derive(Clone, Debug, Serialize)]
pub struct Jwks {
    /// Newest first.
    pub keys: Vec<Jwk>,
}

struct Ring {
    signing: (String, EncodingKey),
    checking: HashMap<String, DecodingKey>,
    published: Jwks,
    loaded_at: i64,
}

/// Makes and checks access tokens with the keys of the database.
pub struct Tokens {
    issuer: String,
    validation: Validation,
    ring: RwLock<Arc<Ring>>,
}

impl Tokens {
    /// With the keys of the database; the first start makes one.
    pub async fn open(app: &App, issuer: String) -> Result<Self, AppError> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation.set_issuer(&[&issuer]);
        validation.set_audience(&[&issuer]);
        // Times are checked below against the application's clock, with our leeway.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        let ring = RwLock::new(Arc::new(Ring::load(app).await?));
        Ok(Self {
            issuer,
            validation,
            ring,
        })
    }

    /// A token for a log-in.
    pub fn issue(
        &self,
        app: &App,
        account: AccountId,
        session: SessionId,
        role: Role,
    ) -> Result<String, Fault> {
        let ring = self.ring();
        let (kid, key) = &ring.signing;
        let now = app.now().timestamp();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.issuer.clone(),
            sub: account,
            sid: session,
            role,
            iat: now,
            nbf: now,
            exp: now + i64::from(LIFETIME),
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYPE.to_owned());
        header.kid = Some(kid.clone());
        encode(&header, &claims, key).map_err(|error| {
            tracing::error!(%error, "an access token cannot be signed");
            Fault::default()
        })
    }

    /// What a token says, if it counts now.
    pub async fn check(&self, app: &App, token: &str) -> Result<Claims, Fault> {
        let refused = |_| Fault::unauthenticated();
        let header = jsonwebtoken::decode_header(token).map_err(refused)?;
        let typed = header.typ.as_deref() == Some(TYPE) && header.alg == Algorithm::EdDSA;
        let kid = header
            .kid
            .filter(|_| typed)
            .ok_or_else(Fault::unauthenticated)?;
        let ring = self.ring_with(app, &kid).await?;
        let key = ring.checking.get(&kid).ok_or_else(Fault::unauthenticated)?;
        let claims: Claims = decode(token, key, &self.validation)
            .map_err(refused)?
            .claims;
        let now = app.now().timestamp();
        if claims.exp + LEEWAY <= now {
            return Err(Fault::new(StatusCode::UNAUTHORIZED, codes::TOKEN_EXPIRED));
        }
        if claims.nbf - LEEWAY > now {
            return Err(Fault::unauthenticated());
        }
        Ok(claims)
    }

    /// The published keys.
    pub fn published(&self) -> Jwks {
        self.ring().published.clone()
    }

    fn ring(&self) -> Arc<Ring> {
        self.ring
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The ring, read again if another server may have made this key meanwhile.
    async fn ring_with(&self, app: &App, kid: &str) -> Result<Arc<Ring>, Fault> {
        let ring = self.ring();
        let recent = app.now().timestamp() - ring.loaded_at < RELOAD_AFTER;
        if recent || ring.checking.contains_key(kid) {
            return Ok(ring);
        }
        let fresh = Arc::new(Ring::load(app).await?);
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        Ok(fresh)
    }
}

impl Ring {
    async fn load(app: &App) -> Result<Self, AppError> {
        let keys = keys::all(app).await?;
        let signing = (
            keys.current.id.clone(),
            EncodingKey::from_ed_der(&keys.current.private),
        );
        let mut checking = HashMap::new();
        let mut published = Vec::new();
        for key in std::iter::once(&keys.current).chain(&keys.retired) {
            checking.insert(key.id.clone(), DecodingKey::from_ed_der(&key.public));
            published.push(Jwk {
                kty: "OKP",
                crv: "Ed25519",
                alg: "EdDSA",
                usage: "sig",
                kid: key.id.clone(),
                x: base64_url(&key.public),
            });
        }
        Ok(Self {
            signing,
            checking,
            published: Jwks { keys: published },
            loaded_at: app.now().timestamp(),
        })
    }
}

fn base64_url(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes)
}
