//! A running `codegen serve`.

use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::binary::binary;

/// A server of saved responses on a free port, which ends when it is dropped.
#[derive(Debug)]
pub struct Serving {
    process: Child,
    /// Where it listens, such as `127.0.0.1:4010`.
    pub address: String,
}

impl Serving {
    /// Serves a collection. [`None`] if it has no saved responses.
    ///
    /// # Errors
    ///
    /// If the process cannot be started.
    pub fn start<O: AsRef<OsStr>>(
        file: &Path,
        options: impl IntoIterator<Item = O>,
    ) -> io::Result<Option<Self>> {
        let mut process = Command::new(binary())
            .args(["serve", "--port", "0", "--quiet"])
            .args(options)
            .arg(file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.strip_prefix("http://");
        let address = address.and_then(|it| it.split_once(": "));
        let address = address.map(|(address, _)| address.to_owned());
        // Without an address, it is dropped, which ends the process.
        let serving = Self {
            process,
            address: address.clone().unwrap_or_default(),
        };
        Ok(address.map(|_| serving))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
