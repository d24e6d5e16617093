//! The cursor.

use super::*;
use PlaybackCommand::{
    End, FrameBack, FrameForward, Home, NextStateChange, Pause, PreviousStateChange, Seek,
    SetSpeed, StepBack, StepForward, Toggle,
};
use core::slice;

const FRAME: Duration = Duration::from_millis(16);

/// A run with the cursor at `at`, standing.
struct Screen {
    timeline: Timeline,
    track: Track,
    waits: Vec<Instant>,
    playback: Playback,
}

impl Screen {
    fn at(at: u64) -> Self {
        Self {
            track: Track::of(&[untouched()]),
            timeline: untouched(),
            waits: Vec::new(),
            playback: Playback {
                status: PlayStatus::Paused,
                ..Playback::from(ms(at))
            },
        }
    }

    fn waiting_at(waits: &[u64]) -> Self {
        Self {
            waits: waits.iter().copied().map(ms).collect(),
            ..Self::at(0)
        }
    }

    /// Where the cursor is after a command.
    fn after(&mut self, command: PlaybackCommand) -> Instant {
        self.playback.apply(&self.track, command, &self.waits);
        self.playback.cursor
    }

    /// Lets time pass until the cursor stands; says how many frames that took.
    fn play(&mut self) -> u32 {
        self.after(Toggle);
        for frame in 0..100_000 {
            if self.playback.status != PlayStatus::Playing {
                return frame;
            }
            let before = self.playback.cursor;
            self.playback.advance(&self.track, FRAME, &self.waits);
            assert!(self.playback.cursor >= before, "the cursor goes back");
        }
        panic!("playback never stands still");
    }
}

#[test]
fn steps_go_from_moment_to_moment_and_back_over_the_same() {
    let mut screen = Screen::at(0);
    let there: Vec<Instant> = (0..100).map(|_| screen.after(StepForward)).collect();
    let moments: Vec<Instant> = screen
        .timeline
        .moments()
        .iter()
        .map(|moment| moment.at)
        .collect();
    assert_eq!(there[..moments.len() - 1], moments[1..]);
    assert_eq!(there[99], screen.timeline.end());
    let back = (1..moments.len()).map(|_| screen.after(StepBack));
    let expected = moments.iter().rev().skip(1).copied();
    assert!(back.eq(expected));
    assert_eq!(screen.after(StepBack), Instant::ZERO);
}

#[test]
fn a_step_from_between_two_moments_goes_to_the_next_one() {
    assert_eq!(Screen::at(130).after(StepForward), ms(150));
    assert_eq!(Screen::at(130).after(StepBack), ms(120));
}

#[test]
fn steps_stop_where_a_lesson_waits() {
    let mut screen = Screen::waiting_at(&[175]);
    screen.playback.cursor = ms(150);
    assert_eq!(screen.after(StepForward), ms(175));
    assert_eq!(screen.playback.status, PlayStatus::Waiting);
    assert_eq!(screen.after(StepForward), ms(200));
    assert_eq!(screen.playback.status, PlayStatus::Paused);
    assert_eq!(screen.after(StepBack), ms(175));
}

#[test]
fn playing_goes_to_the_end_and_stands_there() {
    let mut screen = Screen::at(0);
    screen.play();
    assert_eq!(screen.playback.cursor, screen.timeline.end());
    assert_eq!(screen.playback.status, PlayStatus::Paused);
}

#[test]
fn playing_waits_for_the_person_and_then_goes_on() {
    let mut screen = Screen::waiting_at(&[175, 265]);
    for wait in [175, 265] {
        screen.play();
        assert_eq!(screen.playback.cursor, ms(wait));
        assert_eq!(screen.playback.status, PlayStatus::Waiting);
    }
    screen.play();
    assert_eq!(screen.playback.cursor, screen.timeline.end());
}

#[test]
fn at_the_end_play_begins_again() {
    let mut screen = Screen::at(0);
    screen.after(End);
    screen.after(Toggle);
    assert_eq!(screen.playback.cursor, Instant::ZERO);
    assert_eq!(screen.playback.status, PlayStatus::Playing);
}

