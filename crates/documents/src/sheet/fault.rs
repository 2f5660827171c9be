//! What can be wrong with a table or with one of its cells, said in both languages.

/// Why a whole file is refused. Nothing of it was taken; none of these carries its content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// More bytes than may be uploaded.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The most bytes that are taken.
        limit: usize,
    },
    /// Neither a workbook nor text.
    #[error("the file is not a spreadsheet")]
    NotASpreadsheet,
    /// A binary workbook (.xls, .xlsb) or an OpenDocument table, which is not read.
    #[error("the file is {format}, save it as .xlsx")]
    OtherFormat {
        /// The format's usual extension.
        format: &'static str,
    },
    /// Protected by a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// More bytes inside than may be unpacked (zip bomb).
    #[error("the file unpacks to more than {limit} bytes")]
    UnpackedTooLarge {
        /// The most bytes that are unpacked.
        limit: u64,
    },
    /// More parts or elements than any honest table has.
    #[error("the file is built of too many parts")]
    TooComplex,
    /// Content in a cell far away from the table.
    #[error("there is content far away from the table, in cell {cell}")]
    Sparse {
        /// The cell as Excel names it.
        cell: String,
    },
    /// More rows than are taken at once.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// The most rows.
        limit: usize,
    },
    /// More columns than are taken.
    #[error("more than {limit} columns")]
    TooManyColumns {
        /// The most columns.
        limit: u32,
    },
    /// More text than is taken at once.
    #[error("more than {limit} bytes of text")]
    TooMuchText {
        /// The most bytes of text in all cells together.
        limit: usize,
    },
    /// Reading took too long.
    #[error("reading took too long")]
    TooSlow,
    /// Text that is neither UTF-8 nor GB18030.
    #[error("the text is neither UTF-8 nor GB18030")]
    Encoding,
    /// Broken inside.
    #[error("the file is damaged")]
    Damaged,
    /// No row with content.
    #[error("the table is empty")]
    Empty,
    /// Columns without which no row can be read.
    #[error("missing columns: {}", headers.join(", "))]
    MissingColumns {
        /// Their headers as in the template.
        headers: Vec<String>,
    },
    /// Two columns that mean the same.
    #[error("the column {header} is there twice")]
    RepeatedColumn {
        /// The header as in the template.
        header: String,
    },
}

