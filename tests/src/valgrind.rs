//! Work as valgrind counts it: figures that no other load on the machine changes.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::Command;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Instructions of all threads.
    Instructions,
    /// Blocks on the heap. Counting them takes many times as long.
    Allocations,
}

impl Count {
    /// All counts.
    pub const ALL: [Self; 2] = [Self::Instructions, Self::Allocations];

    /// The name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Instructions => "instructions",
            Self::Allocations => "allocations",
        }
    }

    /// The count of a run of a program.
    ///
    /// # Errors
    ///
    /// If valgrind is not installed, or counted nothing.
    pub fn of(self, program: &Path, arguments: &[impl AsRef<OsStr>]) -> io::Result<u64> {
        let (options, before): (&[&str], &str) = match self {
            Self::Instructions => (
                &[
                    "--tool=cachegrind",
                    "--cache-sim=no",
                    "--cachegrind-out-file=/dev/null",
                ],
                "I   refs: ",
            ),
            Self::Allocations => (&["--tool=dhat", "--dhat-out-file=/dev/null"], " bytes in "),
        };
        let output = Command::new("valgrind")
            .args(options)
            .arg(program)
            .args(arguments)
            // A thread that waits for work counts too.
            .env("RAYON_NUM_THREADS", "1")
            .output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        let number = text.split_once(before).map(|(_, number)| number);
        let digits = number.map(|number| {
            let number = number.split_whitespace().next().unwrap_or_default();
            number.replace(',', "")
        });
        digits
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| io::Error::other(format!("valgrind counted nothing:\n{text}")))
    }
}

/// Whether valgrind is installed.
#[must_use]
pub fn is_installed() -> bool {
    let version = Command::new("valgrind").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}
