//! Work as valgrind counts it: figures that no other load on the machine changes.

use std::ffi::OsStr;
use std::fs;
use std::io;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
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

    /// What asks valgrind for the count.
    fn options(self) -> &'static [&'static str] {
        match self {
            Self::Instructions => &[
                "--tool=cachegrind",
                "--cache-sim=no",
                "--cachegrind-out-file=/dev/null",
            ],
            Self::Allocations => &["--tool=dhat", "--dhat-out-file=/dev/null"],
        }
    }

    /// The count in what valgrind reports.
    fn reported(self, report: &str) -> Option<u64> {
        let before = match self {
            Self::Instructions => "I   refs: ",
            Self::Allocations => " bytes in ",
        };
        let (_, number) = report.split_once(before)?;
        let number = number.split_whitespace().next()?;
        number.replace(',', "").parse().ok()
    }

    /// The count of a run of a program.
    ///
    /// # Errors
    ///
    /// If valgrind is not installed, or counted nothing.
    pub fn of(self, program: &Path, arguments: &[impl AsRef<OsStr>]) -> io::Result<u64> {
        let output = Command::new("valgrind")
            .args(self.options())
            .arg(program)
            .args(arguments)
            // A thread that waits for work counts too.
            .env("RAYON_NUM_THREADS", "1")
            .output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        self.reported(&text)
            .ok_or_else(|| io::Error::other(format!("valgrind counted nothing:\n{text}")))
    }
}

/// The instructions of the compiler in a command of Cargo that compiles one crate. Needs an empty folder.
///
/// # Errors
///
/// If the command fails, or valgrind is not installed.
pub fn instructions_of_rustc(command: &mut Command, folder: &Path) -> io::Result<u64> {
    fs::create_dir_all(folder)?;
    let wrapper = folder.join("wrapper");
    let script = format!(
        "#!/bin/sh\nexec valgrind {} --log-file='{}' \"$@\"\n",
        Count::Instructions.options().join(" "),
        folder.join("report.%p").display()
    );
    fs::write(&wrapper, script)?;
    #[cfg(unix)]
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
    let status = command.env("RUSTC_WRAPPER", wrapper).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{command:?}: {status}")));
    }
    // Cargo also asks the compiler for its version. To compile takes by far the most.
    let mut most = None;
    for entry in fs::read_dir(folder)? {
        let report = fs::read_to_string(entry?.path())?;
        most = most.max(Count::Instructions.reported(&report));
    }
    most.ok_or_else(|| io::Error::other("valgrind counted nothing"))
}

/// Whether valgrind is installed.
#[must_use]
pub fn is_installed() -> bool {
    let version = Command::new("valgrind").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}
