//! What holds for each file that is emitted. That the files compile is shown by `tests::every_construct`.

#[path = "../every_construct.rs"]
mod every_construct;

use every_construct::output;

#[test]
fn emitting_twice_gives_the_same_bytes() {
    assert_eq!(output(), output());
}

#[test]
fn no_line_ends_in_whitespace_and_each_file_ends_in_one_line_break() {
    for (path, text) in output().iter() {
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
        for line in text.lines() {
            assert_eq!(line.trim_end(), line, "{path}");
        }
    }
}
