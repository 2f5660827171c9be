//! What lies where. One lazy chunk per role: a student never loads the school's pages.

use leptos::prelude::*;
use leptos_router::{
    Lazy, LazyRoute,
    components::{FlatRoutes, Route},
    path,
};

use crate::features;

/// A group of pages that is fetched when it is first needed.
macro_rules! chunk {
    ($(#[$doc:meta])* $name:ident, $pages:path) => {
        $(#[$doc])*
        struct $name;

        #[cfg(feature = "split")]
        #[leptos_router::lazy_route]
        impl LazyRoute for $name {
            fn data() -> Self {
                Self
            }

            fn view(this: Self) -> AnyView {
                drop(this);
                $pages().into_any()
            }
        }

        #[cfg(not(feature = "split"))]
        impl LazyRoute for $name {
            fn data() -> Self {
                Self
            }

            async fn view(_this: Self) -> AnyView {
                $pages().into_any()
            }
        }
    };
}

#[cfg(feature = "gallery")]
chunk!(
    /// Every part of the kit on one page, for development.
    Gallery,
    features::gallery::Gallery
);

/// The routes of the client.
#[component]
pub fn Pages() -> impl IntoView {
    #[cfg(feature = "gallery")]
    return view! {
        <FlatRoutes fallback=|| "404">
            <Route path=path!("/_ui/*any") view={Lazy::<Gallery>::new()} />
        </FlatRoutes>
    };
    #[cfg(not(feature = "gallery"))]
    view! { <FlatRoutes fallback=|| "404"><Route path=path!("/") view=|| () /></FlatRoutes> }
}
