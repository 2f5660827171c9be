//! sanfang-client
