//! The names of the code tables.

use serde::{Deserialize, Serialize};

/// A code table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableId {
    /// 毕业去向
    Destination,
    /// 单位性质
    EmployerNature,
    /// 单位行业
    Industry,
    /// 工作职位类别
    PositionCategory,
    /// 学历层次
    EducationLevel,
    /// 培养方式
    TrainingMode,
    /// 性别
    Sex,
    /// 民族
    Ethnicity,
    /// 政治面貌
    PoliticalStatus,
    /// 师范生类别
    TeacherTraining,
    /// 困难生类别
    Hardship,
    /// 档案接收
    ArchiveReceipt,
    /// 户口接收类型
    HukouReceipt,
    /// 行政区划
    Region,
}

impl TableId {
    /// All tables.
    pub const ALL: [Self; 14] = [
        Self::Destination,
        Self::EmployerNature,
        Self::Industry,
        Self::PositionCategory,
        Self::EducationLevel,
        Self::TrainingMode,
        Self::Sex,
        Self::Ethnicity,
        Self::PoliticalStatus,
        Self::TeacherTraining,
        Self::Hardship,
        Self::ArchiveReceipt,
        Self::HukouReceipt,
        Self::Region,
    ];

    /// The name, as in `/api/v1/codes/{table}` and in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Destination => "destination",
            Self::EmployerNature => "employer_nature",
            Self::Industry => "industry",
            Self::PositionCategory => "position_category",
            Self::EducationLevel => "education_level",
            Self::TrainingMode => "training_mode",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::PoliticalStatus => "political_status",
            Self::TeacherTraining => "teacher_training",
            Self::Hardship => "hardship",
            Self::ArchiveReceipt => "archive_receipt",
            Self::HukouReceipt => "hukou_receipt",
            Self::Region => "region",
        }
    }

    /// The table of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.as_str() == name)
    }
}

impl std::fmt::Display for TableId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
