//! The platform operator's view: the outbox.

use chrono::{DateTime, Utc};
use sanfang_domain::ids::MessageId;

wire! {
    /// How a message goes out.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Channel {
        /// E-mail.
        Mail,
        /// SMS.
        Sms,
    }

    /// Where a message stands.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum DeliveryStatus {
        /// Waiting for its turn or a retry.
        Pending,
        /// Handed over.
        Sent,
        /// Given up; an operator may send it again.
        Failed,
    }

    /// One message of the outbox.
    pub struct MessageView {
        /// The message.
        pub id: MessageId,
        /// mail or sms.
        pub channel: Channel,
        /// The address, masked unless the outbox is local (demo), where it is shown.
        pub to: String,
        /// Subject; empty for SMS.
        pub subject: String,
        /// The text; only where the outbox is local (demo).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub body: Option<String>,
        /// Where it stands.
        pub status: DeliveryStatus,
        /// Tries so far.
        pub attempts: u32,
        /// The last fault, without personal data.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last_error: Option<String>,
        /// When it was written.
        pub created_at: DateTime<Utc>,
        /// When it was handed over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sent_at: Option<DateTime<Utc>>,
    }

    /// What the public page needs to know about this installation.
    pub struct Installation {
        /// The demo world: the log-in page names the accounts.
        pub demo: bool,
        /// Program version.
        pub version: String,
    }
}
