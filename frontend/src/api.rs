//! Calls to the server, and what their faults mean on a page.
//!
//! `api::send(Call::<GetCase>::new((id,), Nothing {}))` speaks for whoever is logged in, renews the
//! access token once when it has expired, and asks for answers in the language of the page.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};
use sanfang_client::{Call, Client, ClientError};
use sanfang_contract::{
    Endpoint, FileReply, cases::CapabilityView, endpoint::Json, problem::codes,
};
use sanfang_domain::capability::Action;
use uuid::Uuid;
use wasm_bindgen::JsCast;

use crate::{
    i18n::t,
    session::Live,
    transport::Browser,
    ui::{Fault, Faults, Gate, Trouble},
};

/// Carries out a call.
///
/// # Errors
/// What the server refused, or that it could not be reached.
pub async fn send<E: Endpoint>(call: Call<E>) -> Result<E::Reply, ClientError> {
    Client::new(Browser, Live).send(call).await
}

/// Carries out a call whose reply is JSON.
///
/// # Errors
/// As [`send`].
pub async fn ask<E, T>(call: Call<E>) -> Result<T, ClientError>
where
    E: Endpoint<Reply = Json<T>>,
    Json<T>: sanfang_contract::endpoint::FromReply,
{
    send(call).await.map(|Json(reply)| reply)
}

/// As [`ask`], with the fault as a page shows it: for [`Loaded`](crate::ui::Loaded).
///
/// # Errors
/// As [`send`].
pub async fn load<E, T>(call: Call<E>) -> Result<T, Trouble>
where
    E: Endpoint<Reply = Json<T>>,
    Json<T>: sanfang_contract::endpoint::FromReply,
{
    ask(call).await.map_err(|error| trouble(&error))
}

/// A fault as a page shows it in place of its content.
#[must_use]
pub fn trouble(error: &ClientError) -> Trouble {
    let Some(problem) = error.problem() else {
        let unreachable = matches!(error, ClientError::Unreachable(_));
        return Trouble {
            title: if unreachable {
                t::api::unreachable()
            } else {
                t::api::unreadable()
            }
            .to_owned(),
            detail: if unreachable {
                t::api::unreachable_hint()
            } else {
                t::api::unreadable_hint()
            }
            .to_owned(),
            trace: String::new(),
            again: true,
        };
    };
    Trouble {
        title: problem.title.clone(),
        detail: problem.detail.clone().unwrap_or_default(),
        trace: problem
            .instance
            .clone()
            .filter(|_| problem.status >= 500)
            .unwrap_or_default(),
        again: problem.status >= 500 || problem.status == 429,
    }
}

/// A fault in one line: for a form, a dialog or a toast.
#[must_use]
pub fn say(error: &ClientError) -> String {
    let Trouble { title, detail, .. } = trouble(error);
    if error.problem().is_none() {
        return format!("{title}{}{detail}", t::ui::colon());
    }
    if detail.is_empty() { title } else { detail }
}

/// Brings a fault into a form: to its fields where the server names them, else over the whole.
pub fn blame(error: &ClientError, faults: Faults) {
    let errors = error
        .problem()
        .map(|problem| problem.errors.as_slice())
        .unwrap_or_default();
    if errors.is_empty() {
        faults.whole(say(error));
    } else {
        faults.set(
            errors
                .iter()
                .map(|fault| Fault {
                    field: fault.pointer.trim_start_matches('/').to_owned(),
                    message: fault.message.clone(),
                })
                .collect(),
        );
    }
}

/// What the server says about one action, for a [`GateButton`](crate::ui::GateButton). An action
/// that is not named is closed without a reason: draw no button for it (see [`offers_action`]).
#[must_use]
pub fn gate(
    capabilities: &[CapabilityView],
    action: Action,
    link: impl Fn(String) -> String,
) -> Gate {
    let found = capabilities
        .iter()
        .find(|capability| capability.action == action);
    found.map_or_else(Gate::default, |capability| Gate {
        open: capability.allowed,
        reason: capability.text.clone().unwrap_or_default(),
        who: capability.fixer_text.clone().unwrap_or_default(),
        link: capability.blocking.map(|case| link(case.to_string())),
    })
}

/// Whether the server names an action at all for this caller.
#[must_use]
pub fn offers_action(capabilities: &[CapabilityView], action: Action) -> bool {
    capabilities
        .iter()
        .any(|capability| capability.action == action)
}

/// One thing that a person does: busy or not, its fault, and the key under which the server knows
/// it, so that neither a double click nor a try after a lost answer does it twice.
#[derive(Clone, Copy)]
pub struct Task {
    /// It is on its way.
    pub busy: RwSignal<bool>,
    /// Why it did not work; a text for a dialog.
    pub fault: RwSignal<Option<String>>,
    key: StoredValue<Uuid>,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            busy: RwSignal::new(false),
            fault: RwSignal::new(None),
            key: StoredValue::new(new_key()),
        }
    }
}

impl Task {
    /// Something to do.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins anew: at the opening of a dialog.
    pub fn reset(self) {
        self.key.set_value(new_key());
        self.fault.set(None);
    }

    /// Does it, unless it is on its way already. `work` is given the key for
    /// [`Call::key`](sanfang_client::Call::key).
    pub fn run<T, F>(self, work: impl FnOnce(Uuid) -> F + 'static, done: impl FnOnce(T) + 'static)
    where
        T: 'static,
        F: Future<Output = Result<T, ClientError>> + 'static,
    {
        self.finish(work, move |result| match result {
            Ok(value) => done(value),
            Err(error) => drop(self.fault.try_set(Some(say(&error)))),
        });
    }

    /// The same for a form: faults go to its fields.
    pub fn run_form<T, F>(
        self,
        faults: Faults,
        work: impl FnOnce(Uuid) -> F + 'static,
        done: impl FnOnce(T) + 'static,
    ) where
        T: 'static,
        F: Future<Output = Result<T, ClientError>> + 'static,
    {
        faults.clear();
        self.finish(work, move |result| match result {
            Ok(value) => done(value),
            Err(error) => blame(&error, faults),
        });
    }

    /// Does it and gives whatever came of it.
    pub fn finish<T, F>(
        self,
        work: impl FnOnce(Uuid) -> F + 'static,
        done: impl FnOnce(Result<T, ClientError>) + 'static,
    ) where
        T: 'static,
        F: Future<Output = Result<T, ClientError>> + 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.fault.set(None);
        let key = self.key.get_value();
        spawn_local(async move {
            let result = work(key).await;
            let _ = self.busy.try_set(false);
            // The server answered: the next try is a new act. A lost answer keeps its key.
            if !lost(&result) {
                self.key.try_update_value(|key| *key = new_key());
            }
            done(result);
        });
    }
}

fn lost<T>(result: &Result<T, ClientError>) -> bool {
    match result {
        Ok(_) => false,
        Err(error) => match error.problem() {
            Some(problem) => problem.status >= 500 || problem.code == codes::IDEMPOTENCY_IN_FLIGHT,
            None => true,
        },
    }
}

/// A key that no other act has.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the key of a person's act is made where it begins"
)]
pub fn new_key() -> Uuid {
    Uuid::new_v4()
}

/// Gives a file to the person, under this name.
pub fn save(file: &FileReply, name: &str, media_type: &str) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(file.bytes.as_slice()));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser has taken it over by then.
    set_timeout(
        move || drop(web_sys::Url::revoke_object_url(&url)),
        std::time::Duration::from_secs(60),
    );
}

/// Media type of an Excel workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of a PDF.
pub const PDF: &str = "application/pdf";
