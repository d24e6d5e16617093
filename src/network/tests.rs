//! Each rule and each intervention, as traces of the wire: when, what, and what became of it.

use super::*;
use crate::tcp::SeqNumber;
use HostId::{Client, Server};

const DELAY: Duration = Duration::from_millis(50);

/// A wire with 50 ms from end to end.
struct Wire(Network);

impl Wire {
    fn quiet() -> Self {
        Self::under(Vec::new())
    }

    fn under(rules: Vec<Rule>) -> Self {
        Self(Network::new(7, DELAY, rules))
    }

    /// Sends a segment and lets the rules have their say, as the simulation does.
    fn send(&mut self, at: u64, from: HostId, content: Segment) -> SegmentId {
        let content = Segment {
            source: from.address(),
            destination: from.other().address(),
            ..content
        };
        self.send_to_anybody(at, from, content)
    }

    fn send_to_anybody(&mut self, at: u64, from: HostId, content: Segment) -> SegmentId {
        let now = Instant::from_millis(at);
        let (segment, verdict) = self.0.send(now, from, content.into());
        if let Verdict::Intervene(how, reason) = verdict {
            self.0.interfere(now, segment, how, reason).unwrap();
        }
        segment
    }

    fn by_hand(
        &mut self,
        at: u64,
        segment: SegmentId,
        how: Intervention,
    ) -> Result<Effect, NotInFlight> {
        self.0
            .interfere(Instant::from_millis(at), segment, how, Reason::ByHand)
    }

    /// What becomes of everything on the wire: `50 #1 arrives`.
    fn trace(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some(next) = self.0.next_at() {
            let flight = self.0.take_due(next).unwrap();
            let (at, what) = match flight.fate {
                Fate::Arrive(at) => (at, "arrives".to_owned()),
                Fate::Lose(at, Reason::NextOfKind(kind)) => {
                    (at, format!("is lost as the next {kind:?}"))
                }
                Fate::Lose(at, reason) => (at, format!("is lost: {reason:?}")),
            };
            lines.push(format!(
                "{} {} {what}",
                at.as_micros() / 1_000,
                flight.segment
            ));
        }
        lines
    }
}

fn segment(control: Option<Control>, payload: &str) -> Segment {
    Segment {
        source: Client.address(),
        destination: Server.address(),
        seq: SeqNumber::new(100),
        ack: Some(SeqNumber::new(300)),
        control,
        push: false,
        wnd: 1_000,
        mss: None,
        window_scale: None,
        timestamps: None,
        payload: payload.as_bytes().to_vec(),
    }
}

fn syn() -> Segment {
    segment(Some(Control::Syn), "")
}

fn ack() -> Segment {
    segment(None, "")
}

fn data() -> Segment {
    segment(None, "data")
}

fn fin() -> Segment {
    segment(Some(Control::Fin), "")
}

fn next(kind: SegmentKind, how: Intervention) -> Rule {
    Rule::Next {
        from: None,
        kind,
        how,
    }
}

const fn later(ms: u64) -> Intervention {
    Intervention::Delay(Duration::from_millis(ms))
}

#[test]
fn a_segment_arrives_after_the_one_way_delay() {
    let mut wire = Wire::quiet();
    wire.send(0, Client, syn());
    wire.send(10, Server, syn());
    assert_eq!(wire.trace(), ["50 #1 arrives", "60 #2 arrives"]);
}

#[test]
fn what_lands_at_one_instant_lands_in_the_order_of_sending() {
    let mut wire = Wire::quiet();
    wire.send(0, Server, ack());
    wire.send(0, Client, data());
    wire.send(0, Server, fin());
    assert_eq!(
        wire.trace(),
        ["50 #1 arrives", "50 #2 arrives", "50 #3 arrives"]
    );
}

#[test]
fn a_new_delay_is_for_what_is_sent_from_now_on() {
    let mut wire = Wire::quiet();
    wire.send(0, Client, data());
    wire.0.set_one_way_delay(Duration::from_millis(10));
    wire.send(20, Client, fin());
    assert_eq!(wire.trace(), ["30 #2 arrives", "50 #1 arrives"]);
}

