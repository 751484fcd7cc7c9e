//! The threads that work is divided among: as many as there are cores, or as many as the system gives.
//!
//! Left alone, the crate that divides the work ends the process where the system has no thread to give, as under a limit of
//! processes. The work needs none: the thread that is there does it all, in the same order and to the same bytes.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{self, Sender};
use std::thread;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Starts the threads. Work is divided only from this thread on: where no other is to be had, it is the one that works.
pub(super) fn begin() {
    let mut begun: Vec<Sender<ThreadBuilder>> = Vec::new();
    for _ in 0..wanted() {
        let (sender, work) = mpsc::channel::<ThreadBuilder>();
        let worker = move || {
            if let Ok(worker) = work.recv() {
                worker.run();
            }
        };
        if thread::Builder::new().spawn(worker).is_err() {
            break;
        }
        begun.push(sender);
    }
    let pool = ThreadPoolBuilder::new().num_threads(begun.len().max(1));
    // The pool is there already where a program runs one command after another.
    let _ = if begun.is_empty() {
        pool.use_current_thread().build_global()
    } else {
        pool.spawn_handler(|worker| {
            let sender = begun.pop().ok_or(io::ErrorKind::WouldBlock)?;
            sender.send(worker).map_err(|_| io::ErrorKind::WouldBlock.into())
        })
        .build_global()
    };
}

/// Returns how many threads are wanted: one for each core, or as many as the variable of the crate names.
fn wanted() -> usize {
    #[expect(clippy::disallowed_methods, reason = "pages are the same with any number of threads")]
    let named = std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok());
    let wanted = named.filter(|number| *number > 0).or_else(|| thread::available_parallelism().ok().map(NonZero::get));
    wanted.unwrap_or(1).min(rayon::max_num_threads())
}
