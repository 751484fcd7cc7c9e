//! A sign of life while work takes long: on a terminal only, and only past half a second.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work under half a second needs no sign.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the sign moves.
const TICK: Duration = Duration::from_millis(100);

/// Shows what is being done until it is dropped.
pub(super) struct Progress {
    running: Option<(Sender<String>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to wait; shows `doing` once that has lasted.
    pub(super) fn start(doing: &str) -> Self {
        if !io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (sender, receiver) = mpsc::channel::<String>();
        let mut doing = doing.to_owned();
        let thread = thread::spawn(move || {
            let mut bar: Option<ProgressBar> = None;
            loop {
                match receiver.recv_timeout(if bar.is_some() { TICK } else { PATIENCE }) {
                    Ok(next) => doing = next,
                    Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) => {
                        let bar = bar.get_or_insert_with(spinner);
                        bar.set_message(doing.clone());
                        bar.tick();
                    }
                }
            }
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
        });
        Self { running: Some((sender, thread)) }
    }

    /// Shows something else from now on.
    pub(super) fn now(&self, doing: &str) {
        if let Some((sender, _)) = &self.running {
            // The other end lives as long as this one.
            let _ = sender.send(doing.to_owned());
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

fn spinner() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
