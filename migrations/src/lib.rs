//! sanfang-migrations
