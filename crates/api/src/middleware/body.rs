//! A body that trickles in must not hold a connection for ever (design/findings.md).

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    middleware::Next,
};
use futures::{Stream, StreamExt, stream};
use std::{io, pin::Pin, time::Duration};

/// Time for a whole body. Files have at most some megabytes.
const PATIENCE: Duration = Duration::from_secs(30);

type Chunks = Pin<Box<dyn Stream<Item = Result<actix_web::web::Bytes, PayloadError>>>>;

/// Ends the body with a time-out fault when it is not there in time; handlers may take as long as they need.
pub async fn slow_bodies(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    match request.take_payload() {
        Payload::None => {}
        payload => {
            let stream = in_time(payload.boxed_local(), PATIENCE);
            request.set_payload(Payload::Stream { payload: stream });
        }
    }
    next.call(request).await
}

fn in_time(chunks: Chunks, patience: Duration) -> Chunks {
    let deadline = tokio::time::Instant::now() + patience;
    let state = Some(chunks);
    let timed = stream::unfold(state, move |state| async move {
        let mut chunks = state?;
        match tokio::time::timeout_at(deadline, chunks.next()).await {
            Ok(Some(chunk)) => Some((chunk, Some(chunks))),
            Ok(None) => None,
            Err(_) => {
                let late = io::Error::from(io::ErrorKind::TimedOut);
                Some((Err(PayloadError::Io(late)), None))
            }
        }
    });
    // Whoever reads a form may ask again after the end.
    Box::pin(timed.fuse())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_may_be_asked_again_after_its_end() {
        let body = Ok(actix_web::web::Bytes::from_static(b"x"));
        let mut chunks = in_time(stream::iter([body]).boxed_local(), PATIENCE);
        assert!(chunks.next().await.is_some());
        assert!(chunks.next().await.is_none());
        assert!(chunks.next().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_never_ends_is_ended() {
        let chunks = in_time(stream::pending().boxed_local(), PATIENCE);
        let all: Vec<_> = chunks.collect().await;
        assert!(matches!(
            all.as_slice(),
            [Err(PayloadError::Io(error))] if error.kind() == io::ErrorKind::TimedOut
        ));
    }
}
