//! How high the page would like to be: told when it differs enough, and not too often, so that a page that follows it is
//! not led around in circles.

use crate::remote::Report;

/// What was told of the height.
#[derive(Clone, Debug)]
pub struct Height {
    told: u32,
    /// What was measured while nothing could be told.
    waiting: Option<u32>,
    is_resting: bool,
}

impl Height {
    /// A difference that is none, in pixels.
    const TOLERANCE: u32 = 4;
    /// How long to rest after each report, in the person's time.
    pub const REST_MS: u32 = 100;

    /// A height that has been told.
    pub const fn told(told: u32) -> Self {
        Self {
            told,
            waiting: None,
            is_resting: false,
        }
    }

    /// The page is so high now. After a report there must be a rest: then [`rested`](Self::rested) is to be called.
    pub fn measured(&mut self, height: u32) -> Option<Report> {
        if self.is_resting {
            self.waiting = Some(height);
            return None;
        }
        if height.abs_diff(self.told) < Self::TOLERANCE {
            return None;
        }
        self.told = height;
        self.is_resting = true;
        Some(Report::Resize { height })
    }

    /// The rest is over.
    pub fn rested(&mut self) -> Option<Report> {
        self.is_resting = false;
        let height = self.waiting.take()?;
        self.measured(height)
    }
}
