//! Many at once: each for itself, their results told in the order of the items.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// Has each item worked on, as many at once as there are processors. `tell` gets the results in the
/// order of the items, each as soon as it and all before it are there.
///
/// What the work does with rayon stays within its own item.
///
/// # Errors
///
/// Where the system starts no more threads.
pub fn each<I: Sync, T: Send>(
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut tell: impl FnMut(&I, T),
) -> Result<(), ThreadPoolBuildError> {
    let pools = pools(items.len())?;
    let next = AtomicUsize::new(0);
    let (sender, results) = channel();
    thread::scope(|scope| {
        for pool in &pools {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    // In turn, so that what is done first is told first.
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    if sender.send((at, pool.install(|| work(item)))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut in_order = items.iter().enumerate().peekable();
        for (at, result) in results {
            waiting.insert(at, result);
            while let Some(result) = in_order.peek().and_then(|(at, _)| waiting.remove(at))
                && let Some((_, item)) = in_order.next()
            {
                tell(item, result);
            }
        }
    });
    Ok(())
}

/// As many pools as items are worked on at once; they share the processors. An item has a pool to
/// itself: in a common one, a thread that waits for a part of its item would begin another item
/// meanwhile, and end its own after that one.
fn pools(items: usize) -> Result<Vec<ThreadPool>, ThreadPoolBuildError> {
    let processors = rayon::current_num_threads();
    let count = processors.min(items);
    let pool = || ThreadPoolBuilder::new().num_threads(processors / count);
    (0..count).map(|_| pool().build()).collect()
}
