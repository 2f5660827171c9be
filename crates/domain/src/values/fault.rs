//! Why a value was refused.

use super::Lang;

/// Why a value was refused: a stable code, and a text that says what is wrong and what to do.
///
/// A fault never carries the value itself, so it can be logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.code())]
pub enum ValueFault {
    /// Not 18 characters.
    IdNumberLength,
    /// Something other than 17 digits and a digit or X.
    IdNumberCharacters,
    /// The first two digits are no province.
    IdNumberRegion,
    /// The birth date is no day of the calendar.
    IdNumberDate,
    /// The check digit does not fit (GB 11643-1999).
    IdNumberCheckDigit,
    /// Not 18 characters.
    UsccLength,
    /// A character outside the alphabet, which has no I, O, S, V, Z.
    UsccAlphabet,
    /// Characters 3 to 8 are no region code.
    UsccRegion,
    /// The check character does not fit (GB 32100-2015).
    UsccCheckDigit,
    /// No mainland mobile number.
    PhoneFormat,
    /// Neither a mobile number nor a landline with its area code.
    ContactPhoneFormat,
    /// Not six digits.
    PostcodeFormat,
    /// No e-mail address.
    EmailFormat,
    /// No amount in yuan.
    MoneyFormat,
    /// More than two decimals.
    MoneyPrecision,
    /// Below zero.
    MoneyNegative,
    /// Above ten million yuan.
    MoneyTooLarge,
    /// Not six digits.
    RegionFormat,
    /// Six digits that name no region.
    RegionUnknown,
    /// Neither 16 digits nor an older number of 15.
    AgreementNumberFormat,
    /// Not five digits.
    SchoolCodeFormat,
    /// Not a year within 2000..=2100.
    GraduationYear,
    /// Nothing but white space.
    TextEmpty,
    /// More characters than allowed.
    TextTooLong {
        /// The highest number of characters.
        max: usize,
    },
    /// A control character or an invisible one.
    TextControl,
    /// Not 64 hexadecimal digits.
    Sha256Format,
    /// No number at all.
    NumberFormat,
    /// A number outside its bounds.
    OutOfRange {
        /// The lowest allowed.
        min: i64,
        /// The highest allowed.
        max: i64,
    },
    /// No calendar day as `2026-11-23`.
    DateFormat,
    /// Not a code of its table.
    CodeUnknown,
    /// Today or earlier.
    DateNotInFuture,
}

impl ValueFault {
    /// One of each kind, for tests and for the documented list of codes.
    pub const SAMPLES: [Self; 31] = [
        Self::IdNumberLength,
        Self::IdNumberCharacters,
        Self::IdNumberRegion,
        Self::IdNumberDate,
        Self::IdNumberCheckDigit,
        Self::UsccLength,
        Self::UsccAlphabet,
        Self::UsccRegion,
        Self::UsccCheckDigit,
        Self::PhoneFormat,
        Self::ContactPhoneFormat,
        Self::PostcodeFormat,
        Self::EmailFormat,
        Self::MoneyFormat,
        Self::MoneyPrecision,
        Self::MoneyNegative,
        Self::MoneyTooLarge,
        Self::RegionFormat,
        Self::RegionUnknown,
        Self::AgreementNumberFormat,
        Self::SchoolCodeFormat,
        Self::GraduationYear,
        Self::TextEmpty,
        Self::TextTooLong { max: 100 },
        Self::TextControl,
        Self::Sha256Format,
        Self::NumberFormat,
        Self::OutOfRange { min: 1, max: 30 },
        Self::DateFormat,
        Self::CodeUnknown,
        Self::DateNotInFuture,
    ];

    /// Checks that a number lies within its bounds.
    pub const fn check_range(value: i64, min: i64, max: i64) -> Result<i64, Self> {
        if value < min || value > max {
            Err(Self::OutOfRange { min, max })
        } else {
            Ok(value)
        }
    }

