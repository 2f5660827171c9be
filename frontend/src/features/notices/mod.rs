//! Notices: the bell with its number, and the page.

use std::{sync::LazyLock, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_location};
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    endpoints::{CountUnreadNotices, ListNotices, PageQuery, ReadAllNotices, ReadNotice},
    notices::NoticeView,
};
use sanfang_domain::{
    actor::Role,
    ids::{CaseId, NoticeId},
};

use crate::{
    api::{self, Task},
    i18n::{lang, t},
    session,
    ui::{Button, Empty, Glyph, Icon, Kind, Loaded, Page, Pill, Tone, format},
};

/// How often the bell asks.
const PAUSE: Duration = Duration::from_secs(30);
/// How many notices are shown at once.
const LIMIT: u16 = 50;

static UNREAD: LazyLock<ArcRwSignal<u32>> = LazyLock::new(ArcRwSignal::default);

fn count() {
    if document().hidden() || untrack(session::account).is_none() {
        return;
    }
    spawn_local(async {
        // A bell that cannot be asked keeps its number; the pages tell of the fault.
        if let Ok(answer) = api::ask(Call::<CountUnreadNotices>::new((), Nothing {})).await {
            UNREAD.set(answer.unread);
        }
    });
}

/// The bell in the bar. It asks at each change of page and now and then.
#[component]
pub fn Bell() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        count();
    });
    if let Ok(handle) = set_interval_with_handle(count, PAUSE) {
        on_cleanup(move || handle.clear());
    }
    let some = || UNREAD.get() > 0;
    view! {
        <A href="/notices" attr:class="button quiet">
            <Icon glyph=Glyph::Bell />
            <span class="wide-only">{t::notices::title}</span>
            <Show when=some>
                <span class="badge alert" aria-hidden="true">{|| UNREAD.get().min(99)}</span>
            </Show>
            <span class="visually-hidden" aria-live="polite">
                {move || some().then(|| t::notices::unread(u64::from(UNREAD.get())))}
            </span>
        </A>
    }
}

/// Where a notice leads.
fn target(role: Role, case: CaseId) -> String {
    match role {
        Role::Student => format!("/student/cases/{case}"),
        Role::Employer => format!("/employer/cases/{case}"),
        Role::School | Role::College => format!("/school/agreements/{case}"),
        Role::Platform | Role::System => "/platform".to_owned(),
    }
}

/// `/notices`
#[component]
pub fn Notices() -> impl IntoView {
    let again = RwSignal::new(0_u32);
    let task = Task::new();
    let more = RwSignal::new(Vec::<NoticeView>::new());
    let next = RwSignal::new(None::<String>);
    let read_all = move |_| {
        task.run(
            |_| api::send(Call::<ReadAllNotices>::new((), Nothing {})),
            move |_| {
                UNREAD.set(0);
                again.update(|count| *count += 1);
            },
        );
    };
    let load = move || {
        let _ = lang();
        async move {
            let page = page(None).await?;
            more.set(Vec::new());
            next.set(page.next.clone());
            Ok(page.items)
        }
    };
    let fetch_more = move |_| {
        let cursor = next.get_untracked();
        let older = Task::new();
        older.run(
            move |_| async move {
                let query = PageQuery {
                    cursor,
                    limit: Some(LIMIT),
                };
                api::ask(Call::<ListNotices>::new((), Nothing {}).query(query)).await
            },
            move |page| {
                next.set(page.next);
                more.update(|more| more.extend(page.items));
            },
        );
    };
    view! {
        <Page
            title=t::notices::title
            tools=ViewFn::from(move || {
                view! { <Button label=t::notices::read_all busy=task.busy on_click=read_all /> }
            })
        >
            <Loaded
                again
                load
                view={move |items: Vec<NoticeView>| {
                    if items.is_empty() {
                        return view! {
                            <Empty title=t::notices::none text=t::notices::none_hint glyph=Glyph::Bell />
                        }
                            .into_any();
                    }
                    view! {
                        <ul class="stack">
                            {items.into_iter().map(|notice| view! { <Line notice /> }).collect_view()}
                            {move || more.get().into_iter().map(|notice| view! { <Line notice /> }).collect_view()}
                        </ul>
                        <Show when=move || next.with(Option::is_some)>
                            <Button label=t::notices::more on_click=fetch_more />
                        </Show>
                    }
                        .into_any()
                }}
            />
        </Page>
    }
}

async fn page(
    cursor: Option<String>,
) -> Result<sanfang_contract::Page<NoticeView>, crate::ui::Trouble> {
    let query = PageQuery {
        cursor,
        limit: Some(LIMIT),
    };
    api::load(Call::<ListNotices>::new((), Nothing {}).query(query)).await
}

#[component]
fn Line(notice: NoticeView) -> impl IntoView {
    let NoticeView {
        id,
        title,
        body,
        case_id,
        created_at,
        read_at,
        ..
    } = notice;
    let read = RwSignal::new(read_at.is_some());
    let role = untrack(session::account).map_or(Role::Platform, |account| account.role);
    let href = case_id.map(|case| target(role, case));
    let mark = move |_| {
        if !read.get_untracked() {
            read.set(true);
            spawn_local(mark_read(id));
        }
    };
    view! {
        <li class="section">
            <div class="row">
                <Show when=move || !read.get()>
                    <Pill label=t::notices::new tone=Tone::Wait />
                </Show>
                {match href {
                    Some(href) => {
                        view! {
                            <A href=href attr:class="strong" on:click=mark>
                                {title}
                            </A>
                        }
                            .into_any()
                    }
                    None => view! { <span class="strong">{title}</span> }.into_any(),
                }}
                <time class="muted">{format::minute(created_at)}</time>
                <Show when=move || !read.get()>
                    <Button label=t::notices::mark_read kind=Kind::Quiet on_click=mark />
                </Show>
            </div>
            <p>{body}</p>
        </li>
    }
}

async fn mark_read(id: NoticeId) {
    if api::send(Call::<ReadNotice>::new((id,), Nothing {}))
        .await
        .is_ok()
    {
        UNREAD.update(|unread| *unread = unread.saturating_sub(1));
    }
}
