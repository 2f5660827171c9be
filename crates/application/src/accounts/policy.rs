//! What a new password must be (NIST SP 800-63B section 5.1.1.2: length and a list of common ones, no composition rules).

use sanfang_contract::FieldFault;
use sanfang_domain::Lang;

const SHORTEST: usize = 10;
const LONGEST: usize = 128;

/// Of ten and more characters, the ones that are tried first.
const COMMON: &[&str] = &[
    "1234567890",
    "0123456789",
    "0987654321",
    "12345678910",
    "123456789a",
    "a123456789",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "qwertyuiop",
    "qwerty12345",
    "qwerty123456",
    "asdfghjkl;",
    "password12",
    "password123",
    "password1234",
    "passw0rd123",
    "p@ssw0rd123",
    "administrator",
    "admin12345",
    "admin123456",
    "welcome123",
    "welcome1234",
    "iloveyou12",
    "iloveyou123",
    "woaini1314",
    "woaini520520",
    "woaini1314520",
    "5201314520",
    "abc1234567",
    "abcd123456",
    "abcde12345",
    "aa12345678",
    "a1b2c3d4e5",
    "qazwsxedcrfv",
    "zxcvbnm123",
    "letmein1234",
    "changeme123",
    "sanfang123",
    "sanfang2026",
    "university",
];

/// Every fault of a new password.
pub fn check(
    password: &str,
    login: &str,
    pointer: &str,
    lang: Lang,
) -> Result<(), Vec<FieldFault>> {
    let length = password.chars().count();
    let folded = password.to_lowercase();
    let mut faults = Vec::new();
    let mut fault = |code: &str, zh: &str, en: &str| {
        faults.push(FieldFault::new(pointer, code, lang.pick(zh, en)));
    };
    if length < SHORTEST {
        fault(
            "password_too_short",
            "密码至少 10 个字符。",
            "A password has at least 10 characters.",
        );
    }
    if length > LONGEST {
        fault(
            "password_too_long",
            "密码最多 128 个字符。",
            "A password has at most 128 characters.",
        );
    }
    if folded == login.trim().to_lowercase() {
        fault(
            "password_is_login",
            "密码不能与账号相同。",
            "The password must not be the log-in name.",
        );
    }
    if COMMON.contains(&folded.as_str()) || monotone(&folded) {
        fault(
            "password_common",
            "该密码过于常见，请换一个。",
            "This password is among the first that are tried; choose another one.",
        );
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// The same character throughout.
fn monotone(password: &str) -> bool {
    let mut characters = password.chars();
    characters
        .next()
        .is_some_and(|first| characters.all(|c| c == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_uncommon_and_not_the_login() {
        let codes = |password: &str| -> Vec<String> {
            let faults = check(password, "zhangsan2026", "/new", Lang::En).err();
            faults
                .into_iter()
                .flatten()
                .map(|fault| fault.code)
                .collect()
        };
        assert!(codes("correct horse 电池").is_empty());
        assert_eq!(codes("short"), ["password_too_short"]);
        assert_eq!(codes("ZhangSan2026"), ["password_is_login"]);
        assert_eq!(codes("Password123"), ["password_common"]);
        assert_eq!(codes("aaaaaaaaaaaa"), ["password_common"]);
        assert_eq!(
            codes(&"长".repeat(129)),
            ["password_too_long", "password_common"]
        );
    }
}
