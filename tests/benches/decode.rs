//! Time and allocations of decoding responses.
//!
//! ```text
//! cargo bench -p tests --bench decode
//! ```

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};
use serde::de::DeserializeOwned;
use tests::workloads::decode::{self, Failure, Keys, Page, Report, failure, page, report};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// A benchmark of each response, with generated and derived code.
macro_rules! responses {
    ($($name:ident: $ty:ty = $text:expr;)+) => {
        $(
            mod $name {
                use super::*;

                #[divan::bench]
                fn by_serde(bencher: Bencher<'_, '_>) {
                    run::<$ty>(bencher, &$text, decode::by_serde);
                }

                #[divan::bench]
                fn generated(bencher: Bencher<'_, '_>) {
                    run::<$ty>(bencher, &$text, decode::generated);
                }
            }
        )+
    };
}

responses! {
    a_failure: Failure = failure();
    a_page_of_1: Page = page(1, Keys::InOrder);
    a_page_of_100: Page = page(100, Keys::InOrder);
    a_page_of_100_in_other_order: Page = page(100, Keys::Reversed);
    a_page_of_100_indented: Page = indented(&page(100, Keys::InOrder));
    numbers: Report = report();
}

fn run<T: DeserializeOwned>(bencher: Bencher<'_, '_>, text: &str, decode: fn(&str) -> T) {
    bencher
        .counter(BytesCount::of_str(text))
        .bench_local(|| decode(divan::black_box(text)));
}

fn indented(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    serde_json::to_string_pretty(&value).expect("a value can be written")
}
