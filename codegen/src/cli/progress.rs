//! A line on the terminal while work takes long.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::arguments::Input;

/// How long work may take before a line is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line changes.
const INTERVAL: Duration = Duration::from_millis(100);
const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// Shows what is being done, from [`PATIENCE`] after its creation until it is dropped.
pub(super) struct Progress {
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to measure; shows nothing if standard error is not a terminal, or the user wants it quiet.
    pub(super) fn start(what: &'static str, input: &Input) -> Self {
        if input.quiet || !io::stderr().is_terminal() {
            return Self { shown: None };
        }
        let (sender, receiver) = mpsc::channel();
        let thread = thread::spawn(move || {
            let begin = Instant::now();
            let mut wait = PATIENCE;
            for frame in FRAMES.iter().cycle() {
                if receiver.recv_timeout(wait) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
                wait = INTERVAL;
                let seconds = begin.elapsed().as_secs();
                // A terminal that does not take it is no reason to stop.
                let _ = write!(io::stderr(), "\r{frame} {what} ({seconds} s)");
            }
            if wait == INTERVAL {
                let _ = write!(io::stderr(), "\r\x1b[2K");
            }
        });
        Self {
            shown: Some((sender, thread)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.shown.take() {
            drop(sender);
            // It prints, and holds nothing that could be lost.
            let _ = thread.join();
        }
    }
}
