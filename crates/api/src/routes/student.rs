//! The student's own record, first log-in and home.

use crate::{
    extract::{IfMatch, StudentCaller, etag},
    problem::Fault,
};
use actix_web::{HttpResponse, get, post, put, web};
use sanfang_application::{App, student};
use sanfang_contract::{
    account::AccountView,
    student::{
        SmsSent, StudentContact, StudentHome, StudentProfile, Verification, VerificationView,
    },
};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(get_verification)
        .service(send_verification_code)
        .service(complete_verification)
        .service(get_student_home)
        .service(get_student_profile)
        .service(update_student_contact);
}

/// 信息验证: what the first log-in asks for.
#[utoipa::path(
    tag = "student",
    security(("bearer" = ["student"])),
    responses((status = 200, description = "What is on record", body = VerificationView))
)]
#[get("/api/v1/student/verification")]
async fn get_verification(
    app: web::Data<App>,
    caller: StudentCaller,
) -> Result<web::Json<VerificationView>, Fault> {
    Ok(web::Json(student::verification(&app, &caller).await?))
}

/// Send a code by SMS to the phone on record.
#[utoipa::path(
    tag = "student",
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The code is on its way", body = SmsSent))
)]
#[post("/api/v1/student/verification/code")]
async fn send_verification_code(
    app: web::Data<App>,
    caller: StudentCaller,
) -> Result<web::Json<SmsSent>, Fault> {
    Ok(web::Json(student::send_code(&app, &caller).await?))
}

/// Finish the first log-in with e-mail, postal address and the code.
#[utoipa::path(
    tag = "student",
    security(("bearer" = ["student"])),
    responses((status = 200, description = "Done; the account as it is now", body = AccountView))
)]
#[post("/api/v1/student/verification")]
async fn complete_verification(
    app: web::Data<App>,
    caller: StudentCaller,
    body: web::Json<Verification>,
) -> Result<web::Json<AccountView>, Fault> {
    let account = student::complete_verification(&app, &caller, body.into_inner()).await?;
    Ok(web::Json(account))
}

/// The student's home: what is open or closed and why, what waits, what binds.
#[utoipa::path(
    tag = "student",
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The home", body = StudentHome))
)]
#[get("/api/v1/student/home")]
async fn get_student_home(
    app: web::Data<App>,
    caller: StudentCaller,
) -> Result<web::Json<StudentHome>, Fault> {
    Ok(web::Json(student::home(&app, &caller).await?))
}

/// 基本信息
#[utoipa::path(
    tag = "student",
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The own record", body = StudentProfile, headers(("ETag" = String, description = "The version, for `If-Match`"))))
)]
#[get("/api/v1/student/profile")]
async fn get_student_profile(
    app: web::Data<App>,
    caller: StudentCaller,
) -> Result<HttpResponse, Fault> {
    Ok(versioned(student::profile(&app, &caller).await?))
}

/// Change e-mail and postal address.
#[utoipa::path(
    tag = "student",
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The record as it is now", body = StudentProfile, headers(("ETag" = String, description = "The version, for `If-Match`"))))
)]
#[put("/api/v1/student/profile/contact")]
async fn update_student_contact(
    app: web::Data<App>,
    caller: StudentCaller,
    IfMatch(version): IfMatch,
    body: web::Json<StudentContact>,
) -> Result<HttpResponse, Fault> {
    let profile = student::update_contact(&app, &caller, version, body.into_inner()).await?;
    Ok(versioned(profile))
}

fn versioned(profile: StudentProfile) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(etag(profile.version))
        .json(profile)
}
