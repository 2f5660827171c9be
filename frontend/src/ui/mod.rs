//! The parts that pages are made of: small, on native elements, without a component kit.
//! How to use them: `frontend/README.md`. How they look: `frontend/styles`.

pub mod bind;
pub mod button;
pub mod chart;
pub mod choice;
pub mod combo;
pub mod dialog;
pub mod diff;
pub mod draft;
pub mod field;
pub mod file;
pub mod filter;
pub mod form;
pub mod format;
pub mod gate;
pub mod icon;
pub mod layout;
pub mod page;
pub mod pager;
pub mod region;
pub mod sheet;
pub mod stacked;
pub mod state;
pub mod status;
pub mod steps;
pub mod table;
pub mod tabs;
pub mod toast;

pub use bind::Bind;
pub use button::{Button, Kind, LinkButton};
pub use chart::{Bar, BarChart, Share};
pub use choice::{CheckField, Choice, RadioField, SelectField};
pub use combo::ComboField;
pub use dialog::{Confirm, Dialog};
pub use diff::{Change, TermsDiff};
pub use draft::{Draft, DraftNotice, use_draft};
pub use field::{DateField, MoneyField, NumberField, PasswordField, TextArea, TextField};
pub use file::FileDrop;
pub use filter::{Chip, FilterBar};
pub use form::{Fault, Faults, Form, FormActions};
pub use gate::{Closed, Gate, GateButton};
pub use icon::{Glyph, Icon};
pub use layout::{Accent, Front, NavItem, Shell};
pub use page::{Crumb, Facts, Page, Section, Tile, Tiles, Toolbar};
pub use pager::Pager;
pub use region::{Region, RegionField};
pub use sheet::{Sheet, Term, TermList};
pub use stacked::{Slice, StackedBar};
pub use state::{Empty, ErrorState, Loaded, Skeleton, Trouble};
pub use status::{Pill, Tone};
pub use steps::{Event, Step, StepState, Stepper, Timeline};
pub use table::{Column, DataTable, Sort};
pub use tabs::{Tab, Tabs};
pub use toast::{Toaster, toast, toast_bad};

/// A text that may follow the language: a `t::…` function, a `&'static str`, a `String` or a signal.
pub use leptos::text_prop::TextProp as Text;
