//! Two-way binding between a part and a place in a form's value.

use leptos::prelude::*;

/// Reads and writes one value; made from a signal, or with [`bind!`](crate::bind) from a field of
/// a form kept in one signal.
pub struct Bind<T: Send + Sync + 'static> {
    read: Signal<T>,
    write: Callback<T>,
}

impl<T: Send + Sync + 'static> Clone for Bind<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Bind<T> {}

impl<T: Clone + Send + Sync + 'static> Bind<T> {
    /// From a way to read and a way to write.
    pub fn new(
        read: impl Fn() -> T + Send + Sync + 'static,
        write: impl Fn(T) + Send + Sync + 'static,
    ) -> Self {
        Self {
            read: Signal::derive(read),
            write: Callback::new(write),
        }
    }

    /// The value, followed.
    #[must_use]
    pub fn get(self) -> T {
        self.read.get()
    }

    /// The value now, not followed.
    #[must_use]
    pub fn now(self) -> T {
        self.read.get_untracked()
    }

    /// Replaces the value.
    pub fn set(self, value: T) {
        self.write.run(value);
    }
}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<T>> for Bind<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self {
            read: signal.into(),
            write: Callback::new(move |value| signal.set(value)),
        }
    }
}

/// `bind!(form, name)`: the field `name` of the struct inside the signal `form`.
/// Deeper fields: `bind!(form, contact.phone)`.
#[macro_export]
macro_rules! bind {
    ($form:expr, $($field:ident).+) => {{
        let form = $form;
        let part = ::leptos::prelude::Memo::new(move |_| {
            ::leptos::prelude::With::with(&form, |value| value.$($field).+.clone())
        });
        $crate::ui::Bind::new(
            move || ::leptos::prelude::Get::get(&part),
            move |new| ::leptos::prelude::Update::update(&form, |value| value.$($field).+ = new),
        )
    }};
}

/// `part!(transfer, archive_name)`: a field of the struct behind another [`Bind`](crate::ui::Bind).
#[macro_export]
macro_rules! part {
    ($whole:expr, $($field:ident).+) => {{
        let whole = $whole;
        $crate::ui::Bind::new(
            move || whole.get().$($field).+,
            move |new| {
                let mut value = whole.now();
                value.$($field).+ = new;
                whole.set(value);
            },
        )
    }};
}
