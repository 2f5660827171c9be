//! The school's home, its directory and windows.

use chrono::{DateTime, Utc};
use sanfang_domain::ids::{CollegeId, MajorId, SchoolId};

wire! {
    /// The school's (or college's) home.
    pub struct SchoolHome {
        /// The school.
        pub school_name: String,
        /// Colleges in sight; empty means the whole school.
        pub colleges: Vec<String>,
        /// Open work by kind, the oldest first.
        pub reviews_waiting: u32,
        /// Since when the oldest waits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub oldest_waiting_since: Option<DateTime<Utc>>,
        /// Amendments that wait for students.
        pub amendments_pending: u32,
        /// Approved and in force.
        pub in_force: u32,
        /// Offers that students have not answered.
        pub offers_pending: u32,
        /// Students in sight of the newest graduation year.
        pub students: u32,
        /// Of them bound by a live case.
        pub bound: u32,
        /// The year that the two numbers above count.
        pub graduation_year: u16,
        /// Approvals a day, the last 14 days, oldest first.
        pub approvals: Vec<DayCount>,
    }

    /// One bar of a chart.
    pub struct DayCount {
        /// Beijing date.
        pub day: chrono::NaiveDate,
        /// How many.
        pub count: u32,
    }

    /// A school by name, for the employer's choice.
    pub struct SchoolName {
        /// The school.
        pub id: SchoolId,
        /// Its name.
        pub name: String,
        /// The ministry's code, five digits.
        pub code: String,
        /// Graduation years with students.
        pub graduation_years: Vec<u16>,
    }

    /// All schools.
    pub struct SchoolNames {
        /// By name.
        pub items: Vec<SchoolName>,
    }

    /// Colleges and majors in the caller's sight, for filters.
    pub struct SchoolDirectory {
        /// Colleges.
        pub colleges: Vec<CollegeEntry>,
        /// Graduation years with students, newest first.
        pub graduation_years: Vec<u16>,
    }

    /// One college.
    pub struct CollegeEntry {
        /// The college.
        pub id: CollegeId,
        /// Its name.
        pub name: String,
        /// Its majors.
        pub majors: Vec<MajorEntry>,
    }

    /// One major.
    pub struct MajorEntry {
        /// The major.
        pub id: MajorId,
        /// Its name.
        pub name: String,
    }
}
