//! Every state × every action × its owner: allowed, or the reason.

use crate::world::{actor, noon, offered, open_context, read, step, terms};
use sanfang_domain::{
    actor::Standing::{self, Employer, Reviewer, Student, System},
    capability::Action,
    signing::{
        Context, Electronic,
        electronic::{Answer, Command, EmployerFacts, ReadTerms, ResponseDays},
    },
    values::Lines,
};
use std::fmt::Write;

fn every_state() -> Vec<(&'static str, (Electronic, Context))> {
    let now = noon();
    let reason = Lines::parse("信息不实").unwrap();
    let start = || (offered(), open_context());
    let accepted = || {
        let s = start();
        let read = read(&s.0);
        step(s, Student, Command::Accept { read }, now)
    };
    let amended = || {
        step(
            accepted(),
            Employer,
            Command::ProposeAmendment {
                terms: Box::new(terms("市场专员")),
            },
            now,
        )
    };
    let approved = || {
        step(
            accepted(),
            Reviewer,
            Command::Approve {
                facts: EmployerFacts::default(),
            },
            now,
        )
    };
    vec![
        ("offered", start()),
        ("offered, bound elsewhere", {
            let (case, mut ctx) = start();
            ctx.student.bound_by = Some(sanfang_domain::ids::CaseId(crate::world::id(77)));
            (case, ctx)
        }),
        (
            "declined",
            step(start(), Student, Command::Decline { reason: None }, now),
        ),
        ("expired", {
            let s = start();
            let late = s.0.deadline;
            step(s, System, Command::Expire, late)
        }),
        ("withdrawn", step(start(), Employer, Command::Withdraw, now)),
        ("accepted", accepted()),
        ("amendment proposed", amended()),
        ("approved", approved()),
        ("approved, plan reported", {
            let (case, mut ctx) = approved();
            ctx.student.plan = sanfang_domain::plan::PlanStatus::Reported;
            (case, ctx)
        }),
        (
            "rejected",
            step(accepted(), Reviewer, Command::Reject { reason }, now),
        ),
    ]
}

#[test]
fn transition_matrix() {
    let mut table = String::new();
    for (name, (case, ctx)) in every_state() {
        let labels = case.state.labels();
        let turn = case
            .turn()
            .map(|t| format!("{:?}", t.party))
            .unwrap_or_else(|| "nobody".into());
        writeln!(
            table,
            "{name} [{} / {} / {}] turn: {turn}",
            labels.response.as_str(),
            labels.review.as_str(),
            labels.agreement.as_str()
        )
        .unwrap();
        for standing in [Student, Employer, Reviewer, System] {
            for capability in case.capabilities(standing, &ctx, noon()) {
                let verdict = capability.refusal.map_or("yes", |r| r.reason.code());
                writeln!(
                    table,
                    "  {:<9}{:<18} {verdict}",
                    format!("{standing:?}"),
                    capability.action.as_str()
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn nobody_can_do_what_belongs_to_another() {
    let late = offered().deadline;
    for (name, (case, ctx)) in every_state() {
        for standing in [Student, Employer, Reviewer, System] {
            let own: Vec<Action> = case
                .capabilities(standing, &ctx, late)
                .iter()
                .map(|c| c.action)
                .collect();
            for command in commands(&case) {
                if !own.contains(&command.action()) {
                    let refused = case.decide(&actor(standing), command.clone(), &ctx, late);
                    assert!(refused.is_err(), "{name}: {standing:?} did {command:?}");
                }
            }
        }
    }
}

#[test]
fn a_button_is_open_exactly_when_the_write_goes_through() {
    for now in [noon(), offered().deadline] {
        for (name, (case, ctx)) in every_state() {
            for standing in [Student, Employer, Reviewer, System] {
                for command in commands(&case) {
                    agree(name, &case, &ctx, standing, command, now);
                }
            }
        }
    }
}

fn agree(
    name: &str,
    case: &Electronic,
    ctx: &Context,
    standing: Standing,
    command: Command,
    now: chrono::DateTime<chrono::Utc>,
) {
    let permit = case.permit(standing, command.action(), ctx, now);
    let decide = case
        .decide(&actor(standing), command.clone(), ctx, now)
        .map(|_| ());
    assert_eq!(
        permit,
        decide,
        "{name}: {standing:?} {:?}",
        command.action()
    );
}

/// One well-formed command of each kind.
fn commands(case: &Electronic) -> Vec<Command> {
    let proposed = case.proposed.as_ref().unwrap_or(&case.terms);
    let answer = ReadTerms {
        version: proposed.version,
        hash: proposed.hash.clone(),
    };
    vec![
        Command::Amend {
            terms: Box::new(terms("讲师")),
            response_days: ResponseDays::DEFAULT,
        },
        Command::Accept { read: read(case) },
        Command::Decline { reason: None },
        Command::Expire,
        Command::Withdraw,
        Command::ProposeAmendment {
            terms: Box::new(terms("讲师")),
        },
        Command::AnswerAmendment {
            answer: Answer::Agree,
            read: answer.clone(),
        },
        Command::AnswerAmendment {
            answer: Answer::Refuse,
            read: answer,
        },
        Command::Approve {
            facts: EmployerFacts::default(),
        },
        Command::Reject {
            reason: Lines::parse("信息不实").unwrap(),
        },
        Command::WithdrawReview { reason: None },
    ]
}
