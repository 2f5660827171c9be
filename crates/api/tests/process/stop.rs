//! Told to stop, a process finishes what it has begun; what a dead one held is taken over.

use crate::{
    installation::Installation,
    people::{self, Person, key},
    until::until,
};
use chrono::{DateTime, TimeDelta, Utc};
use sanfang_domain::signing::State;
use sanfang_persistence::{
    entity::{jobs, messages},
    sea_orm::{EntityTrait, sea_query::Expr},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_request_in_flight_is_answered_before_the_process_ends() {
    let installation = Installation::new(1, 1).await;
    let mut server = installation.serve().await;
    let student = people::students(&server.url, &installation).await.remove(0);
    let case = people::offers(&server.url, &installation, 0..1).await[0][0];
    let consent = serde_json::to_string(&installation.consents().await[&case]).unwrap();

    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /api/v1/offers/{case}/accept HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {student}\r\n\
         Idempotency-Key: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\nConnection: close\r\n\r\n",
        key(),
        consent.len(),
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // From here on the request is in the server's hands.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");

    server.terminate();
    until("the process to take nobody new", async || {
        TcpStream::connect(&address).await.err()
    })
    .await;
    stream.write_all(consent.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(server.gone().await.success());
    assert_eq!(installation.case(case).await.0, State::Accepted);
    installation.verify().await;
    installation.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_process_held_is_taken_over_when_its_lease_is_over() {
    let installation = Installation::new(1, 1).await;
    let mut server = installation.start().with("--no-worker").serve().await;
    let student = people::students(&server.url, &installation).await.remove(0);
    let school = people::school(&server.url).await;
    let case = people::offers(&server.url, &installation, 0..1).await[0][0];
    let consent = installation.consents().await[&case].clone();
    Person::at(&server.url, &student)
        .accept(case, consent, key())
        .await
        .unwrap();
    Person::at(&server.url, &school)
        .approve(case, key())
        .await
        .unwrap();
    server.terminate();
    assert!(server.gone().await.success());
    assert!(installation.documents().await.is_empty());

    let until_then = installation.app.now() + TimeDelta::seconds(3);
    hold(&installation, until_then).await;
    let server = installation.serve().await;
    installation.quiet().await;
    let documents = installation.documents().await;
    assert_eq!(documents.len(), 1);
    assert!(
        documents[0].sealed_at >= until_then,
        "taken from the living"
    );
    for message in installation.messages().await {
        assert!(
            message.sent_at.unwrap() >= until_then,
            "taken from the living"
        );
    }
    drop(server);
    installation.verify().await;
    installation.end().await;
}

/// Jobs and messages as a process leaves them that died while it worked on all of them.
async fn hold(installation: &Installation, until: DateTime<Utc>) {
    let tx = installation.app.db.begin().await.unwrap();
    jobs::Entity::update_many()
        .col_expr(jobs::Column::LeaseOwner, Expr::value("dead"))
        .col_expr(jobs::Column::LeaseUntil, Expr::value(until))
        .col_expr(jobs::Column::Attempts, Expr::value(1))
        .exec(&tx)
        .await
        .unwrap();
    messages::Entity::update_many()
        .col_expr(messages::Column::LeaseOwner, Expr::value("dead"))
        .col_expr(messages::Column::LeaseUntil, Expr::value(until))
        .col_expr(messages::Column::Attempts, Expr::value(1))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
