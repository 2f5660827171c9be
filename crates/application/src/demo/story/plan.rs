//! The plot: which employer offers what to whom, and what comes of it.

use super::super::{
    Random,
    people::{People, special},
};

/// One step of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// O1
    Offer,
    /// O2: more pay, another address.
    Amend,
    /// O3
    Accept,
    /// O4
    Decline(Option<&'static str>),
    /// O5
    Expire,
    /// O6
    Withdraw,
    /// O7
    Propose,
    /// O8
    Agree,
    /// O8
    Refuse,
    /// O9
    Approve,
    /// O10
    Reject(&'static str),
    /// O11
    WithdrawReview(&'static str),
}

/// One case: numbers from 1 as in the log-in names, and each step with the days since.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub student: usize,
    pub employer: usize,
    pub position: usize,
    pub response_days: u8,
    pub steps: Vec<(i64, Step)>,
}

fn plan(student: usize, employer: usize, position: usize, steps: &[(i64, Step)]) -> Plan {
    Plan {
        student,
        employer,
        position,
        response_days: 5,
        steps: steps.to_vec(),
    }
}

const REJECTED: &str =
    "经核实，单位提供的岗位与实际招聘岗位不一致，双方确认信息有误，请重新发起签约。";
const REVIEWED_AGAIN: &str = "单位来函说明报到地点有误，撤回后重新审核。";
const DECLINES: &[&str] = &[
    "已与家人商量，决定继续考研，感谢贵单位的认可。",
    "工作地点离家较远，抱歉。",
    "已接受其他单位的意向。",
];

/// Every case, in no order.
pub(super) fn plans(random: &mut Random, people: &People) -> Vec<Plan> {
    let mut plans = told();
    plans.extend(drawn(random, people));
    plans
}

/// The cases of the students whom visitors log in as.
fn told() -> Vec<Plan> {
    use Step::{
        Accept, Agree, Amend, Approve, Decline, Expire, Offer, Propose, Refuse, Reject, Withdraw,
        WithdrawReview,
    };
    let mut all = vec![
        // student01: several offers to choose from, one of them amended.
        plan(1, 1, 1, &[(2, Offer), (1, Amend)]),
        plan(1, 2, 0, &[(1, Offer)]),
        plan(1, 6, 0, &[(0, Offer)]),
        plan(1, 7, 1, &[(16, Offer), (10, Expire)]),
        plan(
            1,
            8,
            0,
            &[(12, Offer), (11, Decline(DECLINES.get(1).copied()))],
        ),
        // student02: bound, waits for the school; other offers can only be read.
        plan(2, 2, 1, &[(4, Offer), (2, Accept)]),
        plan(2, 1, 1, &[(1, Offer)]),
        // student03: approved, with the sealed agreement.
        plan(3, 3, 1, &[(14, Offer), (12, Accept), (10, Approve)]),
        plan(3, 10, 1, &[(13, Offer), (13, Withdraw)]),
        // student04: an amendment waits for the answer.
        plan(4, 6, 0, &[(6, Offer), (4, Accept), (1, Propose)]),
        // student05: rejected, free again, with a new offer.
        plan(
            5,
            10,
            1,
            &[(15, Offer), (13, Accept), (9, Reject(REJECTED))],
        ),
        plan(5, 1, 1, &[(1, Offer)]),
        plan(
            6,
            8,
            0,
            &[(8, Offer), (7, Decline(DECLINES.first().copied()))],
        ),
        plan(7, 6, 1, &[(15, Offer), (9, Expire)]),
        plan(8, 2, 0, &[(9, Offer), (8, Withdraw)]),
        // Closed in one way each: 定向, restricted, not verified, plan elsewhere.
        plan(special::DIRECTED, 1, 1, &[(1, Offer)]),
        plan(special::RESTRICTED, 2, 0, &[(2, Offer)]),
        plan(special::UNVERIFIED, 6, 0, &[(1, Offer)]),
        plan(special::PLANNED, 3, 1, &[(1, Offer)]),
        // An approval that was withdrawn, and amendments that were answered.
        plan(
            13,
            3,
            1,
            &[
                (20, Offer),
                (18, Accept),
                (15, Approve),
                (1, WithdrawReview(REVIEWED_AGAIN)),
            ],
        ),
        plan(
            14,
            2,
            0,
            &[
                (18, Offer),
                (16, Accept),
                (15, Propose),
                (14, Agree),
                (11, Approve),
            ],
        ),
        plan(
            15,
            10,
            1,
            &[(8, Offer), (6, Accept), (5, Propose), (3, Refuse)],
        ),
    ];
    if let Some(first) = all.first_mut() {
        first.response_days = 10;
    }
    all
}

/// Everybody else's cases, drawn by lot.
fn drawn(random: &mut Random, people: &People) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (index, student) in people.students.iter().enumerate() {
        let number = index + 1;
        if number <= special::PLANNED || random.percent(14) {
            continue;
        }
        // A vocational college's students go to workshops and wards, teachers to schools, engineers everywhere.
        let employers: &[(usize, usize)] = match student.school {
            0 => &[
                (1, 0),
                (1, 1),
                (2, 0),
                (2, 1),
                (3, 0),
                (4, 0),
                (6, 0),
                (6, 1),
                (7, 1),
                (8, 0),
                (10, 1),
            ],
            1 => &[(5, 0), (5, 1), (5, 2), (10, 0), (8, 1), (4, 1)],
            _ => &[(7, 0), (9, 0), (9, 1), (1, 0), (6, 1)],
        };
        let lot = usize::try_from(random.below(u64::try_from(employers.len()).unwrap_or(1)));
        let Some((employer, position)) = lot.ok().and_then(|lot| employers.get(lot)).copied()
        else {
            continue;
        };
        let start = 6 + i64::try_from(random.below(20)).unwrap_or_default();
        plans.push(plan(number, employer, position, &course(random, start)));
    }
    plans
}

/// How one case went that began so many days ago.
fn course(random: &mut Random, start: i64) -> Vec<(i64, Step)> {
    use Step::{Accept, Agree, Amend, Approve, Decline, Expire, Offer, Propose, Reject, Withdraw};
    let accepted = start - 2;
    match random.below(100) {
        0..44 => vec![(start, Offer), (accepted, Accept), (accepted - 2, Approve)],
        44..48 => vec![
            (start, Offer),
            (start - 1, Amend),
            (accepted, Accept),
            (accepted - 3, Approve),
        ],
        48..52 => vec![
            (start, Offer),
            (accepted, Accept),
            (accepted - 1, Propose),
            (accepted - 2, Agree),
            (accepted - 4, Approve),
        ],
        52..66 => {
            // Not long ago, so that it still waits; schools with closed windows got theirs before.
            let days = 4 + i64::try_from(random.below(3)).unwrap_or_default();
            vec![(days, Offer), (days - 1, Accept)]
        }
        66..79 => {
            let days = i64::try_from(random.below(4)).unwrap_or_default();
            vec![(days, Offer)]
        }
        79..85 => {
            let reason = random.below(4);
            let reason = usize::try_from(reason).ok().and_then(|r| DECLINES.get(r));
            vec![(start, Offer), (start - 1, Decline(reason.copied()))]
        }
        85..91 => {
            // Its deadline has passed for a day and more.
            let start = start.max(8);
            vec![(start, Offer), (start - 6, Expire)]
        }
        91..94 => vec![(start, Offer), (start - 1, Withdraw)],
        94..97 => vec![
            (start, Offer),
            (accepted, Accept),
            (accepted - 3, Reject(REJECTED)),
        ],
        _ => vec![(6, Offer), (4, Accept), (3, Propose)],
    }
}
