//! One file as `multipart/form-data` (RFC 7578), field `file`.

use sanfang_contract::Upload;

/// The media type with its boundary.
pub(crate) fn media_type(boundary: &str) -> String {
    format!("multipart/form-data; boundary={boundary}")
}

/// The body. Names are escaped as the HTML standard lays down for form data.
pub(crate) fn body(boundary: &str, file: &Upload) -> Vec<u8> {
    let name = file
        .name
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    let mut out = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {}\r\n\r\n",
        file.media_type
    )
    .into_bytes();
    out.extend_from_slice(&file.bytes);
    out.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    out
}
