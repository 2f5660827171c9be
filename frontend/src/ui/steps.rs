//! How far a case is: steps ahead, and the trail behind.

use leptos::prelude::*;

use super::{Glyph, Icon, Text, Tone};
use crate::i18n::t;

/// How far one step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Done.
    Done,
    /// Somebody's turn now.
    Now,
    /// Ended here, badly.
    Failed,
    /// Not yet.
    Ahead,
}

/// One step of a case.
#[derive(Clone)]
pub struct Step {
    /// What is done in it.
    pub label: Text,
    /// How far it is.
    pub state: StepState,
    /// When, or whose turn; may be empty.
    pub note: Text,
}

/// The steps in a row; on a phone below each other.
#[component]
pub fn Stepper(#[prop(into)] steps: Signal<Vec<Step>>) -> impl IntoView {
    view! {
        <ol class="stepper">
            {move || {
                steps
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(index, Step { label, state, note })| {
                        let (class, word): (_, fn() -> &'static str) = match state {
                            StepState::Done => ("done", t::ui::step_done),
                            StepState::Now => ("now", t::ui::step_now),
                            StepState::Failed => ("failed", t::ui::step_failed),
                            StepState::Ahead => ("ahead", t::ui::step_ahead),
                        };
                        view! {
                            <li class=class aria-current=(state == StepState::Now).then_some("step")>
                                <span class="step-mark" aria-hidden="true">
                                    {match state {
                                        StepState::Done => view! { <Icon glyph=Glyph::Check /> }.into_any(),
                                        StepState::Failed => view! { <Icon glyph=Glyph::Cross /> }.into_any(),
                                        StepState::Now | StepState::Ahead => (index + 1).to_string().into_any(),
                                    }}
                                </span>
                                <span class="step-text">
                                    <span class="strong">{move || label.get()}</span>
                                    <span class="visually-hidden">{word}</span>
                                    <span class="muted">{move || note.get()}</span>
                                </span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
}

/// One entry of the trail (流程追踪: user, time, action, remark).
#[derive(Clone)]
pub struct Event {
    /// When, already written out.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub action: Text,
    /// What was said with it.
    pub remark: String,
    /// How it went.
    pub tone: Tone,
}

/// The trail, newest last as it happened.
#[component]
pub fn Timeline(#[prop(into)] events: Signal<Vec<Event>>) -> impl IntoView {
    view! {
        <ol class="timeline">
            {move || {
                events
                    .get()
                    .into_iter()
                    .map(|Event { at, who, action, remark, tone }| {
                        view! {
                            <li class=tone.class()>
                                <span class="strong">{move || action.get()}</span>
                                <span class="muted">
                                    <time>{at}</time>
                                    " · "
                                    {who}
                                </span>
                                {(!remark.is_empty()).then(|| view! { <p>{remark}</p> })}
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
}
