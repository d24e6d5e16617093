//! Luck as a pure function. A segment's fate depends on the seed, its link and its place on that link, and on
//! nothing else: dropping one segment by hand does not reshuffle the luck of the others.

/// One share in a thousand: 300 is 30 %.
pub type Permille = u16;

/// Sixty-four well-mixed bits for the `ordinal`-th draw of `stream` under `seed`.
///
/// This is the finalizer of `SplitMix64` (Steele, Lea, Flood 2014) over the three numbers: no state, so draws can be
/// made in any order.
pub const fn fate(seed: u64, stream: u64, ordinal: u64) -> u64 {
    mix(mix(mix(seed) ^ stream) ^ ordinal)
}

/// Whether the `ordinal`-th draw of `stream` falls into a share of `share` in a thousand.
pub const fn strikes(share: Permille, seed: u64, stream: u64, ordinal: u64) -> bool {
    fate(seed, stream, ordinal) % 1_000 < share as u64
}

const fn mix(z: u64) -> u64 {
    let z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_strikes_about_as_often_as_it_says() {
        let hits = (0..10_000).filter(|&n| strikes(300, 7, 1, n)).count();
        assert!((2_800..3_200).contains(&hits), "{hits} of 10000 at 30 %");
    }

    #[test]
    fn neighbouring_streams_do_not_share_their_luck() {
        let same = (0..1_000)
            .filter(|&n| fate(7, 0, n) % 2 == fate(7, 1, n) % 2)
            .count();
        assert!((400..600).contains(&same), "{same} of 1000 agree");
    }
}
