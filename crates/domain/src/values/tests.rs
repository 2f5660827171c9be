use std::collections::HashSet;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

fn year(year: u16) -> GraduationYear {
    GraduationYear::new(year).unwrap()
}

#[test]
fn an_id_number_is_checked_and_tells_birth_date_and_sex() {
    let id = IdNumber::parse(" 11010519491231002x ").unwrap();
    assert_eq!(id.as_str(), "11010519491231002X");
    assert_eq!(
        id.birth_date(),
        NaiveDate::from_ymd_opt(1949, 12, 31).unwrap()
    );
    assert_eq!(id.sex(), Sex::Female);
    assert_eq!(
        IdNumber::parse("１１０１０５１９４９１２３１００２Ｘ").unwrap(),
        id
    );
    assert_eq!(IdNumber::parse("110105 19491231 002X").unwrap(), id);

    let fault = |text| IdNumber::parse(text).unwrap_err();
    assert_eq!(fault("110105194912310021"), ValueFault::IdNumberCheckDigit);
    assert_eq!(fault("1101051949123100"), ValueFault::IdNumberLength);
    assert_eq!(fault(""), ValueFault::IdNumberLength);
    assert_eq!(fault("11010519491331002X"), ValueFault::IdNumberDate);
    assert_eq!(fault("11010519490229002X"), ValueFault::IdNumberDate);
    assert_eq!(fault("99010519491231002X"), ValueFault::IdNumberRegion);
    assert_eq!(fault("1101051949123100XX"), ValueFault::IdNumberCharacters);
    assert_eq!(fault("11010519491231002Y"), ValueFault::IdNumberCharacters);
    assert_eq!(fault("一1010519491231002X"), ValueFault::IdNumberCharacters);
    assert_eq!(fault("11010519491231002中"), ValueFault::IdNumberCharacters);
}

#[test]
fn personal_values_are_masked_in_debug() {
    let born = NaiveDate::from_ymd_opt(2003, 5, 6).unwrap();
    let id = IdNumber::synthesise(&region("110101"), born, 83).unwrap();
    let shown = format!("{id:?}");
    assert!(shown.starts_with("IdNumber(110101********083"), "{shown}");
    assert!(!shown.contains("2003"));
    assert_eq!(
        format!("{:?}", Phone::parse("13312345660").unwrap()),
        "Phone(133****5660)"
    );
    let landline = ContactPhone::parse("021-34643643").unwrap();
    assert_eq!(format!("{landline:?}"), "ContactPhone(021-****3643)");
    let mail = Email::parse("zhangsan@example.com").unwrap();
    assert_eq!(format!("{mail:?}"), "Email(z***@example.com)");
    assert_eq!(
        format!("{:?}", Text::<20>::parse("张三").unwrap()),
        "Text(2 characters)"
    );
}

#[test]
fn a_social_credit_code_follows_the_standard() {
    for good in [
        "91350100M000100Y43",
        "12100000400009880K",
        "91350100m000100y43",
    ] {
        assert_eq!(Uscc::parse(good).unwrap().as_str(), good.to_uppercase());
    }
    let fault = |text| Uscc::parse(text).unwrap_err();
    assert_eq!(fault("91350100M000100Y4A"), ValueFault::UsccCheckDigit);
    // As the standard itself prints it; Z is not even in the alphabet.
    assert_eq!(fault("91350100M000100Y4Z"), ValueFault::UsccAlphabet);
    assert_eq!(fault("91350100M000100Y44"), ValueFault::UsccCheckDigit);
    assert_eq!(fault("9135010OM000100Y43"), ValueFault::UsccAlphabet);
    assert_eq!(fault("913501A0M000100Y43"), ValueFault::UsccRegion);
    assert_eq!(fault("91350100M000100Y4"), ValueFault::UsccLength);
    assert_eq!(fault("91350100M000100Y4单"), ValueFault::UsccAlphabet);
}

#[test]
fn the_check_character_nought_stands_for_thirty_one() {
    let region = region("420111");
    let ends: HashSet<char> = (0..500)
        .map(|sequence| Uscc::synthesise('9', '1', &region, sequence).unwrap())
        .filter_map(|code| code.as_str().chars().last())
        .collect();
    assert_eq!(ends.len(), 31);
}

