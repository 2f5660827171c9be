//! The closed world of the typesetter: our template, the caller's data, and nothing else.

use super::fonts::Fonts;
use std::sync::LazyLock;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

const COMMON: &str = include_str!("../../templates/common.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// No network, no disk, no packages, no clock: what is not named here does not exist.
pub(super) struct ClosedWorld<'a> {
    fonts: &'a Fonts,
    main: Source,
    common: Source,
    data: (FileId, Bytes),
    qr: Option<(FileId, Bytes)>,
}

impl<'a> ClosedWorld<'a> {
    pub(super) fn new(
        fonts: &'a Fonts,
        template: &str,
        data: String,
        qr: Option<String>,
    ) -> Result<Self, typst::syntax::PathError> {
        let qr = match qr {
            Some(svg) => Some((file("/qr.svg")?, Bytes::from_string(svg))),
            None => None,
        };
        Ok(Self {
            fonts,
            main: Source::new(file("/main.typ")?, template.to_owned()),
            common: Source::new(file("/common.typ")?, COMMON.to_owned()),
            data: (file("/data.json")?, Bytes::from_string(data)),
            qr,
        })
    }
}

fn file(path: &str) -> Result<FileId, typst::syntax::PathError> {
    Ok(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path)?).intern())
}

impl World for ClosedWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.common]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        std::iter::once(&self.data)
            .chain(&self.qr)
            .find(|(known, _)| *known == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.list.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
