//! sanfang-testkit
