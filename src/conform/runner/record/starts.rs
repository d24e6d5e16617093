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
    pub(super) fn relative(&self, ends: [SocketAddrV4; 2], of: Side, number: u32) -> Relative {
        let starts = self.0.get(&(ends, of)).map_or(&[][..], Vec::as_slice);
        let distances = starts.iter().enumerate().rev().map(|(place, start)| {
            let distance = number.wrapping_sub(*start).cast_signed();
            (place, i64::from(distance))
        });
        let newest = distances.clone().next().map(|(place, _)| place);
        let nearest = distances.min_by_key(|(_, distance)| distance.abs());
        let (place, number) = nearest.unwrap_or((0, i64::from(number)));
        Relative {
            number,
            incarnation: u32::try_from(place + 1).unwrap_or(u32::MAX),
            is_only: newest.is_none_or(|newest| newest == 0),
            is_newest: newest.is_none_or(|newest| newest == place),
        }
    }
}

/// A sequence number relative to an initial one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relative {
    /// How far behind that it lies.
    pub(super) number: i64,
    /// Of which incarnation of the connection that is, counted from 1.
    pub(super) incarnation: u32,
    /// Whether there has been no other.
    pub(super) is_only: bool,
    /// Whether there has been no later one.
    pub(super) is_newest: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::net::Ipv4Addr;

    #[test]
    fn a_number_belongs_to_the_incarnation_that_it_lies_nearest_to() {
        let ends = [40_000, 8_000].map(|port| SocketAddrV4::new(Ipv4Addr::LOCALHOST, port));
        let mut starts = Starts::default();
        let told = |starts: &Starts, number| {
            let told = starts.relative(ends, Side::C, number);
            (told.incarnation, told.number, told.is_only, told.is_newest)
        };
        assert_eq!(told(&starts, 7), (1, 7, true, true));
        starts.begin(ends, Side::C, u32::MAX);
        starts.begin(ends, Side::C, u32::MAX);
        assert_eq!(told(&starts, 4), (1, 5, true, true));
        starts.begin(ends, Side::C, 70_000);
        assert_eq!(told(&starts, 4), (1, 5, false, false));
        assert_eq!(told(&starts, 69_950), (2, -50, false, true));
        assert_eq!(starts.of(ends, Side::C, Some(1)), Some(u32::MAX));
        assert_eq!(starts.of(ends, Side::C, None), Some(70_000));
        assert_eq!(starts.of(ends, Side::S, None), None);
    }
}
