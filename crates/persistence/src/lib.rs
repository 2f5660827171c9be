//! sanfang-persistence
