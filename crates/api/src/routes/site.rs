//! What is not part of the API: pages, probes, metrics, the document and its reader.

use crate::{document, metrics::Metrics, problem::Fault, site::Site, texts, tokens::Tokens};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use sanfang_application::App;
use sanfang_contract::{endpoints, problem::codes};
use sanfang_domain::Lang;
use std::sync::{Arc, LazyLock};
use utoipa_swagger_ui::Config;

/// The document is generated once.
static DOCUMENT: LazyLock<web::Bytes> = LazyLock::new(|| document::text().into());

/// The reader's own scripts and styles, which it writes into the page.
const READER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Routes outside of the document.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/healthz").get(health))
        .service(web::resource("/readyz").get(ready))
        .service(web::resource("/metrics").get(metrics))
        .service(web::resource("/.well-known/jwks.json").get(keys))
        .service(web::resource("/api/openapi.json").get(openapi))
        .service(web::redirect("/api/docs", "/api/docs/"))
        .service(web::resource("/api/docs/{file:.*}").get(reader))
        .service(web::resource("/problems/{code}").get(problem_page))
        .default_service(web::to(fallback));
}

/// Alive: the process answers.
async fn health() -> &'static str {
    "ok"
}

/// Ready: database, migrations and storage answer.
async fn ready(app: web::Data<App>) -> Result<&'static str, Fault> {
    sanfang_application::ready(&app).await?;
    match sanfang_migrations::pending(app.db.read()).await {
        Ok(0) => Ok("ready"),
        _ => Err(Fault::from_status(StatusCode::SERVICE_UNAVAILABLE)),
    }
}

async fn metrics(metrics: web::Data<Metrics>) -> Result<HttpResponse, Fault> {
    let text = metrics.text().map_err(|error| {
        tracing::error!(%error, "metrics cannot be written");
        Fault::default()
    })?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text))
}

async fn keys(tokens: web::Data<Tokens>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .json(tokens.published())
}

async fn openapi() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .content_type("application/json")
        .body(DOCUMENT.clone())
}

/// The reader of the document; every file comes from this server.
async fn reader(file: web::Path<String>) -> Result<HttpResponse, Fault> {
    let config = Arc::new(Config::from("/api/openapi.json"));
    let found = utoipa_swagger_ui::serve(&file, config).map_err(|error| {
        tracing::error!(%error, "the reader of the document is broken");
        Fault::default()
    })?;
    let file = found.ok_or_else(Fault::not_found)?;
    Ok(HttpResponse::Ok()
        .content_type(file.content_type)
        .insert_header((header::CONTENT_SECURITY_POLICY, READER_POLICY))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(file.bytes.into_owned()))
}

/// What stands behind the `type` of a problem.
async fn problem_page(code: web::Path<String>) -> Result<HttpResponse, Fault> {
    let text = texts::find(&code).ok_or_else(Fault::not_found)?;
    let lines: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| format!("{}\n{}\n", text.title(lang), text.detail(lang)))
        .collect();
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(format!("{code}\n\n{}", lines.join("\n"))))
}

/// No route: another method of a known one (405), a page of the client, or nothing.
async fn fallback(
    request: HttpRequest,
    site: Option<web::Data<Site>>,
) -> Result<HttpResponse, Fault> {
    if let Some(fault) = other_method(request.path()) {
        return Err(fault);
    }
    let page = ["/api/", "/problems/", "/.well-known/"]
        .iter()
        .all(|outside| !request.path().starts_with(outside));
    site.filter(|_| page && request.method() == Method::GET)
        .and_then(|site| site.answer(&request))
        .ok_or_else(Fault::not_found)
}

/// 405 when the path is known with other methods (RFC 9110 section 15.5.6).
pub fn other_method(path: &str) -> Option<Fault> {
    let methods = methods_of(path);
    (!methods.is_empty()).then(|| Fault {
        allow: Some(methods.join(", ")),
        ..Fault::new(StatusCode::METHOD_NOT_ALLOWED, codes::METHOD)
    })
}

/// The methods that the contract knows for a path; `/cases/search` is not an id.
fn methods_of(path: &str) -> Vec<&'static str> {
    let of = |fitting: &dyn Fn(&str) -> bool| -> Vec<_> {
        endpoints::ALL
            .iter()
            .filter(|(_, _, template, _)| fitting(template))
            .map(|(_, method, _, _)| method.as_str())
            .collect()
    };
    let exact = of(&|template| template == path);
    if exact.is_empty() {
        of(&|template| fits(template, path))
    } else {
        exact
    }
}

/// Whether a path is that of an operation, letter by letter.
pub fn is_literal(path: &str) -> bool {
    endpoints::ALL.iter().any(|endpoint| endpoint.2 == path)
}

fn fits(template: &str, path: &str) -> bool {
    let (mut left, mut right) = (template.split('/'), path.split('/'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || (a.starts_with('{') && !b.is_empty()) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_method_of_a_known_path_is_told_which_ones_there_are() {
        assert_eq!(methods_of("/api/v1/account/sessions"), ["GET", "DELETE"]);
        assert_eq!(methods_of("/api/v1/cases/0/"), Vec::<&str>::new());
        assert_eq!(methods_of("/api/v1/offers/1/accept"), ["POST"]);
        assert_eq!(methods_of("/api/v1/cases/search"), ["POST"]);
    }
}