#[test]
fn kinds_go_by_what_a_segment_does() {
    let fin_with_data = segment(Some(Control::Fin), "data");
    let rst = segment(Some(Control::Rst), "");
    let kinds = [syn(), ack(), fin_with_data, data(), rst].map(|segment| SegmentKind::of(&segment));
    assert_eq!(kinds, SegmentKind::ALL);
}

#[test]
fn the_next_of_a_kind_is_lost_half_way_and_only_once() {
    let mut wire = Wire::under(vec![next(SegmentKind::Fin, Intervention::Drop)]);
    wire.send(0, Client, data());
    wire.send(0, Client, fin());
    wire.send(5, Client, fin());
    assert_eq!(
        wire.trace(),
        [
            "25 #2 is lost as the next Fin",
            "50 #1 arrives",
            "55 #3 arrives"
        ]
    );
    assert_eq!(wire.0.rules(), []);
}

#[test]
fn the_next_of_a_kind_may_come_from_either_host() {
    let mut wire = Wire::under(vec![next(SegmentKind::Fin, Intervention::Drop)]);
    wire.send(0, Server, fin());
    wire.send(0, Client, fin());
    assert_eq!(
        wire.trace(),
        ["25 #1 is lost as the next Fin", "50 #2 arrives"]
    );
}

#[test]
fn two_rules_for_a_kind_take_one_segment_each() {
    let rule = next(SegmentKind::Syn, Intervention::Drop);
    let mut wire = Wire::under(vec![rule, rule]);
    for at in [0, 1, 2] {
        wire.send(at, Client, syn());
    }
    assert_eq!(
        wire.trace(),
        [
            "25 #1 is lost as the next Syn",
            "26 #2 is lost as the next Syn",
            "52 #3 arrives"
        ]
    );
}

#[test]
fn the_first_rule_that_speaks_decides() {
    let late = next(SegmentKind::Data, later(100));
    let lost = next(SegmentKind::Data, Intervention::Drop);
    let mut wire = Wire::under(vec![late, lost]);
    wire.send(0, Client, data());
    assert_eq!(wire.trace(), ["150 #1 arrives"]);
    assert_eq!(wire.0.rules(), [lost]);
}

#[test]
fn a_rule_can_be_taken_back() {
    let mut wire = Wire::under(vec![next(SegmentKind::Data, Intervention::Drop)]);
    let waits = |rule: &Rule| rule.waits_for(SegmentKind::Data);
    assert!(wire.0.remove_rules(&waits));
    assert!(!wire.0.remove_rules(&waits));
    wire.send(0, Client, data());
    assert_eq!(wire.trace(), ["50 #1 arrives"]);
}

#[test]
fn one_hosts_next_is_not_the_others() {
    let from = Some(Server);
    let mut wire = Wire::under(vec![Rule::Next {
        from,
        kind: SegmentKind::Data,
        how: Intervention::Drop,
    }]);
    wire.send(0, Client, data());
    wire.send(10, Server, data());
    wire.send(20, Server, data());
    assert_eq!(
        wire.trace(),
        [
            "35 #2 is lost as the next Data",
            "50 #1 arrives",
            "70 #3 arrives"
        ]
    );
}

#[test]
fn by_hand_a_segment_is_lost_at_once() {
    let mut wire = Wire::quiet();
    let lost = wire.send(0, Client, data());
    assert_eq!(
        wire.by_hand(10, lost, Intervention::Drop),
        Ok(Effect::Dropped)
    );
    assert_eq!(wire.by_hand(10, lost, Intervention::Drop), Err(NotInFlight));
    assert_eq!(wire.trace(), [""; 0]);
}

#[test]
fn what_has_landed_is_out_of_reach() {
    let mut wire = Wire::quiet();
    let landed = wire.send(0, Client, data());
    wire.trace();
    assert_eq!(wire.by_hand(50, landed, later(1)), Err(NotInFlight));
    assert_eq!(wire.by_hand(50, SegmentId(9), later(1)), Err(NotInFlight));
}

