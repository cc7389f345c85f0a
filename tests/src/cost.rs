//! What a command costs: CPU seconds and peak memory, of itself and all that it starts.

use std::io;
use std::process::Command;
use std::time::Duration;

use wait4::Wait4 as _;

/// What a command took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// User and system time of all its processes.
    pub cpu: Duration,
    /// The peak of its largest process, in bytes.
    pub peak: u64,
}

/// Runs a command to its end.
///
/// # Errors
///
/// Where it cannot be started, or fails.
pub fn of(command: &mut Command) -> io::Result<Cost> {
    let used = command.spawn()?.wait4()?;
    if !used.status.success() {
        return Err(io::Error::other(format!("{command:?}: {}", used.status)));
    }
    Ok(Cost {
        cpu: used.rusage.utime + used.rusage.stime,
        peak: used.rusage.maxrss,
    })
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::binary::cargo;

    #[test]
    fn a_command_has_a_cost() {
        let cost = of(cargo().arg("--version")).unwrap();
        assert!(cost.peak > 0);
    }

    #[test]
    fn a_command_that_fails_is_an_error() {
        assert!(of(cargo().args(["no-such-verb", "--quiet"])).is_err());
    }
}
