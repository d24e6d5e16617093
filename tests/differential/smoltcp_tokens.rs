//! How smoltcp takes a packet from a queue and puts one into a list. The benchmarks use it as well.

use smoltcp::phy;

/// A packet that has come in.
pub(crate) struct Arrived(pub(crate) Vec<u8>);

impl phy::RxToken for Arrived {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, take: F) -> R {
        take(&self.0)
    }
}

/// Where packets go out.
pub(crate) struct Outlet<'a>(pub(crate) &'a mut Vec<Vec<u8>>);

impl phy::TxToken for Outlet<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, fill: F) -> R {
        let mut packet = vec![0; len];
        let result = fill(&mut packet);
        self.0.push(packet);
        result
    }
}
