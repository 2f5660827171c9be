//! Fonts read from a folder, and the question which characters they have.

use std::{collections::HashSet, fs, io, path::Path};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Why no document can be set.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// The folder or one of its files cannot be read.
    #[error("the font folder cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The folder has no family that can set Chinese text.
    #[error(
        "the font folder has no Noto Sans SC (npm: @expo-google-fonts/noto-sans-sc, \
         Debian: fonts-noto-cjk)"
    )]
    NoChineseFont,
}

/// Families that may set the text, best first: the npm package's and Debian's names for one design.
const FAMILIES: [&str; 2] = ["Noto Sans SC", "Noto Sans CJK SC"];

/// All fonts of the folder, in the order of their file names.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) list: Vec<Font>,
    /// The families as the template names them: the text's, then those that stand in.
    pub(super) families: Vec<String>,
    characters: HashSet<u32>,
}

impl Fonts {
    pub(super) fn open(folder: &Path) -> Result<Self, FontError> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let extension = path
                .extension()
                .and_then(|text| text.to_str())
                .map(str::to_lowercase);
            if matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
                paths.push(path);
            }
        }
        paths.sort();
        let mut list = Vec::new();
        for path in paths {
            list.extend(Font::iter(Bytes::new(fs::read(path)?)));
        }
        let book = FontBook::from_fonts(&list);
        let text = FAMILIES
            .iter()
            .find(|family| book.contains_family(&family.to_lowercase()))
            .ok_or(FontError::NoChineseFont)?;
        let mut families = vec![(*text).to_owned()];
        for font in &list {
            let family = &font.info().family;
            if !families.iter().any(|known| known == family) {
                families.push(family.as_str().to_owned());
            }
        }
        let characters = list
            .iter()
            .flat_map(|font| font.info().coverage.iter())
            .collect();
        Ok(Self {
            book: LazyHash::new(book),
            list,
            families,
            characters,
        })
    }

    /// Whether some font can print a character.
    pub(super) fn covers(&self, character: char) -> bool {
        self.characters.contains(&u32::from(character))
    }
}
