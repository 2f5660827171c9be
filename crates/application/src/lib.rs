//! sanfang-application
