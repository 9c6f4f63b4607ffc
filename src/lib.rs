//! `hongtou` (红头): from a year's figures to the finished notice.
//!
//! One direction, no way back; each stage is a pure function of the one before:
//! input → figures → check → phrase → notice → text or PDF. See ARCHITECTURE.md.

pub mod archive;
pub mod at_once;
pub mod audit;
pub mod calendar;
pub mod check;
pub mod compare;
pub mod compose;
pub mod continuity;
pub mod diagnostic;
pub mod docx;
pub mod drawing;
pub mod em;
pub mod explain;
pub mod figures;
pub mod impact;
pub mod input;
pub mod key;
pub mod language;
pub mod located;
pub mod locked;
pub mod model;
pub mod notice;
pub mod number;
pub mod ofd;
pub mod office;
pub mod pages;
pub mod panics;
pub mod pdf;
pub mod pipeline;
pub mod recognize;
pub mod remarks;
pub mod renew;
pub mod returned;
pub mod review;
pub mod rules;
mod segment;
pub mod source;
pub mod text;
pub mod trial;
pub mod typeset;
pub mod unfilled;
pub mod verdict;
pub mod versions;
pub mod width;
pub mod wording;
pub mod workbook;