#[test]
fn delays_add_up() {
    let mut wire = Wire::quiet();
    let late = wire.send(0, Client, data());
    wire.by_hand(10, late, later(200)).unwrap();
    wire.by_hand(240, late, later(30)).unwrap();
    assert_eq!(wire.trace(), ["280 #1 arrives"]);
}

#[test]
fn a_copy_follows_the_original_and_has_a_fate_of_its_own() {
    let mut wire = Wire::quiet();
    let original = wire.send(0, Client, data());
    let copy = SegmentId(2);
    assert_eq!(
        wire.by_hand(10, original, Intervention::Duplicate),
        Ok(Effect::Duplicated(copy))
    );
    wire.by_hand(20, original, Intervention::Drop).unwrap();
    assert_eq!(wire.trace(), ["70 #2 arrives"]);
}

#[test]
fn the_copy_of_a_doomed_segment_is_no_faster_than_others() {
    let mut wire = Wire::under(vec![next(SegmentKind::Data, Intervention::Drop)]);
    let doomed = wire.send(0, Client, data());
    wire.by_hand(10, doomed, Intervention::Duplicate).unwrap();
    assert_eq!(
        wire.trace(),
        ["25 #1 is lost as the next Data", "70 #2 arrives"]
    );
}

#[test]
fn a_segment_is_overtaken_by_the_one_already_behind_it() {
    let mut wire = Wire::quiet();
    let first = wire.send(0, Client, data());
    wire.send(20, Client, fin());
    wire.by_hand(30, first, Intervention::Reorder).unwrap();
    assert_eq!(wire.trace(), ["70 #2 arrives", "75 #1 arrives"]);
}

#[test]
fn a_segment_waits_for_one_that_will_overtake_it() {
    let mut wire = Wire::quiet();
    let first = wire.send(0, Client, data());
    wire.by_hand(10, first, Intervention::Reorder).unwrap();
    wire.send(100, Client, fin());
    assert_eq!(wire.trace(), ["150 #2 arrives", "155 #1 arrives"]);
}

#[test]
fn a_segment_that_nothing_overtakes_arrives_after_all() {
    let mut wire = Wire::quiet();
    let first = wire.send(0, Client, data());
    wire.by_hand(10, first, Intervention::Reorder).unwrap();
    // The other direction does not count, and this one comes too late.
    wire.send(20, Server, ack());
    wire.send(400, Client, fin());
    assert_eq!(
        wire.trace(),
        ["70 #2 arrives", "350 #1 arrives", "450 #3 arrives"]
    );
}

#[test]
fn who_waits_to_be_overtaken_keeps_its_other_delays() {
    let mut wire = Wire::quiet();
    let first = wire.send(0, Client, data());
    wire.by_hand(10, first, Intervention::Reorder).unwrap();
    wire.by_hand(20, first, later(200)).unwrap();
    wire.send(30, Client, fin());
    assert_eq!(wire.trace(), ["80 #2 arrives", "250 #1 arrives"]);
}

#[test]
fn only_one_overtakes() {
    let mut wire = Wire::under(vec![next(SegmentKind::Data, Intervention::Reorder)]);
    wire.send(0, Client, data());
    wire.send(10, Client, ack());
    wire.send(20, Client, fin());
    assert_eq!(
        wire.trace(),
        ["60 #2 arrives", "65 #1 arrives", "70 #3 arrives"]
    );
}

#[test]
fn being_overtaken_does_not_save_a_doomed_segment() {
    let mut wire = Wire::under(vec![next(SegmentKind::Data, Intervention::Drop)]);
    let doomed = wire.send(0, Client, data());
    wire.by_hand(10, doomed, Intervention::Reorder).unwrap();
    wire.send(20, Client, fin());
    let trace = wire.trace();
    assert!(
        trace
            .iter()
            .any(|line| line.ends_with("#1 is lost as the next Data")),
        "{trace:?}"
    );
}

