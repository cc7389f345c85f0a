//! Time and allocations of generating from 1,000 operations, on one and two threads.
//!
//! Writing is measured and left out: the generator synchronizes each file with the disk, which the floor does not.
//!
//! ```text
//! cargo bench -p tests --bench generate
//! ```

use divan::{AllocProfiler, Bencher};
use tests::workloads::generate::{Input, threads};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const OPERATIONS: usize = 1000;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn floor(bencher: Bencher<'_, '_>) {
    let input = Input::new(OPERATIONS);
    let output = input.output();
    bencher
        .with_inputs(|| input.fresh())
        .bench_local_refs(|out| input.floor(&output, out));
}

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn generated(bencher: Bencher<'_, '_>, count: usize) {
    let input = Input::new(OPERATIONS);
    let pool = threads(count);
    bencher
        .with_inputs(|| input.fresh())
        .bench_local_refs(|out| pool.install(|| input.generate(out)));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn floor_without_writing(bencher: Bencher<'_, '_>) {
    let input = Input::new(OPERATIONS);
    let output = input.output();
    bencher.bench_local(|| input.floor_without_writing(&output));
}

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn generated_without_writing(bencher: Bencher<'_, '_>, count: usize) {
    let input = Input::new(OPERATIONS);
    let pool = threads(count);
    bencher.bench_local(|| pool.install(|| input.output()));
}
