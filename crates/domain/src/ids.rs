//! Opaque identifiers. Each is a UUIDv7 made by the application's id port, never here.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A log-in of one person (spec/domain.md section 1: one person, one account).
    AccountId;
    /// One refresh-token family: one log-in on one device.
    SessionId;
    /// A school, the tenant.
    SchoolId;
    /// A college (学院) of a school.
    CollegeId;
    /// A major (专业) of a college.
    MajorId;
    /// A graduating student of one school and year.
    StudentId;
    /// An employer, identified in the field by its USCC.
    EmployerId;
    /// One signing case: an offer and, from acceptance on, the agreement with the same id.
    CaseId;
    /// A stored document (sealed PDF).
    DocumentId;
    /// A notice in somebody's in-app list.
    NoticeId;
    /// A message in the outbox (e-mail or SMS).
    MessageId;
    /// A leased background job.
    JobId;
    /// A signing window (网签开放设置).
    WindowId;
}
