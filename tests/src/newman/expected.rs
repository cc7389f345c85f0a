//! What newman sends for each collection.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::binary::project;
use crate::recorder::{Recorded, Recorder};

/// One collection that newman ran.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Collection {
    /// A name for files, made of its text.
    pub(super) id: String,
    /// The file as it was given.
    pub(super) path: PathBuf,
    /// The same file with paths and nonces fixed: what both sides read.
    pub(super) prepared: PathBuf,
    /// Values for the variables that the collection leaves open.
    pub(super) variables: BTreeMap<String, String>,
    /// Its items, by pointer.
    pub(super) items: BTreeMap<String, Item>,
}

/// One item.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Item {
    /// Type and parameters of its effective auth block, variables replaced.
    pub(super) auth: Option<Auth>,
    /// Its enabled headers, variables replaced.
    pub(super) headers: Vec<(String, String)>,
    /// What newman sent, or why it did not.
    pub(super) outcome: Result<Sent, String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Auth {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) parameters: BTreeMap<String, String>,
}

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sent {
    pub(super) protocol: String,
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    /// The body's bytes, each as a character.
    pub(super) body: String,
}

impl Sent {
    pub(super) fn new(protocol: &str, recorded: Recorded) -> Self {
        Self {
            protocol: protocol.to_owned(),
            method: recorded.method,
            target: recorded.target,
            headers: recorded.headers,
            body: recorded.body.into_iter().map(char::from).collect(),
        }
    }
}

/// Runs each collection, unless the outcome for its text is on disk already. Files that hold no collection give none, but
/// at least one has to.
pub(super) fn collect(
    files: &[PathBuf],
    work: &Path,
    recorder: &Recorder,
) -> io::Result<Vec<Collection>> {
    let kept = work.join("expected");
    fs::create_dir_all(&kept)?;
    let script = project().join("tests/newman/run.cjs");
    let version = fs::read(&script)?;
    let mut newman = None;
    let mut collections = Vec::new();
    let mut last_problem = "the folder contains no collection".to_owned();
    for file in files {
        let text = fs::read(file)?;
        let mut hasher = DefaultHasher::new();
        (&version, &text).hash(&mut hasher);
        let id = format!("{:016x}", hasher.finish());
        let path = kept.join(format!("{id}.json"));
        let outcome = match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text)?,
            Err(_) => {
                let newman = match &mut newman {
                    Some(newman) => newman,
                    None => newman.insert(Newman::start(&script, work, recorder)?),
                };
                let outcome = newman.run(&id, file, recorder)?;
                fs::write(&path, serde_json::to_vec(&outcome)?)?;
                outcome
            }
        };
        match outcome {
            Ok(collection) => collections.push(Collection {
                path: file.clone(),
                ..collection
            }),
            Err(problem) => last_problem = problem,
        }
    }
    if collections.is_empty() {
        return Err(io::Error::other(last_problem));
    }
    Ok(collections)
}

/// A process that runs collections one after the other.
struct Newman {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// What the process says of one collection.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Problem {
        problem: String,
    },
    Run {
        prepared: PathBuf,
        variables: BTreeMap<String, String>,
        items: Vec<Described>,
        order: Vec<String>,
    },
}

#[derive(Deserialize)]
struct Described {
    pointer: String,
    auth: Option<Auth>,
    headers: Vec<(String, String)>,
    protocol: Option<String>,
    problem: Option<String>,
}

impl Newman {
    fn start(script: &Path, work: &Path, recorder: &Recorder) -> io::Result<Self> {
        if !work.join("node_modules/newman").is_dir() {
            return Err(io::Error::other(format!(
                "newman is not installed: run `npm install --prefix {} newman@6.2.2`",
                work.display()
            )));
        }
        let mut process = Command::new("node")
            .arg(script)
            .args([work, work])
            .arg(recorder.port().to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = process.stdin.take();
        let output = process.stdout.take().map(BufReader::new);
        let output = output.ok_or_else(|| io::Error::other("newman has no output"))?;
        Ok(Self {
            process,
            input,
            output,
        })
    }

    /// The outcome for one file; an error says why it is not a collection.
    fn run(
        &mut self,
        id: &str,
        file: &Path,
        recorder: &Recorder,
    ) -> io::Result<Result<Collection, String>> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(input, "{}", json!({ "id": id, "path": file }))?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let recorded = recorder.take();
        Ok(match serde_json::from_str(&line)? {
            Answer::Problem { problem } => Err(problem),
            Answer::Run {
                prepared,
                variables,
                items,
                order,
            } => {
                if recorded.len() != order.len() {
                    return Ok(Err(format!(
                        "{} requests arrived, {} were sent",
                        recorded.len(),
                        order.len()
                    )));
                }
                let mut requests: BTreeMap<String, Recorded> =
                    order.into_iter().zip(recorded).collect();
                let items = items.into_iter().map(|item| {
                    let outcome = match (item.protocol, requests.remove(&item.pointer)) {
                        (Some(protocol), Some(recorded)) => Ok(Sent::new(&protocol, recorded)),
                        _ => Err(item.problem.unwrap_or_else(|| "not run".to_owned())),
                    };
                    let (auth, headers) = (item.auth, item.headers);
                    (
                        item.pointer,
                        Item {
                            auth,
                            headers,
                            outcome,
                        },
                    )
                });
                Ok(Collection {
                    id: id.to_owned(),
                    path: file.to_owned(),
                    prepared,
                    variables,
                    items: items.collect(),
                })
            }
        })
    }
}

impl Drop for Newman {
    /// It ends with its input.
    fn drop(&mut self) {
        self.input = None;
        drop(self.process.wait());
    }
}
