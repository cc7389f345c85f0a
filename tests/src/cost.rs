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
    ending_with(command, &[0])
}

/// Runs a command to its end, with one of some exit codes.
///
/// # Errors
///
/// Where it cannot be started, or ends in another way.
pub fn ending_with(command: &mut Command, codes: &[i32]) -> io::Result<Cost> {
    let used = command.spawn()?.wait4()?;
    if !used.status.code().is_some_and(|code| codes.contains(&code)) {
        return Err(io::Error::other(format!("{command:?}: {}", used.status)));
    }
    Ok(Cost {
        cpu: used.rusage.utime + used.rusage.stime,
        peak: used.rusage.maxrss,
    })
}

#[cfg(test)]
mod tests {
    use super::{ending_with, of};
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

    #[test]
    fn a_command_can_end_with_another_exit_code_that_is_expected() {
        let ended = |code| ending_with(cargo().args(["no-such-verb", "--quiet"]), &[0, code]);
        assert!(ended(101).is_ok());
        assert!(ended(1).is_err());
    }
}
