//! Where sequence numbers begin, so that they can be told relative to that.

use super::super::super::trace::Side;
use core::net::SocketAddrV4;
use std::collections::BTreeMap;

/// The initial sequence numbers that each side has used between two ends, client's end first, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Starts(BTreeMap<([SocketAddrV4; 2], Side), Vec<u32>>);

impl Starts {
    /// A SYN has told a number; a repeated one tells nothing new.
    pub(super) fn begin(&mut self, ends: [SocketAddrV4; 2], of: Side, number: u32) {
        let starts = self.0.entry((ends, of)).or_default();
        if !starts.contains(&number) {
            starts.push(number);
        }
    }

    /// The first number of an incarnation, counted from 1; of the newest, if none is asked for.
    pub(super) fn of(
        &self,
        ends: [SocketAddrV4; 2],
        of: Side,
        incarnation: Option<u32>,
    ) -> Option<u32> {
        let starts = self.0.get(&(ends, of))?;
        let place = incarnation.and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
        place
            .and_then(|place| starts.get(place))
            .or(starts.last())
            .copied()
    }

    /// A number relative to the incarnation that it lies nearest to; as it is, if there has been none.
    pub(super) fn relative(&self, ends: [SocketAddrV4; 2], of: Side, number: u32) -> i64 {
        let starts = self.0.get(&(ends, of)).into_iter().flatten();
        let distances = starts.rev().map(|start| {
            let distance = number.wrapping_sub(*start).cast_signed();
            i64::from(distance)
        });
        let nearest = distances.min_by_key(|distance| distance.abs());
        nearest.unwrap_or(i64::from(number))
    }
}
