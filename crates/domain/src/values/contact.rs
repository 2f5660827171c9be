//! Ways to reach somebody: mobile, landline, post and e-mail.

use super::{ValueFault, masked, normal, shown, text_value};

/// A mainland mobile number, 11 digits. Personal.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone {
    text: String,
}

impl Phone {
    /// Reads a number; the country code +86 and spaces or hyphens between groups are dropped.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let digits = normal::compact(text);
        let text = ["+86", "0086", "86"]
            .iter()
            .find_map(|code| digits.strip_prefix(code).filter(|rest| rest.len() == 11))
            .unwrap_or(&digits);
        let mobile = normal::is_digits(text, 11)
            && text.starts_with('1')
            && !["10", "11", "12"]
                .iter()
                .any(|prefix| text.starts_with(prefix));
        if mobile {
            Ok(Self {
                text: text.to_owned(),
            })
        } else {
            Err(ValueFault::PhoneFormat)
        }
    }

    /// `133****5660`.
    pub fn masked(&self) -> String {
        let head = self.text.get(..3).unwrap_or_default();
        let tail = self.text.get(7..).unwrap_or_default();
        format!("{head}****{tail}")
    }
}

text_value!(Phone);
masked!(Phone);

/// A mobile number, a landline with its area code (`021-34643643`, with an extension
/// `021-34643643-801`) or a 400 service number (`400-820-8820`). Personal.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContactPhone {
    text: String,
}

impl ContactPhone {
    /// Reads a number into its canonical form, groups joined by hyphens.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        if let Ok(Phone { text }) = Phone::parse(text) {
            return Ok(Self { text });
        }
        landline(text)
            .map(|text| Self { text })
            .ok_or(ValueFault::ContactPhoneFormat)
    }

    /// `133****5660`, `021-****3643`.
    pub fn masked(&self) -> String {
        if let Ok(phone) = Phone::parse(&self.text) {
            return phone.masked();
        }
        let area = self.text.split('-').next().unwrap_or_default();
        // A service number has no group as long as a subscriber's number: its end is its tail.
        let number = self
            .text
            .split('-')
            .find(|group| group.len() >= 7)
            .unwrap_or(&self.text);
        let tail = number
            .len()
            .checked_sub(4)
            .and_then(|at| number.get(at..))
            .unwrap_or_default();
        format!("{area}-****{tail}")
    }
}

text_value!(ContactPhone);
masked!(ContactPhone);

/// The canonical form of a landline or service number.
fn landline(text: &str) -> Option<String> {
    let text = normal::half_width(text)
        .replace('转', "-")
        .replace(['(', ')'], "-");
    let groups: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || normal::is_hyphen(c))
        .filter(|group| !group.is_empty())
        .collect();
    if !groups
        .iter()
        .all(|group| group.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    if let ["400" | "800", ..] = groups.as_slice() {
        return service_number(&groups.concat());
    }
    let joined;
    let (area, number, extension) = match groups.as_slice() {
        [whole] if whole.starts_with("400") && whole.len() == 10 => return service_number(whole),
        [whole] => {
            joined = *whole;
            let (area, number) = joined.split_at_checked(area_length(joined))?;
            (area, number, None)
        }
        [first, extension] if first.len() >= 10 => {
            joined = *first;
            let (area, number) = joined.split_at_checked(area_length(joined))?;
            (area, number, Some(*extension))
        }
        [area, number] => (*area, *number, None),
        [area, number, extension] => (*area, *number, Some(*extension)),
        _ => return None,
    };
    let good_area = area.starts_with('0') && area.len() == area_length(area);
    let good_number = (7..=8).contains(&number.len()) && !number.starts_with(['0', '1']);
    let good_extension = extension.is_none_or(|digits| (1..=6).contains(&digits.len()));
    if !(good_area && good_number && good_extension) {
        return None;
    }
    Some(match extension {
        Some(extension) => format!("{area}-{number}-{extension}"),
        None => format!("{area}-{number}"),
    })
}

fn service_number(digits: &str) -> Option<String> {
    let (head, middle, tail) = (digits.get(..3)?, digits.get(3..6)?, digits.get(6..)?);
    (tail.len() == 4).then(|| format!("{head}-{middle}-{tail}"))
}

/// Area codes have three digits in 010 and 02x, four elsewhere.
fn area_length(number: &str) -> usize {
    if number.starts_with("010") || number.starts_with("02") {
        3
    } else {
        4
    }
}

/// A postcode (邮政编码), six digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Postcode {
    text: String,
}

impl Postcode {
    /// Reads a postcode.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::half_width(text);
        if normal::is_digits(&text, 6) && text != "000000" {
            Ok(Self { text })
        } else {
            Err(ValueFault::PostcodeFormat)
        }
    }
}

text_value!(Postcode);
shown!(Postcode);

/// An e-mail address: the part of RFC 5321 that mail providers hand out, up to 254 characters. Personal.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email {
    text: String,
}

impl Email {
    /// Reads an address; the domain becomes lower case.
    pub fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = normal::half_width(text);
        let (local, domain) = text.rsplit_once('@').ok_or(ValueFault::EmailFormat)?;
        if text.len() <= 254 && good_local(local) && good_domain(domain) {
            Ok(Self {
                text: format!("{local}@{}", domain.to_ascii_lowercase()),
            })
        } else {
            Err(ValueFault::EmailFormat)
        }
    }

    /// `z***@example.com`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.text.rsplit_once('@').unwrap_or_default();
        let first: String = local.chars().take(1).collect();
        format!("{first}***@{domain}")
    }
}

text_value!(Email);
masked!(Email);

fn good_local(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
        })
}

fn good_domain(domain: &str) -> bool {
    let good_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(good_label)
        && top.len() >= 2
        && !top.bytes().all(|b| b.is_ascii_digit())
}
