//! Line icons, drawn here: no icon font, no outside asset.

use leptos::prelude::*;

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A bell.
    Bell,
    /// A tick.
    Check,
    /// An angle pointing down.
    Down,
    /// A circle with a hand: waiting.
    Clock,
    /// A cross.
    Cross,
    /// Downwards arrow into a tray.
    Download,
    /// A pencil.
    Edit,
    /// A sheet.
    File,
    /// A globe.
    Globe,
    /// A house.
    Home,
    /// A circled i.
    Info,
    /// Rows.
    List,
    /// A padlock.
    Lock,
    /// Three bars.
    Menu,
    /// A person.
    Person,
    /// An office building.
    Office,
    /// A mortarboard.
    School,
    /// A magnifying glass.
    Search,
    /// A paper plane.
    Send,
    /// A triangle with an exclamation mark.
    Warning,
    /// A curved arrow back.
    Undo,
    /// Upwards arrow out of a tray.
    Upload,
    /// Plus.
    Plus,
    /// A gear reduced to sliders.
    Settings,
    /// A door with an arrow out.
    Exit,
    /// An angle pointing left.
    Left,
    /// An angle pointing right.
    Right,
    /// A calendar.
    Calendar,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Bell => "M6 9a6 6 0 0 1 12 0c0 5 2 6 2 6H4s2-1 2-6M10 19a2 2 0 0 0 4 0",
            Self::Check => "M5 12.5l4.5 4.5L19 7",
            Self::Down => "M6 9l6 6 6-6",
            Self::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3 2",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Download => "M12 4v11M7 10.5l5 5 5-5M4 20h16",
            Self::Edit => "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
            Self::File => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Globe => {
                "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"
            }
            Self::Home => "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
            Self::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 11v5M12 7.5v.5",
            Self::List => "M4 6h16M4 12h16M4 18h16",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Self::Menu => "M4 6h16M4 12h16M4 18h16",
            Self::Person => "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M4 21c0-5 4-7 8-7s8 2 8 7",
            Self::Office => "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3",
            Self::School => "M2 9l10-5 10 5-10 5zM6 11.5V16c2 2.5 10 2.5 12 0v-4.5",
            Self::Search => "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5",
            Self::Send => "M3 11l18-8-7 18-3-8z",
            Self::Warning => "M12 4L2.5 20h19zM12 10v4M12 17v.5",
            Self::Undo => "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9",
            Self::Upload => "M12 16V5M7 9.500l5-5 5 5M4 20h16",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Settings => "M4 7h10M18 7h2M16 5v4M4 17h2M10 17h10M8 15v4",
            Self::Exit => "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
            Self::Left => "M15 6l-6 6 6 6",
            Self::Right => "M9 6l6 6-6 6",
            Self::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        }
    }
}

/// One icon, hidden from screen readers: the word beside it says the same.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
}
