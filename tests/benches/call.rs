//! Time of calls over loopback, by one caller and by 64 at once.
//!
//! ```text
//! cargo bench -p tests --bench call
//! ```

use std::sync::Arc;

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};
use tests::workloads::call::{self, ByHand};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const CALLERS: [usize; 2] = [1, 64];

/// Calls of each caller in one sample.
const CALLS: usize = 16;

fn main() {
    divan::main();
}

#[divan::bench(args = CALLERS, sample_count = 200)]
fn by_hand(bencher: Bencher<'_, '_>, callers: usize) {
    let client = Arc::new(ByHand::new(&call::server()));
    let callers = vec![client; callers];
    let runtime = call::runtime();
    bencher
        .counter(ItemsCount::new(callers.len() * CALLS))
        .bench_local(|| {
            runtime.block_on(call::all(&callers, |client| async move {
                for _ in 0..CALLS {
                    client.call().await;
                }
            }));
        });
}

#[divan::bench(args = CALLERS, sample_count = 200)]
fn generated(bencher: Bencher<'_, '_>, callers: usize) {
    let client = Arc::new(call::generated(&call::server()));
    let callers = vec![client; callers];
    let runtime = call::runtime();
    bencher
        .counter(ItemsCount::new(callers.len() * CALLS))
        .bench_local(|| {
            runtime.block_on(call::all(&callers, |client| async move {
                for _ in 0..CALLS {
                    call::call_generated(&client).await;
                }
            }));
        });
}
