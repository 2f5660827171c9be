//! What every use-case gets: the database, the keys, the ports and the settings.

use crate::{
    ports::{Clock, Ids, Mailer, Sms},
    worker::Pace,
};
use chrono::{DateTime, Utc};
use object_store::ObjectStore;
use sanfang_documents::pdf::Typesetter;
use sanfang_persistence::{Db, Personal};
use std::{ops::Deref, sync::Arc};
use uuid::Uuid;

/// What the operator decides and use-cases need to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where browsers reach this installation, without a slash at the end: for links in mails and the QR code.
    pub public_url: String,
    /// The demo world is served: its accounts are named, its outbox is readable.
    pub demo: bool,
    /// How long workers hold on and how soon they try again.
    pub pace: Pace,
}

/// The parts of [`App`].
#[derive(Clone)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Keys for personal values.
    pub personal: Personal,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids.
    pub ids: Arc<dyn Ids>,
    /// E-mail.
    pub mailer: Arc<dyn Mailer>,
    /// SMS.
    pub sms: Arc<dyn Sms>,
    /// Sealed documents.
    pub files: Arc<dyn ObjectStore>,
    /// Makes PDF; absent where no fonts are installed, then sealing jobs wait and say so.
    pub typesetter: Option<Arc<Typesetter>>,
    /// Settings.
    pub settings: Settings,
}

/// The application; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

impl App {
    /// From its parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The same installation under another clock.
    pub fn with_clock(&self, clock: Arc<dyn Clock>) -> Self {
        Self::new(Parts {
            clock,
            ..Parts::clone(&self.0)
        })
    }

    /// Now, to the millisecond.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new id of whatever kind is asked for.
    pub fn id<T: From<Uuid>>(&self) -> T {
        self.ids.next().into()
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