#[test]
fn a_phone_is_a_mainland_mobile() {
    for good in [
        "13312345660",
        "+86 133-1234-5660",
        "8613312345660",
        "１３３１２３４５６６０",
    ] {
        let phone = Phone::parse(good).unwrap();
        assert_eq!(
            (phone.as_str(), phone.masked().as_str()),
            ("13312345660", "133****5660")
        );
    }
    for bad in [
        "",
        "1331234566",
        "12312345660",
        "23312345660",
        "133123456601",
        "1331234566a",
    ] {
        assert_eq!(
            Phone::parse(bad).unwrap_err(),
            ValueFault::PhoneFormat,
            "{bad}"
        );
    }
}

#[test]
fn a_contact_phone_may_be_a_landline() {
    for (typed, kept) in [
        ("13312345660", "13312345660"),
        ("021-34643643", "021-34643643"),
        ("02134643643", "021-34643643"),
        ("（021）34643643", "021-34643643"),
        ("027 87654321 转 801", "027-87654321-801"),
        ("02787654321-801", "027-87654321-801"),
        ("0717-6543210", "0717-6543210"),
        ("400-820-8820", "400-820-8820"),
        ("4008208820", "400-820-8820"),
    ] {
        let phone = ContactPhone::parse(typed).unwrap();
        assert_eq!(phone.as_str(), kept, "{typed}");
        assert_eq!(ContactPhone::parse(kept).unwrap(), phone);
    }
    for bad in [
        "",
        "34643643",
        "021-346",
        "021-34643643-1234567",
        "0211-34643643",
        "abc",
        "021",
    ] {
        assert_eq!(
            ContactPhone::parse(bad).unwrap_err(),
            ValueFault::ContactPhoneFormat,
            "{bad}"
        );
    }
    assert_eq!(
        ContactPhone::parse("400-820-8820").unwrap().masked(),
        "400-****8820"
    );
}

#[test]
fn postcodes_and_addresses_are_checked() {
    assert_eq!(
        Postcode::parse(" ４３００７０ ").unwrap().to_string(),
        "430070"
    );
    for bad in ["43007", "4300700", "43007a", "000000", ""] {
        assert_eq!(
            Postcode::parse(bad).unwrap_err(),
            ValueFault::PostcodeFormat
        );
    }
    for good in [
        "a@b.cn",
        "hr.dept+2026@Mail.Example.COM.cn",
        "x_y@xn--fiqs8s.xn--fiqs8s",
    ] {
        assert!(Email::parse(good).is_ok(), "{good}");
    }
    assert_eq!(
        Email::parse("Hr@Example.COM").unwrap().as_str(),
        "Hr@example.com"
    );
    let long = format!("a@{}.com", "b.".repeat(126));
    for bad in [
        "",
        "a",
        "a@",
        "@b.cn",
        "a@b",
        "a@b.",
        "a@.cn",
        "a@-b.cn",
        "a b@c.cn",
        "a@b.c",
        "a@1.2.3.4",
        "a..b@c.cn",
        ".a@c.cn",
        "a@b@c.cn",
        "a@b.cn\r\nBcc: c@d.cn",
        "甲@b.cn",
        &long,
    ] {
        assert_eq!(
            Email::parse(bad).unwrap_err(),
            ValueFault::EmailFormat,
            "{bad}"
        );
    }
}

