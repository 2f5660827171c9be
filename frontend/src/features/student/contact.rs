//! Checks of what a student types about themselves, by the values that check themselves.

use sanfang_domain::values::Email;

use crate::{i18n::lang_now, ui::field::Check};

/// 邮箱, checked on leaving the field.
#[must_use]
pub fn email_check() -> Check {
    Check::new(|text: String| {
        Email::parse(&text)
            .err()
            .map(|fault| fault.text(lang_now()).to_string())
    })
}
