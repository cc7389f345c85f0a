//! Power losses and failing disks.

use std::io::ErrorKind;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, symlink};
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::journal;
use super::faulty::{self, ALL, Fault, Faulty, Op};
use super::*;

/// Runs a write with this fault at each operation in turn, and hands each result to a check.
fn at_each_operation(
    fault: Fault,
    ops: &'static [Op],
    exchanges: bool,
    check: impl Fn(&Path, Result<Written, WriteError>),
) -> usize {
    at_each_operation_of(&outputs(), fault, ops, exchanges, check)
}

fn at_each_operation_of(
    (old, new): &(Files, Files),
    fault: Fault,
    ops: &'static [Op],
    exchanges: bool,
    check: impl Fn(&Path, Result<Written, WriteError>),
) -> usize {
    for succeed in 0.. {
        let root = folder(old);
        let disk = Faulty::new(fault, ops, succeed, exchanges);
        let result = write(&disk, new, &root.path().join("out"));
        if !disk.has_failed() {
            assert!(succeed > 0, "something was done");
            return succeed;
        }
        check(&root.path().join("out"), result);
        next_run_gives(root.path(), new);
    }
    unreachable!("a write ends")
}

#[test]
fn with_an_exchange_the_tree_is_old_or_new_after_a_power_loss_at_any_operation() {
    let (old, new) = outputs();
    let (old, new) = (with_notes(&old), with_notes(&new));
    let points = at_each_operation(Fault::PowerLoss, ALL, true, |out, _| {
        let tree = tree(out);
        assert!(tree == old || tree == new, "{tree:#?}");
    });
    assert!(points > 40, "{points}");
}

#[test]
fn with_a_journal_the_tree_is_old_or_new_once_it_is_repaired_after_a_power_loss_at_any_operation() {
    let (old, new) = outputs();
    let (old, new) = (with_notes(&old), with_notes(&new));
    let points = at_each_operation(Fault::PowerLoss, ALL, false, |out, _| {
        journal::recover(&faulty::sound(), out).unwrap();
        let tree = tree(out);
        assert!(tree == old || tree == new, "{tree:#?}");
    });
    assert!(points > 40, "{points}");
}

#[test]
fn a_power_loss_during_the_repair_is_repaired() {
    let (old, new) = outputs();
    for succeed in 0.. {
        let root = folder(&old);
        let out = root.path().join("out");
        // The last rename is lost, and the process with it.
        let first = Faulty::new(Fault::PowerLoss, &[Op::Rename], 3, false);
        write(&first, &new, &out).unwrap_err();
        let second = Faulty::new(Fault::PowerLoss, ALL, succeed, false);
        let repaired = journal::recover(&second, &out);
        journal::recover(&faulty::sound(), &out).unwrap();
        assert_eq!(tree(&out), with_notes(&old));
        next_run_gives(root.path(), &new);
        if repaired.is_ok() {
            assert!(succeed > 10, "{succeed}");
            return;
        }
    }
}

#[test]
fn an_operation_that_fails_once_leaves_the_old_tree_or_is_overcome() {
    let (old, new) = outputs();
    let (old, new) = (with_notes(&old), with_notes(&new));
    for exchanges in [true, false] {
        at_each_operation(
            Fault::Once(ErrorKind::Other),
            ALL,
            exchanges,
            |out, result| {
                let expected = if result.is_ok() { &new } else { &old };
                assert_eq!(&tree(out), expected);
                assert!(!matches!(result, Err(WriteError::Unfinished { .. })));
            },
        );
    }
}

#[test]
fn a_disk_that_goes_on_to_fail_loses_no_old_file_and_the_error_says_what_there_is() {
    let (old, new) = outputs();
    let (old, new) = (with_notes(&old), with_notes(&new));
    let ops = &[Op::Rename, Op::Exchange, Op::Sync, Op::Remove];
    for ops in [&ops[..], &ops[..2], &[Op::Remove]] {
        for exchanges in [true, false] {
            at_each_operation(
                Fault::From(ErrorKind::Other),
                ops,
                exchanges,
                |out, result| {
                    let was = tree(out);
                    match &result {
                        Ok(_) => assert_eq!(was, new),
                        Err(WriteError::Unfinished { .. }) => {
                            let message = result.unwrap_err().to_string();
                            assert!(!message.contains("nothing was written"), "{message}");
                            journal::recover(&faulty::sound(), out).unwrap();
                            assert_eq!(tree(out), old);
                        }
                        Err(error) => {
                            assert!(error.to_string().starts_with("nothing was written"));
                            assert_eq!(was, old);
                        }
                    }
                },
            );
        }
    }
}

#[test]
fn a_full_or_read_only_disk_leaves_the_old_tree() {
    let (mut old, mut new) = outputs();
    // To take this back, a folder is created, which a full disk may refuse.
    old.remove("folder/inside.rs");
    new.remove("folder");
    let outputs = (old.clone(), new);
    let old = with_notes(&old);
    for kind in [ErrorKind::StorageFull, ErrorKind::ReadOnlyFilesystem] {
        for exchanges in [true, false] {
            let ops = &[Op::CreateDir, Op::Write, Op::Link];
            at_each_operation_of(
                &outputs,
                Fault::From(kind),
                ops,
                exchanges,
                |out, result| {
                    let error = result.unwrap_err();
                    assert!(
                        error.to_string().starts_with("nothing was written"),
                        "{error}"
                    );
                    assert_eq!(tree(out), old);
                },
            );
        }
    }
}

