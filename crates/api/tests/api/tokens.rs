//! Access tokens that must not count, and the published keys.

use crate::wire::{World, failed, with};
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey, Header, dangerous, encode};
use reqwest::StatusCode;
use sanfang_application::accounts::keys;
use serde_json::{Value, json};

async fn told(world: &World, token: &str) -> (u16, String) {
    let request = world.get("/api/v1/account").bearer_auth(token);
    failed(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_token_counts_fifteen_minutes_at_most_and_then_says_that_it_expired() {
    let world = World::new().await;
    let session = world.student().await;
    world.pass(TimeDelta::minutes(9));
    assert_eq!(world.account(&session.token).await, StatusCode::OK);
    world.pass(TimeDelta::minutes(6));
    assert_eq!(
        told(&world, &session.token).await,
        with(401, "token_expired")
    );
    world.end().await;
}

#[tokio::test]
async fn a_token_from_the_future_does_not_count() {
    let world = World::new().await;
    world.pass(TimeDelta::minutes(5));
    let session = world.student().await;
    world.pass(TimeDelta::seconds(-30));
    assert_eq!(
        told(&world, &session.token).await,
        with(401, "unauthenticated")
    );
    world.pass(TimeDelta::seconds(27));
    assert_eq!(world.account(&session.token).await, StatusCode::OK);
    world.end().await;
}

/// A token with other claims or header than the server's, signed with its own key.
struct Forge {
    key: EncodingKey,
    header: Header,
    claims: Value,
}

impl Forge {
    async fn new(world: &World) -> Self {
        let session = world.student().await;
        let keys = keys::all(&world.app).await.unwrap();
        Self {
            key: EncodingKey::from_ed_der(&keys.current.private),
            header: jsonwebtoken::decode_header(&session.token).unwrap(),
            claims: dangerous::insecure_decode_claims(&session.token).unwrap(),
        }
    }

    fn claim(&self, name: &str, value: Value) -> String {
        let mut claims = self.claims.clone();
        claims[name] = value;
        encode(&self.header, &claims, &self.key).unwrap()
    }

    fn without(&self, name: &str) -> String {
        let mut claims = self.claims.clone();
        claims.as_object_mut().unwrap().remove(name);
        encode(&self.header, &claims, &self.key).unwrap()
    }

    fn header(&self, change: impl FnOnce(&mut Header)) -> String {
        let mut header = self.header.clone();
        change(&mut header);
        encode(&header, &self.claims, &self.key).unwrap()
    }
}

#[tokio::test]
async fn forged_and_foreign_tokens_do_not_count() {
    let world = World::new().await;
    let forge = Forge::new(&world).await;
    let genuine = encode(&forge.header, &forge.claims, &forge.key).unwrap();
    assert_eq!(world.account(&genuine).await, StatusCode::OK);
    let (_, claims_and_signature) = genuine.split_once('.').unwrap();
    let (claims, _) = claims_and_signature.split_once('.').unwrap();
    let none = format!("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{claims}.");
    let mut symmetric = Header::new(Algorithm::HS256);
    symmetric.typ = forge.header.typ.clone();
    symmetric.kid = forge.header.kid.clone();
    let public = keys::all(&world.app).await.unwrap().current.public;
    let confused = encode(
        &symmetric,
        &forge.claims,
        &EncodingKey::from_secret(&public),
    )
    .unwrap();
    let later = world.app.now().timestamp() + 60;
    let tokens = [
        ("no algorithm", none),
        ("the public key as a secret", confused),
        ("another issuer", forge.claim("iss", json!("elsewhere"))),
        ("another audience", forge.claim("aud", json!("elsewhere"))),
        ("no issuer", forge.without("iss")),
        ("no audience", forge.without("aud")),
        ("no end", forge.without("exp")),
        ("no beginning", forge.without("nbf")),
        ("not yet", forge.claim("nbf", json!(later))),
        (
            "another account",
            forge.claim("sub", json!(world.people.student_account(1))),
        ),
        (
            "an unknown session",
            forge.claim("sid", json!("01935b0e-5f0a-7c9e-8a37-0d9c8d1f2b6e")),
        ),
        (
            "another type",
            forge.header(|header| header.typ = Some("JWT".to_owned())),
        ),
        ("no type", forge.header(|header| header.typ = None)),
        (
            "an unknown key",
            forge.header(|header| header.kid = Some("other".to_owned())),
        ),
        ("no key", forge.header(|header| header.kid = None)),
        (
            "a cut signature",
            genuine.trim_end_matches(|c| c != '.').to_owned(),
        ),
        ("no token", "x".to_owned()),
    ];
    for (what, token) in tokens {
        assert_eq!(
            told(&world, &token).await,
            with(401, "unauthenticated"),
            "{what}"
        );
    }
    world.end().await;
}

#[tokio::test]
async fn a_rotated_key_still_checks_and_the_new_one_signs() {
    let world = World::new().await;
    let before = world.student().await;
    keys::rotate(&world.app).await.unwrap();
    assert_eq!(world.account(&before.token).await, StatusCode::OK);
    let reply = world.get("/.well-known/jwks.json").send().await.unwrap();
    let published: Value = reply.json().await.unwrap();
    let first = &published["keys"][0];
    assert_eq!(
        (&first["kty"], &first["crv"]),
        (&json!("OKP"), &json!("Ed25519"))
    );
    assert!(
        first.get("d").is_none(),
        "the private half is never published"
    );
    world.end().await;
}
