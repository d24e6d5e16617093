//! Notices what has changed since the page that holds this one was last told.

use crate::app_state::{AppState, Notice};
use crate::remote::Report;
use crate::remote::answer::in_words;
use crate::remote::fact::fact;
use crate::remote::report::Run;
use crate::simulation::Event;
use crate::time::{Duration, Instant};
use crate::timeline::PlayStatus;

/// What the page that holds this one knows.
#[derive(Clone, Debug)]
pub struct Reporter {
    run: Run,
    now: Now,
    /// How many events the cursor has passed, and the last of them.
    passed: usize,
    last: Option<Event>,
    /// How long, in the person's time, the cursor has moved without a word.
    silence: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Now {
    at: Instant,
    step: usize,
    is_playing: bool,
    is_over: bool,
}

impl Reporter {
    /// How often it is told that time passes, while it plays and nothing else happens.
    pub const PACE: Duration = Duration::from_millis(250);
    /// The most events told of after one leap of the cursor. Of more, the last ones are told.
    pub const LEAP: usize = 200;

    /// Begins; says first what it begins with.
    pub fn new(state: &AppState, height: u32) -> (Self, Vec<Report>) {
        let warnings = match state.notice() {
            Some(Notice::WrongLink(problems)) => in_words(state, problems),
            _ => Vec::new(),
        };
        let (run, now) = (run(state), Now::of(state));
        let ready = Report::Ready {
            run: run.clone(),
            lang: state.lang().tag(),
            height,
            warnings,
        };
        let passed = state.timeline().events_until(now.at);
        let reporter = Self {
            run,
            now,
            passed: passed.len(),
            last: passed.last().cloned(),
            silence: Duration::ZERO,
        };
        (reporter, vec![ready, now.report()])
    }

    /// What is news, when `elapsed` of the person's time has gone by since the last call.
    pub fn news(&mut self, state: &AppState, elapsed: Duration) -> Vec<Report> {
        let mut news = Vec::new();
        // In the passing of time the run stays what it is.
        if elapsed.is_zero() {
            let run = run(state);
            if run != self.run {
                news.push(Report::Run(run.clone()));
                self.run = run;
            }
        }
        self.tell_events(state, &mut news);
        self.silence = self.silence + elapsed;
        let (now, before) = (Now::of(state), self.now);
        let is_creeping = now.is_playing && before.is_playing && now.step == before.step;
        if now != before && !(is_creeping && self.silence < Self::PACE) {
            self.silence = Duration::ZERO;
            self.now = now;
            news.push(now.report());
            if now.is_over && !before.is_over {
                news.push(Report::Ended);
            }
        }
        news
    }

    /// Of another run nothing has been passed, and nothing on the way back.
    fn tell_events(&mut self, state: &AppState, news: &mut Vec<Report>) {
        let timeline = state.timeline();
        let passed = timeline.events_until(state.playback().cursor);
        let is_same = match self.passed.checked_sub(1) {
            None => true,
            Some(last) => passed.get(last) == self.last.as_ref(),
        };
        if passed.len() == self.passed && is_same {
            return;
        }
        if is_same {
            let first = self.passed.max(passed.len().saturating_sub(Self::LEAP));
            for event in &passed[first..] {
                news.push(Report::Event(fact(timeline, event, state.lang())));
            }
        }
        self.passed = passed.len();
        self.last = passed.last().cloned();
    }
}

impl Now {
    fn of(state: &AppState) -> Self {
        let playback = state.playback();
        let track = state.lanes().track();
        let is_playing = playback.status == PlayStatus::Playing;
        Self {
            at: playback.cursor,
            step: track.stop_index(playback.cursor),
            is_playing,
            is_over: !is_playing && playback.cursor >= track.end(),
        }
    }

    fn report(self) -> Report {
        Report::Time {
            t: self.at.into(),
            step: self.step,
            playing: self.is_playing,
        }
    }
}

fn run(state: &AppState) -> Run {
    let track = state.lanes().track();
    Run {
        lesson: state.place().lesson.name(),
        duration: track.end().into(),
        events: state.timeline().events().len(),
        steps: track.stops().len(),
    }
}
