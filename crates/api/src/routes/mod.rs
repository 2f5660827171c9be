//! The handlers, one module per resource. Each is one use-case: arguments in, reply out.

pub mod account;
pub mod auth;
pub mod public;
pub mod site;

use utoipa_actix_web::service_config::ServiceConfig;

/// Every documented operation.
pub fn configure(config: &mut ServiceConfig) {
    auth::configure(config);
    account::configure(config);
    public::configure(config);
}
