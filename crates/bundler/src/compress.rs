//! Compressed copies beside each file, so that no request pays for the best level.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};

use crate::Result;

/// Formats that are compressed by themselves.
const PACKED: [&str; 8] = ["br", "gz", "png", "jpg", "webp", "woff2", "avif", "ico"];
/// Brotli's best level, and its largest window that every browser must accept (RFC 7932, 9.1).
const QUALITY: i32 = 11;
const WINDOW: i32 = 24;

/// Compresses every file below `folder`.
pub fn folder(folder: &Path) -> Result<()> {
    crate::files(folder)?.iter().try_for_each(|path| file(path))
}

/// Writes `path.br` and `path.gz`.
pub fn file(path: &Path) -> Result<()> {
    let kind = path
        .extension()
        .map(|kind| kind.to_string_lossy().into_owned());
    if kind.is_some_and(|kind| PACKED.contains(&kind.as_str())) {
        return Ok(());
    }
    let bytes = fs::read(path)?;
    fs::write(path.with_added_extension("br"), brotli(&bytes)?)?;
    fs::write(path.with_added_extension("gz"), gzip(&bytes)?)?;
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_formats_give_the_bytes_back() {
        let text = "三方协议 ".repeat(1000);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(text.as_bytes()).unwrap(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
        let mut back = String::new();
        let packed = gzip(text.as_bytes()).unwrap();
        flate2::read::GzDecoder::new(&*packed)
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
    }
}
