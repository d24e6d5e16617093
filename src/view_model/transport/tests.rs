use super::*;
use crate::app_state::Tab;
use crate::i18n::Lang;
use crate::lesson::{LessonId, lesson};
use crate::network::{Intervention, SegmentId};
use crate::simulation::Command;
use crate::time::{Duration, Instant};
use crate::timeline::{Branches, Lane};

fn branches() -> Branches {
    Branches::new(
        lesson(LessonId::ThreeWayHandshake)
            .opening()
            .recording()
            .scenario
            .clone(),
    )
}

fn scene(branches: &Branches, now: Instant) -> Scene<'_> {
    Scene {
        timeline: branches.current().lanes.focused(),
        lane: Lane::A,
        lanes: &branches.current().lanes,
        branches,
        now,
        seen: branches.current().seen,
        status: PlayStatus::Paused,
        speed: Speed::Normal,
        width: 824,
        lang: Lang::En,
        selected: None,
        tab: Tab::default(),
        edit: true,
        links: true,
        rules: None,
    }
}

fn half_way(branches: &Branches, segment: u32) -> Instant {
    let flight = branches
        .current()
        .lanes
        .focused()
        .flight(SegmentId(segment));
    let flight = flight.expect("the segment exists");
    flight.sent_at + Duration::from_micros(flight.one_way_delay.as_micros() / 2)
}

fn drop_it(segment: u32) -> Command {
    Command::Interfere {
        segment: SegmentId(segment),
        how: Intervention::Drop,
    }
}

#[test]
fn the_bar_shows_what_has_been_seen_and_no_more() {
    let mut branches = branches();
    let seen = half_way(&branches, 4);
    branches.note_seen(seen);
    let transport = Transport::of(&scene(&branches, Instant::ZERO));
    let spans = transport.client.iter().chain(&transport.server);
    assert_eq!(spans.map(|span| span.to).max(), Some(transport.seen));
    assert!(transport.ticks.iter().all(|tick| tick.at <= transport.seen));
    assert!(transport.seen < 10_000);
}

#[test]
fn bands_follow_each_other_without_a_hole() {
    let mut branches = branches();
    let end = branches.current().lanes.focused().end();
    branches.note_seen(end);
    let transport = Transport::of(&scene(&branches, end));
    for bands in [&transport.client, &transport.server] {
        assert_eq!((bands[0].from, bands[0].tone), (0, Tone::Closed));
        assert!(bands.windows(2).all(|pair| pair[0].to == pair[1].from));
    }
    let last = transport.server[transport.server.len() - 1].to;
    assert_eq!(last, 10_000);
}

#[test]
fn ticks_tell_the_most_important_thing_of_their_moment() {
    let mut branches = branches();
    let at = half_way(&branches, 4);
    branches.note_seen(at);
    branches
        .act(at, drop_it(4))
        .expect("the segment is in flight");
    let timeline = &branches.current().lanes.focused();
    let end = timeline.end();
    branches.note_seen(end);
    let scene = scene(&branches, end);
    let ticks = Transport::of(&scene).ticks;
    let kind = |at| {
        let at = scene.share(at);
        ticks
            .iter()
            .find(|tick| tick.at == at)
            .map(|tick| tick.kind)
    };
    // The person's act and the loss that it is fall on one moment: the act tells more.
    assert_eq!(kind(at), Some(TickKind::Commanded));
    assert_eq!(kind(end), Some(TickKind::StateChange));
    let moments = scene.timeline.moments();
    assert_eq!(
        ticks.len(),
        moments
            .iter()
            .filter(|moment| !moment.events.is_empty())
            .count()
    );
}

#[test]
fn the_slider_counts_moments_and_speaks() {
    let branches = branches();
    let timeline = &branches.current().lanes.focused();
    let start = Transport::of(&scene(&branches, Instant::ZERO));
    let moments = timeline.moments().len();
    let begins = |bar: &Transport, place: usize| {
        let expected = format!("moment {place} of {moments}, ");
        assert!(bar.spoken.starts_with(&expected), "{}", bar.spoken);
    };
    begins(&start, 1);
    assert!(!start.can_step_back && start.can_step);

    let end = Transport::of(&scene(&branches, timeline.end()));
    begins(&end, moments);
    assert!(end.can_step_back && !end.can_step);

    let accept = timeline.moment_at(Instant::from_millis(120)).at;
    let moment = Transport::of(&scene(&branches, accept));
    begins(&moment, 4);
    assert!(
        moment.spoken.ends_with("client SYN-SENT, server LISTEN"),
        "{}",
        moment.spoken
    );
}

#[test]
fn a_branch_tells_where_it_left_and_what_was_done() {
    let mut branches = branches();
    let at = half_way(&branches, 4);
    branches.note_seen(branches.current().lanes.focused().end());
    branches
        .act(at, drop_it(4))
        .expect("the segment is in flight");
    branches.fork(at);
    let options = Transport::of(&scene(&branches, at)).branches;
    let told: Vec<_> = options
        .iter()
        .map(|option| (option.label.as_str(), option.description.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("1", "the first run"),
            ("2", "from branch 1 at 0.26 s: drop #4"),
            ("3", "from branch 2 at 0.26 s"),
        ]
    );
    let current: Vec<_> = options.iter().map(|option| option.current).collect();
    assert_eq!(current, [false, false, true]);
    assert_eq!(options[1].action, Action::SwitchBranch(1));
}
