//! The statements of an acceptance (O3) and of an approval (O9), as the server sends them, with values of one case.

use crate::{
    Result,
    direct::{Bind, Step},
};
use chrono::{DateTime, Utc};
use sanfang_application::App;
use sanfang_persistence::entity::cases;
use uuid::Uuid;

/// A hash of the length that they all have.
const HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// What both writes have in common.
pub struct Write<'a> {
    /// For ids and sealed values.
    pub app: &'a App,
    /// The case as it is before.
    pub case: &'a cases::Model,
    /// Who does it.
    pub account: Uuid,
    /// Their log-in.
    pub session: Uuid,
    /// An answer as long as the real one.
    pub reply: &'a str,
    /// When.
    pub now: DateTime<Utc>,
}

fn step(sql: &'static str, binds: impl Into<Vec<Bind>>) -> Step {
    let rows = sql.starts_with("SELECT") || sql.contains("RETURNING");
    Step {
        sql,
        binds: binds.into(),
        rows,
    }
}

/// Who asks: before every operation, outside its transaction.
pub fn identify(account: Uuid, session: Uuid) -> Vec<Step> {
    vec![
        step("SELECT * FROM sessions WHERE id = $1", [Bind::Id(session)]),
        step("SELECT * FROM accounts WHERE id = $1", [Bind::Id(account)]),
    ]
}

/// The first page of a school's list, and the count.
pub fn list(school: Uuid, count: bool) -> Vec<Step> {
    let mut steps = vec![step(
        "SELECT * FROM cases WHERE school_id = $1 ORDER BY updated_at DESC, id DESC LIMIT 21 OFFSET 0",
        [Bind::Id(school)],
    )];
    if count {
        steps.push(step(
            "SELECT count(*) FROM cases WHERE school_id = $1",
            [Bind::Id(school)],
        ));
    }
    steps
}

