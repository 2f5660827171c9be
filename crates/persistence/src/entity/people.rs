//! Schools and what is in them, students, employers and their send lists.

entity! {
    /// 学校
    schools "schools" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        code: String,
        name: String,
    }
}

entity! {
    /// 学院
    colleges "colleges" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        school_id: Uuid,
        name: String,
    }
}

entity! {
    /// 专业
    majors "majors" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        school_id: Uuid,
        college_id: Uuid,
        name: String,
    }
}

entity! {
    /// 网签开放设置
    windows "windows" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        school_id: Uuid,
        graduation_year: i32,
        kind: String,
        opens_at: DateTimeUtc,
        closes_at: DateTimeUtc,
    }
}

entity! {
    /// 学生. ID number and phone are sealed, see [`crate::Personal`].
    students "students" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        school_id: Uuid,
        college_id: Uuid,
        major_id: Uuid,
        graduation_year: i32,
        student_no: String,
        exam_no: Option<String>,
        name: String,
        sex: String,
        birth_date: Date,
        ethnicity: String,
        political_status: String,
        education_level: String,
        training_mode: String,
        class_name: Option<String>,
        hometown_region: Option<String>,
        id_number_sealed: Vec<u8>,
        id_number_hash: String,
        phone_sealed: Vec<u8>,
        phone_hash: String,
        email: Option<String>,
        address: Option<String>,
        record_status: String,
        restricted: bool,
        restricted_reason: Option<String>,
        verified_at: Option<DateTimeUtc>,
        plan_status: String,
        version: i32,
    }
}

entity! {
    /// 单位 with its signing information.
    employers "employers" {
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        uscc: String,
        name: String,
        status: String,
        approved_by_school_id: Option<Uuid>,
        nature: Option<String>,
        industry: Option<String>,
        region: Option<String>,
        address: Option<String>,
        email: Option<String>,
        archive_receipt: Option<String>,
        archive_name: Option<String>,
        archive_address: Option<String>,
        archive_postcode: Option<String>,
        archive_contact: Option<String>,
        archive_phone: Option<String>,
        hukou_receipt: Option<String>,
        hukou_address: Option<String>,
        confirmed_at: Option<DateTimeUtc>,
        version: i32,
    }
}

entity! {
    /// 签约发送列表
    send_list "send_list" {
        #[sea_orm(primary_key, auto_increment = false)]
        employer_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        student_id: Uuid,
        added_at: DateTimeUtc,
    }
}
