//! The filter of 签约管理: what is searched for, the conditions, and a chip for each that holds.

use leptos::prelude::*;
use sanfang_contract::cases::{CaseFilter, SearchField};
use sanfang_domain::{
    Lang,
    ids::{CollegeId, MajorId},
    signing::{AgreementLabel, ResponseLabel, ReviewLabel},
};

use crate::{
    i18n::{lang, t},
    ui::{Bind, Chip, Choice, DateField, Faults, FilterBar, SelectField, Text, TextField, format},
};

use super::desk::{Desk, whole_list};

/// The name of the text field; its id is what `/` moves to.
pub const SEARCH: &str = "search";

/// A text that follows the language.
pub type Word = fn() -> &'static str;

/// What a text is compared with, by the code of its choice.
const FIELDS: [(&str, SearchField, Word); 5] = [
    ("student_no", SearchField::StudentNo, t::cases::student_no),
    (
        "student_name",
        SearchField::StudentName,
        t::cases::student_name,
    ),
    ("id_number", SearchField::IdNumber, t::cases::id_number),
    ("employer", SearchField::Employer, t::cases::employer_name),
    ("number", SearchField::Number, t::school::number),
];

/// What is typed and not yet asked for.
#[derive(Clone, Copy)]
struct Typed {
    text: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
}

impl Typed {
    /// Follows what is asked for: a chip taken away empties its field.
    fn follow(desk: Desk) -> Self {
        let typed = Self {
            text: RwSignal::default(),
            from: RwSignal::default(),
            to: RwSignal::default(),
        };
        let day =
            |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let filter = Memo::new(move |_| desk.search.value.with(|search| search.filter.clone()));
        Effect::new(move |_| {
            let filter = filter.get();
            typed.text.set(filter.search.unwrap_or_default());
            typed.from.set(day(filter.updated_from));
            typed.to.set(day(filter.updated_to));
        });
        typed
    }