    /// The stable code, as the wire carries it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdNumberLength => "id_number_length",
            Self::IdNumberCharacters => "id_number_characters",
            Self::IdNumberRegion => "id_number_region",
            Self::IdNumberDate => "id_number_date",
            Self::IdNumberCheckDigit => "id_number_check_digit",
            Self::UsccLength => "uscc_length",
            Self::UsccAlphabet => "uscc_alphabet",
            Self::UsccRegion => "uscc_region",
            Self::UsccCheckDigit => "uscc_check_digit",
            Self::PhoneFormat => "phone_format",
            Self::ContactPhoneFormat => "contact_phone_format",
            Self::PostcodeFormat => "postcode_format",
            Self::EmailFormat => "email_format",
            Self::MoneyFormat => "money_format",
            Self::MoneyPrecision => "money_precision",
            Self::MoneyNegative => "money_negative",
            Self::MoneyTooLarge => "money_too_large",
            Self::RegionFormat => "region_format",
            Self::RegionUnknown => "region_unknown",
            Self::AgreementNumberFormat => "agreement_number_format",
            Self::SchoolCodeFormat => "school_code_format",
            Self::GraduationYear => "graduation_year",
            Self::TextEmpty => "text_empty",
            Self::TextTooLong { .. } => "text_too_long",
            Self::TextControl => "text_control",
            Self::Sha256Format => "sha256_format",
            Self::NumberFormat => "number_format",
            Self::OutOfRange { .. } => "out_of_range",
            Self::DateFormat => "date_format",
            Self::CodeUnknown => "code_unknown",
            Self::DateNotInFuture => "date_not_in_future",
        }
    }

    /// What is wrong and what to do.
    pub fn text(self, lang: Lang) -> String {
        match lang {
            Lang::ZhCn => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(self) -> String {
        let text = match self {
            Self::IdNumberLength => "身份证号应为 18 位，请核对位数",
            Self::IdNumberCharacters => "身份证号前 17 位应为数字，末位为数字或 X，请核对",
            Self::IdNumberRegion => "身份证号前两位不是省级代码，请核对",
            Self::IdNumberDate => "身份证号中的出生日期不存在，请核对第 7 至 14 位",
            Self::IdNumberCheckDigit => "身份证号校验位不符，请对照证件逐位核对",
            Self::UsccLength => "统一社会信用代码应为 18 位，请核对位数",
            Self::UsccAlphabet => {
                "统一社会信用代码只含数字和大写字母，且不含 I、O、S、V、Z，请核对是否误写为这些字母"
            }
            Self::UsccRegion => "统一社会信用代码第 3 至 8 位应为行政区划数字，请核对",
            Self::UsccCheckDigit => "统一社会信用代码校验位不符，请对照证照逐位核对",
            Self::PhoneFormat => "手机号应为 11 位大陆手机号，请重新填写",
            Self::ContactPhoneFormat => {
                "联系电话应为手机号，或带区号的座机，如 021-34643643，请重新填写"
            }
            Self::PostcodeFormat => "邮政编码应为 6 位数字，请重新填写",
            Self::EmailFormat => "电子邮箱格式不正确，请填写如 name@example.com 的地址",
            Self::MoneyFormat => "金额应为数字（单位：元），如 5000 或 5000.50，请重新填写",
            Self::MoneyPrecision => "金额最多两位小数，请精确到分",
            Self::MoneyNegative => "金额不能为负数，请填写 0 或以上",
            Self::MoneyTooLarge => "金额不能超过 10,000,000 元，请核对单位是否为元",
            Self::RegionFormat => "行政区划代码应为 6 位数字，请从列表中选择",
            Self::RegionUnknown => "没有这个行政区划代码，请从列表中选择",
            Self::AgreementNumberFormat => "协议书编号应为 16 位数字（旧编号 15 位），请核对",
            Self::SchoolCodeFormat => "院校代码应为 5 位数字，请核对",
            Self::GraduationYear => "毕业年份应在 2000 至 2100 之间，请重新填写",
            Self::TextEmpty => "此项必填，请填写",
            Self::TextTooLong { max } => return format!("最多 {max} 个字，请缩短"),
            Self::TextControl => "含有不可见的控制字符，请删除后重新输入",
            Self::Sha256Format => "SHA-256 摘要应为 64 位十六进制，请核对",
            Self::NumberFormat => "应为整数，请重新填写",
            Self::OutOfRange { min, max } => {
                return format!("应在 {min} 至 {max} 之间，请重新填写");
            }
            Self::DateFormat => "日期不存在或格式不正确，请按 2026-11-23 填写",
            Self::CodeUnknown => "代码不在代码表中，请从列表中选择",
            Self::DateNotInFuture => "日期应晚于今天，请重新选择",
        };
        text.to_owned()
    }

    fn en(self) -> String {
        let text = match self {
            Self::IdNumberLength => "An ID number has 18 characters: check how many there are",
            Self::IdNumberCharacters => {
                "An ID number is 17 digits and then a digit or X: check each character"
            }
            Self::IdNumberRegion => {
                "The first two digits of the ID number name no province: check them"
            }
            Self::IdNumberDate => {
                "The birth date in the ID number does not exist: check characters 7 to 14"
            }
            Self::IdNumberCheckDigit => {
                "The ID number's check digit does not fit: compare it with the card, digit by digit"
            }
            Self::UsccLength => {
                "A unified social credit code has 18 characters: check how many there are"
            }
            Self::UsccAlphabet => {
                "A unified social credit code has digits and capitals but never I, O, S, V or Z: check for letters misread"
            }
            Self::UsccRegion => {
                "Characters 3 to 8 of a unified social credit code are the digits of a region: check them"
            }
            Self::UsccCheckDigit => {
                "The unified social credit code's check character does not fit: compare it with the licence, character by character"
            }
            Self::PhoneFormat => {
                "A mobile number has 11 digits and is of mainland China: enter it again"
            }
            Self::ContactPhoneFormat => {
                "Enter a mobile number, or a landline with its area code such as 021-34643643"
            }
            Self::PostcodeFormat => "A postcode has 6 digits: enter it again",
            Self::EmailFormat => "This is no e-mail address: enter one such as name@example.com",
            Self::MoneyFormat => "Enter an amount in yuan as a number, such as 5000 or 5000.50",
            Self::MoneyPrecision => "An amount has at most two decimals: round it to the fen",
            Self::MoneyNegative => "An amount cannot be negative: enter 0 or more",
            Self::MoneyTooLarge => {
                "An amount cannot exceed 10,000,000 yuan: check that it is in yuan"
            }
            Self::RegionFormat => "A region code has 6 digits: choose from the list",
            Self::RegionUnknown => "There is no such region code: choose from the list",
            Self::AgreementNumberFormat => {
                "An agreement number has 16 digits (15 in older ones): check it"
            }
            Self::SchoolCodeFormat => "A school code has 5 digits: check it",
            Self::GraduationYear => "A graduation year lies between 2000 and 2100: enter it again",
            Self::TextEmpty => "This is required: fill it in",
            Self::TextTooLong { max } => return format!("At most {max} characters: shorten it"),
            Self::TextControl => {
                "There is an invisible control character: delete it and type the text again"
            }
            Self::Sha256Format => "A SHA-256 digest has 64 hexadecimal digits: check it",
            Self::NumberFormat => "Enter a whole number",
            Self::OutOfRange { min, max } => return format!("Enter a number from {min} to {max}"),
            Self::DateFormat => "This is no calendar day: enter it as 2026-11-23",
            Self::CodeUnknown => "The code is not in its table: choose from the list",
            Self::DateNotInFuture => "Choose a day after today",
        };
        text.to_owned()
    }
}
