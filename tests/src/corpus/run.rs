//! Generates from each file, guarded against panics and endless loops.

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use codegen::diagnostic::Diagnostics;
use codegen::inputs::Inputs;
use codegen::internals::{Node, parse};
use codegen::{Generation, Options, Root, api};

/// How long one file may take. The unoptimized generator takes minutes for the largest files on a busy machine.
const LIMIT: Duration = Duration::from_mins(15);

/// What came of one file.
#[derive(Debug)]
pub struct Run {
    /// The file.
    pub path: PathBuf,
    /// How it ended.
    pub end: End,
    /// How long it took.
    pub time: Duration,
}

/// How the generator ended on one file.
#[derive(Debug)]
pub enum End {
    /// It gave a crate's sources.
    Done {
        /// How many items the file has.
        items: usize,
        /// How many operations came of them.
        operations: usize,
        /// All that it gave.
        generation: Box<Generation>,
    },
    /// The file contains no collection, and there is a diagnostic that says why.
    NoCollection(Diagnostics),
    /// It panicked.
    Panicked(String),
    /// It took longer than it may.
    TimedOut,
}

impl Run {
    /// Whether the generator failed, and not the file.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        matches!(self.end, End::Panicked(_) | End::TimedOut)
    }
}

/// Generates from each `.json` file below a folder, in the order of their paths.
///
/// # Panics
///
/// Never for what a file holds: those panics are caught.
#[must_use]
pub fn run(dir: &Path) -> Vec<Run> {
    let files = files(dir);
    // Threads of our own: those of rayon must not wait for a file, which needs them.
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut runs = Vec::new();
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            runs.push(run_file(path.clone()));
        }
        runs
    };
    let mut runs = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined = threads
            .into_iter()
            .map(|it| it.join().expect("panics are caught for each file"));
        joined.flatten().collect::<Vec<Run>>()
    });
    runs.sort_by(|a, b| a.path.cmp(&b.path));
    runs
}

/// Each `.json` file below a folder, in the order of their paths.
#[must_use]
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    add_files(dir, &mut files);
    files.sort();
    files
}

fn add_files(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            add_files(&path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
}

fn run_file(path: PathBuf) -> Run {
    let start = Instant::now();
    let (sender, receiver) = mpsc::channel();
    let file = path.clone();
    thread::spawn(move || {
        let end = panic::catch_unwind(|| generate(&file)).unwrap_or_else(|payload| {
            let text = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&str>().copied());
            End::Panicked(text.unwrap_or("?").to_owned())
        });
        // Nobody waits any more if it took too long.
        let _ = sender.send(end);
    });
    Run {
        end: receiver.recv_timeout(LIMIT).unwrap_or(End::TimedOut),
        time: start.elapsed(),
        path,
    }
}

fn generate(path: &Path) -> End {
    let mut inputs = Inputs::default();
    inputs.add(path);
    let items = inputs.apis.iter().flat_map(|api| &api.sources);
    let items = items.map(|source| count_items(&source.text)).sum();
    let options = Options {
        examples: true,
        tests: true,
        features: true,
        root: Root::Package,
        ..Options::default()
    };
    let mut generation = codegen::generate(&inputs.apis, &options);
    let mut diagnostics = inputs.diagnostics;
    diagnostics.extend(std::mem::take(&mut generation.diagnostics));
    if items == 0 && generation.apis.is_empty() {
        return End::NoCollection(diagnostics);
    }
    generation.diagnostics = diagnostics;
    End::Done {
        items,
        operations: generation.apis.iter().map(count_operations).sum(),
        generation: Box::new(generation),
    }
}

fn count_items(text: &str) -> usize {
    fn of(nodes: &[Node]) -> usize {
        let count = |node: &Node| match node {
            Node::Item(_) => 1,
            Node::Folder(folder) => of(&folder.nodes),
        };
        nodes.iter().map(count).sum()
    }
    let collection = parse(text, &mut Diagnostics::default());
    collection.map_or(0, |collection| of(&collection.nodes))
}

fn count_operations(api: &api::Api) -> usize {
    fn of(folders: &[api::Folder]) -> usize {
        let count = |folder: &api::Folder| folder.operations.len() + of(&folder.folders);
        folders.iter().map(count).sum()
    }
    api.operations.len() + of(&api.folders)
}
