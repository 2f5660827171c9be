//! 导入拟签约名单: template, dry run with a result per row, then the valid rows.

use leptos::{prelude::*, task::spawn_local};
use sanfang_client::Call;
use sanfang_contract::{
    Nothing, Upload,
    employer::{ImportOutcome, ImportReport, ImportRow},
    endpoints::{GetSendListTemplate, ImportQuery, ImportSendList},
};
use wasm_bindgen_futures::JsFuture;

use crate::{
    api::{self, Task},
    i18n::t,
    ui::{
        Button, Column, DataTable, Dialog, FileDrop, Glyph, Icon, Kind, Pill, Tone, file::Chosen,
        toast, toast_bad,
    },
};

/// As the server: it refuses what is larger.
const MAX: u32 = 5 * 1024 * 1024;

/// The dialog. `done` is told when the send list grew.
#[component]
pub fn Import(open: RwSignal<bool>, #[prop(into)] done: Callback<()>) -> impl IntoView {
    view! {
        <Dialog open title=t::employer::import wide=true>
            <Steps open done />
        </Dialog>
    }
}

#[component]
fn Steps(open: RwSignal<bool>, done: Callback<()>) -> impl IntoView {
    let (reading, writing) = (Task::new(), Task::new());
    let file = RwSignal::new(None::<Upload>);
    let report = RwSignal::new(None::<ImportReport>);
    let read = Callback::new(move |chosen: Chosen| {
        report.set(None);
        spawn_local(async move {
            let Some(upload) = upload(chosen).await else {
                return toast_bad(t::employer::file_unreadable());
            };
            file.set(Some(upload.clone()));
            reading.run(
                move |key| {
                    let call = Call::<ImportSendList>::new((), upload);
                    api::ask(call.query(ImportQuery { commit: false }).key(key))
                },
                move |dry: ImportReport| report.set(Some(dry)),
            );
        });
    });
    let write = move |_| {
        let Some(upload) = file.get_untracked() else {
            return;
        };
        writing.run(
            move |key| {
                let call = Call::<ImportSendList>::new((), upload);
                api::ask(call.query(ImportQuery { commit: true }).key(key))
            },
            move |result: ImportReport| {
                toast(t::employer::imported(result.added.into()));
                done.run(());
                let whole = !result
                    .results
                    .iter()
                    .any(|row| row.outcome == ImportOutcome::Fault);
                report.set(Some(result));
                if whole {
                    open.set(false);
                }
            },
        );
    };
    let template = Task::new();
    let download = move |_| {
        template.run(
            |_| api::send(Call::<GetSendListTemplate>::new((), Nothing {})),
            |file| api::save(&file, t::employer::template_name(), api::XLSX),
        );
    };
    view! {
        <p>{t::employer::import_lead}</p>
        <div class="row">
            <Button label=t::employer::template icon=Glyph::Download busy=template.busy on_click=download />
        </div>
        <FileDrop
            name="file"
            label=t::employer::import_file
            hint=t::employer::import_hint
            accept=".xlsx,.xls,.ods,.csv"
            max=MAX
            on_file=read
        />
        <p class="fault" role="alert">
            {move || {
                reading.fault.get().or_else(|| writing.fault.get()).or_else(|| template.fault.get())
            }}
        </p>
        <div aria-live="polite">
            {move || reading.busy.get().then(|| view! { <p class="muted">{t::employer::import_reading}</p> })}
            {move || report.get().map(|report| view! { <Report report /> })}
        </div>
        <Show when=move || {
            report.with(|report| report.as_ref().is_some_and(|report| !report.committed && report.added > 0))
        }>
            <div class="actions end">
                <Button label=t::ui::cancel on_click=move |_| open.set(false) />
                <Button
                    label=move || {
                        let added = report.with(|report| report.as_ref().map_or(0, |report| report.added));
                        t::employer::import_commit(added.into())
                    }
                    kind=Kind::Primary
                    busy=writing.busy
                    on_click=write
                />
            </div>
        </Show>
    }
}

/// Reads a chosen file into memory.
async fn upload(chosen: Chosen) -> Option<Upload> {
    let file = chosen.take();
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let kind = file.type_();
    Some(Upload {
        name: file.name(),
        media_type: if kind.is_empty() {
            "application/octet-stream".to_owned()
        } else {
            kind
        },
        bytes: js_sys::Uint8Array::new(&buffer).to_vec(),
    })
}

#[component]
fn Report(report: ImportReport) -> impl IntoView {
    let ImportReport {
        rows,
        added,
        already,
        committed,
        results,
    } = report;
    let faulty = results
        .iter()
        .filter(|row| row.outcome == ImportOutcome::Fault)
        .count();
    let faulty = u64::try_from(faulty).unwrap_or(u64::MAX);
    let summary = move || {
        let (rows, added, already) = (u64::from(rows), u64::from(added), u64::from(already));
        if committed {
            t::employer::import_done(added, already, faulty, rows)
        } else {
            t::employer::import_would(added, already, faulty, rows)
        }
    };
    let columns = vec![
        Column::new(t::employer::import_row, |row: &ImportRow| row.row).number(),
        Column::new(t::cases::student_name, |row: &ImportRow| row.name.clone()).title(),
        Column::new(t::employer::import_result, |row: &ImportRow| {
            let (label, tone): (fn() -> &'static str, _) = match row.outcome {
                ImportOutcome::Added => (t::employer::import_added, Tone::Good),
                ImportOutcome::Already => (t::employer::import_already, Tone::Plain),
                ImportOutcome::Fault => (t::employer::import_fault, Tone::Bad),
            };
            view! { <Pill label tone /> }
        }),
        Column::new(t::employer::import_why, |row: &ImportRow| {
            row.faults
                .iter()
                .map(|fault| {
                    let colon = if fault.column.is_empty() {
                        ""
                    } else {
                        t::ui::colon()
                    };
                    view! {
                        <p>
                            <span class="strong">{fault.column.clone()}{colon}</span>
                            {fault.message.clone()}
                        </p>
                    }
                })
                .collect_view()
        }),
    ];
    view! {
        <div class={if faulty > 0 { "notice wait" } else { "notice good" }}>
            <Icon glyph={if faulty > 0 { Glyph::Warning } else { Glyph::Check }} />
            <p>{summary}</p>
        </div>
        <DataTable
            caption=t::employer::import_result
            rows=Signal::stored(results)
            key=|row: &ImportRow| row.row.to_string()
            columns
        />
    }
}
