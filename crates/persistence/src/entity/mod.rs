//! One entity per table, column for column; nothing is decided or decoded here.

/// A table's entity: columns only. Relations are spelt out in the few queries that join.
macro_rules! entity {
    ($(#[$doc:meta])* $name:ident $table:literal { $($(#[$meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        pub mod $name {
            use sea_orm::entity::prelude::*;

            /// One row.
            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[$meta])* pub $field: $type,)*
            }

            /// None: see the macro.
            #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

mod access;
mod people;
mod signings;
mod work;

pub use access::{
    account_colleges, accounts, password_resets, sessions, signing_keys, throttles,
    verification_codes,
};
pub use people::{colleges, employers, majors, schools, send_list, students, windows};
pub use signings::{cases, consents, documents, number_counters, occupancy, terms_versions, trail};
pub use work::{idempotency, jobs, messages, notices};
