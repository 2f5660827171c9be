//! The outbox: every e-mail and SMS, newest first; what failed can be sent again.

use leptos::prelude::*;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing, Page as Rows,
    endpoints::{ListMessages, PageQuery, ResendMessage},
    platform::{Channel, DeliveryStatus, MessageView},
};

use crate::{
    api::{self, Task},
    i18n::{lang, t},
    ui::{
        Button, Column, DataTable, Dialog, Empty, Facts, Glyph, Kind, Loaded, Page, Pill, Term,
        Tone, Toolbar, format, toast,
    },
};

const LIMIT: u16 = 50;

/// Where the reader is in the outbox, and what a press does there.
#[derive(Clone, Copy)]
struct Desk {
    /// The positions of the pages up to this one; the first page has none.
    trail: RwSignal<Vec<String>>,
    again: RwSignal<u32>,
    open: RwSignal<bool>,
    chosen: RwSignal<Option<MessageView>>,
    resend: Task,
}

impl Desk {
    fn show(self, message: MessageView) {
        self.resend.reset();
        self.chosen.set(Some(message));
        self.open.set(true);
    }

    fn send_again(self, message: &MessageView) {
        let id = message.id;
        self.resend.run(
            move |key| api::ask(Call::<ResendMessage>::new((id,), Nothing {}).key(key)),
            move |message| {
                self.chosen.set(Some(message));
                self.again.update(|count| *count += 1);
                toast(t::platform::queued());
            },
        );
    }
}

/// 发件箱
#[component]
pub fn Outbox() -> impl IntoView {
    let desk = Desk {
        trail: RwSignal::new(Vec::new()),
        again: RwSignal::new(0),
        open: RwSignal::new(false),
        chosen: RwSignal::new(None),
        resend: Task::new(),
    };
    let tools = ViewFn::from(move || {
        view! {
            <Button
                label=t::platform::refresh
                icon=Glyph::Undo
                on_click=move |_| desk.again.update(|count| *count += 1)
            />
        }
    });
    view! {
        <Page title=t::platform::outbox lead=t::platform::outbox_lead tools>
            <Loaded
                again=desk.again
                lines=10
                load=move || {
                    let _ = lang();
                    let cursor = desk.trail.with(|trail| trail.last().cloned());
                    api::load(
                        Call::<ListMessages>::new((), Nothing {}).query(PageQuery { cursor, limit: Some(LIMIT) }),
                    )
                }
                view=move |rows| view! { <Messages rows desk /> }.into_any()
            />
            <Message desk />
        </Page>
    }
}

#[component]
fn Messages(rows: Rows<MessageView>, desk: Desk) -> impl IntoView {
    let Rows { items, next, .. } = rows;
    let first = desk.trail.with_untracked(Vec::is_empty);
    if items.is_empty() && first {
        return view! { <Empty title=t::platform::none text=t::platform::none_text glyph=Glyph::Send /> }.into_any();
    }
    let last = next.is_none();
    view! {
        <DataTable
            caption=t::platform::outbox
            rows=Signal::stored(items)
            key=|message: &MessageView| message.id.to_string()
            columns=columns(desk)
        />
        {(!first || !last)
            .then(|| {
                view! {
                    <Toolbar label=t::ui::pages>
                        <Button
                            label=t::platform::newer
                            icon=Glyph::Left
                            disabled=first
                            on_click=move |_| {
                                desk.trail
                                    .update(|trail| {
                                        trail.pop();
                                    });
                            }
                        />
                        <Button
                            label=t::platform::older
                            icon=Glyph::Right
                            disabled=last
                            on_click=move |_| {
                                if let Some(next) = next.clone() {
                                    desk.trail.update(|trail| trail.push(next));
                                }
                            }
                        />
                    </Toolbar>
                }
            })}
    }
    .into_any()
}