    /// Asks for it. A day that is none is told at its field, and nothing is asked.
    fn ask(self, desk: Desk, faults: Faults) {
        let day = |name: &str, typed: RwSignal<String>| {
            let text = typed.get_untracked();
            if text.trim().is_empty() {
                return Ok(None);
            }
            format::parse_date(&text)
                .map(Some)
                .ok_or_else(|| faults.put(name, Some(t::ui::not_a_date().to_owned())))
        };
        let (from, to) = (day("updated_from", self.from), day("updated_to", self.to));
        let (Ok(from), Ok(to)) = (from, to) else {
            return;
        };
        let text =
            Some(self.text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        desk.narrow(|filter| {
            filter.search = text;
            filter.updated_from = from;
            filter.updated_to = to;
        });
        desk.reload();
    }
}

/// The bar above the list.
#[component]
pub fn Filter(desk: Desk) -> impl IntoView {
    let faults = Faults::new();
    provide_context(faults);
    let typed = Typed::follow(desk);
    let more = RwSignal::new(false);
    view! {
        <div class="desk-filter" class:open=more>
            <FilterBar
                on_search=move |()| typed.ask(desk, faults)
                chips=Signal::derive(move || chips(desk))
                on_clear=Callback::new(move |()| {
                    desk.search.value.update(|search| {
                        search.filter = CaseFilter::default();
                        search.paging = whole_list().paging;
                    });
                })
            >
                <SelectField
                    name="search_field"
                    label=t::school::search_by
                    value=field(desk)
                    choices=Signal::derive(|| {
                        FIELDS.into_iter().map(|(code, _, label)| Choice::new(code, label)).collect()
                    })
                />
                <TextField name=SEARCH label=t::school::search_text value=typed.text max=100 />
                <SelectField name="review" label=t::school::review value=review(desk) choices=labels(ReviewLabel::ALL, ReviewLabel::as_str, ReviewLabel::text) />
                <button
                    type="button"
                    class="button quiet"
                    aria-expanded=move || more.get().to_string()
                    on:click=move |_| more.update(|more| *more = !*more)
                >
                    {move || if more.get() { t::school::fewer_conditions() } else { t::school::more_conditions() }}
                </button>
                <div class="desk-more" hidden=move || !more.get()>
                    <Conditions desk typed />
                </div>
            </FilterBar>
        </div>
    }
}

#[component]
fn Conditions(desk: Desk, typed: Typed) -> impl IntoView {
    let year = Bind::new(
        move || {
            text_of(desk, |filter| {
                filter.graduation_year.map(|year| year.to_string())
            })
        },
        move |year: String| desk.narrow(|filter| filter.graduation_year = year.parse().ok()),
    );
    let college = Bind::new(
        move || text_of(desk, |filter| filter.college_id.map(|id| id.to_string())),
        move |id: String| {
            desk.narrow(|filter| {
                filter.college_id = id.parse().ok();
                filter.major_id = None;
            });
        },
    );
    let major = Bind::new(
        move || text_of(desk, |filter| filter.major_id.map(|id| id.to_string())),
        move |id: String| desk.narrow(|filter| filter.major_id = id.parse().ok()),
    );
    let years = Signal::derive(move || {
        desk.directory.with(|directory| {
            let years = directory
                .as_ref()
                .map(|directory| directory.graduation_years.as_slice())
                .unwrap_or_default();
            years
                .iter()
                .map(|year| Choice::new(year.to_string(), year.to_string()))
                .collect::<Vec<_>>()
        })
    });
    let colleges = Signal::derive(move || {
        desk.directory.with(|directory| {
            let colleges = directory
                .as_ref()
                .map(|directory| directory.colleges.as_slice())
                .unwrap_or_default();
            colleges
                .iter()
                .map(|college| Choice::new(college.id.to_string(), college.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let majors = Signal::derive(move || {
        let of = desk.search.value.with(|search| search.filter.college_id);
        desk.directory.with(|directory| {
            let colleges = directory
                .as_ref()
                .map(|directory| directory.colleges.as_slice())
                .unwrap_or_default();
            let within = colleges
                .iter()
                .filter(|college| of.is_none_or(|of| college.id == of));
            within
                .flat_map(|college| &college.majors)
                .map(|major| Choice::new(major.id.to_string(), major.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <SelectField name="graduation_year" label=t::cases::graduation_year value=year choices=years />
        <SelectField name="college_id" label=t::cases::college value=college choices=colleges />
        <SelectField name="major_id" label=t::cases::major value=major choices=majors />
        <SelectField
            name="response"
            label=t::school::response
            value=response(desk)
            choices=labels(ResponseLabel::ALL, ResponseLabel::as_str, ResponseLabel::text)
        />
        <SelectField
            name="agreement"
            label=t::school::agreement
            value=agreement(desk)
            choices=labels(AgreementLabel::ALL, AgreementLabel::as_str, AgreementLabel::text)
        />
        <DateField name="updated_from" label=t::school::updated_from value=typed.from />
        <DateField name="updated_to" label=t::school::updated_to value=typed.to />
    }
}

/// A condition as the code of its choice; empty when it does not hold.
fn text_of(desk: Desk, read: impl Fn(&CaseFilter) -> Option<String>) -> String {
    desk.search
        .value
        .with(|search| read(&search.filter))
        .unwrap_or_default()
}

/// Every label of a column as choices, except the one that says nothing.
fn labels<L: Copy + Send + Sync + 'static>(
    all: &'static [L],
    code: fn(L) -> &'static str,
    text: fn(L, Lang) -> &'static str,
) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        all.iter()
            .filter(|label| text(**label, Lang::ZhCn) != "—")
            .map(|label| {
                let label = *label;
                Choice::new(code(label), move || text(label, lang()))
            })
            .collect()
    })
}

fn field(desk: Desk) -> Bind<String> {
    Bind::new(
        move || {
            let now = desk.search.value.with(|search| search.filter.search_field);
            FIELDS
                .into_iter()
                .find(|(_, field, _)| *field == now)
                .map(|(code, ..)| code)
                .unwrap_or_default()
                .to_owned()
        },
        move |code: String| {
            let field = FIELDS
                .into_iter()
                .find(|(own, ..)| *own == code)
                .map(|(_, field, _)| field);
            desk.search
                .value
                .update(|search| search.filter.search_field = field.unwrap_or_default());
        },
    )
}

fn review(desk: Desk) -> Bind<String> {
    Bind::new(
        move || {
            text_of(desk, |filter| {
                filter.review.first().map(|label| label.as_str().to_owned())
            })
        },
        move |code: String| {
            desk.narrow(|filter| filter.review = ReviewLabel::parse(&code).into_iter().collect())
        },
    )
}

fn response(desk: Desk) -> Bind<String> {
    Bind::new(
        move || {
            text_of(desk, |filter| {
                filter
                    .response
                    .first()
                    .map(|label| label.as_str().to_owned())
            })
        },
        move |code: String| {
            desk.narrow(|filter| {
                filter.response = ResponseLabel::parse(&code).into_iter().collect()
            })
        },
    )
}

fn agreement(desk: Desk) -> Bind<String> {
    Bind::new(
        move || {
            text_of(desk, |filter| {
                filter
                    .agreement
                    .first()
                    .map(|label| label.as_str().to_owned())
            })
        },
        move |code: String| {
            desk.narrow(|filter| {
                filter.agreement = AgreementLabel::parse(&code).into_iter().collect()
            })
        },
    )
}

/// Every condition that holds, with the press that takes it away.
fn chips(desk: Desk) -> Vec<Chip> {
    let now = desk.search.value.with(|search| search.filter.clone());
    let chip = |label: Text, remove: fn(&mut CaseFilter)| Chip {
        label,
        remove: Callback::new(move |()| desk.narrow(remove)),
    };
    let named =
        |name: Word, value: String| Text::from(move || t::school::condition(name(), &value));
    let mut chips = Vec::new();
    if let Some(text) = now.search.clone() {
        let name = FIELDS
            .into_iter()
            .find(|(_, field, _)| *field == now.search_field)
            .map(|(.., name)| name);
        chips.push(chip(
            named(name.unwrap_or(t::school::search_text), text),
            |filter| filter.search = None,
        ));
    }
    if let Some(year) = now.graduation_year {
        chips.push(chip(
            named(t::cases::graduation_year, year.to_string()),
            |filter| filter.graduation_year = None,
        ));
    }
    if let Some(id) = now.college_id {
        chips.push(chip(
            named(t::cases::college, college_name(desk, id)),
            |filter| {
                filter.college_id = None;
                filter.major_id = None;
            },
        ));
    }
    if let Some(id) = now.major_id {
        chips.push(chip(
            named(t::cases::major, major_name(desk, id)),
            |filter| filter.major_id = None,
        ));
    }
    for label in now.response {
        let text =
            Text::from(move || t::school::condition(t::school::response(), label.text(lang())));
        chips.push(chip(text, |filter| filter.response.clear()));
    }
    for label in now.review {
        let text =
            Text::from(move || t::school::condition(t::school::review(), label.text(lang())));
        chips.push(chip(text, |filter| filter.review.clear()));
    }
    for label in now.agreement {
        let text =
            Text::from(move || t::school::condition(t::school::agreement(), label.text(lang())));
        chips.push(chip(text, |filter| filter.agreement.clear()));
    }
    if let Some(day) = now.updated_from {
        chips.push(chip(
            named(t::school::updated_from, day.to_string()),
            |filter| filter.updated_from = None,
        ));
    }
    if let Some(day) = now.updated_to {
        chips.push(chip(
            named(t::school::updated_to, day.to_string()),
            |filter| filter.updated_to = None,
        ));
    }
    chips
}

fn college_name(desk: Desk, id: CollegeId) -> String {
    desk.directory.with(|directory| {
        let colleges = directory
            .as_ref()
            .map(|directory| directory.colleges.as_slice())
            .unwrap_or_default();
        colleges
            .iter()
            .find(|college| college.id == id)
            .map(|college| college.name.clone())
            .unwrap_or_default()
    })
}

fn major_name(desk: Desk, id: MajorId) -> String {
    desk.directory.with(|directory| {
        let colleges = directory
            .as_ref()
            .map(|directory| directory.colleges.as_slice())
            .unwrap_or_default();
        let mut majors = colleges.iter().flat_map(|college| &college.majors);
        majors
            .find(|major| major.id == id)
            .map(|major| major.name.clone())
            .unwrap_or_default()
    })
}
