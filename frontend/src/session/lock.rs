//! One tab at a time (Web Locks API). Two tabs that spend the same refresh token at once would look
//! like a thief to the server, which then ends the whole session.

use std::{cell::RefCell, future::Future, rc::Rc};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Runs `work` while no other tab runs work of this name. A browser without locks (an address that
/// is neither HTTPS nor local) runs it at once.
pub async fn alone<T, F>(name: &'static str, work: impl FnOnce() -> F + 'static) -> Option<T>
where
    T: 'static,
    F: Future<Output = Option<T>> + 'static,
{
    let Some((locks, request)) = manager() else {
        return work().await;
    };
    let answer = Rc::new(RefCell::new(None));
    let slot = Rc::clone(&answer);
    let task = Closure::once(move |_lock: JsValue| -> Promise {
        future_to_promise(async move {
            *slot.borrow_mut() = work().await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let held = request.call2(&locks, &JsValue::from_str(name), task.as_ref());
    if let Some(held) = held.ok().and_then(|held| held.dyn_into::<Promise>().ok()) {
        // It only fails when the page goes away.
        let _ = JsFuture::from(held).await;
    }
    answer.borrow_mut().take()
}

fn manager() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks"))
        .ok()
        .filter(JsValue::is_object)?;
    let request = Reflect::get(&locks, &JsValue::from_str("request"))
        .ok()?
        .dyn_into()
        .ok()?;
    Some((locks, request))
}
