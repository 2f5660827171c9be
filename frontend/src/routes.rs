//! What lies where. One lazy chunk per role: a student never loads the school's pages.

use leptos::prelude::*;
use leptos_router::{
    Lazy, LazyRoute,
    components::{ParentRoute, Redirect, Route, Routes},
    path,
};

use crate::{
    features::{self, account, auth, inside::Inside, notices, verify},
    i18n::t,
    session::{self, Session},
    ui::{Accent, Empty, Front, Glyph, LinkButton, Page, Skeleton},
};

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

            fn view(_this: Self) -> AnyView {
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

chunk!(
    /// 学生
    Student,
    features::student::Pages
);
chunk!(
    /// 用人单位
    Employer,
    features::employer::Pages
);
chunk!(
    /// 学校
    School,
    features::school::Pages
);
chunk!(
    /// 平台
    Platform,
    features::platform::Pages
);
#[cfg(feature = "gallery")]
chunk!(
    /// Every part of the kit on one page.
    Gallery,
    features::gallery::Gallery
);

#[cfg(feature = "gallery")]
fn gallery() -> Lazy<Gallery> {
    Lazy::new()
}

#[cfg(not(feature = "gallery"))]
fn gallery() -> impl Fn() -> AnyView + Clone + Send {
    || view! { <Missing /> }.into_any()
}

/// The routes of the client.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <Missing /> }>
            <Route path=path!("/") view=Start />
            <Route path=path!("/login") view=auth::Login />
            <Route path=path!("/login/:portal") view=auth::Login />
            <Route path=path!("/platform/login") view=auth::PlatformLogin />
            <Route path=path!("/forgotten") view=auth::Forgotten />
            <Route path=path!("/reset") view=auth::Reset />
            <Route path=path!("/verify") view=verify::Verify />
            <Route path=path!("/_ui/*any") view={gallery()} />
            <ParentRoute path=path!("") view=Inside>
                <Route path=path!("/account") view=account::Account />
                <Route path=path!("/notices") view=notices::Notices />
                <Route path=path!("/student/*any") view={Lazy::<Student>::new()} />
                <Route path=path!("/employer/*any") view={Lazy::<Employer>::new()} />
                <Route path=path!("/school/*any") view={Lazy::<School>::new()} />
                <Route path=path!("/platform/*any") view={Lazy::<Platform>::new()} />
            </ParentRoute>
        </Routes>
    }
}

/// `/`: on to where this person begins.
#[component]
fn Start() -> impl IntoView {
    move || match session::session() {
        Session::Opening => view! {
            <Front accent=Signal::stored(Accent::Student)>
                <Skeleton />
            </Front>
        }
        .into_any(),
        Session::Open(account) => {
            view! { <Redirect path=session::home(account.role) /> }.into_any()
        }
        Session::Nobody { .. } | Session::Unknown(_) => {
            view! { <Redirect path="/login" /> }.into_any()
        }
    }
}

/// No such page, outside of any role.
#[component]
fn Missing() -> impl IntoView {
    view! {
        <Front accent=Signal::stored(Accent::Platform)>
            <NotFound />
        </Front>
    }
}

/// No such page; also inside a role's frame.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Page title=t::ui::not_found>
            <Empty title=t::ui::not_found text=t::ui::not_found_hint glyph=Glyph::Search>
                <LinkButton label=t::ui::to_start href=Signal::stored("/".to_owned()) />
            </Empty>
        </Page>
    }
}
