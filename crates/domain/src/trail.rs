//! The append-only, hash-chained trail of a case (spec/domain.md section 10, 流程追踪).

use crate::{
    actor::Role,
    capability::Action,
    ids::{AccountId, CaseId},
    values::Sha256Hex,
};
use chrono::{DateTime, Utc};

/// What a decision writes into the trail; who, when and the chain are added at the save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailDraft {
    /// What was done.
    pub action: Action,
    /// What the person said.
    pub remark: Option<String>,
}

impl TrailDraft {
    /// A draft.
    pub fn new(action: Action, remark: Option<String>) -> Self {
        Self { action, remark }
    }
}

/// One entry. `hash` covers every other field and the hash before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailEntry {
    /// The case.
    pub case: CaseId,
    /// 1, 2, 3… without gaps.
    pub seq: u32,
    /// When, to the millisecond.
    pub at: DateTime<Utc>,
    /// Who; the system has no account.
    pub account: Option<AccountId>,
    /// In what role.
    pub role: Role,
    /// The name shown (a company, a school, 学生本人), as it was then.
    pub name: String,
    /// What was done.
    pub action: Action,
    /// What the person said.
    pub remark: Option<String>,
    /// Hash of the entry before; of nothing for the first.
    pub previous: Sha256Hex,
    /// Hash of this entry.
    pub hash: Sha256Hex,
}

impl TrailEntry {
    /// The hash that this entry must carry.
    pub fn expected_hash(&self) -> Sha256Hex {
        let body = serde_json::json!([
            self.case,
            self.seq,
            self.at.timestamp_millis(),
            self.account,
            self.role,
            self.name,
            self.action,
            self.remark,
            self.previous.as_str(),
        ]);
        Sha256Hex::of(body.to_string().as_bytes())
    }

    /// The hash before the first entry.
    pub fn genesis() -> Sha256Hex {
        Sha256Hex::of(&[])
    }
}

/// The first fault of a chain: the sequence number where it breaks.
pub fn broken_at(entries: &[TrailEntry]) -> Option<u32> {
    let mut previous = TrailEntry::genesis();
    for (expected_seq, entry) in (1u32..).zip(entries) {
        if entry.seq != expected_seq
            || entry.previous != previous
            || entry.hash != entry.expected_hash()
        {
            return Some(expected_seq);
        }
        previous = entry.hash.clone();
    }
    None
}
