#![allow(warnings)]
use codegen::diagnostic::Diagnostics;
use codegen::lower::shape::*;
fn walk(dir: &std::path::Path, out: &mut Vec<std::path::PathBuf>) {
    let mut e: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    e.sort();
    for p in e {
        if p.is_dir() {
            walk(&p, out)
        } else if p.extension().is_some_and(|x| x == "json") {
            out.push(p)
        }
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mut files = vec![];
    walk(std::path::Path::new(&a[1]), &mut files);
    let v = a.len() > 2;
    for d in [Direction::Answer, Direction::Request] {
        let mut t = Score::default();
        for f in &files {
            let text = std::fs::read_to_string(f).unwrap_or_default();
            let mut dd = Diagnostics::default();
            let Some(c) = codegen::postman::parse(&text, &mut dd) else {
                continue;
            };
            let s = leave_one_out(&c, d);
            if v {
                if s.left_out > 0 {
                    println!("{} {} {} {}", f.display(), s.left_out, s.read, s.fields);
                }
                for (p, m) in &s.misfits {
                    println!("   {p}: {m}")
                }
            }
            t.left_out += s.left_out;
            t.read += s.read;
            t.fields += s.fields;
            t.optional += s.optional;
            t.untyped += s.untyped;
        }
        println!(
            "{d:?}: left out {} read {} = {:.2}% fields {} optional {:.1}% untyped {:.2}%",
            t.left_out,
            t.read,
            100.0 * t.read as f64 / t.left_out as f64,
            t.fields,
            100.0 * t.optional as f64 / t.fields as f64,
            100.0 * t.untyped as f64 / t.fields as f64
        );
    }
}
