//! A mail server of a few lines: as much of RFC 5321 as a client needs.

use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

/// One mail as it came in.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    pub data: String,
}

/// What came in over all the times that a server was up.
pub type Mailbox = Arc<Mutex<Vec<Mail>>>;

/// A running mail server.
pub struct Smtp {
    pub address: SocketAddr,
    running: JoinHandle<()>,
}

impl Smtp {
    /// Up, on a free port.
    pub async fn start(mailbox: &Mailbox) -> Self {
        Self::on((Ipv4Addr::LOCALHOST, 0).into(), mailbox).await
    }

    /// Up, where another was before.
    pub async fn on(address: SocketAddr, mailbox: &Mailbox) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mailbox = mailbox.clone();
        let running = tokio::spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                conversations.spawn(converse(stream, mailbox.clone()));
            }
        });
        Self { address, running }
    }

    /// Down, with every conversation.
    pub async fn stop(self) {
        self.running.abort();
        assert!(self.running.await.unwrap_err().is_cancelled());
    }
}

/// One connection, until the client leaves.
async fn converse(stream: TcpStream, mailbox: Mailbox) {
    let mut stream = BufReader::new(stream);
    let mut mail = Mail::default();
    let mut line = String::new();
    let mut answer = "220 mail.test ready\r\n";
    loop {
        stream.get_mut().write_all(answer.as_bytes()).await.unwrap();
        line.clear();
        if stream.read_line(&mut line).await.unwrap() == 0 {
            return;
        }
        let (command, rest) = line
            .trim_end()
            .split_once([' ', ':'])
            .unwrap_or((line.trim_end(), ""));
        answer = match command.to_ascii_uppercase().as_str() {
            "EHLO" => "250-mail.test\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "HELO" | "NOOP" => "250 fine\r\n",
            "RSET" => {
                mail = Mail::default();
                "250 fine\r\n"
            }
            "MAIL" => {
                mail.from = address(rest);
                "250 fine\r\n"
            }
            "RCPT" => {
                mail.to.push(address(rest));
                "250 fine\r\n"
            }
            "DATA" => {
                stream
                    .get_mut()
                    .write_all(b"354 end with a dot\r\n")
                    .await
                    .unwrap();
                mail.data = data(&mut stream).await;
                mailbox.lock().unwrap().push(std::mem::take(&mut mail));
                "250 taken\r\n"
            }
            "QUIT" => {
                stream.get_mut().write_all(b"221 bye\r\n").await.unwrap();
                return;
            }
            _ => "502 not here\r\n",
        };
    }
}

/// `FROM:<a@b> …` without all but the address.
fn address(rest: &str) -> String {
    let (_, rest) = rest.split_once('<').unwrap();
    rest.split_once('>').unwrap().0.to_owned()
}

/// Lines up to the dot; doubled dots are single ones (RFC 5321 section 4.5.2).
async fn data(stream: &mut BufReader<TcpStream>) -> String {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        assert!(
            stream.read_line(&mut line).await.unwrap() > 0,
            "the client left in the middle"
        );
        if line == ".\r\n" {
            return text;
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

impl Mail {
    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (head, _) = self.data.split_once("\r\n\r\n").unwrap();
        head.lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// What a person reads.
    pub fn text(&self) -> String {
        let (_, body) = self.data.split_once("\r\n\r\n").unwrap();
        match self.header("Content-Transfer-Encoding") {
            Some("base64") => {
                let joined: String = body.split_whitespace().collect();
                String::from_utf8(STANDARD.decode(joined).unwrap()).unwrap()
            }
            Some("quoted-printable") => quoted_printable(body),
            _ => body.to_owned(),
        }
    }
}

/// RFC 2045 section 6.7.
fn quoted_printable(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        if byte == b'=' {
            bytes.push(hex::decode(&tail[..2]).unwrap()[0]);
            rest = &tail[2..];
        } else {
            bytes.push(byte);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}
