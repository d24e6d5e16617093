//! A run kept over a reload of the page: what came before a crash is not lost.

use crate::app_state::{AppState, Notice};
use crate::lesson::{self, LessonId};
use crate::time::Instant;
use crate::timeline::{PlayStatus, Recording, Timeline};
use serde::{Deserialize, Serialize};

/// What is kept. Positional: a changed shape needs a new version.
#[derive(Serialize, Deserialize)]
struct Saved {
    version: u8,
    lesson: LessonId,
    recording: Recording,
    cursor: Instant,
}

const VERSION: u8 = 1;

impl AppState {
    /// The run on the screen as bytes for [`restore`](Self::restore).
    ///
    /// # Panics
    /// Never: plain data always serializes.
    pub fn saved(&self) -> Vec<u8> {
        let saved = Saved {
            version: VERSION,
            lesson: self.lesson.id,
            recording: self.timeline().recording().clone(),
            cursor: self.playback.cursor,
        };
        postcard::to_allocvec(&saved).expect("plain data serializes")
    }

    /// Shows a saved run, paused where it was; says so if the bytes cannot be read, and changes nothing then.
    pub fn restore(&mut self, bytes: &[u8]) {
        let saved = postcard::from_bytes::<Saved>(bytes)
            .ok()
            .filter(|saved| saved.version == VERSION);
        let replayed = saved.and_then(|saved| {
            let timeline = Timeline::replay(saved.recording).ok()?;
            Some((saved.lesson, timeline, saved.cursor))
        });
        let Some((id, timeline, cursor)) = replayed else {
            self.notice = Some(Notice::UnreadableRun);
            return;
        };
        self.lesson = lesson::lesson(id);
        let cursor = cursor.min(timeline.end());
        self.open(timeline);
        self.branches.note_seen(cursor);
        self.playback.cursor = cursor;
        self.playback.status = PlayStatus::Paused;
    }
}
