//! The same input must give the same bytes on every machine: the host runs these tests, and so does wasm32.

use tcpscope::time::{Duration, Instant};

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn an_instant_has_the_same_bytes_everywhere() {
    // More than 32 bits, which is where `usize` would differ.
    let instant = Instant::from_millis(5_000_000) + Duration::from_micros(7);
    let bytes = postcard::to_allocvec(&instant).expect("an instant can be written");
    assert_eq!(bytes, [0x87, 0xe4, 0x97, 0xd0, 0x12]);
}
