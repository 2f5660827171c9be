//! The browser client: files of one folder, read once, compressed beforehand. Everything under `/pkg/` has the build's
//! hash in its address and may be kept for ever; any other address that names no file is a page of the client.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderMap},
    web::Bytes,
};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, fs, io, path::Path};

/// The page that every address of the client gets.
const INDEX: &str = "/index.html";
const HASHED: &str = "/pkg/";

/// One file in its encodings.
#[derive(Clone, Debug)]
struct Asset {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    media_type: &'static str,
    etag: String,
}

/// Files by address.
#[derive(Clone, Debug, Default)]
pub struct Site {
    assets: HashMap<String, Asset>,
}

impl Site {
    /// Every file of a folder.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut files = HashMap::new();
        read(folder, "", &mut files)?;
        let mut assets = HashMap::new();
        for (address, plain) in &files {
            if address.ends_with(".br") || address.ends_with(".gz") {
                continue;
            }
            let asset = Asset {
                plain: plain.clone(),
                brotli: files.get(&format!("{address}.br")).cloned(),
                gzip: files.get(&format!("{address}.gz")).cloned(),
                media_type: media_type(address),
                etag: format!("\"{}\"", hex::encode(Sha256::digest(plain))),
            };
            assets.insert(address.clone(), asset);
        }
        Ok(Self { assets })
    }

    /// The answer to a GET, if there is one: a file, or the page for an address of the client.
    pub fn answer(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let path = request.path();
        let asset = match self.assets.get(path) {
            Some(asset) => asset,
            None if path.starts_with(HASHED) || looks_like_file(path) => return None,
            None => self.assets.get(INDEX)?,
        };
        Some(asset.answer(path, request.headers()))
    }
}

impl Asset {
    fn answer(&self, path: &str, headers: &HeaderMap) -> HttpResponse {
        let cache = if path.starts_with(HASHED) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let known = headers
            .get(header::IF_NONE_MATCH)
            .and_then(|tags| tags.to_str().ok())
            .is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == self.etag));
        let mut response = if known {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        response
            .insert_header((header::CACHE_CONTROL, cache))
            .insert_header((header::ETAG, self.etag.as_str()))
            .insert_header((header::VARY, "Accept-Encoding"));
        if known {
            return response.finish();
        }
        response.content_type(self.media_type);
        for (coding, body) in [("br", &self.brotli), ("gzip", &self.gzip)] {
            if let Some(body) = body.as_ref().filter(|_| accepts(headers, coding)) {
                response.insert_header((header::CONTENT_ENCODING, coding));
                return response.body(body.clone());
            }
        }
        response.body(self.plain.clone())
    }
}

fn read(folder: &Path, at: &str, files: &mut HashMap<String, Bytes>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let address = format!("{at}/{name}");
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &address, files)?;
        } else {
            files.insert(address, fs::read(entry.path())?.into());
        }
    }
    Ok(())
}

/// Whether a coding is accepted (RFC 9110 section 12.5.3).
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value.split(',').any(|range| {
                let mut parts = range.split(';').map(str::trim);
                let named = parts.next().is_some_and(|c| c.eq_ignore_ascii_case(coding));
                named
                    && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        })
}

fn looks_like_file(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
}

fn media_type(address: &str) -> &'static str {
    match address.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn site() -> Site {
        let asset = |media_type| Asset {
            plain: Bytes::from_static(b"plain"),
            brotli: Some(Bytes::from_static(b"br")),
            gzip: None,
            media_type,
            etag: "\"1\"".to_owned(),
        };
        Site {
            assets: HashMap::from([
                (INDEX.to_owned(), asset("text/html; charset=utf-8")),
                (
                    "/pkg/1/a.js".to_owned(),
                    asset("text/javascript; charset=utf-8"),
                ),
            ]),
        }
    }

    #[test]
    fn an_address_of_the_client_gets_the_page_and_a_missing_file_nothing() {
        let get = |path: &str| site().answer(&TestRequest::get().uri(path).to_http_request());
        assert!(get("/student/offers").is_some());
        assert!(get("/pkg/2/a.js").is_none());
        assert!(get("/robots.txt").is_none());
    }

    #[test]
    fn hashed_files_are_kept_and_sent_compressed() {
        let request = TestRequest::get()
            .uri("/pkg/1/a.js")
            .insert_header((header::ACCEPT_ENCODING, "gzip, br;q=0.5"))
            .to_http_request();
        let answer = site().answer(&request).unwrap();
        assert_eq!(
            answer.headers().get(header::CONTENT_ENCODING).unwrap(),
            "br"
        );
        assert!(
            answer
                .headers()
                .get(header::CACHE_CONTROL)
                .unwrap()
                .to_str()
                .unwrap()
                .contains("immutable")
        );
    }
}
