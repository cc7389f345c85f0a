//! The same examples by npm's `quicktype`, where npm can be had: it gives JSON Schema, which is then held against the
//! example that was left out.

use std::fs;
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use codegen::internals::{Collection, Direction};
use serde_json::{Value, json};

use super::{Equal, Tally, groups, schema};

/// Reads a list of samples from each line, and writes their schema, or null, on one.
const SCRIPT: &str = include_str!("quicktype.cjs");

/// An installed `quicktype`.
#[derive(Debug)]
pub struct Quicktype {
    dir: PathBuf,
}

impl Quicktype {
    /// Installs it into a folder.
    ///
    /// # Errors
    ///
    /// If npm is missing or cannot install.
    pub fn install(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let status = Command::new("npm")
            .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
            .arg(dir)
            .arg("quicktype-core@26")
            .stdout(Stdio::null())
            .status()?;
        if !status.success() {
            return Err(io::Error::other(format!("npm could not install: {status}")));
        }
        fs::write(dir.join("quicktype.cjs"), SCRIPT)?;
        Ok(Self {
            dir: dir.to_owned(),
        })
    }

    /// Leaves out each example of some collections.
    ///
    /// # Errors
    ///
    /// Where it cannot be run, or stops before its end.
    pub fn leave_one_out(
        &self,
        collections: &[Collection],
        direction: Direction,
        equal: Equal,
    ) -> io::Result<Tally> {
        let mut node = Command::new("node")
            .arg(self.dir.join("quicktype.cjs"))
            .env("NODE_PATH", self.dir.join("node_modules"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(into), Some(out)) = (node.stdin.take(), node.stdout.take()) else {
            return Err(io::Error::other("quicktype has no pipes"));
        };
        let tally = thread::scope(|scope| {
            // Written by another thread: otherwise both sides would wait for each other.
            let writing = scope.spawn(|| write(into, collections, direction, equal));
            let tally = read(BufReader::new(out), collections, direction, equal);
            let written = writing
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("writing to quicktype failed")));
            written.and(tally)
        });
        let status = node.wait()?;
        if !status.success() {
            return Err(io::Error::other(format!("quicktype: {status}")));
        }
        tally
    }
}

fn write(
    into: impl io::Write,
    all: &[Collection],
    direction: Direction,
    equal: Equal,
) -> io::Result<()> {
    let mut into = BufWriter::new(into);
    for_each_left_out(all, direction, equal, &mut |_, rest| {
        let samples: Vec<String> = rest.iter().map(Value::to_string).collect();
        writeln!(into, "{}", json!(samples))
    })?;
    into.flush()
}

fn read(
    out: impl io::BufRead,
    all: &[Collection],
    direction: Direction,
    equal: Equal,
) -> io::Result<Tally> {
    let mut lines = out.lines();
    let mut tally = Tally::default();
    for_each_left_out(all, direction, equal, &mut |left_out, _| {
        let line = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
        let types: Value = serde_json::from_str(&line)?;
        let mut one = schema::count_fields(&types);
        one.left_out = 1;
        // Null: it could not make types of them.
        one.read = usize::from(types.is_object() && schema::fits(&types, left_out));
        one.read_as_any = usize::from(one.read == 1 && schema::is_any(&types));
        tally.add(one);
        Ok(())
    })?;
    Ok(tally)
}

fn for_each_left_out(
    all: &[Collection],
    direction: Direction,
    equal: Equal,
    visit: &mut dyn FnMut(&Value, &[Value]) -> io::Result<()>,
) -> io::Result<()> {
    for collection in all {
        for group in groups(collection, direction, equal) {
            let mut values: Vec<Value> =
                group.examples.iter().map(|it| it.json.to_value()).collect();
            if values.len() < 2 {
                continue;
            }
            for index in 0..values.len() {
                let left_out = values.remove(index);
                visit(&left_out, &values)?;
                values.insert(index, left_out);
            }
        }
    }
    Ok(())
}
