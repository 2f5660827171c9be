//! The sealed agreement (就业协议书) and the offer letter (邀请函) as PDF/A-2u.
//!
//! The templates are compiled into the program and see nothing but the caller's data, which reaches
//! them as JSON and is therefore never read as markup or code. The same input gives the same bytes.

mod clean;
mod fonts;
mod input;
mod view;
mod world;

pub use clean::SUBSTITUTE;
pub use fonts::FontError;
pub use input::{
    Agreement, Employer, FileTransfer, Household, Letter, School, SigningStep, Student, Terms,
    Verification,
};
pub use view::{AGREEMENT_TITLE, LETTER_TITLE, SIGNING_NOTICE};

use chrono::{DateTime, Datelike, Timelike, Utc};
use qrcode::{EcLevel, QrCode, render::svg};
use serde_json::Value;
use std::path::Path;
use typst::{
    diag::{SourceDiagnostic, SourceResult},
    ecow::eco_vec,
    foundations::{Datetime, Smart},
    syntax::Span,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::{clean::Cleaner, fonts::Fonts, world::ClosedWorld};

const AGREEMENT: &str = include_str!("../../templates/agreement.typ");
const LETTER: &str = include_str!("../../templates/letter.typ");

/// What the PDF's metadata names as its maker.
const CREATOR: &str = "Sanfang";

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The PDF/A-2u file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no font has; each was printed as [`SUBSTITUTE`]. Sorted, without repeats.
    pub replaced: Vec<char>,
}

/// Why no document was made. None of these carries personal data.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The data could not be given to the template.
    #[error("the data cannot be written as JSON")]
    Data(#[from] serde_json::Error),
    /// The verify address does not fit into a QR code.
    #[error("the verify address does not fit into a QR code")]
    QrCode(#[from] qrcode::types::QrError),
    /// The template or the export was refused by the typesetter.
    #[error("typesetting failed: {0}")]
    Typeset(String),
}

/// Sets documents in type. Opening reads the fonts (some 20 MB) once; share it between threads.
pub struct Typesetter {
    fonts: Fonts,
}

impl Typesetter {
    /// Opens a typesetter over every `.ttf`, `.otf`, `.ttc` and `.otc` file in a folder.
    ///
    /// Noto Sans SC (or Noto Sans CJK SC) sets the text; all other fonts in the folder stand in for
    /// characters that it lacks, such as 𠮷.
    pub fn open(font_dir: impl AsRef<Path>) -> Result<Self, FontError> {
        Ok(Self {
            fonts: Fonts::open(font_dir.as_ref())?,
        })
    }

    /// The characters of a text that no font can print, in the order of the text, without repeats.
    ///
    /// Asked when a name is entered, and by the readiness check: a document is never refused for
    /// such a character, it prints [`SUBSTITUTE`] and says so.
    pub fn missing_glyphs(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.chars() {
            if !clean::is_invisible(character)
                && !self.fonts.covers(character)
                && !missing.contains(&character)
            {
                missing.push(character);
            }
        }
        missing
    }

    /// The agreement that both sides and the school hold after the review (domain.md O9).
    pub fn agreement(&self, agreement: &Agreement) -> Result<Rendered, PdfError> {
        let view = serde_json::to_value(view::AgreementView::from(agreement))?;
        let qr = qr_svg(&agreement.verification.url)?;
        self.typeset(
            AGREEMENT,
            view,
            Some(qr),
            &agreement.number,
            agreement.sealed_at,
        )
    }

    /// The letter by which an employer offers a position (domain.md O1).
    pub fn letter(&self, letter: &Letter) -> Result<Rendered, PdfError> {
        let view = serde_json::to_value(view::LetterView::from(letter))?;
        self.typeset(LETTER, view, None, &letter.terms_hash, letter.sent_at)
    }

    fn typeset(
        &self,
        template: &'static str,
        mut data: Value,
        qr: Option<String>,
        identity: &str,
        at: DateTime<Utc>,
    ) -> Result<Rendered, PdfError> {
        let mut cleaner = Cleaner::new(&self.fonts);
        cleaner.clean(&mut data);
        let replaced = cleaner.replaced();
        if let Value::Object(fields) = &mut data {
            fields.insert("families".to_owned(), self.fonts.families.clone().into());
        }
        let world = ClosedWorld::new(&self.fonts, template, data.to_string(), qr)
            .map_err(|error| PdfError::Typeset(error.to_string()))?;
        let compiled = typst::compile::<PagedDocument>(&world).output;
        let exported = compiled.and_then(|document| {
            let bytes = typst_pdf::pdf(&document, &options(identity, at)?)?;
            Ok((bytes, document.pages().len()))
        });
        // Without this the typesetter remembers every document that it ever made.
        comemo::evict(1);
        match exported {
            Ok((bytes, pages)) => Ok(Rendered {
                bytes,
                pages,
                replaced,
            }),
            Err(faults) => Err(PdfError::Typeset(describe(&faults))),
        }
    }
}

/// PDF/A-2u, dated by the document's own instant so that it can be made again byte for byte.
fn options(identity: &str, at: DateTime<Utc>) -> SourceResult<PdfOptions> {
    let standards = PdfStandards::new(&[PdfStandard::A_2u]).map_err(|fault| {
        eco_vec![SourceDiagnostic::error(
            Span::detached(),
            fault.message().clone()
        )]
    })?;
    Ok(PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: timestamp(at),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let part = |number: u32| u8::try_from(number).ok();
    let datetime = Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}

/// The typesetter's own words about our template; they never quote the data.
fn describe(faults: &[SourceDiagnostic]) -> String {
    faults
        .iter()
        .map(|fault| fault.message.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

/// A QR code without a frame; the template gives it room.
fn qr_svg(url: &str) -> Result<String, qrcode::types::QrError> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M)?;
    Ok(code
        .render::<svg::Color<'_>>()
        .quiet_zone(false)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build())
}
