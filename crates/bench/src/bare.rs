//! The limit of HTTP: a handler that reads the body and answers one that was made before.

use crate::Result;
use actix_web::{
    App, HttpResponse, HttpServer,
    dev::ServerHandle,
    web::{self, Bytes},
};
use std::net::Ipv4Addr;

/// A bare server.
pub struct Bare {
    /// `http://127.0.0.1:port`
    pub url: String,
    handle: ServerHandle,
}

impl Bare {
    /// Answers every request with this body.
    pub fn start(body: Vec<u8>, threads: usize) -> Result<Self> {
        let body = Bytes::from(body);
        let server = HttpServer::new(move || {
            let body = body.clone();
            App::new().default_service(web::to(move |_asked: Bytes| {
                let answer = HttpResponse::Ok()
                    .content_type("application/json")
                    .body(body.clone());
                async move { answer }
            }))
        })
        .workers(threads)
        .disable_signals()
        .bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = server.addrs().first().copied().ok_or("no address")?;
        let running = server.run();
        let handle = running.handle();
        tokio::spawn(running);
        Ok(Self {
            url: format!("http://{address}"),
            handle,
        })
    }

    /// Ends it.
    pub async fn stop(self) {
        self.handle.stop(false).await;
    }
}
