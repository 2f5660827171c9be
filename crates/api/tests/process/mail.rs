//! Notices go out over a real SMTP conversation, also after the mail server was away.

use crate::{
    installation::Installation,
    people,
    smtp::{Mail, Mailbox, Smtp},
    until::until,
};
use sanfang_persistence::entity::messages;

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_waits_for_its_server_and_arrives_once() {
    let installation = Installation::new(2, 1).await;
    let mailbox = Mailbox::default();
    let smtp = Smtp::start(&mailbox).await;
    let address = smtp.address;
    let start = installation
        .start()
        .with("--smtp-url")
        .with(format!("smtp://{address}"))
        .with("--mail-from")
        .with("三方 <no-reply@sanfang.test>");
    let server = start.serve().await;

    people::offers(&server.url, &installation, 0..1).await;
    until("the first mail", async || arrived(&mailbox, 1)).await;
    installation.quiet().await;
    let first = installation.messages().await.remove(0);
    is_the_notice(&mailbox.lock().unwrap()[0], &first, "s0000000@example.com");

    smtp.stop().await;
    people::offers(&server.url, &installation, 1..2).await;
    let waiting = until("two attempts that fail", async || {
        let messages = installation.messages().await;
        messages
            .into_iter()
            .find(|message| message.status == "pending" && message.attempts >= 2)
    })
    .await;
    assert!(waiting.last_error.is_some());
    assert_eq!(arrived(&mailbox, 1), Some(()), "a mail came from nowhere");

    let smtp = Smtp::on(address, &mailbox).await;
    until("the second mail", async || arrived(&mailbox, 2)).await;
    installation.quiet().await;
    assert_eq!(arrived(&mailbox, 2), Some(()), "a mail came twice");
    is_the_notice(
        &mailbox.lock().unwrap()[1],
        &waiting,
        "s0000001@example.com",
    );

    drop(server);
    smtp.stop().await;
    installation.verify().await;
    installation.end().await;
}

/// Whether exactly so many mails came.
fn arrived(mailbox: &Mailbox, count: usize) -> Option<()> {
    (mailbox.lock().unwrap().len() == count).then_some(())
}

fn is_the_notice(mail: &Mail, message: &messages::Model, to: &str) {
    assert_eq!(mail.from, "no-reply@sanfang.test");
    assert_eq!(mail.to, [to]);
    let id = mail.header("Message-ID").unwrap();
    assert!(id.contains(&message.id.to_string()), "{id}");
    let text = mail.text();
    assert!(text.contains("示例企业00000有限公司"), "{text}");
    assert!(text.contains("http://sanfang.test"), "{text}");
}