impl Write<'_> {
    /// Before the transaction.
    pub fn identify(&self) -> Vec<Step> {
        identify(self.account, self.session)
    }

    /// O3
    pub fn accept(&self) -> Result<Vec<Step>> {
        let (case, at) = (Bind::Id(self.case.id), Bind::At(self.now));
        let mut steps = self.begin()?;
        steps.push(self.update("accepted", "accepted", "waiting", "none", None)?);
        steps.push(step(
            "INSERT INTO occupancy (student_id, case_id, since) VALUES ($1, $2, $3) ON CONFLICT (student_id) DO NOTHING",
            [Bind::Id(self.case.student_id), case.clone(), at.clone()],
        ));
        steps.push(step(
            "INSERT INTO consents (case_id, version, hash, account_id, at) VALUES ($1, 1, $2, $3, $4)",
            [case, text(HASH), Bind::Id(self.account), at],
        ));
        self.end(&mut steps, "accept_offer", "student", 1)?;
        Ok(steps)
    }

    /// O9; `number` stands for the one that is given.
    pub fn approve(&self, number: &str) -> Result<Vec<Step>> {
        let (case, at) = (Bind::Id(self.case.id), Bind::At(self.now));
        let mut steps = self.begin()?;
        steps.push(step(
            "SELECT * FROM schools WHERE id = $1",
            [Bind::Id(self.case.school_id)],
        ));
        steps.push(step(
            "INSERT INTO number_counters (kind, graduation_year, school_code, level, last) VALUES ('1', $1, '90001', '2', 1)
             ON CONFLICT (kind, graduation_year, school_code, level) DO UPDATE SET last = number_counters.last + 1
             RETURNING last",
            [Bind::Number(self.case.graduation_year)],
        ));
        steps.push(self.update(
            "approved",
            "accepted",
            "approved",
            "effective",
            Some(number),
        )?);
        steps.push(step(
            "UPDATE students SET plan_status = 'college_review' WHERE id = $1",
            [Bind::Id(self.case.student_id)],
        ));
        steps.push(step(
            "INSERT INTO jobs (id, kind, case_id, payload, status, attempts, run_at, created_at)
             VALUES ($1, 'seal', $2, '{\"kind\":\"seal\",\"approval\":3}', 'pending', 0, $3, $3)",
            [Bind::Id(self.app.ids.next()), case, at],
        ));
        self.end(&mut steps, "approve_agreement", "school", 2)?;
        Ok(steps)
    }

    fn begin(&self) -> Result<Vec<Step>> {
        let row = self.case;
        let case = Bind::Id(row.id);
        let by_id = |sql, id| step(sql, [Bind::Id(id)]);
        Ok(vec![
            step(
                "INSERT INTO idempotency (account_id, key, fingerprint, status, reply, created_at)
                 SELECT $1, $2, $3, 0, '', $4 WHERE true
                 ON CONFLICT (account_id, key) DO UPDATE
                 SET fingerprint = excluded.fingerprint, status = 0, reply = '', created_at = excluded.created_at
                 WHERE idempotency.created_at < $5",
                [
                    Bind::Id(self.account),
                    Bind::Text(row.id.to_string()),
                    text(HASH),
                    Bind::At(self.now),
                    Bind::At(self.now - chrono::TimeDelta::hours(24)),
                ],
            ),
            step("SELECT * FROM cases WHERE id = $1", [case.clone()]),
            step(
                "SELECT * FROM terms_versions WHERE case_id = $1 ORDER BY version",
                [case.clone()],
            ),
            by_id("SELECT * FROM students WHERE id = $1", row.student_id),
            by_id("SELECT * FROM schools WHERE id = $1", row.school_id),
            by_id("SELECT * FROM colleges WHERE id = $1", row.college_id),
            by_id("SELECT * FROM majors WHERE id = $1", row.major_id),
            by_id("SELECT * FROM employers WHERE id = $1", row.employer_id),
            by_id("SELECT * FROM occupancy WHERE student_id = $1", row.student_id),
            step(
                "SELECT * FROM windows WHERE school_id = $1 AND graduation_year = $2 ORDER BY opens_at",
                [Bind::Id(row.school_id), Bind::Number(row.graduation_year)],
            ),
            step(
                "SELECT * FROM documents WHERE case_id = $1 ORDER BY approval DESC",
                [case],
            ),
        ])
    }

    fn update(
        &self,
        state: &str,
        response: &str,
        review: &str,
        agreement: &str,
        number: Option<&str>,
    ) -> Result<Step> {
        let row = self.case;
        let mut binds = vec![
            text(state),
            text(response),
            text(review),
            text(agreement),
            Bind::Text(row.position.clone()),
            Bind::At(self.now),
            Bind::At(row.response_deadline),
            Bind::Number(row.trail_length + 1),
            text(HASH),
            Bind::Number(row.version + 1),
            Bind::Id(row.id),
            Bind::Number(row.version),
        ];
        binds.extend(number.map(text));
        Ok(step(
            if number.is_some() {
                "UPDATE cases SET state = $1, reason = NULL, proposed_version = NULL, response_label = $2, review_label = $3,
                     agreement_label = $4, live = true, number = $13, position = $5, standing_version = 1, latest_version = 1,
                     since = $6, response_deadline = $7, approved_at = $6, approval = $8, updated_at = $6, trail_length = $8,
                     trail_hash = $9, version = $10
                 WHERE id = $11 AND version = $12"
            } else {
                "UPDATE cases SET state = $1, reason = NULL, proposed_version = NULL, response_label = $2, review_label = $3,
                     agreement_label = $4, live = true, number = NULL, position = $5, standing_version = 1, latest_version = 1,
                     since = $6, response_deadline = $7, accepted_at = $6, approved_at = NULL, approval = NULL, updated_at = $6,
                     trail_length = $8, trail_hash = $9, version = $10
                 WHERE id = $11 AND version = $12"
            },
            binds,
        ))
    }

    /// Trail, notices, messages, the view and the stored reply.
    fn end(&self, steps: &mut Vec<Step>, action: &str, role: &str, letters: u32) -> Result<()> {
        let row = self.case;
        let case = Bind::Id(row.id);
        let sealed = |text: &str| {
            Ok::<_, crate::Fault>(Bind::Bytes(self.app.personal.seal(text.as_bytes())?))
        };
        steps.push(step(
            "INSERT INTO trail (case_id, seq, at, account_id, role, name, action, remark, previous, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9)",
            [
                case.clone(),
                Bind::Number(row.trail_length + 1),
                Bind::At(self.now),
                Bind::Id(self.account),
                text(role),
                text("示例"),
                text(action),
                text(HASH),
                text(HASH),
            ],
        ));
        steps.push(step(
            "SELECT email FROM employers WHERE id = $1",
            [Bind::Id(row.employer_id)],
        ));
        steps.push(step(
            "SELECT * FROM accounts WHERE employer_id = $1 AND status = 'active'",
            [Bind::Id(row.employer_id)],
        ));
        steps.push(step(
            "SELECT * FROM accounts WHERE school_id = $1 AND role = 'school' AND status = 'active'",
            [Bind::Id(row.school_id)],
        ));
        let (notice, note) = (self.app.ids.next(), self.app.ids.next());
        steps.push(step(
            "INSERT INTO notices (id, account_id, kind, params, case_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6), ($7, $2, $3, $4, $5, $6)",
            [
                Bind::Id(notice),
                Bind::Id(self.account),
                text("offer_accepted"),
                text(r#"{"employer":"示例企业","student":"示例","position":"软件工程师","deadline":"","remark":""}"#),
                case.clone(),
                Bind::At(self.now),
                Bind::Id(note),
            ],
        ));
        for _ in 0..letters {
            steps.push(step(
                "INSERT INTO messages (id, channel, to_sealed, subject, body_sealed, status, attempts, next_attempt_at, created_at)
                 VALUES ($1, 'mail', $2, $3, $4, 'pending', 0, $5, $5)",
                [
                    Bind::Id(self.app.ids.next()),
                    sealed("e00000@example.com")?,
                    text("学生已同意签约 · Offer accepted"),
                    sealed("示例同意了职位软件工程师的邀约，等待学校审核。 accepted the offer; the school reviews it next.")?,
                    Bind::At(self.now),
                ],
            ));
        }
        for sql in [
            "SELECT * FROM trail WHERE case_id = $1 ORDER BY seq",
            "SELECT * FROM consents WHERE case_id = $1 ORDER BY version DESC",
            "SELECT * FROM documents WHERE case_id = $1 ORDER BY approval DESC",
        ] {
            steps.push(step(sql, [case.clone()]));
        }
        steps.push(step(
            "UPDATE idempotency SET status = 200, reply = $3 WHERE account_id = $1 AND key = $2",
            [
                Bind::Id(self.account),
                Bind::Text(row.id.to_string()),
                text(self.reply),
            ],
        ));
        Ok(())
    }
}

fn text(text: &str) -> Bind {
    Bind::Text(text.to_owned())
}
