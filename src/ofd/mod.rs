//! What a notice is as an OFD document (GB/T 33190-2016): how its parts are called there.

mod part;

pub use part::{Container, KIND, NAMESPACE, ROOT, container, name};
