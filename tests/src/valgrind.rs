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

/// The instructions of the compiler in a command of Cargo that compiles one crate. Needs a folder, and a Unix.
///
/// # Errors
///
/// If the command fails, or valgrind is not installed.
#[cfg(unix)]
pub fn instructions_of_rustc(command: &mut Command, folder: &Path) -> io::Result<u64> {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    fs::create_dir_all(folder)?;
    let wrapper = folder.join("wrapper");
    let file = folder.join("count.%p");
    let script = format!(
        "#!/bin/sh\nexec valgrind --quiet --tool=callgrind --callgrind-out-file={} \"$@\"\n",
        file.display()
    );
    fs::write(&wrapper, script)?;
    fs::set_permissions(&wrapper, Permissions::from_mode(0o755))?;
    let status = command.env("RUSTC_WRAPPER", wrapper).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{command:?}: {status}")));
    }
    // Cargo also asks the compiler for its version. To compile takes by far the most.
    let mut most = None;
    for entry in fs::read_dir(folder)? {
        let text = fs::read(entry?.path())?;
        let text = String::from_utf8_lossy(&text);
        let totals = text
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("totals: "));
        most = most.max(totals.and_then(|count| count.trim().parse().ok()));
    }
    most.ok_or_else(|| io::Error::other("valgrind counted nothing"))
}

/// Whether valgrind is installed.
#[must_use]
pub fn is_installed() -> bool {
    let version = Command::new("valgrind").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}
