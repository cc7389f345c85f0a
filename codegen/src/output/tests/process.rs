//! A process that really ends in the middle.

use std::env;
use std::process::{Command, Stdio};

use super::faulty::{ALL, Fault, Faulty};
use super::*;

/// In the process that is ended: the folder, and how many operations come before the end.
const FOLDER: &str = "KILL_TEST_FOLDER";
const OPERATIONS: &str = "KILL_TEST_OPERATIONS";

/// Does nothing unless [`a_killed_process_leaves_the_old_or_the_new_tree`] calls it.
#[test]
fn child() {
    let (Ok(folder), Ok(operations)) = (env::var(FOLDER), env::var(OPERATIONS)) else {
        return;
    };
    let disk = Faulty::new(Fault::Abort, ALL, operations.parse().unwrap(), true);
    write(&disk, &outputs().1, Path::new(&folder)).unwrap();
}

#[test]
fn a_killed_process_leaves_the_old_or_the_new_tree() {
    let (old, new) = outputs();
    for operations in 0.. {
        let root = folder(&old);
        let out = root.path().join("out");
        let ended = Command::new(env::current_exe().unwrap())
            .args(["--exact", "output::tests::process::child"])
            .env(FOLDER, &out)
            .env(OPERATIONS, operations.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        let tree = tree(&out);
        assert!(
            tree == with_notes(&old) || tree == with_notes(&new),
            "{operations}: {tree:#?}"
        );
        next_run_gives(root.path(), &new);
        if ended.success() {
            assert!(operations > 40, "{operations}");
            return;
        }
    }
}
