//! One student, many offers, everybody at once (spec/domain.md section 3).

use crate::{
    installation::{Installation, system},
    people::{self, Person, key, log_in},
    server::Server,
};
use sanfang_client::{ClientError, Native};
use sanfang_contract::account::Portal;
use sanfang_domain::{ids::CaseId, reason::Reason, signing::State};
use std::{collections::BTreeSet, sync::Arc, time::Instant};
use tokio::{sync::Barrier, task::JoinSet};

const ROUNDS: u32 = 100;
const OFFERS: u32 = 20;

/// What twenty clients were told: the case that was bound, and the refusals of the others.
struct Round {
    bound: Vec<CaseId>,
    refused: Vec<ClientError>,
}

#[tokio::test(flavor = "multi_thread")]
async fn of_offers_accepted_at_the_same_instant_exactly_one_binds() {
    let installation = Installation::new(ROUNDS, OFFERS).await;
    let servers = processes(&installation).await;
    let urls: Vec<&str> = servers.iter().map(|server| server.url.as_str()).collect();
    let students = people::students(urls[0], &installation).await;
    let offers = people::offers(urls[0], &installation, 0..ROUNDS).await;
    let consents = installation.consents().await;
    // Each client has a connection of its own, to one process or the other.
    let connections: Vec<Native> = (0..offers.len())
        .map(|client| Native::new(urls[client % urls.len()]).unwrap())
        .collect();

    let begin = Instant::now();
    let mut winners = Vec::new();
    for (n, student) in students.iter().enumerate() {
        let barrier = Arc::new(Barrier::new(offers.len()));
        let mut clients = JoinSet::new();
        for (connection, employer) in connections.iter().zip(&offers) {
            let person = Person::through(connection.clone(), student);
            let (case, barrier) = (employer[n], barrier.clone());
            let consent = consents[&case].clone();
            clients.spawn(async move {
                person.greet().await;
                barrier.wait().await;
                (case, person.accept(case, consent, key()).await)
            });
        }
        let mut round = Round {
            bound: Vec::new(),
            refused: Vec::new(),
        };
        while let Some(told) = clients.join_next().await {
            match told.unwrap() {
                (case, Ok(_)) => round.bound.push(case),
                (_, Err(error)) => round.refused.push(error),
            }
        }
        winners.push(judge(&installation, n, &offers, round).await);
    }
    println!(
        "{}: {ROUNDS} rounds of {OFFERS} in {:?}",
        system(),
        begin.elapsed()
    );

    let numbers = approved(&installation, &urls, &winners).await;
    assert_eq!(numbers.len(), winners.len(), "a number was given twice");
    installation.quiet().await;
    drop(servers);
    installation.verify().await;
    installation.end().await;
}

/// PostgreSQL carries two processes, SQLite one.
async fn processes(installation: &Installation) -> Vec<Server> {
    let count = if crate::database::server().is_some() {
        2
    } else {
        1
    };
    let mut servers = Vec::new();
    for _ in 0..count {
        servers.push(installation.serve().await);
    }
    servers
}

/// Exactly one is bound, the others are told that the student is.
async fn judge(
    installation: &Installation,
    n: usize,
    offers: &[Vec<CaseId>],
    round: Round,
) -> CaseId {
    assert_eq!(round.bound.len(), 1, "round {n}: {:?}", round.refused);
    for error in &round.refused {
        assert_eq!(error.status(), Some(409), "round {n}: {error}");
        assert_eq!(
            error.code(),
            Some(Reason::AlreadyBound.code()),
            "round {n}: {error}"
        );
    }
    let winner = round.bound[0];
    for employer in offers {
        let case = employer[n];
        let (state, _) = installation.case(case).await;
        let accepted = installation.done(case, "accept_offer").await;
        if case == winner {
            assert_eq!((state, accepted), (State::Accepted, 1), "round {n}");
        } else {
            assert_eq!((state, accepted), (State::Offered, 0), "round {n}");
        }
    }
    winner
}

/// Two reviewers approve every case at once: one of them does. Every number that was given.
async fn approved(
    installation: &Installation,
    urls: &[&str],
    cases: &[CaseId],
) -> BTreeSet<String> {
    let token = log_in(urls[0], Portal::School, sanfang_testkit::bulk::SCHOOL).await;
    let first = Person::at(urls[0], &token);
    let second = Person::at(urls[urls.len() - 1], &token);
    let mut numbers = BTreeSet::new();
    for some in cases.chunks(10) {
        let mut reviews = JoinSet::new();
        for &case in some {
            let (first, second) = (first.clone(), second.clone());
            reviews.spawn(async move {
                let (first, second) =
                    tokio::join!(first.approve(case, key()), second.approve(case, key()));
                (case, first, second)
            });
        }
        while let Some(told) = reviews.join_next().await {
            let (case, first, second) = told.unwrap();
            let (done, refused) = match (first, second) {
                (Ok(done), Err(refused)) | (Err(refused), Ok(done)) => (done, refused),
                other => panic!("two reviewers, not one outcome: {other:?}"),
            };
            assert_eq!(refused.status(), Some(409), "{refused}");
            assert_eq!(installation.done(case, "approve_agreement").await, 1);
            numbers.extend(done.row.number);
        }
    }
    numbers
}
