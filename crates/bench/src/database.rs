//! The database of one run: a file in the bench's folder, or one made on a PostgreSQL server.

use crate::Result;
use sanfang_persistence::sea_orm::{ConnectionTrait, Database as Connector};
use std::path::Path;

const NAME: &str = "sanfang_bench";

/// Where the rows are.
pub struct Database {
    /// As the server opens it.
    pub url: String,
    server: Option<String>,
}

impl Database {
    /// An empty one.
    pub async fn create(data: &Path, server: Option<&str>) -> Result<Self> {
        let Some(server) = server else {
            let file = data.join("bench.sqlite");
            return Ok(Self {
                url: format!("sqlite://{}?mode=rwc", file.display()),
                server: None,
            });
        };
        execute(
            server,
            &format!("DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"),
        )
        .await?;
        execute(server, &format!("CREATE DATABASE {NAME}")).await?;
        let (root, _) = server
            .rsplit_once('/')
            .ok_or("a server's URL ends with /database")?;
        Ok(Self {
            url: format!("{root}/{NAME}"),
            server: Some(server.to_owned()),
        })
    }

    /// Takes it away.
    pub async fn drop(self) -> Result<()> {
        match self.server {
            Some(server) => execute(&server, &format!("DROP DATABASE {NAME} WITH (FORCE)")).await,
            None => Ok(()),
        }
    }
}

async fn execute(server: &str, statement: &str) -> Result<()> {
    let connection = Connector::connect(server).await?;
    connection.execute_unprepared(statement).await?;
    Ok(connection.close().await?)
}
