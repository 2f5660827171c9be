//! Who acts (spec/domain.md section 1) and in what role towards a case.

use crate::ids::{AccountId, CollegeId, EmployerId, SchoolId, StudentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which colleges a school's staff member may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchoolScope {
    /// Staff of the whole school.
    WholeSchool,
    /// Staff of some colleges only.
    Colleges(BTreeSet<CollegeId>),
}

impl SchoolScope {
    /// Whether a student of this college is in sight.
    pub fn covers(&self, college: CollegeId) -> bool {
        match self {
            Self::WholeSchool => true,
            Self::Colleges(set) => set.contains(&college),
        }
    }
}

/// The one who asks: an authenticated account, or the system's own clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A student.
    Student {
        account: AccountId,
        student: StudentId,
    },
    /// A member of an employer.
    Employer {
        account: AccountId,
        employer: EmployerId,
    },
    /// School staff, whole school or some colleges.
    School {
        account: AccountId,
        school: SchoolId,
        scope: SchoolScope,
    },
    /// A platform operator (省中心).
    Platform { account: AccountId },
    /// The system itself (deadlines).
    System,
}

/// The role names that trail, tokens and screens use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// 学生
    Student,
    /// 单位
    Employer,
    /// 学校 (whole school)
    School,
    /// 学院
    College,
    /// 平台
    Platform,
    /// 系统
    System,
}

impl Role {
    /// The identifier in API, token and database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Employer => "employer",
            Self::School => "school",
            Self::College => "college",
            Self::Platform => "platform",
            Self::System => "system",
        }
    }

    /// The role of this identifier, if there is one.
    pub fn parse(s: &str) -> Option<Self> {
        [
            Self::Student,
            Self::Employer,
            Self::School,
            Self::College,
            Self::Platform,
            Self::System,
        ]
        .into_iter()
        .find(|r| r.as_str() == s)
    }
}

/// Who a case belongs to: everything that decides about sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// The student.
    pub student: StudentId,
    /// The employer.
    pub employer: EmployerId,
    /// The student's school.
    pub school: SchoolId,
    /// The student's college.
    pub college: CollegeId,
}

/// What somebody is to one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Standing {
    /// 乙方, the student.
    Student,
    /// 甲方, the employer.
    Employer,
    /// The student's school or college.
    Reviewer,
    /// The system.
    System,
}

impl Actor {
    /// The account behind the actor; the system has none.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Student { account, .. }
            | Self::Employer { account, .. }
            | Self::School { account, .. }
            | Self::Platform { account } => Some(*account),
            Self::System => None,
        }
    }

    /// The role that trail entries show.
    pub fn role(&self) -> Role {
        match self {
            Self::Student { .. } => Role::Student,
            Self::Employer { .. } => Role::Employer,
            Self::School {
                scope: SchoolScope::WholeSchool,
                ..
            } => Role::School,
            Self::School {
                scope: SchoolScope::Colleges(_),
                ..
            } => Role::College,
            Self::Platform { .. } => Role::Platform,
            Self::System => Role::System,
        }
    }

    /// What the actor is to a case; `None` means that the case does not exist for them (a 404).
    pub fn standing(&self, parties: &Parties) -> Option<Standing> {
        match self {
            Self::Student { student, .. } => {
                (*student == parties.student).then_some(Standing::Student)
            }
            Self::Employer { employer, .. } => {
                (*employer == parties.employer).then_some(Standing::Employer)
            }
            Self::School { school, scope, .. } => (*school == parties.school
                && scope.covers(parties.college))
            .then_some(Standing::Reviewer),
            Self::Platform { .. } => None,
            Self::System => Some(Standing::System),
        }
    }
}
