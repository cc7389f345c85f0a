#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| fuzz::generate::run(data));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mutant = fuzz::structured::mutate(&mut data[..max_size], size, seed);
    mutant.unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});
