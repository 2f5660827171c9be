//! Calls of the student's pages and what their answers mean on a page.

use std::cell::RefCell;

use sanfang_client::{Anonymous, Bearer, Browser, Call, Client, ClientError};
use sanfang_contract::{Endpoint, Nothing, cases::CapabilityView, endpoints::Refresh};
use sanfang_domain::{Lang, capability::Action, ids::CaseId};

use crate::{
    i18n,
    ui::{Fault, Gate, Trouble},
};

thread_local! { static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) }; }

fn lang() -> Lang {
    match i18n::lang_now() { i18n::Lang::Zh => Lang::ZhCn, i18n::Lang::En => Lang::En }
}

pub async fn send<E: Endpoint>(call: Call<E>) -> Result<E::Reply, ClientError> {
    let token = TOKEN.with(|t| t.borrow().clone());
    let token = match token {
        Some(token) => token,
        None => {
            let reply = Client::new(Browser, Anonymous(lang())).send(Call::<Refresh>::new((), Nothing {})).await?;
            TOKEN.with(|t| *t.borrow_mut() = Some(reply.0.access_token.clone()));
            reply.0.access_token
        }
    };
    Client::new(Browser, Bearer { token, lang: lang() }).send(call).await
}

pub fn trouble(error: &ClientError) -> Trouble {
    match error.problem() {
        Some(problem) => Trouble { title: problem.title.clone(), detail: problem.detail.clone().unwrap_or_default(), trace: problem.instance.clone().unwrap_or_default(), again: problem.status >= 500 },
        None => Trouble { title: "offline".into(), detail: String::new(), trace: String::new(), again: true },
    }
}
