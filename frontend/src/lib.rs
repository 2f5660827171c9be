//! sanfang-frontend
