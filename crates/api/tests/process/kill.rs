//! SIGKILL in the middle of reviews and acceptances: what was acknowledged is there, what was not can be tried again.

use crate::{
    installation::Installation,
    people::{self, Person, Token, key},
};
use sanfang_client::ClientError;
use sanfang_contract::cases::{CaseDetail, Consent};
use sanfang_domain::{ids::CaseId, values::Sha256Hex};
use std::collections::{BTreeSet, HashMap};
use tokio::task::JoinSet;
use uuid::Uuid;

/// After how many acknowledgements the process is killed, round by round.
const ROUNDS: [usize; 5] = [1, 5, 9, 13, 17];
/// Students of a round: for half of them the school approves, the other half accepts.
const STUDENTS: u32 = 24;
const EMPLOYERS: u32 = 3;

/// One call that may be tried again.
#[derive(Clone)]
struct Attempt {
    case: CaseId,
    token: Token,
    key: Uuid,
    what: What,
}

#[derive(Clone)]
enum What {
    Accept(Consent),
    Approve,
}

impl Attempt {
    async fn run(&self, url: &str) -> Result<CaseDetail, ClientError> {
        let person = Person::at(url, &self.token);
        match &self.what {
            What::Accept(consent) => person.accept(self.case, consent.clone(), self.key).await,
            What::Approve => person.approve(self.case, self.key).await,
        }
    }

    fn action(&self) -> &'static str {
        match self.what {
            What::Accept(_) => "accept_offer",
            What::Approve => "approve_agreement",
        }
    }

    fn leads_to(&self) -> &'static str {
        match self.what {
            What::Accept(_) => "accepted",
            What::Approve => "approved",
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_loses_nothing_that_was_acknowledged_and_doubles_nothing() {
    let rounds = u32::try_from(ROUNDS.len()).unwrap();
    let installation = Installation::new(rounds * STUDENTS, EMPLOYERS).await;
    let mut server = installation.serve().await;
    let students = people::students(&server.url, &installation).await;
    let school = people::school(&server.url).await;
    let offers = people::offers(&server.url, &installation, 0..rounds * STUDENTS).await;
    let consents = installation.consents().await;
    let mut lost = 0;

    for (round, acknowledgements) in ROUNDS.into_iter().enumerate() {
        let first = round * usize::try_from(STUDENTS).unwrap();
        let half = usize::try_from(STUDENTS).unwrap() / 2;
        let mut attempts = Vec::new();
        for (n, token) in students.iter().enumerate().skip(first).take(2 * half) {
            let case = offers[n % offers.len()][n];
            let accept = Attempt {
                case,
                token: token.clone(),
                key: key(),
                what: What::Accept(consents[&case].clone()),
            };
            attempts.push(if n < first + half {
                accept.run(&server.url).await.unwrap();
                Attempt {
                    token: school.clone(),
                    key: key(),
                    what: What::Approve,
                    ..accept
                }
            } else {
                accept
            });
        }

        let acknowledged = kill_under_load(&mut server, &attempts, acknowledgements).await;
        assert!(acknowledged.len() >= acknowledgements);
        lost += attempts.len() - acknowledged.len();
        server = installation.serve().await;
        look(&server.url, &acknowledged, &attempts).await;
        try_again(&server.url, &installation, &acknowledged, &attempts).await;
    }
    assert!(lost > 0, "every kill came too late to interrupt anything");

    installation.quiet().await;
    everything_happened_once(&installation, &server.url, &school, &offers).await;
    drop(server);
    installation.verify().await;
    installation.end().await;
}

/// Starts every attempt at once and kills the process at the given acknowledgement.
async fn kill_under_load(
    server: &mut crate::server::Server,
    attempts: &[Attempt],
    acknowledgements: usize,
) -> HashMap<CaseId, CaseDetail> {
    let mut running = JoinSet::new();
    for attempt in attempts.iter().cloned() {
        let url = server.url.clone();
        running.spawn(async move { (attempt.case, attempt.run(&url).await) });
    }
    let mut acknowledged = HashMap::new();
    while let Some(told) = running.join_next().await {
        match told.unwrap() {
            (case, Ok(detail)) => {
                acknowledged.insert(case, detail);
            }
            (_, Err(ClientError::Unreachable(_))) => {}
            (case, Err(error)) => panic!("{case}: {error:?}"),
        }
        if acknowledged.len() == acknowledgements {
            server.kill();
        }
    }
    acknowledged
}

/// What was acknowledged is there.
async fn look(url: &str, acknowledged: &HashMap<CaseId, CaseDetail>, attempts: &[Attempt]) {
    for attempt in attempts {
        if let Some(detail) = acknowledged.get(&attempt.case) {
            assert_eq!(detail.state, attempt.leads_to());
            let now = Person::at(url, &attempt.token).case(attempt.case).await;
            assert_eq!(now.state, detail.state);
            assert_eq!(now.row.number, detail.row.number);
            assert_eq!(now.trail, detail.trail);
        }
    }
}

/// The same key again: the first answer where there was one, else the one effect; and once more the same.
async fn try_again(
    url: &str,
    installation: &Installation,
    acknowledged: &HashMap<CaseId, CaseDetail>,
    attempts: &[Attempt],
) {
    for attempt in attempts {
        let again = attempt.run(url).await.unwrap();
        if let Some(first) = acknowledged.get(&attempt.case) {
            assert_eq!(
                &again, first,
                "a stored answer is not the one that was given"
            );
        }
        assert_eq!(again.state, attempt.leads_to());
        assert_eq!(attempt.run(url).await.unwrap(), again);
        assert_eq!(installation.done(attempt.case, attempt.action()).await, 1);
    }
}

/// One number, one file, one notice of each kind per transition.
async fn everything_happened_once(
    installation: &Installation,
    url: &str,
    school: &Token,
    offers: &[Vec<CaseId>],
) {
    let students = offers[0].len();
    let approvals = students / 2;
    let numbers: BTreeSet<String> = {
        let mut numbers = BTreeSet::new();
        for case in offers.iter().flatten() {
            numbers.extend(installation.case(*case).await.1);
        }
        numbers
    };
    assert_eq!(numbers.len(), approvals);

    let documents = installation.documents().await;
    assert_eq!(documents.len(), approvals);
    let reviewer = Person::at(url, school);
    for document in &documents {
        let bytes = reviewer.document(document.case_id.into()).await;
        let hash: String = Sha256Hex::of(&bytes).into();
        assert_eq!(hash, document.sha256);
    }

    let count = |n: usize| u64::try_from(n).unwrap();
    // Of an acceptance the employer and the school are told, of an approval the student and the employer.
    let told = [
        ("offer_received", offers.len() * students),
        ("offer_accepted", students),
        ("review_waiting", students),
        ("agreement_approved", 2 * approvals),
    ];
    for (kind, expected) in told {
        assert_eq!(installation.notices(kind).await, count(expected), "{kind}");
    }
    // The school reads its desk, not its mailbox.
    let letters = offers.len() * students + students + 2 * approvals;
    assert_eq!(installation.messages().await.len(), letters);
}
