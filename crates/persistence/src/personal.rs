//! Personal values at rest (spec/data.md, "Personal data"): sealed with XChaCha20-Poly1305 under a key that is not
//! in the database, found again through HMAC-SHA256 (exact search only).

use crate::StoreError;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Generate},
};
use hmac::{Hmac, Mac};
use sanfang_domain::values::{IdNumber, Phone};
use sha2::Sha256;

/// The length of a nonce in front of a sealed value.
const NONCE: usize = 24;

/// The keys for personal values. Two keys are derived from one secret, so that one file is enough.
#[derive(Clone)]
pub struct Personal {
    cipher: XChaCha20Poly1305,
    search: Hmac<Sha256>,
}

impl std::fmt::Debug for Personal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Personal(…)")
    }
}

impl Personal {
    /// From the installation's secret of 32 bytes.
    pub fn new(secret: &[u8; 32]) -> Result<Self, StoreError> {
        let derive = |purpose: &[u8]| -> Result<[u8; 32], StoreError> {
            let mut mac = keyed(secret)?;
            mac.update(purpose);
            Ok(mac.finalize().into_bytes().into())
        };
        Ok(Self {
            cipher: XChaCha20Poly1305::new(&derive(b"sanfang seal 1")?.into()),
            search: keyed(&derive(b"sanfang search 1")?)?,
        })
    }

    /// Seals bytes: nonce, then ciphertext with its tag.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce = XNonce::generate();
        let sealed = self
            .cipher
            .encrypt(&nonce, plain)
            .or(Err(StoreError::Sealed))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Self::seal`] made.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (nonce, body) = sealed
            .split_first_chunk::<NONCE>()
            .ok_or(StoreError::Sealed)?;
        self.cipher
            .decrypt(&XNonce::from(*nonce), body)
            .or(Err(StoreError::Sealed))
    }

    /// Opens a sealed text.
    pub fn open_text(&self, sealed: &[u8]) -> Result<String, StoreError> {
        String::from_utf8(self.open(sealed)?).or(Err(StoreError::Sealed))
    }

    /// Opens a sealed 公民身份号码.
    pub fn open_id_number(&self, sealed: &[u8]) -> Result<IdNumber, StoreError> {
        IdNumber::parse(&self.open_text(sealed)?).or(Err(StoreError::Sealed))
    }

    /// Opens a sealed phone.
    pub fn open_phone(&self, sealed: &[u8]) -> Result<Phone, StoreError> {
        Phone::parse(&self.open_text(sealed)?).or(Err(StoreError::Sealed))
    }

    /// What an exact search for an ID number compares with.
    pub fn id_number_hash(&self, id: &IdNumber) -> String {
        self.hash(b"id", id.as_str())
    }

    /// What an exact search for a phone compares with.
    pub fn phone_hash(&self, phone: &Phone) -> String {
        self.hash(b"phone", phone.as_str())
    }

    /// A keyed tag of a value that is no personal number: throttles, refresh tokens, one-time codes.
    pub fn tag(&self, purpose: &str, value: &str) -> String {
        self.hash(&[b"tag ", purpose.as_bytes()].concat(), value)
    }

    fn hash(&self, kind: &[u8], value: &str) -> String {
        let mut mac = self.search.clone();
        mac.update(kind);
        mac.update(b":");
        mac.update(value.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }
}

fn keyed(secret: &[u8; 32]) -> Result<Hmac<Sha256>, StoreError> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(secret).or(Err(StoreError::Sealed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_with_its_key_only() {
        let personal = Personal::new(&[7; 32]).unwrap();
        let sealed = personal.seal("张三".as_bytes()).unwrap();
        assert_eq!(personal.open_text(&sealed).unwrap(), "张三");
        assert!(Personal::new(&[8; 32]).unwrap().open(&sealed).is_err());
    }

    #[test]
    fn the_same_value_is_sealed_differently_and_hashed_alike() {
        let personal = Personal::new(&[7; 32]).unwrap();
        let phone = Phone::parse("13812345678").unwrap();
        assert_ne!(personal.seal(b"x").unwrap(), personal.seal(b"x").unwrap());
        assert_eq!(personal.phone_hash(&phone), personal.phone_hash(&phone));
    }
}
