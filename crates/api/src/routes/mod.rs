//! The handlers, one module per resource. Each is one use-case: arguments in, reply out.

pub mod account;
pub mod agreements;
pub mod auth;
pub mod cases;
pub mod employer;
pub mod notices;
pub mod offers;
pub mod platform;
pub mod public;
pub mod school;
pub mod site;
pub mod student;

use utoipa_actix_web::service_config::ServiceConfig;

/// Every documented operation.
pub fn configure(config: &mut ServiceConfig) {
    auth::configure(config);
    account::configure(config);
    notices::configure(config);
    public::configure(config);
    student::configure(config);
    employer::configure(config);
    offers::configure(config);
    agreements::configure(config);
    cases::configure(config);
    school::configure(config);
    platform::configure(config);
}