#[test]
fn files_that_stay_keep_their_times_and_folders_their_permissions() {
    let (old, new) = outputs();
    for exchanges in [true, false] {
        let root = folder(&old);
        let out = root.path().join("out");
        fs::set_permissions(out.join("deep"), fs::Permissions::from_mode(0o750)).unwrap();
        let state = |path: &str| {
            let data = fs::metadata(out.join(path)).unwrap();
            (data.ino(), data.modified().unwrap())
        };
        let before = ["same.rs", "deep/same.rs", "notes.txt"].map(state);
        write(
            &Faulty::new(Fault::Abort, ALL, usize::MAX, exchanges),
            &new,
            &out,
        )
        .unwrap();
        assert_eq!(before, ["same.rs", "deep/same.rs", "notes.txt"].map(state));
        let mode = fs::metadata(out.join("deep")).unwrap().mode();
        assert_eq!(mode & 0o777, 0o750);
    }
}

#[test]
fn empty_truncated_and_zeroed_files_of_ours_are_replaced() {
    let (old, new) = outputs();
    let cut = header("//", "").into_bytes()[..12].to_vec();
    for content in [Vec::new(), cut, vec![0; 100]] {
        let root = folder(&old);
        fs::write(root.path().join("out/lib.rs"), content).unwrap();
        next_run_gives(root.path(), &new);
    }
}

#[test]
fn symbolic_links_are_not_followed() {
    let (old, new) = outputs();
    let root = folder(&old);
    let out = root.path().join("out");
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("lib.rs");
    fs::write(&target, &old["lib.rs"]).unwrap();

    fs::remove_file(out.join("lib.rs")).unwrap();
    symlink(&target, out.join("lib.rs")).unwrap();
    write(&RealDisk, &new, &out).unwrap();
    assert!(fs::symlink_metadata(out.join("lib.rs")).unwrap().is_file());
    assert_eq!(fs::read_to_string(&target).unwrap(), old["lib.rs"]);

    fs::remove_dir_all(out.join("deep")).unwrap();
    symlink(elsewhere.path(), out.join("deep")).unwrap();
    let error = write(&RealDisk, &new, &out).unwrap_err();
    assert!(
        error.to_string().contains("/deep` is in the way"),
        "{error}"
    );
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[test]
fn a_journal_cannot_reach_out_of_the_folder() {
    let (old, _) = outputs();
    let root = folder(&old);
    let out = root.path().join("out");
    let victim = root.path().join("victim.rs");
    fs::write(&victim, &old["lib.rs"]).unwrap();
    fs::create_dir_all(out.join(".codegen-work/old")).unwrap();
    let journal = r#"{"created":["../victim.rs"],"changed":["../victim.rs"],"deleted":[]}"#;
    fs::write(out.join(".codegen-work/journal.json"), journal).unwrap();
    write(&RealDisk, &old, &out).unwrap();
    fs::remove_file(victim).expect("it is still there");
    next_run_gives(root.path(), &old);
}

#[test]
fn leftovers_are_removed_even_if_everything_is_fresh() {
    let (old, _) = outputs();
    let root = folder(&old);
    fs::create_dir_all(root.path().join("out/.codegen-Ab3xYz/new")).unwrap();
    fs::write(root.path().join("out/.codegen-lock"), "").unwrap();
    fs::create_dir_all(root.path().join(".codegen-out/tree/deep")).unwrap();
    next_run_gives(root.path(), &old);
}

#[test]
fn special_files_and_hidden_folders_stay_where_they_are() {
    let (old, new) = outputs();
    let root = folder(&old);
    let out = root.path().join("out");
    fs::create_dir(out.join(".git")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(out.join("socket")).unwrap();
    write(&RealDisk, &new, &out).unwrap();
    assert_eq!(write(&RealDisk, &new, &out).unwrap().unchanged, new.len());
    let socket = fs::symlink_metadata(out.join("socket")).unwrap();
    assert!(out.join(".git").is_dir() && socket.file_type().is_socket());
}

#[test]
fn concurrent_runs_wait_for_each_other() {
    let (old, new) = outputs();
    let root = folder(&old);
    let out = root.path().join("out");
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writers = [&old, &new, &old, &new].map(|files| {
            let out = &out;
            scope.spawn(move || {
                for _ in 0..20 {
                    write(&faulty::sound(), files, out).unwrap();
                }
            })
        });
        let (out, is_over) = (&out, &is_over);
        // Nobody ever sees the folder without its files.
        scope.spawn(move || {
            while !is_over.load(Ordering::Relaxed) {
                assert!(fs::read(out.join("lib.rs")).is_ok());
            }
        });
        for writer in writers {
            writer.join().unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
    });
    next_run_gives(root.path(), &new);
}