impl SheetError {
    /// The stable code of the API's error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "sheet_too_large",
            Self::NotASpreadsheet => "sheet_not_a_spreadsheet",
            Self::OtherFormat { .. } => "sheet_other_format",
            Self::Encrypted => "sheet_encrypted",
            Self::UnpackedTooLarge { .. } => "sheet_unpacked_too_large",
            Self::TooComplex => "sheet_too_complex",
            Self::Sparse { .. } => "sheet_sparse",
            Self::TooManyRows { .. } => "sheet_too_many_rows",
            Self::TooManyColumns { .. } => "sheet_too_many_columns",
            Self::TooMuchText { .. } => "sheet_too_much_text",
            Self::TooSlow => "sheet_too_slow",
            Self::Encoding => "sheet_encoding",
            Self::Damaged => "sheet_damaged",
            Self::Empty => "sheet_empty",
            Self::MissingColumns { .. } => "sheet_missing_columns",
            Self::RepeatedColumn { .. } => "sheet_repeated_column",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::TooLarge { limit } => {
                format!("文件超过 {}，请分成几个文件上传。", size(*limit))
            }
            Self::NotASpreadsheet => "这不是表格文件，请上传 .xlsx 或 .csv 文件。".to_owned(),
            Self::OtherFormat { format } => {
                format!("暂不读取 {format} 格式，请另存为 .xlsx 后上传。")
            }
            Self::Encrypted => "文件有密码保护，请取消密码后上传。".to_owned(),
            Self::UnpackedTooLarge { .. } | Self::TooComplex => {
                "文件解开后过大，请把数据复制到新下载的模板中再上传。".to_owned()
            }
            Self::Sparse { cell } => {
                format!("单元格 {cell} 离表格很远却有内容，请删除该内容后上传。")
            }
            Self::TooManyRows { limit } => format!("超过 {limit} 行，请分成几个文件上传。"),
            Self::TooManyColumns { limit } => format!("超过 {limit} 列，请按模板填写。"),
            Self::TooMuchText { .. } => "文字过多，请分成几个文件上传。".to_owned(),
            Self::TooSlow => "文件读取时间过长，请把数据复制到新下载的模板中再上传。".to_owned(),
            Self::Encoding => "文字编码无法识别，请另存为 .xlsx 或 UTF-8 编码的 .csv。".to_owned(),
            Self::Damaged => "文件已损坏，请用 Excel 或 WPS 打开后另存，再上传。".to_owned(),
            Self::Empty => "表格中没有内容。".to_owned(),
            Self::MissingColumns { headers } => {
                format!("缺少列：{}。请按模板填写表头。", headers.join("、"))
            }
            Self::RepeatedColumn { header } => format!("列“{header}”出现了两次，请删除一列。"),
        }
    }

    /// What is wrong and what to do, in English.
    pub fn en(&self) -> String {
        match self {
            Self::TooLarge { limit } => {
                format!("The file is larger than {}. Split it.", size(*limit))
            }
            Self::NotASpreadsheet => "This is not a table. Upload .xlsx or .csv.".to_owned(),
            Self::OtherFormat { format } => {
                format!("{format} files are not read. Save the table as .xlsx.")
            }
            Self::Encrypted => "The file has a password. Remove it and try again.".to_owned(),
            Self::UnpackedTooLarge { .. } | Self::TooComplex => {
                "The file is too large inside. Copy the data into a fresh template.".to_owned()
            }
            Self::Sparse { cell } => {
                format!("Cell {cell} is far from the table but not empty. Clear it.")
            }
            Self::TooManyRows { limit } => format!("More than {limit} rows. Split the file."),
            Self::TooManyColumns { limit } => {
                format!("More than {limit} columns. Use the template.")
            }
            Self::TooMuchText { .. } => "Too much text. Split the file.".to_owned(),
            Self::TooSlow => {
                "Reading took too long. Copy the data into a fresh template.".to_owned()
            }
            Self::Encoding => {
                "The text encoding is unknown. Save as .xlsx or as UTF-8 .csv.".to_owned()
            }
            Self::Damaged => {
                "The file is damaged. Open it in Excel, save it again and retry.".to_owned()
            }
            Self::Empty => "The table is empty.".to_owned(),
            Self::MissingColumns { headers } => {
                format!(
                    "Missing columns: {}. Use the template's headers.",
                    headers.join(", ")
                )
            }
            Self::RepeatedColumn { header } => {
                format!("The column “{header}” is there twice. Delete one.")
            }
        }
    }
}

/// `5 MB`, as people say it.
fn size(bytes: usize) -> String {
    match bytes / (1024 * 1024) {
        0 => format!("{} KB", bytes / 1024),
        megabytes => format!("{megabytes} MB"),
    }
}

/// What is wrong with one cell. The rest of its row and table was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// Required, but empty.
    Required,
    /// A formula: its result cannot be relied on.
    Formula,
    /// A number that lost its last digits because Excel keeps only fifteen.
    LossyNumber,
    /// Part of a merged region, so that it is unknown what belongs here.
    Merged {
        /// The region as Excel names it, such as `A2:A5`.
        region: String,
    },
    /// An error value of Excel's.
    ErrorValue {
        /// As Excel shows it, such as `#N/A`.
        value: String,
    },
    /// Too many characters.
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// Not a whole number within bounds.
    NotAnInteger {
        /// The least value.
        min: i64,
        /// The greatest value.
        max: i64,
    },
    /// Not a date.
    NotADate,
    /// Not an amount in yuan.
    NotMoney,
    /// Not one of the column's options.
    NotAnOption {
        /// The first few of them.
        some: Vec<String>,
    },
}

