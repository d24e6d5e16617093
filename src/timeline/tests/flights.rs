//! The life of each segment.

use super::*;
use crate::network::Reason;
use crate::simulation::Variation;
use crate::tcp::{Emission, Handshake};

#[test]
fn a_flight_lasts_from_its_sending_to_its_arrival() {
    let timeline = untouched();
    let syn = timeline.flight(SegmentId(1)).unwrap();
    assert_eq!((syn.from, syn.sent_at), (HostId::Client, ms(100)));
    assert_eq!(syn.ended_at(), Some(ms(150)));
    assert!(!syn.is_in_flight(ms(99)));
    assert!(syn.is_in_flight(ms(100)));
    assert!(syn.is_in_flight(ms(149)));
    assert!(!syn.is_in_flight(ms(150)));
    assert_eq!(syn.end_by(ms(149)), None);
    assert_eq!(syn.end_by(ms(150)), syn.end);
}

#[test]
fn segments_are_numbered_from_one() {
    let timeline = untouched();
    assert_eq!(timeline.flight(SegmentId(0)), None);
    for (place, flight) in timeline.flights().iter().enumerate() {
        assert_eq!(timeline.flight(flight.segment), Some(flight));
        assert_eq!(flight.segment.0 as usize, place + 1);
    }
    assert_eq!(timeline.flight(SegmentId(12)), None);
}

#[test]
fn a_lost_segment_ends_where_it_was_lost_and_comes_again() {
    let timeline = untouched().acted(ms(265), drop_segment(4)).unwrap();
    let lost = timeline.flight(SegmentId(4)).unwrap();
    assert_eq!(lost.ended_at(), Some(ms(265)));
    assert!(matches!(
        lost.end,
        Some(FlightEnd::Dropped {
            reason: Reason::ByHand,
            ..
        })
    ));
    let again = timeline.flight(SegmentId(5)).unwrap();
    assert_eq!(again.emission, Emission::Retransmission);
    assert_eq!(again.content, lost.content);
}

#[test]
fn a_delay_is_kept_with_its_moment() {
    let late = Command::Interfere {
        segment: SegmentId(4),
        how: Intervention::Delay(Duration::from_millis(200)),
    };
    let timeline = untouched().acted(ms(265), late).unwrap();
    let flight = timeline.flight(SegmentId(4)).unwrap();
    assert_eq!(flight.delays, [(ms(265), Duration::from_millis(200))]);
    assert_eq!(flight.ended_at(), Some(ms(490)));
}

#[test]
fn a_copy_begins_where_it_was_made() {
    let twice = Command::Interfere {
        segment: SegmentId(4),
        how: Intervention::Duplicate,
    };
    let timeline = untouched().acted(ms(265), twice).unwrap();
    let copy = timeline.flight(SegmentId(5)).unwrap();
    assert_eq!(copy.copy_of, Some(SegmentId(4)));
    assert_eq!((copy.sent_at, copy.ended_at()), (ms(265), Some(ms(310))));
}

#[test]
fn numbers_count_from_each_sides_syn_and_a_second_connection_counts_anew() {
    let timeline = untouched();
    let numbers = |timeline: &Timeline, segment| {
        let numbers = timeline
            .flight(SegmentId(segment))
            .unwrap()
            .numbers
            .unwrap();
        (numbers.seq, numbers.ack)
    };
    assert_eq!(numbers(&timeline, 1), (0, None));
    assert_eq!(numbers(&timeline, 2), (0, Some(1)));
    assert_eq!(numbers(&timeline, 10), (12, Some(7)));

    // The server is gone: a new SYN is answered by <SEQ=0><ACK=1><CTL=RST,ACK>, which counts from nothing.
    let connect = Command::Open {
        host: HostId::Client,
    };
    let timeline = timeline.acted(timeline.end(), connect).unwrap();
    assert!(timeline.flight(SegmentId(13)).unwrap().content.is_rst());
    assert_eq!(numbers(&timeline, 12), (0, None));
    assert_eq!(numbers(&timeline, 13), (0, Some(1)));
}

#[test]
fn who_confirms_before_saying_where_it_begins_is_counted_from_there_all_the_same() {
    let four_way = Variation::Handshake(Handshake::FourWay);
    let timeline = Timeline::untouched(Scenario::request_and_answer().varied(four_way));
    let flight = |segment| timeline.flight(SegmentId(segment)).unwrap();
    let numbers = |segment| flight(segment).numbers.unwrap();
    let (ack, syn_ack) = (numbers(2), numbers(3));
    assert_eq!((ack.seq, ack.ack), (0, Some(1)));
    assert_eq!((syn_ack.seq, syn_ack.ack), (0, Some(1)));
}

#[test]
fn what_is_said_of_a_forgotten_connection_keeps_its_numbers() {
    // The client has lost its memory and calls again; the SYN,ACK for the old connection comes to the new one.
    let host = HostId::Client;
    let timeline = untouched().acted(ms(160), Command::Crash { host }).unwrap();
    let timeline = timeline.acted(ms(170), Command::Reboot { host }).unwrap();
    let timeline = timeline.acted(ms(180), Command::Open { host }).unwrap();
    let numbers = |segment| {
        let numbers = timeline
            .flight(SegmentId(segment))
            .unwrap()
            .numbers
            .unwrap();
        (numbers.seq, numbers.ack)
    };
    assert_eq!(numbers(2), (0, Some(1)), "SYN,ACK");
    assert_eq!(numbers(3), (0, None), "SYN");
    assert_eq!(numbers(4), (1, None), "RST for the SYN,ACK");
}