/// How a bad network treats forty segments of each host; of some the person takes care first.
fn lucky(by_hand: &[u32]) -> Vec<String> {
    let random = |share, how| Rule::Random { share, how };
    let mut wire = Wire::under(vec![random(300, Intervention::Drop), random(200, later(7))]);
    for at in 0..40 {
        for from in HostId::ALL {
            let segment = wire.send(at, from, data());
            if by_hand.contains(&segment.0) {
                wire.by_hand(at, segment, Intervention::Drop).unwrap();
            }
        }
    }
    wire.trace()
}

#[test]
fn dropping_one_by_hand_does_not_reshuffle_the_luck_of_the_others() {
    let untouched = lucky(&[]);
    let touched = lucky(&[5, 6, 30]);
    let spared = |line: &String| !["#5 ", "#6 ", "#30 "].iter().any(|id| line.contains(id));
    let expected: Vec<_> = untouched.into_iter().filter(spared).collect();
    assert_eq!(touched, expected);
    assert!(expected.iter().any(|line| line.ends_with("Random")));
}

#[test]
fn each_direction_and_each_fault_has_luck_of_its_own() {
    let luck = |from, ordinal| rule::Luck {
        seed: 7,
        from,
        ordinal,
    };
    let strikes = |from, how| {
        let rule = Rule::Random { share: 500, how };
        (0..64).map(move |n| rule.verdict(luck(from, n), &ack().into()) != Verdict::Pass)
    };
    let drops: Vec<bool> = strikes(Client, Intervention::Drop).collect();
    assert!(
        !drops
            .iter()
            .copied()
            .eq(strikes(Server, Intervention::Drop))
    );
    assert!(
        !drops
            .iter()
            .copied()
            .eq(strikes(Client, Intervention::Duplicate))
    );
    assert!(
        drops
            .iter()
            .copied()
            .eq(strikes(Client, Intervention::Drop))
    );
}

#[test]
fn the_nth_segment_is_counted_among_those_that_the_host_itself_sends() {
    let mut wire = Wire::under(vec![Rule::Nth {
        from: Client,
        ordinal: 2,
        how: Intervention::Drop,
    }]);
    let first = wire.send(0, Client, syn());
    wire.by_hand(0, first, Intervention::Duplicate).unwrap();
    wire.send(5, Server, syn());
    wire.send(10, Client, syn());
    wire.send(20, Client, syn());
    assert_eq!(
        wire.trace(),
        [
            "35 #4 is lost: Ordered",
            "50 #1 arrives",
            "55 #3 arrives",
            "70 #2 arrives",
            "70 #5 arrives",
        ]
    );
    assert!(wire.0.rules().is_empty(), "it is used up");
}

#[test]
fn a_cut_link_loses_what_is_sent_and_not_what_is_beyond() {
    let mut wire = Wire::quiet();
    wire.send(0, Client, syn());
    wire.0.set_cut(true);
    wire.send(10, Client, syn());
    wire.send(10, Server, syn());
    wire.0.set_cut(false);
    wire.send(20, Client, syn());
    assert_eq!(
        wire.trace(),
        [
            "35 #2 is lost: LinkCut",
            "35 #3 is lost: LinkCut",
            "50 #1 arrives",
            "70 #4 arrives",
        ]
    );
}

#[test]
fn what_is_sent_to_nobody_is_lost() {
    let mut wire = Wire::quiet();
    let stranger = core::net::Ipv4Addr::new(10, 0, 0, 77);
    let to_stranger = Segment {
        destination: core::net::SocketAddrV4::new(stranger, 80),
        ..syn()
    };
    wire.send_to_anybody(0, Server, to_stranger);
    assert_eq!(wire.trace(), ["25 #1 is lost: NoHost"]);
}

#[test]
fn what_is_put_on_the_wire_by_hand_flies_as_long_as_it_is_told_and_no_rule_has_a_say() {
    let mut wire = Wire::under(vec![Rule::Random {
        share: 1_000,
        how: Intervention::Drop,
    }]);
    wire.0.inject(
        Instant::from_millis(10),
        Client,
        syn().into(),
        Duration::from_millis(700),
    );
    wire.send(10, Client, syn());
    assert_eq!(wire.trace(), ["35 #2 is lost: Random", "710 #1 arrives"]);
}
