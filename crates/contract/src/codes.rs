//! Code tables.

wire! {
    /// A versioned code table with its source.
    pub struct CodeTableView {
        /// Its identifier.
        pub table: String,
        /// Its title in the language asked for.
        pub title: String,
        /// Where it comes from.
        pub source: String,
        /// Its year.
        pub year: u16,
        /// In order.
        pub entries: Vec<CodeEntryView>,
    }

    /// One code.
    pub struct CodeEntryView {
        /// The code as records keep it.
        pub code: String,
        /// Chinese label.
        pub zh: String,
        /// English label.
        pub en: String,
        /// The parent's code (regions).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent: Option<String>,
        /// No longer to be chosen.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub retired: bool,
        /// 档案接收, 户口接收类型: whether it is received and the dependent fields are asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub receives: Option<bool>,
    }
}
