//! Time and allocations of building the golden request.
//!
//! ```text
//! cargo bench -p tests --bench request
//! ```

use divan::{AllocProfiler, Bencher, black_box};
use tests::workloads::request;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const BASE_URL: &str = "https://api.zoom.us/v2";

fn main() {
    divan::main();
}

#[divan::bench(sample_size = 500)]
fn by_hand() -> http::Request<String> {
    request::by_hand(black_box(BASE_URL))
}

#[divan::bench(sample_size = 500)]
fn generated(bencher: Bencher<'_, '_>) {
    let endpoint = request::endpoint(BASE_URL);
    bencher.bench_local(|| request::generated(black_box(&endpoint)));
}
