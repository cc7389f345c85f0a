//! A disk that fails.

use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::{Disk, RealDisk};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    CreateDir,
    Write,
    Sync,
    Link,
    Rename,
    Exchange,
    Remove,
}

/// What happens at the operation that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No later operation happens either, and files that were not synchronized lose their content.
    PowerLoss,
    /// The process ends at once.
    Abort,
    /// Only this operation fails.
    Once(ErrorKind),
    /// Later ones fail as well.
    From(ErrorKind),
}

pub(super) struct Faulty {
    pub fault: Fault,
    /// How many operations of these kinds succeed first.
    pub succeed: usize,
    pub ops: &'static [Op],
    /// Whether folders can be exchanged.
    pub exchanges: bool,
    /// How many operations of these kinds have been tried.
    pub done: Cell<usize>,
    unsynced: RefCell<Vec<File>>,
}

pub(super) const ALL: &[Op] = &[
    Op::CreateDir,
    Op::Write,
    Op::Sync,
    Op::Link,
    Op::Rename,
    Op::Exchange,
    Op::Remove,
];

/// A disk without faults; it does not wait for anything either, which would take minutes.
pub(super) fn sound() -> Faulty {
    Faulty::new(Fault::Abort, &[], 0, true)
}

impl Faulty {
    pub(super) fn new(fault: Fault, ops: &'static [Op], succeed: usize, exchanges: bool) -> Self {
        Self {
            fault,
            succeed,
            ops,
            exchanges,
            done: Cell::new(0),
            unsynced: RefCell::default(),
        }
    }

    /// Whether the fault has occurred.
    pub(super) fn has_failed(&self) -> bool {
        self.done.get() > self.succeed
    }

    fn step(&self, op: Op) -> io::Result<()> {
        if !self.ops.contains(&op) {
            return Ok(());
        }
        self.done.set(self.done.get() + 1);
        if !self.has_failed() {
            return Ok(());
        }
        match self.fault {
            Fault::PowerLoss => {
                for file in self.unsynced.take() {
                    file.set_len(0)?;
                }
                Err(io::Error::other("power loss"))
            }
            Fault::Abort => std::process::abort(),
            Fault::Once(_) if self.done.get() > self.succeed + 1 => Ok(()),
            Fault::Once(kind) | Fault::From(kind) => Err(kind.into()),
        }
    }
}

impl Disk for Faulty {
    fn create_dir(&self, path: &Path, like: Option<&Path>) -> io::Result<()> {
        self.step(Op::CreateDir)?;
        RealDisk.create_dir(path, like)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step(Op::Write) {
            if self.fault != Fault::PowerLoss || self.done.get() == self.succeed + 1 {
                fs::write(path, &content[..content.len() / 2])?;
            }
            return Err(error);
        }
        RealDisk.write(path, content)?;
        let file = File::options().write(true).open(path)?;
        self.unsynced.borrow_mut().push(file);
        Ok(())
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.step(Op::Sync)?;
        let synced = same_file::Handle::from_path(path)?;
        self.unsynced.borrow_mut().retain(|file| {
            let file = same_file::Handle::from_file(file.try_clone().unwrap()).unwrap();
            file != synced
        });
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::Link)?;
        RealDisk.link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::Rename)?;
        RealDisk.rename(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(ErrorKind::Unsupported.into());
        }
        self.step(Op::Exchange)?;
        RealDisk.exchange(a, b)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(Op::Remove)?;
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step(Op::Remove)?;
        RealDisk.remove_dir(path)
    }
}
