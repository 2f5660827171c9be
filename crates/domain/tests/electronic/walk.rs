//! Random walks: three offers to one student, any command by anybody at any time, and what must always hold.

use crate::world::{actor, id, noon, open_context, terms};
use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use sanfang_domain::{
    actor::{Parties, Standing},
    ids::CaseId,
    plan::PlanStatus,
    signing::{
        Context, Electronic, State,
        electronic::{self, Answer, Binding, Command, EmployerFacts, ReadTerms, ResponseDays},
    },
    values::Lines,
};

/// One move: which case, who, what, how many hours later.
type Move = (usize, u8, u8, i64);

fn command(case: &Electronic, what: u8) -> Command {
    let proposed = case.proposed.as_ref().unwrap_or(&case.terms);
    let standing = ReadTerms {
        version: case.terms.version,
        hash: case.terms.hash.clone(),
    };
    let amendment = ReadTerms {
        version: proposed.version,
        hash: proposed.hash.clone(),
    };
    match what % 11 {
        0 => Command::Amend {
            terms: Box::new(terms("讲师")),
            response_days: ResponseDays::DEFAULT,
        },
        1 => Command::Accept { read: standing },
        2 => Command::Decline { reason: None },
        3 => Command::Expire,
        4 => Command::Withdraw,
        5 => Command::ProposeAmendment {
            terms: Box::new(terms("工程师")),
        },
        6 => Command::AnswerAmendment {
            answer: Answer::Agree,
            read: amendment,
        },
        7 => Command::AnswerAmendment {
            answer: Answer::Refuse,
            read: amendment,
        },
        8 => Command::Approve {
            facts: EmployerFacts::default(),
        },
        9 => Command::Reject {
            reason: Lines::parse("信息不实").unwrap(),
        },
        _ => Command::WithdrawReview { reason: None },
    }
}

fn standing(who: u8) -> Standing {
    [
        Standing::Student,
        Standing::Employer,
        Standing::Reviewer,
        Standing::System,
    ][usize::from(who % 4)]
}

fn holds(cases: &[Electronic], ctx: &Context) {
    let binding: Vec<CaseId> = cases
        .iter()
        .filter(|c| c.state.binds())
        .map(|c| c.id)
        .collect();
    assert!(
        binding.len() <= 1,
        "one student, one live case: {binding:?}"
    );
    assert_eq!(
        binding.first().copied(),
        ctx.student.bound_by,
        "occupancy names the binding case"
    );
    for case in cases {
        assert_eq!(
            case.proposed.is_some(),
            matches!(case.state, State::AmendmentProposed { .. })
        );
        assert!(case.terms.version <= case.latest_version);
        assert_eq!(
            case.terms.hash,
            case.terms.terms.hash(case.id, case.terms.version)
        );
        if case.state == State::Approved {
            assert!(case.number.is_some());
        }
    }
    let approved = cases.iter().any(|c| c.state == State::Approved);
    assert_eq!(approved, ctx.student.plan == PlanStatus::CollegeReview);
}

fn walk(moves: &[Move]) {
    let mut now: DateTime<Utc> = noon();
    let mut ctx = open_context();
    let mut cases: Vec<Electronic> = (0..3)
        .map(|n| {
            let parties = Parties {
                employer: sanfang_domain::ids::EmployerId(id(20 + n)),
                ..crate::world::parties()
            };
            electronic::open(
                CaseId(id(30 + n)),
                parties,
                terms("助理"),
                ResponseDays::DEFAULT,
                now,
            )
            .0
        })
        .collect();
    for (which, who, what, hours) in moves {
        now += Duration::hours(*hours);
        let case = &cases[which % 3];
        let who = match (standing(*who), actor(standing(*who))) {
            (Standing::Employer, sanfang_domain::actor::Actor::Employer { account, .. }) => {
                sanfang_domain::actor::Actor::Employer {
                    account,
                    employer: case.parties.employer,
                }
            }
            (_, other) => other,
        };
        if let Ok(out) = case.decide(&who, command(case, *what), &ctx, now) {
            if out.binding == Binding::Bind {
                assert!(
                    ctx.student.bound_by.is_none(),
                    "a bound student was bound again"
                );
            }
            let (next, next_ctx) = crate::world::apply(case, &ctx, out, now);
            cases[which % 3] = next;
            ctx = next_ctx;
        }
        holds(&cases, &ctx);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn whatever_anybody_does_a_student_is_bound_at_most_once(
        moves in prop::collection::vec((0usize..3, 0u8..4, 0u8..11, 0i64..20), 1..200)
    ) {
        walk(&moves);
    }
}
