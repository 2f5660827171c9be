//! sanfang-domain
