//! Calls into libraries that read what others wrote, such that a fault of theirs ends no program.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static ARE_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What a reader makes of a file; nothing where it takes the file's faults for impossible and panics.
pub fn caught<T>(read: impl FnOnce() -> T) -> Option<T> {
    let before = ARE_CAUGHT.replace(true);
    // What the reader had begun is gone with it: nothing half done is seen.
    let read = catch_unwind(AssertUnwindSafe(read));
    ARE_CAUGHT.set(before);
    read.ok()
}

/// Whether this thread is within [`caught`]: then a panic is a fault of a file, which its reader's caller
/// tells in its own words, and a program's panic hook is to say nothing.
pub fn are_caught() -> bool {
    ARE_CAUGHT.get()
}
