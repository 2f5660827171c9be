//! Requests a minute of one address.

use crate::{extract::address, limits::Limits, settings::Settings};
use actix_web::{
    Error, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};

/// Counts calls of the API; pages and their files are not counted.
pub async fn limit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let counted = request.path().starts_with("/api/");
    let trust = request
        .app_data::<web::Data<Settings>>()
        .is_some_and(|settings| settings.trust_proxy);
    let peer = request.peer_addr().map(|peer| peer.ip());
    let address = address(request.headers(), peer, trust);
    let limits = request.app_data::<web::Data<Limits>>().cloned();
    let (Some(limits), Some(address), true) = (limits, address, counted) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    match limits.check_address(address) {
        Ok(left) => {
            let mut response = next.call(request).await?.map_into_boxed_body();
            left.tell(response.headers_mut());
            Ok(response)
        }
        Err(fault) => Ok(request.into_response(fault.error_response())),
    }
}
