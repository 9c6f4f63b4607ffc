//! What a notice is as an OFD document (GB/T 33190-2016): how its parts are called there, and what
//! lies where in a finished file.

mod part;
mod read;

pub use part::{Container, KIND, NAMESPACE, ROOT, container, name};
pub use read::{Fault, pages};
