//! sanfang-contract
