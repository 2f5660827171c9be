//! The agreement and the letter, read back by poppler's tools.
//!
//! Needs fonts (`SANFANG_FONTS`, else `target/fonts`) and `pdftotext` (Debian: poppler-utils).

#[cfg(test)]
mod common {
    use chrono::{DateTime, NaiveDate, Utc};
    use sanfang_documents::pdf::{
        Agreement, Employer, FileTransfer, Household, Letter, School, SigningStep, Student, Terms,
        Typesetter, Verification,
    };
    use std::{path::PathBuf, process::Command, sync::OnceLock};

    #[expect(
        clippy::disallowed_methods,
        reason = "the test's own setting, as cargo xtask gives it"
    )]
    fn font_dir() -> PathBuf {
        std::env::var_os("SANFANG_FONTS").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/fonts"),
            PathBuf::from,
        )
    }

    /// One typesetter for all tests, as in the server.
    pub fn typesetter() -> &'static Typesetter {
        static TYPESETTER: OnceLock<Typesetter> = OnceLock::new();
        TYPESETTER.get_or_init(|| {
            Typesetter::open(font_dir()).unwrap_or_else(|error| {
                panic!(
                    "no fonts in {}: {error}. Run `cargo xtask fonts`, or set SANFANG_FONTS.",
                    font_dir().display()
                )
            })
        })
    }

    /// The text of a PDF, as a reader would copy it.
    pub fn text_of(pdf: &[u8], name: &str) -> String {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
        std::fs::write(&path, pdf).unwrap();
        let output = Command::new("pdftotext")
            .arg("-layout")
            .arg(&path)
            .arg("-")
            .output();
        let output = output.unwrap_or_else(|error| {
            panic!("pdftotext cannot be run ({error}): install poppler-utils")
        });
        assert!(output.status.success(), "pdftotext: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A text without the spaces and line breaks that layout puts in.
    pub fn squeezed(text: &str) -> String {
        text.chars()
            .filter(|character| !character.is_whitespace() && *character != '\u{200b}')
            .collect()
    }

    pub fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    pub fn terms() -> Terms {
        Terms {
            position_category: "工程技术人员".to_owned(),
            position: "嵌入式软件工程师".to_owned(),
            response_days: 5,
            trial_days: 90,
            trial_salary: 650_000,
            salary: 800_050,
            penalty: 300_000,
            report_place: Some("湖北省武汉市洪山区 光谷大道 77 号".to_owned()),
            report_by: NaiveDate::from_ymd_opt(2027, 7, 15).unwrap(),
            work_place: "湖北省武汉市洪山区 光谷大道 77 号 3 栋 5 层".to_owned(),
            contact: "周明".to_owned(),
            phone: "027-87650000".to_owned(),
        }
    }

    pub fn agreement() -> Agreement {
        Agreement {
            number: "1202710972200007".to_owned(),
            graduation_year: 2027,
            sealed_at: at("2026-11-22T18:05:09Z"),
            employer: Employer {
                name: "武汉江豚智能装备有限公司".to_owned(),
                credit_code: "91420100MA4K0000XX".to_owned(),
                nature: "其他企业".to_owned(),
                industry: "信息传输、软件和信息技术服务业".to_owned(),
                region: "湖北省武汉市洪山区".to_owned(),
                address: Some("湖北省武汉市洪山区光谷大道 77 号".to_owned()),
                email: Some("hr@example.com".to_owned()),
            },
            student: Student {
                name: "欧阳若溪".to_owned(),
                id_number: "420106200501010023".to_owned(),
                student_number: "2023010112".to_owned(),
                sex: "女".to_owned(),
                education: "本科生毕业".to_owned(),
                major: "计算机科学与技术".to_owned(),
                phone: "13800000012".to_owned(),
                email: Some("student01@example.com".to_owned()),
                address: None,
            },
            school: School {
                name: "江城理工大学".to_owned(),
                code: "10972".to_owned(),
                college: "计算机科学与技术学院".to_owned(),
                address: Some("湖北省武汉市东湖新技术开发区大学路 1 号 就业指导中心".to_owned()),
                phone: Some("027-81234567".to_owned()),
            },
            terms: terms(),
            file_transfer: FileTransfer {
                reception: "单位接收".to_owned(),
                recipient: Some("武汉市人才服务中心".to_owned()),
                address: Some("湖北省武汉市江汉区常青路 149 号".to_owned()),
                postcode: Some("430023".to_owned()),
                contact: Some("档案科".to_owned()),
                phone: Some("027-85700000".to_owned()),
            },
            household: Household {
                reception: "不接收".to_owned(),
                address: None,
            },
            terms_version: 2,
            terms_hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                .to_owned(),
            steps: vec![
                step(
                    "发送签约邀请",
                    "甲方",
                    "武汉江豚智能装备有限公司",
                    "2026-11-20T02:00:00Z",
                ),
                step(
                    "修改邀约(第 2 版)",
                    "甲方",
                    "武汉江豚智能装备有限公司",
                    "2026-11-20T07:12:44Z",
                ),
                step("同意签约", "乙方", "欧阳若溪", "2026-11-21T12:31:05Z"),
                step(
                    "签约审核通过",
                    "院校",
                    "江城理工大学",
                    "2026-11-22T18:05:09Z",
                ),
            ],
            verification: Verification {
                url: "https://sanfang.example.edu.cn/verify/K7QM-2XHD-94RT".to_owned(),
                code: "K7QM-2XHD-94RT".to_owned(),
            },
            watermark: None,
        }
    }

    pub fn step(action: &str, party: &str, actor: &str, when: &str) -> SigningStep {
        SigningStep {
            action: action.to_owned(),
            party: party.to_owned(),
            actor: actor.to_owned(),
            at: at(when),
        }
    }

    pub fn letter() -> Letter {
        let agreement = agreement();
        Letter {
            student_name: agreement.student.name,
            employer_name: agreement.employer.name,
            answer_by: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
            sent_at: at("2026-11-20T02:00:00Z"),
            terms: terms(),
            file_transfer: agreement.file_transfer,
            household: agreement.household,
            terms_version: 1,
            terms_hash: agreement.terms_hash,
            watermark: None,
        }
    }
}

use common::{agreement, letter, squeezed, text_of, typesetter};
use sanfang_documents::pdf::{SIGNING_NOTICE, SUBSTITUTE};

#[test]
fn the_agreement_shows_everything_that_was_agreed() {
    let made = typesetter().agreement(&agreement()).unwrap();
    assert!(made.bytes.starts_with(b"%PDF-1.7"));
    assert!(made.replaced.is_empty());
    assert!(made.pages <= 2, "{} pages", made.pages);
    let text = squeezed(&text_of(&made.bytes, "agreement"));
    for part in [
        "全国普通高等学校毕业生就业协议书",
        "1202710972200007",
        "甲方",
        "武汉江豚智能装备有限公司",
        "91420100MA4K0000XX",
        "信息传输、软件和信息技术服务业",
        "乙方",
        "欧阳若溪",
        "420106200501010023",
        "院校",
        "江城理工大学",
        "10972",
        "工作职位类别",
        "工程技术人员",
        "嵌入式软件工程师",
        "反馈有效期5天",
        "试用期90天",
        "6,500元/月",
        "8,000.50元/月",
        "3,000元",
        "2027年7月15日",
        "报到地点",
        "光谷大道77号3栋5层",
        "周明",
        "027-87650000",
        "档案信息",
        "武汉市人才服务中心",
        "户口信息",
        "不接收",
        "签约须知",
        "2026-11-2302:05:09",
        "北京时间",
        "发送签约邀请",
        "同意签约",
        "签约审核通过",
        "https://sanfang.example.edu.cn/verify/K7QM-2XHD-94RT",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "第2版",
        "第1页共2页",
        "盖章处",
    ] {
        assert!(
            text.contains(&squeezed(part)),
            "{part} is missing in {text}"
        );
    }
    for (sentence, cases) in SIGNING_NOTICE {
        for part in std::iter::once(&sentence).chain(cases) {
            assert!(text.contains(&squeezed(part)), "{part} is missing");
        }
    }
    assert!(
        !text.contains("户口接收地址"),
        "what was not asked is not printed"
    );
}

#[test]
fn the_letter_says_until_when_to_answer() {
    let made = typesetter().letter(&letter()).unwrap();
    assert_eq!(made.pages, 1);
    let text = squeezed(&text_of(&made.bytes, "letter"));
    for part in [
        "邀请函",
        "欧阳若溪同学，你好！",
        "我单位拟录用（聘用）你为嵌入式软件工程师岗位员工",
        "请于2026年11月25日24时（北京时间）之前反馈",
        "过期不反馈视为主动放弃",
        "2026年11月20日",
        "签约须知",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let first = typesetter().agreement(&agreement()).unwrap();
    typesetter().letter(&letter()).unwrap();
    let second = typesetter().agreement(&agreement()).unwrap();
    assert!(first == second, "two runs differ");
    let mut other = agreement();
    other.number = "1202710972200008".to_owned();
    assert!(typesetter().agreement(&other).unwrap().bytes != first.bytes);
}

#[test]
fn text_of_strangers_is_only_ever_text() {
    let hostile = [
        "#panic(\"boom\")",
        "#read(\"/etc/passwd\")",
        "$ sum $ *粗* _斜_ `码` @ref <label> // 注释",
        "] ) } #import \"x.typ\": *",
        "\\u{4e00} ${x} {{x}} \"引号\" '引号'",
        "line\none\r\ntwo\ttab\u{0}\u{7}\u{202e}gnp.exe",
    ];
    for text in hostile {
        let mut document = agreement();
        document.employer.name = text.to_owned();
        document.terms.position = text.to_owned();
        document.steps[0].actor = text.to_owned();
        document.watermark = Some("预览".to_owned());
        let made = typesetter().agreement(&document).unwrap();
        let page = squeezed(&text_of(&made.bytes, "hostile"));
        let visible: String = squeezed(text)
            .chars()
            .filter(|c| !c.is_control() && *c != '\u{202e}')
            .collect();
        assert!(page.contains(&visible), "{visible} is missing in {page}");
    }
}

#[test]
fn endless_text_stays_on_the_sheet() {
    let mut document = agreement();
    document.employer.name = "W".repeat(3_000);
    document.terms.work_place = "很长的地址".repeat(300);
    document.terms.position = "x".repeat(40);
    document.terms.contact = "W".repeat(13);
    document.student.name = "W".repeat(60);
    document.steps[1].actor = "长".repeat(500);
    let made = typesetter().agreement(&document).unwrap();
    assert!(made.pages < 20, "{} pages", made.pages);
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("endless.pdf");
    std::fs::write(&path, &made.bytes).unwrap();
    let output = std::process::Command::new("pdftotext")
        .arg("-bbox")
        .arg(&path)
        .arg("-")
        .output();
    let output = output
        .unwrap_or_else(|error| panic!("pdftotext cannot be run ({error}): install poppler-utils"));
    let boxes = String::from_utf8(output.stdout).unwrap();
    let farthest = |side: &str| {
        boxes
            .split(side)
            .skip(1)
            .filter_map(|rest| rest.split('"').nth(1)?.parse::<f64>().ok())
            .fold(0.0, f64::max)
    };
    // A4 is 595.28 by 841.89 points; the side margin is 56.7 and the page number ends at 812.
    let (right, bottom) = (farthest("xMax="), farthest("yMax="));
    assert!(
        right > 500.0 && right < 595.28 - 56.0,
        "text reaches {right}"
    );
    assert!(bottom > 780.0 && bottom < 815.0, "text reaches {bottom}");
}

#[test]
fn a_missing_glyph_is_replaced_and_reported() {
    // Private use: no font has it. U+0F3A is Tibetan, which a Chinese font need not have.
    let missing = '\u{e123}';
    assert_eq!(
        typesetter().missing_glyphs("欧阳\u{e123}若\u{e123}溪"),
        [missing]
    );
    assert!(
        typesetter()
            .missing_glyphs("欧阳若溪·ABC-123\u{200d}")
            .is_empty()
    );
    let mut document = agreement();
    document.student.name = format!("欧{missing}阳");
    let made = typesetter().agreement(&document).unwrap();
    assert_eq!(made.replaced, [missing]);
    let text = squeezed(&text_of(&made.bytes, "missing"));
    assert!(text.contains(&format!("欧{SUBSTITUTE}阳")));
    let mut letter = letter();
    letter.student_name = document.student.name;
    assert_eq!(typesetter().letter(&letter).unwrap().replaced, [missing]);
}

#[test]
fn a_rare_character_never_stops_a_document() {
    // 𠮷 (U+20BB7) is printed where a stand-in font has it, and is told where none has.
    let mut document = agreement();
    document.student.name = "𠮷田".to_owned();
    let made = typesetter().agreement(&document).unwrap();
    assert_eq!(made.replaced, typesetter().missing_glyphs("𠮷田"));
    let shown = if made.replaced.is_empty() {
        "𠮷田"
    } else {
        "〓田"
    };
    assert!(squeezed(&text_of(&made.bytes, "rare")).contains(shown));
}

#[test]
fn a_folder_without_fonts_is_named_as_the_reason() {
    let empty = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-fonts");
    std::fs::create_dir_all(&empty).unwrap();
    let error = sanfang_documents::pdf::Typesetter::open(&empty)
        .err()
        .unwrap();
    assert!(error.to_string().contains("Noto Sans SC"), "{error}");
    assert!(sanfang_documents::pdf::Typesetter::open(empty.join("nowhere")).is_err());
}
