//! sanfang-api