#[test]
fn twice_the_speed_takes_half_the_time() {
    let frames = |speed| {
        let mut screen = Screen::at(0);
        screen.after(SetSpeed(speed));
        screen.play()
    };
    let normal = frames(Speed::Normal);
    let expected = [normal * 2, normal, normal / 2, normal / 4];
    for (speed, expected) in Speed::ALL.into_iter().zip(expected) {
        assert!(
            frames(speed).abs_diff(expected) < 20,
            "{speed:?}: {}",
            frames(speed)
        );
    }
}

#[test]
fn an_hour_of_silence_is_as_short_as_a_minute() {
    let mut scenario = Scenario::request_and_answer();
    let length = |run: &Timeline| Track::of(slice::from_ref(run)).scale().end();
    let minute = length(&Timeline::untouched(scenario.clone()));
    for settings in &mut scenario.settings {
        settings.tcp.msl = Duration::from_secs(1_800);
    }
    let hour = Timeline::untouched(scenario);
    assert_eq!(hour.end(), ms(3_600_560));
    assert_eq!(length(&hour), minute);
}

#[test]
fn with_less_motion_the_cursor_stands_at_each_stop() {
    let mut screen = Screen::waiting_at(&[130]);
    screen.playback.motion = Motion::Stepwise(Duration::ZERO);
    screen.after(Toggle);
    let mut stops = vec![screen.playback.cursor];
    let mut frames = 0;
    while screen.playback.status == PlayStatus::Playing {
        screen.playback.advance(&screen.track, FRAME, &screen.waits);
        frames += 1;
        if stops.last() != Some(&screen.playback.cursor) {
            stops.push(screen.playback.cursor);
        }
    }
    assert_eq!(stops, [0, 80, 100, 120, 130].map(ms));
    assert_eq!(screen.playback.status, PlayStatus::Waiting);
    // 1.2 seconds for each of the four steps.
    assert!((296..=304).contains(&frames), "{frames}");
}

/// A flash is a change there and back: three of them in a second are six steps.
#[test]
fn with_less_motion_nothing_flashes_even_at_full_speed() {
    let mut screen = Screen::at(0);
    screen.playback.motion = Motion::Stepwise(Duration::ZERO);
    screen.playback.speed = Speed::Quadruple;
    screen.after(Toggle);
    let mut steps = Vec::new();
    let mut passed = Duration::ZERO;
    while screen.playback.status == PlayStatus::Playing {
        let before = screen.playback.cursor;
        screen.playback.advance(&screen.track, FRAME, &screen.waits);
        passed = passed + FRAME;
        if screen.playback.cursor != before {
            steps.push(passed);
        }
    }
    assert!(steps.len() > 7);
    let within_a_second = |first: &Duration| {
        let near = |it: &&Duration| *it >= first && **it < *first + Duration::from_secs(1);
        steps.iter().filter(near).count()
    };
    assert!(steps.iter().all(|first| within_a_second(first) <= 6));
}

#[test]
fn state_changes_can_be_sought() {
    let mut screen = Screen::at(0);
    let there = [80, 100, 150, 200, 250, 420, 470].map(ms);
    for expected in there {
        assert_eq!(screen.after(NextStateChange), expected);
    }
    for expected in there.iter().rev().skip(1) {
        assert_eq!(screen.after(PreviousStateChange), *expected);
    }
    assert_eq!(screen.after(PreviousStateChange), Instant::ZERO);
}

#[test]
fn frames_are_small_and_lead_back() {
    let mut screen = Screen::at(110);
    let there = screen.after(FrameForward);
    assert!(ms(110) < there && there < ms(120), "{there:?}");
    let back = screen.after(FrameBack);
    assert!(back.since(ms(109)) < Duration::from_millis(2), "{back:?}");
}

#[test]
fn the_bar_reaches_from_the_beginning_to_the_end() {
    let mut screen = Screen::at(110);
    assert_eq!(screen.after(Seek(0)), Instant::ZERO);
    assert_eq!(screen.after(Seek(10_000)), screen.timeline.end());
    assert_eq!(screen.after(Seek(u32::MAX)), screen.timeline.end());
    let places = (0..=100).map(|place| screen.after(Seek(place * 100)));
    assert!(places.is_sorted());
    assert_eq!(screen.after(Home), Instant::ZERO);
}

#[test]
fn moving_the_cursor_stops_the_play() {
    for command in [Pause, StepForward, Seek(500), NextStateChange] {
        let mut screen = Screen::at(110);
        screen.after(Toggle);
        screen.after(command);
        assert_eq!(screen.playback.status, PlayStatus::Paused, "{command:?}");
    }
}
