//! What carries the calls: the browser's fetch. Outside a browser, where only the pure functions of
//! this crate are tested, nothing does.

#[cfg(target_arch = "wasm32")]
pub use sanfang_client::Browser;

/// Stands where fetch stands in a browser.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug)]
pub struct Browser;

#[cfg(not(target_arch = "wasm32"))]
impl sanfang_client::Transport for Browser {
    async fn send(
        &self,
        _request: sanfang_client::Request,
    ) -> Result<sanfang_client::Response, String> {
        Err("there is no fetch outside a browser".to_owned())
    }
}
