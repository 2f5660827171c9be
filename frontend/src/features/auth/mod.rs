//! Log-in and forgotten password.

mod login;
pub(crate) mod password;

pub use login::{Login, PlatformLogin};
pub use password::{Forgotten, Reset};

use sanfang_contract::account::Portal;

use crate::ui::Accent;

/// The portal of a tab.
fn portal(key: &str) -> Portal {
    match key {
        "employer" => Portal::Employer,
        "school" => Portal::School,
        "platform" => Portal::Platform,
        _ => Portal::Student,
    }
}

/// The accent of a tab.
fn accent(key: &str) -> Accent {
    match portal(key) {
        Portal::Student => Accent::Student,
        Portal::Employer => Accent::Employer,
        Portal::School => Accent::School,
        Portal::Platform => Accent::Platform,
    }
}
