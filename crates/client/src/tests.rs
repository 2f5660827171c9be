use super::*;
use sanfang_contract::{
    Method, Nothing, Upload,
    cases::Consent,
    endpoint::Json,
    endpoints::{AcceptOffer, CountUnreadNotices, GetCodeTable, ImportQuery, ImportSendList},
    notices::UnreadNotices,
};
use std::{
    cell::RefCell,
    future::Ready,
    pin::pin,
    task::{Context, Poll, Waker},
};
use uuid::Uuid;

/// Answers from a list, and keeps what was asked.
struct Script {
    answers: RefCell<Vec<Response>>,
    asked: RefCell<Vec<Request>>,
}

impl Script {
    fn new(answers: &[(u16, &str)]) -> Self {
        let answers = answers
            .iter()
            .rev()
            .map(|(status, body)| Response {
                status: *status,
                etag: Some("\"3\"".into()),
                body: body.as_bytes().to_vec(),
            })
            .collect();
        Self {
            answers: RefCell::new(answers),
            asked: RefCell::default(),
        }
    }
}

impl Transport for &Script {
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, String>> {
        self.asked.borrow_mut().push(request);
        let answer: Ready<_> =
            std::future::ready(self.answers.borrow_mut().pop().ok_or("no network".into()));
        answer
    }
}

/// A session that can be refreshed once.
struct Renewable;

impl Credentials for Renewable {
    fn token(&self) -> Option<String> {
        Some("old".into())
    }
    fn lang(&self) -> Lang {
        Lang::En
    }
    async fn renew(&self) -> Option<String> {
        Some("new".into())
    }
}

fn now<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the script never waits"),
    }
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request
        .headers
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, v)| v.as_str())
}

#[test]
fn a_call_that_moves_something_carries_the_callers_key() {
    let script = Script::new(&[]);
    let client = Client::new(&script, Anonymous(Lang::ZhCn));
    let key = Uuid::from_u128(7);
    let consent = Consent {
        version: 1,
        hash: "h".into(),
        pledged: true,
    };
    let call = Call::<AcceptOffer>::new((Uuid::from_u128(1).into(),), Json(consent)).key(key);
    assert_eq!(
        now(client.send(call)).map(|_| ()).unwrap_err(),
        ClientError::Unreachable("no network".into())
    );
    let asked = script.asked.borrow();
    assert_eq!(asked[0].method, Method::Post);
    assert_eq!(
        asked[0].target,
        "/api/v1/offers/00000000-0000-0000-0000-000000000001/accept"
    );
    assert_eq!(
        header(&asked[0], "idempotency-key"),
        Some(key.to_string().as_str())
    );
    assert_eq!(header(&asked[0], "accept-language"), Some("zh-CN"));
}

#[test]
fn an_expired_token_is_renewed_once_and_the_same_request_sent_again() {
    let script = Script::new(&[(401, "{}"), (200, r#"{"unread":2}"#)]);
    let client = Client::new(&script, Renewable);
    let reply =
        now(client.exchange(Call::<CountUnreadNotices>::new((), Nothing::default()))).unwrap();
    assert_eq!(reply.value.0, UnreadNotices { unread: 2 });
    assert_eq!(reply.etag.as_deref(), Some("\"3\""));
    let asked = script.asked.borrow();
    assert_eq!(header(&asked[0], "authorization"), Some("Bearer old"));
    assert_eq!(header(&asked[1], "authorization"), Some("Bearer new"));
    assert_eq!(asked.len(), 2);
}

#[test]
fn a_problem_is_read_and_an_answer_from_a_proxy_becomes_one() {
    let script = Script::new(&[
        (
            404,
            r#"{"type":"/problems/not_found","title":"t","status":404,"code":"not_found"}"#,
        ),
        (502, "<html>"),
    ]);
    let client = Client::new(&script, Anonymous(Lang::En));
    let ask = || Call::<GetCodeTable>::new(("sex".into(),), Nothing::default());
    let first = now(client.send(ask())).map(|_| ()).unwrap_err();
    let second = now(client.send(ask())).map(|_| ()).unwrap_err();
    assert_eq!(
        (first.status(), first.code()),
        (Some(404), Some("not_found"))
    );
    assert_eq!(
        (second.status(), second.code()),
        (Some(502), Some("unavailable"))
    );
}

#[test]
fn a_file_travels_as_form_data() {
    let script = Script::new(&[]);
    let client = Client::new(&script, Anonymous(Lang::En));
    let file = Upload {
        name: "名单\".csv".into(),
        media_type: "text/csv".into(),
        bytes: b"a,b".to_vec(),
    };
    let call = Call::<ImportSendList>::new((), file).query(ImportQuery { commit: true });
    assert!(now(client.send(call)).is_err());
    let asked = script.asked.borrow();
    assert_eq!(
        asked[0].target,
        "/api/v1/employer/send-list/import?commit=true"
    );
    let media_type = header(&asked[0], "content-type").unwrap();
    let boundary = media_type.split_once("boundary=").unwrap().1;
    let body = String::from_utf8(asked[0].body.clone().unwrap()).unwrap();
    assert!(body.starts_with(&format!("--{boundary}\r\n")));
    assert!(body.contains(
        "name=\"file\"; filename=\"名单%22.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n"
    ));
    assert!(body.ends_with(&format!("--{boundary}--\r\n")));
}