fn columns(desk: Desk) -> Vec<Column<MessageView>> {
    vec![
        Column::new(t::platform::subject, |message: &MessageView| title(message.clone())).title(),
        Column::new(t::platform::channel, |message: &MessageView| {
            let channel = message.channel;
            move || channel_text(channel)
        })
        .fixed(),
        Column::new(t::platform::to, |message: &MessageView| message.to.clone()),
        Column::new(t::platform::status, |message: &MessageView| {
            let status = message.status;
            view! { <Pill label=move || status_text(status) tone=tone(status) /> }
        })
        .fixed(),
        Column::new(t::platform::attempts, |message: &MessageView| message.attempts).number(),
        Column::new(t::platform::created_at, |message: &MessageView| format::minute(message.created_at)).fixed(),
        Column::new(t::platform::actions, move |message: &MessageView| {
            let (about, message) = (message.to.clone(), message.clone());
            view! {
                <Button label=t::platform::read kind=Kind::Quiet about on_click=move |_| desk.show(message.clone()) />
            }
        })
        .actions(),
    ]
}

/// What names a message in a list: its subject, or the beginning of an SMS.
fn title(message: MessageView) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    const SHOWN: usize = 24;
    let MessageView { subject, body, .. } = message;
    let body = body.unwrap_or_default();
    move || {
        if !subject.is_empty() {
            return subject.clone();
        }
        let start: String = body.chars().take(SHOWN).collect();
        match start.chars().count() {
            0 => t::platform::sms_message().to_owned(),
            count if count < SHOWN => start,
            _ => format!("{start}…"),
        }
    }
}

/// One message with its text, where the outbox is local.
#[component]
fn Message(desk: Desk) -> impl IntoView {
    view! {
        <Dialog open=desk.open title=t::platform::message wide=true>
            {move || desk.chosen.get().map(|message| view! { <Opened message desk /> })}
        </Dialog>
    }
}

#[component]
fn Opened(message: MessageView, desk: Desk) -> impl IntoView {
    let (shown, again) = (message.clone(), message.clone());
    let facts = Signal::derive(move || {
        let message = shown.clone();
        vec![
            Term::new(t::platform::channel, move || channel_text(message.channel)),
            Term::new(t::platform::to, message.to.clone()),
            Term::new(t::platform::attempts, message.attempts.to_string()),
            Term::new(t::platform::created_at, format::minute(message.created_at)),
            Term::new(
                t::platform::sent_at,
                message.sent_at.map(format::minute).unwrap_or_default(),
            ),
            Term::new(
                t::platform::last_error,
                message.last_error.clone().unwrap_or_default(),
            ),
        ]
    });
    let (status, subject, body) = (message.status, message.subject, message.body);
    view! {
        <div class="row">
            <Pill label=move || status_text(status) tone=tone(status) />
            {(!subject.is_empty()).then(|| view! { <span class="strong">{subject}</span> })}
        </div>
        <Facts facts />
        {match body {
            Some(body) => view! { <pre class="message" tabindex="0" role="region" aria-label=t::platform::message>{body}</pre> }.into_any(),
            None => view! { <p class="muted">{t::platform::body_hidden}</p> }.into_any(),
        }}
        <p class="fault" aria-live="polite">
            {move || desk.resend.fault.get()}
        </p>
        <div class="actions end">
            {(status == DeliveryStatus::Failed)
                .then(|| {
                    view! {
                        <Button
                            label=t::platform::resend
                            kind=Kind::Primary
                            icon=Glyph::Send
                            busy=desk.resend.busy
                            on_click=move |_| desk.send_again(&again)
                        />
                    }
                })}
            <Button label=t::ui::close on_click=move |_| desk.open.set(false) />
        </div>
    }
}

fn channel_text(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => t::platform::mail(),
        Channel::Sms => t::platform::sms(),
    }
}

fn status_text(status: DeliveryStatus) -> &'static str {
    match status {
        DeliveryStatus::Pending => t::platform::pending(),
        DeliveryStatus::Sent => t::platform::sent(),
        DeliveryStatus::Failed => t::platform::failed(),
    }
}

fn tone(status: DeliveryStatus) -> Tone {
    match status {
        DeliveryStatus::Pending => Tone::Wait,
        DeliveryStatus::Sent => Tone::Good,
        DeliveryStatus::Failed => Tone::Bad,
    }
}
