//! Opening an installation: database, keys, files, fonts.

use crate::{
    App, AppError, Settings,
    app::Parts,
    ports::{Clock, Ids, LocalOutbox, Mailer, RandomIds, Sms, SystemClock},
};
use object_store::{ObjectStoreExt, local::LocalFileSystem};
use sanfang_documents::pdf::Typesetter;
use sanfang_persistence::{Db, DbOptions, Personal};
use std::{fs, io, path::PathBuf, sync::Arc};

/// The outside world of an installation; tests replace it.
#[derive(Clone)]
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids.
    pub ids: Arc<dyn Ids>,
    /// E-mail.
    pub mailer: Arc<dyn Mailer>,
    /// SMS.
    pub sms: Arc<dyn Sms>,
}

impl Default for Ports {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            ids: Arc::new(RandomIds),
            mailer: Arc::new(LocalOutbox),
            sms: Arc::new(LocalOutbox),
        }
    }
}

/// Where an installation keeps its things.
#[derive(Clone, Debug)]
pub struct Place {
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// Folder of sealed documents and, unless it is given, of the personal key.
    pub data: PathBuf,
    /// Folder of the fonts; without it sealing waits.
    pub fonts: Option<PathBuf>,
    /// Key of personal values, 64 hexadecimal digits; without it a file in the data folder.
    pub personal_key: Option<String>,
}

/// Opens an installation; its tables may still have to be migrated.
pub async fn open(place: Place, ports: Ports, settings: Settings) -> Result<App, AppError> {
    let files = place.data.join("documents");
    fs::create_dir_all(&files).map_err(AppError::internal)?;
    let secret = match &place.personal_key {
        Some(text) => decode_key(text)?,
        None => key_file(&place.data.join("personal.key"))?,
    };
    let typesetter = match &place.fonts {
        Some(folder) => Some(Arc::new(
            Typesetter::open(folder).map_err(AppError::internal)?,
        )),
        None => None,
    };
    Ok(App::new(Parts {
        db: Db::open(&DbOptions::new(place.database_url)).await?,
        personal: Personal::new(&secret)?,
        clock: ports.clock,
        ids: ports.ids,
        mailer: ports.mailer,
        sms: ports.sms,
        files: Arc::new(
            LocalFileSystem::new_with_prefix(&files)
                .map_err(AppError::internal)?
                .with_fsync(true),
        ),
        typesetter,
        settings,
    }))
}

/// Whether database and file store answer.
pub async fn ready(app: &App) -> Result<(), AppError> {
    app.db.ping().await?;
    let probe = object_store::path::Path::from("probe");
    match app.files.head(&probe).await {
        Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(AppError::Unavailable(Box::new(error))),
    }
}

fn decode_key(text: &str) -> Result<[u8; 32], AppError> {
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).map_err(AppError::internal)?;
    Ok(key)
}

/// The key of the data folder, made on the first start and readable by its owner only.
fn key_file(path: &std::path::Path) -> Result<[u8; 32], AppError> {
    match fs::read_to_string(path) {
        Ok(text) => decode_key(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key: [u8; 32] = rand::random();
            match write_secret(path, &hex::encode(key)) {
                Ok(()) => Ok(key),
                // Another process was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    decode_key(&fs::read_to_string(path).map_err(AppError::internal)?)
                }
                Err(error) => Err(AppError::internal(error)),
            }
        }
        Err(error) => Err(AppError::internal(error)),
    }
}

fn write_secret(path: &std::path::Path, text: &str) -> io::Result<()> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once() {
        let folder = std::env::temp_dir().join(format!("sanfang-key-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("personal.key");
        let first = key_file(&path).unwrap();
        assert_eq!(key_file(&path).unwrap(), first);
        fs::remove_dir_all(folder).unwrap();
    }
}
