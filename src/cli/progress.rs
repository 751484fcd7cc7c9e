//! A bar while work takes long: on a terminal only, and only past half a second. It counts the stages of the pipeline and
//! the one after them, in which reports are written or compared.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Stage;

/// Work under half a second needs no sign.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the sign moves.
const TICK: Duration = Duration::from_millis(100);

/// Shows what is being done until it is dropped.
pub(super) struct Progress {
    running: Option<(Sender<Doing>, JoinHandle<()>)>,
}

/// What is being done, and how many stages came before it.
type Doing = (usize, &'static str);

impl Progress {
    /// Begins to wait; shows what is being done once that has lasted.
    pub(super) fn start() -> Self {
        if !io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (sender, receiver) = mpsc::channel::<Doing>();
        let mut doing = words(Stage::Load);
        #[expect(clippy::disallowed_methods, reason = "how long somebody waits is not a part of any page")]
        let begun = Instant::now();
        let shows = move || {
            let mut bar: Option<ProgressBar> = None;
            loop {
                let patience = if bar.is_some() { TICK } else { PATIENCE.saturating_sub(begun.elapsed()) };
                match receiver.recv_timeout(patience) {
                    Ok(next) => doing = next,
                    Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) => {
                        let bar = bar.get_or_insert_with(begin);
                        bar.set_message(format!("{}/{} {}", doing.0 + 1, Stage::COUNT + 1, doing.1));
                        bar.set_position(doing.0 as u64);
                        bar.tick();
                    }
                }
            }
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
        };
        // Work without a sign of life is better than none.
        Self { running: thread::Builder::new().spawn(shows).ok().map(|thread| (sender, thread)) }
    }

    /// Shows a stage of the pipeline from now on.
    pub(super) fn at(&self, stage: Stage) {
        self.show(words(stage));
    }

    /// Shows what comes after the pipeline from now on.
    pub(super) fn last(&self, doing: &'static str) {
        self.show((Stage::COUNT, doing));
    }

    fn show(&self, doing: Doing) {
        if let Some((sender, _)) = &self.running {
            // The other end lives as long as this one.
            let _ = sender.send(doing);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            // A sign of life that failed has nothing to add.
            let _ = thread.join();
        }
    }
}

fn words(stage: Stage) -> Doing {
    match stage {
        Stage::Load => (0, "reading files"),
        Stage::Resolve => (1, "checking the registry"),
        Stage::Evaluate => (2, "working out figures and standings"),
        Stage::Render => (3, "printing briefs"),
    }
}

fn begin() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(Stage::COUNT as u64 + 1), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:20} {msg} ({elapsed})");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
