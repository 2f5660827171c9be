//! Those who call: each with a connection of their own.

use crate::installation::Installation;
use sanfang_client::{Anonymous, Bearer, Call, Client, ClientError, Native};
use sanfang_contract::{
    account::{LoginRequest, Portal},
    cases::{ApproveAgreement, CaseDetail, Consent, OfferBatch},
    endpoint::{Json, Nothing},
    endpoints::{
        AcceptOffer, ApproveCase, GetAccount, GetAgreementDocument, GetCase, Login, SendOffers,
    },
    terms::Terms,
};
use sanfang_domain::{Lang, calendar::beijing_date, ids::CaseId};
use sanfang_testkit::bulk;
use uuid::Uuid;

/// A token, good for every process of an installation.
pub type Token = String;

/// A key for a call that may be tried again.
#[expect(clippy::disallowed_methods, reason = "a client chooses its keys")]
pub fn key() -> Uuid {
    Uuid::new_v4()
}

/// Somebody with a connection to a process.
#[derive(Clone)]
pub struct Person(Client<Native, Bearer>);

/// Logs in at a process.
pub async fn log_in(url: &str, portal: Portal, login: &str) -> Token {
    let client = Client::new(Native::new(url).unwrap(), Anonymous::default());
    let request = LoginRequest {
        portal,
        login: login.to_owned(),
        password: bulk::PASSWORD.to_owned(),
    };
    let Json(reply) = client
        .send(Call::<Login>::new((), Json(request)))
        .await
        .unwrap();
    reply.access_token
}

/// The token of the school's staff.
pub async fn school(url: &str) -> Token {
    log_in(url, Portal::School, bulk::SCHOOL).await
}

/// The tokens of students, in order.
pub async fn students(url: &str, installation: &Installation) -> Vec<Token> {
    let world = &installation.world;
    let mut tokens = Vec::new();
    for n in 0..world.size.students {
        tokens.push(log_in(url, Portal::Student, &world.student_login(n)).await);
    }
    tokens
}

/// Every employer offers the same position to some students; the cases, one row per employer in the order of students.
pub async fn offers(
    url: &str,
    installation: &Installation,
    students: std::ops::Range<u32>,
) -> Vec<Vec<CaseId>> {
    let world = &installation.world;
    let today = beijing_date(installation.app.now());
    let mut cases = Vec::new();
    for employer in 0..world.size.employers {
        let token = log_in(url, Portal::Employer, &world.employer_login(employer)).await;
        let batch = OfferBatch {
            students: students.clone().map(|n| world.student(n)).collect(),
            terms: Terms::from(&bulk::terms(employer, today).unwrap()),
            response_days: None,
        };
        let reply = Person::at(url, &token)
            .0
            .send(Call::<SendOffers>::new((), Json(batch)).key(key()))
            .await;
        let Json(reply) = reply.unwrap();
        let row = reply
            .results
            .into_iter()
            .map(|result| result.case_id.unwrap());
        cases.push(row.collect());
    }
    cases
}

impl Person {
    /// With a token, at a process.
    pub fn at(url: &str, token: &str) -> Self {
        Self::through(Native::new(url).unwrap(), token)
    }

    /// With a token, through a connection.
    pub fn through(connection: Native, token: &str) -> Self {
        let credentials = Bearer {
            token: token.to_owned(),
            lang: Lang::ZhCn,
        };
        Self(Client::new(connection, credentials))
    }

    /// Opens the connection, so that the next request goes out at once.
    pub async fn greet(&self) {
        let call = Call::<GetAccount>::new((), Nothing {});
        self.0.send(call).await.unwrap();
    }

    /// A case.
    pub async fn case(&self, id: CaseId) -> CaseDetail {
        let call = Call::<GetCase>::new((id,), Nothing {});
        self.0.send(call).await.unwrap().0
    }

    /// The sealed agreement.
    pub async fn document(&self, id: CaseId) -> Vec<u8> {
        let call = Call::<GetAgreementDocument>::new((id,), Nothing {});
        self.0.send(call).await.unwrap().bytes
    }

    /// O3
    pub async fn accept(
        &self,
        id: CaseId,
        consent: Consent,
        key: Uuid,
    ) -> Result<CaseDetail, ClientError> {
        let call = Call::<AcceptOffer>::new((id,), Json(consent)).key(key);
        self.0.send(call).await.map(|Json(detail)| detail)
    }

    /// O9
    pub async fn approve(&self, id: CaseId, key: Uuid) -> Result<CaseDetail, ClientError> {
        let call = Call::<ApproveCase>::new((id,), Json(ApproveAgreement::default())).key(key);
        self.0.send(call).await.map(|Json(detail)| detail)
    }
}