#[test]
fn money_is_read_in_yuan_and_kept_in_fen() {
    for (typed, fen) in [
        ("5000", 500_000),
        ("5000.5", 500_050),
        ("5000.50", 500_050),
        ("５０００．５０", 500_050),
        ("5,000.50", 500_050),
        ("¥5,000", 500_000),
        ("￥ 5000 元", 500_000),
        ("0", 0),
        ("0.01", 1),
        ("0007", 700),
        ("1.000", 100),
        ("10000000", 1_000_000_000),
    ] {
        assert_eq!(Fen::parse(typed).unwrap().get(), fen, "{typed}");
    }
    for (typed, fault) in [
        ("", ValueFault::TextEmpty),
        ("-1", ValueFault::MoneyNegative),
        ("-abc", ValueFault::MoneyFormat),
        ("5000.555", ValueFault::MoneyPrecision),
        ("10000000.01", ValueFault::MoneyTooLarge),
        ("99999999999999999999999999", ValueFault::MoneyTooLarge),
        ("5e3", ValueFault::MoneyFormat),
        ("50,00", ValueFault::MoneyFormat),
        ("1,0000", ValueFault::MoneyFormat),
        ("5000.", ValueFault::MoneyFormat),
        (".5", ValueFault::MoneyFormat),
        ("NaN", ValueFault::MoneyFormat),
        ("1.2.3", ValueFault::MoneyFormat),
    ] {
        assert_eq!(Fen::parse(typed).unwrap_err(), fault, "{typed}");
    }
    let shown = |fen| Fen::new(fen).unwrap().to_string();
    assert_eq!(shown(500_000), "¥5,000");
    assert_eq!(shown(500_050), "¥5,000.50");
    assert_eq!(shown(5), "¥0.05");
    assert_eq!(shown(99_900), "¥999");
    assert_eq!(shown(1_000_000_000), "¥10,000,000");
    assert_eq!(Fen::from_yuan(i64::MAX), Err(ValueFault::MoneyTooLarge));
    assert_eq!(Fen::from_yuan(i64::MIN), Err(ValueFault::MoneyNegative));
    assert_eq!(
        serde_json::to_string(&Fen::new(500_050).unwrap()).unwrap(),
        "500050"
    );
    for bad in ["500.5", "-1", "1000000001", "\"5\""] {
        assert!(serde_json::from_str::<Fen>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_region_code_knows_its_level_and_parents() {
    let county = region("420111");
    assert_eq!(county.level(), RegionLevel::County);
    assert_eq!(county.parents(), [region("420000"), region("420100")]);
    assert_eq!(county.province(), region("420000"));
    assert_eq!(county.city(), Some(region("420100")));
    assert_eq!(region("420100").parents(), [region("420000")]);
    assert_eq!(region("420000").city(), None);
    assert!(region("420000").parents().is_empty());
    let fault = |text| RegionCode::parse(text).unwrap_err();
    assert_eq!(fault("4201"), ValueFault::RegionFormat);
    assert_eq!(fault("990101"), ValueFault::RegionUnknown);
    assert_eq!(fault("830000"), ValueFault::RegionUnknown);
    assert_eq!(fault("420011"), ValueFault::RegionUnknown);
}

#[test]
fn an_agreement_number_is_composed_and_read() {
    let school = SchoolCode::parse("19097").unwrap();
    let (online, undergraduate) = (AgreementKind::Online, AgreementLevel::Undergraduate);
    let number = AgreementNumber::compose(online, year(2020), &school, undergraduate, 2).unwrap();
    assert_eq!(number.as_str(), "1202019097200002");
    assert_eq!(AgreementNumber::parse("1202019097200002").unwrap(), number);
    let parts = number.parts().unwrap();
    assert_eq!(
        (parts.kind, parts.year, parts.level),
        (online, year(2020), undergraduate)
    );
    assert_eq!((parts.school.as_str(), parts.sequence), ("19097", 2));
    let old = AgreementNumber::parse("220199097100012")
        .unwrap()
        .parts()
        .unwrap();
    assert_eq!(
        (old.kind, old.school.as_str(), old.sequence),
        (AgreementKind::Paper, "9097", 12)
    );
    for sequence in [0, 100_000] {
        let fault = AgreementNumber::compose(online, year(2020), &school, undergraduate, sequence);
        assert_eq!(
            fault.unwrap_err(),
            ValueFault::OutOfRange {
                min: 1,
                max: 99_999
            }
        );
    }
    for bad in [
        "",
        "3202019097200002",
        "1202019097400002",
        "1199919097200002",
        "1202019097200000",
    ] {
        let fault = AgreementNumber::parse(bad).unwrap_err();
        assert_eq!(fault, ValueFault::AgreementNumberFormat, "{bad}");
    }
}

#[test]
fn a_graduation_year_is_bounded() {
    assert_eq!(GraduationYear::parse("2027届").unwrap().get(), 2027);
    assert_eq!(
        serde_json::from_str::<GraduationYear>("2027")
            .unwrap()
            .to_string(),
        "2027"
    );
    for bad in ["1999", "2101", "27", "abcd"] {
        assert_eq!(
            GraduationYear::parse(bad).unwrap_err(),
            ValueFault::GraduationYear
        );
    }
    assert!(serde_json::from_str::<GraduationYear>("1999").is_err());
}

#[test]
fn text_is_trimmed_bounded_and_free_of_control_characters() {
    assert_eq!(
        Text::<4>::parse("\u{FEFF}\u{3000} 武汉大学 \n")
            .unwrap()
            .as_str(),
        "武汉大学"
    );
    let fault = |text| Text::<4>::parse(text).unwrap_err();
    assert_eq!(fault(" \u{3000}\u{200B} "), ValueFault::TextEmpty);
    assert_eq!(fault("武汉大学吗"), ValueFault::TextTooLong { max: 4 });
    assert_eq!(fault("a\nb"), ValueFault::TextControl);
    assert_eq!(fault("a\u{202E}b"), ValueFault::TextControl);
    assert_eq!(fault("a\0b"), ValueFault::TextControl);
    assert_eq!(
        Lines::<9>::parse("一\r\n二\r三\n").unwrap().as_str(),
        "一\n二\n三"
    );
    assert_eq!(
        Lines::<9>::parse("a\tb").unwrap_err(),
        ValueFault::TextControl
    );
}

#[test]
fn a_digest_is_sixty_four_hexadecimal_digits() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(Sha256Hex::of(b"").as_str(), empty);
    assert_eq!(
        Sha256Hex::parse(&empty.to_uppercase()).unwrap().as_str(),
        empty
    );
    assert_eq!(
        Sha256Hex::parse("abc").unwrap_err(),
        ValueFault::Sha256Format
    );
    assert_eq!(
        Sha256Hex::parse(&"g".repeat(64)).unwrap_err(),
        ValueFault::Sha256Format
    );
}

#[test]
fn deserialising_checks_and_gives_the_canonical_text() {
    let read: Phone = serde_json::from_str("\" +86 13312345660 \"").unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), "\"13312345660\"");
    let fault = serde_json::from_str::<Uscc>("\"91350100M000100Y44\"").unwrap_err();
    assert!(fault.to_string().starts_with("uscc_check_digit"));
    assert!(serde_json::from_str::<Text<2>>("\"abc\"").is_err());
    assert!(serde_json::from_str::<IdNumber>("11").is_err());
    // An escaped string cannot be borrowed from its source.
    assert_eq!(
        serde_json::from_str::<Text<2>>(r#""\u5f20""#)
            .unwrap()
            .as_str(),
        "张"
    );
}

#[test]
fn every_fault_has_its_own_code_and_a_text_in_both_languages() {
    let mut codes = HashSet::new();
    for fault in ValueFault::SAMPLES {
        assert!(codes.insert(fault.code()), "{}", fault.code());
        assert!(
            fault
                .code()
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
        );
        assert!(!fault.text(Lang::ZhCn).is_ascii());
        assert!(!fault.text(Lang::En).is_empty());
        assert!(!fault.text(Lang::En).chars().any(|c| c > '\u{2fff}'));
    }
    assert_eq!(
        ValueFault::TextTooLong { max: 8 }.text(Lang::En),
        "At most 8 characters: shorten it"
    );
    assert_eq!(ValueFault::check_range(30, 1, 30), Ok(30));
    assert!(ValueFault::check_range(31, 1, 30).is_err());
    assert!(ValueFault::check_range(0, 1, 30).is_err());
}

#[test]
fn the_best_accepted_language_is_taken() {
    let best = Lang::from_accept_language;
    assert_eq!(best(""), Lang::ZhCn);
    assert_eq!(best("en"), Lang::En);
    assert_eq!(best("fr-FR, de;q=0.9"), Lang::ZhCn);
    assert_eq!(best("zh-CN,zh;q=0.9,en;q=0.8"), Lang::ZhCn);
    assert_eq!(best("en-GB,en;q=0.9,zh;q=0.8"), Lang::En);
    assert_eq!(best("zh;q=0.5, en;q=0.75"), Lang::En);
    assert_eq!(best("en;q=0, *"), Lang::ZhCn);
    assert_eq!(best("en;q=0, zh;q=0.1"), Lang::ZhCn);
    assert_eq!(best("en;level=1;q=0.4, zh-Hant;q=0.3"), Lang::En);
    assert_eq!(best(";;;,q=,en;q=x"), Lang::ZhCn);
    for lang in Lang::ALL {
        assert_eq!(Lang::parse(lang.as_str()), Some(lang));
        assert_eq!(serde_json::to_string(&lang).unwrap(), format!("\"{lang}\""));
    }
}

fn any_id() -> impl Strategy<Value = IdNumber> {
    (0_i64..36_000, 0_u16..1000).prop_map(|(days, sequence)| {
        let first = NaiveDate::from_ymd_opt(1930, 1, 1).unwrap();
        let born = first + chrono::Duration::days(days);
        IdNumber::synthesise(&region("420111"), born, sequence).unwrap()
    })
}

/// The text with the character at a place replaced by another of the alphabet.
fn replaced(text: &str, place: usize, alphabet: &str, choice: usize) -> String {
    let others: Vec<char> = alphabet
        .chars()
        .filter(|c| text.chars().nth(place) != Some(*c))
        .collect();
    let mut characters: Vec<char> = text.chars().collect();
    characters[place] = others[choice % others.len()];
    characters.into_iter().collect()
}

proptest! {
    #[test]
    fn a_synthesised_id_number_is_valid_and_any_other_digit_is_refused(
        id in any_id(), place in 0_usize..18, choice in 0_usize..100
    ) {
        prop_assert_eq!(&IdNumber::parse(id.as_str()).unwrap(), &id);
        let alphabet = if place == 17 { "0123456789X" } else { "0123456789" };
        let wrong = replaced(id.as_str(), place, alphabet, choice);
        prop_assert!(IdNumber::parse(&wrong).is_err(), "{}", wrong);
    }

    #[test]
    fn a_synthesised_credit_code_is_valid_and_any_other_character_is_refused(
        sequence in 0_u32..1_000_000, place in 0_usize..18, choice in 0_usize..100
    ) {
        let code = Uscc::synthesise('9', '1', &region("420111"), sequence).unwrap();
        prop_assert_eq!(&Uscc::parse(code.as_str()).unwrap(), &code);
        let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        let wrong = replaced(code.as_str(), place, alphabet, choice);
        prop_assert!(Uscc::parse(&wrong).is_err(), "{}", wrong);
    }

    #[test]
    fn money_survives_its_texts(fen in 0_i64..=1_000_000_000) {
        let money = Fen::new(fen).unwrap();
        prop_assert_eq!(Fen::parse(&money.yuan()), Ok(money));
        prop_assert_eq!(Fen::parse(&money.to_string()), Ok(money));
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in "\\PC{0,24}|[0-9Xx+\\-()转,.¥ ]{0,24}") {
        let parsed = [
            IdNumber::parse(&text).is_ok(), Uscc::parse(&text).is_ok(), Phone::parse(&text).is_ok(),
            ContactPhone::parse(&text).is_ok(), Postcode::parse(&text).is_ok(),
            Email::parse(&text).is_ok(), Fen::parse(&text).is_ok(), RegionCode::parse(&text).is_ok(),
            AgreementNumber::parse(&text).is_ok(), GraduationYear::parse(&text).is_ok(),
            Lines::<9>::parse(&text).is_ok(), Sha256Hex::parse(&text).is_ok(),
        ];
        prop_assert_eq!(parsed.len(), 12);
        Lang::from_accept_language(&text);
    }

    #[test]
    fn a_canonical_text_parses_to_itself(
        text in "0(10|2[0-9]|[3-9][0-9]{2})-?[2-9][0-9]{6,7}(-[0-9]{1,6})?"
    ) {
        if let Ok(phone) = ContactPhone::parse(&text) {
            let again = ContactPhone::parse(phone.as_str());
            prop_assert_eq!(again.as_ref(), Ok(&phone));
        }
    }

    #[test]
    fn an_agreement_number_survives_its_parts(
        kind in 0_usize..2, at in 2000_u16..=2100, school in 0_u32..100_000,
        level in 0_usize..3, sequence in 1_u32..100_000
    ) {
        let school = SchoolCode::parse(&format!("{school:05}")).unwrap();
        let (kind, level) = (AgreementKind::ALL[kind], AgreementLevel::ALL[level]);
        let number =
            AgreementNumber::compose(kind, year(at), &school, level, sequence).unwrap();
        let parts = AgreementNumber::parse(number.as_str()).unwrap().parts().unwrap();
        prop_assert_eq!((parts.kind, parts.year, parts.level), (kind, year(at), level));
        prop_assert_eq!((parts.school.as_str(), parts.sequence), (school.as_str(), sequence));
    }
}
