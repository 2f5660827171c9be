//! The browser client of Sanfang for students, employers and schools (screens.md).
//!
//! `ui` holds the parts, `features` the pages of each resource, `routes` what lies where.
//! The client holds no rules: the server's capabilities open and close its buttons.

pub mod api;
pub mod app;
pub mod codes;
pub mod features;
pub mod i18n;
pub mod routes;
pub mod session;
mod transport;
pub mod ui;

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the client in the page that loaded it.
#[wasm_bindgen(start)]
pub fn start() {
    if let Some(boot) = leptos::prelude::document().get_element_by_id("boot") {
        boot.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
