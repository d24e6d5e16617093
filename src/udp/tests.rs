use super::*;
use core::net::Ipv4Addr;

fn datagram(payload: &[u8]) -> Datagram {
    Datagram {
        source: SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 1), 40_000),
        destination: SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 2), 80),
        payload: payload.to_vec(),
    }
}

/// RFC 768. Added by hand: 0a00 0001 0a00 0002 0011 000d, 9c40 0050 000d, 4865 6c6c 6f00.
#[test]
fn the_checksum_is_that_of_the_rfc() {
    assert_eq!(datagram(b"Hello").checksum(), 0x2b6f);
    // A receiver adds everything up, the checksum too, and gets all ones.
    let (one_more, checksum) = (datagram(b"Hello\0"), datagram(b"Hello").checksum());
    assert_eq!(
        one_more.checksum(),
        checksum - 2,
        "only the length has changed, in two places"
    );
}

#[test]
fn a_checksum_of_zero_is_sent_as_all_ones() {
    // The data makes up what is missing to all ones.
    let missing = datagram(b"\0\0").checksum();
    assert_eq!(datagram(&missing.to_be_bytes()).checksum(), 0xffff);
}

#[test]
fn the_header_has_eight_bytes() {
    assert_eq!(datagram(b"").length(), 8);
    assert_eq!(datagram(b"Hello").length(), 13);
    let longest = datagram(&vec![0; Datagram::MAX_PAYLOAD]);
    assert_eq!((longest.payload_len(), longest.length()), (65_507, 65_515));
    assert_eq!(datagram(b"Hello").to_string(), "UDP len=5");
}
