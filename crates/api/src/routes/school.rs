//! The school's home and directory.

use crate::{extract::SchoolCaller, problem::Fault};
use actix_web::{get, web};
use sanfang_application::{App, school};
use sanfang_contract::school::{SchoolDirectory, SchoolHome};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(get_school_home)
        .service(get_school_directory);
}

/// The school's or college's home: open work, the oldest, approvals a day.
#[utoipa::path(
    tag = "school",
    security(("bearer" = ["school", "college"])),
    responses((status = 200, description = "The home", body = SchoolHome))
)]
#[get("/api/v1/school/home")]
async fn get_school_home(
    app: web::Data<App>,
    caller: SchoolCaller,
) -> Result<web::Json<SchoolHome>, Fault> {
    Ok(web::Json(school::home(&app, &caller).await?))
}

/// Colleges, majors and graduation years in sight, for filters.
#[utoipa::path(
    tag = "school",
    security(("bearer" = ["school", "college"])),
    responses((status = 200, description = "The directory", body = SchoolDirectory))
)]
#[get("/api/v1/school/directory")]
async fn get_school_directory(
    app: web::Data<App>,
    caller: SchoolCaller,
) -> Result<web::Json<SchoolDirectory>, Fault> {
    Ok(web::Json(school::directory(&app, &caller).await?))
}
