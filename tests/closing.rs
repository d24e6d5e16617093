//! What the lessons about closing say of their runs, held against the runs.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use tcpscope::lesson::{LessonId, lesson};
use tcpscope::network::{HostId, Intervention, SegmentId, SegmentKind};
use tcpscope::simulation::{CallOutcome, CloseTime, Command, EventKind, Variation};
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::{Recording, TimedCommand, Timeline};

use HostId::{Client, Server};

/// A part's recording, had otherwise.
fn varied(id: LessonId, part: usize, variation: Variation) -> Recording {
    let mut recording = (lesson(id).parts[part].setup)();
    variation.apply(&mut recording.scenario);
    recording
}

fn received(timeline: &Timeline, wanted: HostId) -> Vec<String> {
    let mut received = Vec::new();
    for event in timeline.events() {
        if let EventKind::CallReturned {
            host,
            outcome: CallOutcome::Data(bytes),
            ..
        } = &event.kind
            && *host == wanted
        {
            received.push(String::from_utf8(bytes.clone()).unwrap());
        }
    }
    received
}

/// The segments with which the connection is closed: from the first FIN on.
fn waves(timeline: &Timeline) -> usize {
    let is_fin = |flight: &&tcpscope::timeline::Flight| flight.content.is_fin();
    let first = timeline.flights().iter().find(is_fin).unwrap();
    timeline.flights().len() - (first.segment.0 as usize - 1)
}

#[test]
fn three_waves_or_four_is_a_race_with_the_delayed_ack() {
    for (ms, expected) in [(0, 3), (20, 3), (35, 3), (40, 4), (100, 4)] {
        let close = CloseTime::After(Duration::from_millis(ms));
        let recording = varied(LessonId::ThreeWaves, 0, Variation::Closes(Server, close));
        let timeline = Timeline::replay(recording).unwrap();
        assert_eq!(waves(&timeline), expected, "close() after {ms} ms");
    }
}

/// The lesson's own act: the repeated answer is held up for almost one MSL.
fn old_answer_late(msls: u8) -> Timeline {
    let mut recording = varied(LessonId::OldSegments, 0, Variation::TimeWait(msls));
    let how = Intervention::Delay(Duration::from_millis(29_800));
    recording.commands.push(TimedCommand {
        at: Instant::from_millis(1_355),
        command: Command::Interfere {
            segment: SegmentId(12),
            how,
        },
    });
    Timeline::replay(recording).unwrap()
}

#[test]
fn after_one_msl_the_old_answer_is_taken_for_the_new_one() {
    let timeline = old_answer_late(1);
    assert_eq!(received(&timeline, Client), ["9:00", "9:00"]);
    let msl = timeline.recording().scenario.settings[0].tcp.msl;
    for flight in timeline.flights() {
        let lived = flight.ended_at().unwrap().since(flight.sent_at);
        assert!(lived <= msl, "{} lives too long", flight.segment);
    }
}

#[test]
fn after_two_msl_the_old_answer_is_dead() {
    let timeline = old_answer_late(2);
    assert_eq!(received(&timeline, Client), ["9:00"]);
}

#[test]
fn two_msl_do_not_save_the_last_ack() {
    let mut recording = (lesson(LessonId::OldSegments).parts[1].setup)();
    let over = Timeline::replay(recording.clone()).unwrap();
    let gone = over.stays(Client).last().unwrap().from;
    recording.commands.push(TimedCommand {
        at: gone,
        command: Command::RestoreLink,
    });
    let timeline = Timeline::replay(recording).unwrap();
    let last = timeline.flights().last().unwrap();
    assert_eq!((last.from, last.content.kind()), (Client, SegmentKind::Rst));
}
