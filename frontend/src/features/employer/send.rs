//! 签约发送: find students, gather them in the send list, and write to one or many.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sanfang_client::Call;
use sanfang_contract::{
    Nothing,
    employer::{SendList, SendListRemoval, SendListRow},
    endpoint::Json,
    endpoints::{GetSendList, RemoveFromSendList},
};
use sanfang_domain::{codes::TableId, ids::StudentId};

use crate::{
    api::{self, Task},
    codes::Codes,
    i18n::{lang, t},
    ui::{
        Button, Column, Confirm, DataTable, Empty, Gate, GateButton, Glyph, Kind, Loaded, Page,
        Section, Toolbar, format, toast,
    },
};

use super::{import::Import, letter, search::Search};

/// `/employer/send`
#[component]
pub fn Send() -> impl IntoView {
    let again = RwSignal::new(0_u32);
    let importing = RwSignal::new(false);
    let reload = move |()| again.update(|count| *count += 1);
    let load = || {
        let _ = lang();
        api::load(Call::<GetSendList>::new((), Nothing {}))
    };
    let tools = ViewFn::from(move || {
        view! { <Button label=t::employer::import icon=Glyph::Upload on_click=move |_| importing.set(true) /> }
    });
    view! {
        <Page title=t::employer::send lead=t::employer::send_lead>
            <Section title=t::employer::search lead=t::employer::search_lead tools>
                <Search added=reload />
            </Section>
            <Section title=t::employer::send_list lead=t::employer::send_list_lead>
                <Loaded
                    again
                    load
                    view=move |list: SendList| {
                        view! { <List rows=list.items changed=Callback::new(reload) /> }.into_any()
                    }
                />
            </Section>
        </Page>
        <Import open=importing done=reload />
    }
}

#[component]
fn List(rows: Vec<SendListRow>, changed: Callback<()>) -> impl IntoView {
    if rows.is_empty() {
        return view! { <Empty title=t::employer::send_none text=t::employer::send_none_hint glyph=Glyph::Person /> }
            .into_any();
    }
    let codes = Codes::of(&[TableId::EducationLevel]);
    let selected = RwSignal::new(BTreeSet::<String>::new());
    let rows = StoredValue::new(rows);
    let chosen = move |set: &BTreeSet<String>| {
        rows.with_value(|rows| {
            rows.iter()
                .filter(|row| set.contains(&row.student.id.to_string()))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let navigate = use_navigate();
    let write = Callback::new(move |students: Vec<StudentId>| {
        letter::write_to(students);
        navigate(
            "/employer/letter",
            leptos_router::NavigateOptions::default(),
        );
    });
    let removing = RwSignal::new(Vec::<StudentId>::new());
    let asked = RwSignal::new(false);
    let task = Task::new();
    let ask = Callback::new(move |students: Vec<StudentId>| {
        removing.set(students);
        task.reset();
        asked.set(true);
    });
    let remove = move |()| {
        let students = removing.get_untracked();
        task.run(
            move |key| {
                let call = Call::<RemoveFromSendList>::new((), Json(SendListRemoval { students }));
                api::send(call.key(key))
            },
            move |_| {
                asked.set(false);
                toast(t::employer::removed());
                changed.run(());
            },
        );
    };
    let ids = move || {
        selected.with(|set| {
            chosen(set)
                .iter()
                .map(|row| row.student.id)
                .collect::<Vec<_>>()
        })
    };
    let sendable = move || {
        selected.with(|set| {
            let rows = chosen(set);
            rows.into_iter()
                .filter(|row| row.send.allowed)
                .map(|row| row.student.id)
                .collect::<Vec<_>>()
        })
    };
    let none = Signal::derive(move || selected.with(BTreeSet::is_empty));
    let many = Signal::derive(move || {
        let open = !sendable().is_empty();
        let reason = if none.get() {
            t::employer::choose_first()
        } else {
            t::employer::none_sendable()
        };
        Gate {
            open,
            reason: reason.to_owned(),
            ..Gate::default()
        }
    });
    view! {
        <Toolbar label=t::employer::send_list>
            <GateButton
                gate=many
                label=move || t::employer::offer_many(u64::try_from(sendable().len()).unwrap_or(u64::MAX))
                kind=Kind::Primary
                icon=Glyph::Send
                on_click=move |_| write.run(untrack(sendable))
            />
            <Button label=t::employer::remove_many disabled=none on_click=move |_| ask.run(untrack(ids)) />
        </Toolbar>
        <DataTable
            caption=t::employer::send_list
            rows=Signal::derive(move || rows.get_value())
            key=|row: &SendListRow| row.student.id.to_string()
            name=|row: &SendListRow| row.student.name.clone()
            selected
            columns=columns(codes, write, ask)
        />
        <Confirm
            open=asked
            title=t::employer::remove_title
            effects=Signal::derive(move || {
                let count = removing.with(|list| u64::try_from(list.len()).unwrap_or(u64::MAX));
                vec![t::employer::remove_effect(count)]
            })
            yes=t::employer::remove
            busy=task.busy
            fault=task.fault
            on_yes=remove
        />
    }
    .into_any()
}

fn columns(
    codes: Codes,
    write: Callback<Vec<StudentId>>,
    ask: Callback<Vec<StudentId>>,
) -> Vec<Column<SendListRow>> {
    vec![
        Column::new(t::cases::student_name, |row: &SendListRow| {
            row.student.name.clone()
        })
        .title(),
        Column::new(t::cases::school, |row: &SendListRow| {
            row.student.school_name.clone()
        }),
        Column::new(t::cases::graduation_year, |row: &SendListRow| {
            row.student.graduation_year
        })
        .fixed(),
        Column::new(t::cases::college, |row: &SendListRow| {
            row.student.college_name.clone()
        }),
        Column::new(t::cases::education_level, move |row: &SendListRow| {
            let level = row.student.education_level.clone();
            move || codes.label(TableId::EducationLevel, Some(&level))
        }),
        Column::new(t::cases::major, |row: &SendListRow| {
            row.student.major_name.clone()
        }),
        Column::new(t::employer::added_at, |row: &SendListRow| {
            format::minute(row.added_at)
        })
        .fixed(),
        Column::new(t::account::action, move |row: &SendListRow| {
            let (id, name) = (row.student.id, row.student.name.clone());
            let gate = Gate {
                open: row.send.allowed,
                reason: row.send.text.clone().unwrap_or_default(),
                who: row.send.fixer_text.clone().unwrap_or_default(),
                link: row.send.blocking.map(super::case),
            };
            view! {
                <span class="row">
                    <GateButton
                        gate=Signal::stored(gate)
                        label=t::employer::offer
                        kind=Kind::Quiet
                        about=name.clone()
                        on_click=move |_| write.run(vec![id])
                    />
                    <Button
                        label=t::employer::remove
                        kind=Kind::Quiet
                        about=name
                        on_click=move |_| ask.run(vec![id])
                    />
                </span>
            }
        })
        .actions(),
    ]
}
