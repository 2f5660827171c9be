//! sanfang-documents