impl CellFault {
    /// The stable code for reports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required => "cell_required",
            Self::Formula => "cell_formula",
            Self::LossyNumber => "cell_lossy_number",
            Self::Merged { .. } => "cell_merged",
            Self::ErrorValue { .. } => "cell_error_value",
            Self::TooLong { .. } => "cell_too_long",
            Self::NotAnInteger { .. } => "cell_not_an_integer",
            Self::NotADate => "cell_not_a_date",
            Self::NotMoney => "cell_not_money",
            Self::NotAnOption { .. } => "cell_not_an_option",
        }
    }

    /// What is wrong, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Required => "必填，但没有填写".to_owned(),
            Self::Formula => "单元格是公式".to_owned(),
            Self::LossyNumber => "号码被存为数字，末尾几位已经丢失".to_owned(),
            Self::Merged { region } => format!("单元格被合并（{region}）"),
            Self::ErrorValue { value } => format!("单元格是错误值 {value}"),
            Self::TooLong { max } => format!("超过 {max} 个字"),
            Self::NotAnInteger { min, max } => format!("不是 {min} 到 {max} 之间的整数"),
            Self::NotADate => "不是日期".to_owned(),
            Self::NotMoney => "不是金额".to_owned(),
            Self::NotAnOption { .. } => "不在可选项之内".to_owned(),
        }
    }

    /// What is wrong, in English.
    pub fn en(&self) -> String {
        match self {
            Self::Required => "required but empty".to_owned(),
            Self::Formula => "the cell is a formula".to_owned(),
            Self::LossyNumber => "stored as a number, its last digits are lost".to_owned(),
            Self::Merged { region } => format!("the cell is merged ({region})"),
            Self::ErrorValue { value } => format!("the cell is the error {value}"),
            Self::TooLong { max } => format!("longer than {max} characters"),
            Self::NotAnInteger { min, max } => {
                format!("not a whole number from {min} to {max}")
            }
            Self::NotADate => "not a date".to_owned(),
            Self::NotMoney => "not an amount".to_owned(),
            Self::NotAnOption { .. } => "not one of the options".to_owned(),
        }
    }

    /// What to do about it, in Chinese.
    pub fn remedy_zh(&self) -> String {
        match self {
            Self::Required => "请填写".to_owned(),
            Self::Formula => "请复制后选择性粘贴为“值”".to_owned(),
            Self::LossyNumber => "请把单元格设为文本格式，再重新输入完整号码".to_owned(),
            Self::Merged { .. } => "请取消合并，每行分别填写".to_owned(),
            Self::ErrorValue { .. } => "请改为正确的内容".to_owned(),
            Self::TooLong { .. } => "请缩短".to_owned(),
            Self::NotAnInteger { .. } => "请填写整数".to_owned(),
            Self::NotADate => "请按 2026-07-01 的格式填写".to_owned(),
            Self::NotMoney => "请填写数字，单位为元，最多两位小数".to_owned(),
            Self::NotAnOption { some } => format!("请从下拉列表中选择，如：{}", some.join("、")),
        }
    }

    /// What to do about it, in English.
    pub fn remedy_en(&self) -> String {
        match self {
            Self::Required => "fill it in".to_owned(),
            Self::Formula => "copy it and paste it as a value".to_owned(),
            Self::LossyNumber => "set the cell's format to text and type it again".to_owned(),
            Self::Merged { .. } => "unmerge it and fill in every row".to_owned(),
            Self::ErrorValue { .. } => "correct it".to_owned(),
            Self::TooLong { .. } => "shorten it".to_owned(),
            Self::NotAnInteger { .. } => "type a whole number".to_owned(),
            Self::NotADate => "write it as 2026-07-01".to_owned(),
            Self::NotMoney => "type an amount in yuan with at most two decimals".to_owned(),
            Self::NotAnOption { some } => {
                format!("choose from the list, for instance: {}", some.join(", "))
            }
        }
    }
}
