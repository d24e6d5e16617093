//! Real time for the simulation: one loop, and only while something moves.

use crate::time::Duration;
use gloo_render::{AnimationFrame, request_animation_frame};
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use yew::Callback;

/// Emits how much real time went by, frame by frame. A hidden tab gets no frames, so the loop rests there by itself.
#[derive(Debug)]
pub(crate) struct Ticker {
    on_tick: Callback<Duration>,
    pending: Option<Pending>,
    /// The last frame's timestamp, in the clock of `performance.now()`.
    last: Rc<Cell<Option<f64>>>,
}

/// What will wake us next; dropping it cancels it.
#[derive(Debug)]
enum Pending {
    Frame { _handle: AnimationFrame },
    Rest { _handle: Timeout },
}

impl Ticker {
    /// A longer pause than this was not watched: a debugger, a sleeping laptop, a tab in the background.
    const LONGEST_MS: f64 = 100.0;
    /// The pace of discrete steps for readers whom motion disturbs.
    const REST_MS: u32 = 100;

    /// A ticker that stands still.
    pub(crate) fn new(on_tick: Callback<Duration>) -> Self {
        Self {
            on_tick,
            pending: None,
            last: Rc::default(),
        }
    }

    /// Asks for the next tick if something moves, and rests if not. To be called after each change of the state;
    /// asking twice is asking once.
    pub(crate) fn run(&mut self, is_moving: bool, reduced_motion: bool) {
        if !is_moving {
            self.pending = None;
            self.last.set(None);
        } else if self.pending.is_none() {
            self.pending = Some(if reduced_motion {
                self.rest()
            } else {
                self.frame()
            });
        }
    }

    /// A tick has come: the next one may be asked for.
    pub(crate) fn ticked(&mut self) {
        self.pending = None;
    }

    fn frame(&self) -> Pending {
        let (on_tick, last) = (self.on_tick.clone(), Rc::clone(&self.last));
        Pending::Frame {
            _handle: request_animation_frame(move |now| {
                // The first frame has nothing to measure from.
                let before = last.replace(Some(now)).unwrap_or(now);
                on_tick.emit(elapsed(now - before));
            }),
        }
    }

    fn rest(&self) -> Pending {
        let on_tick = self.on_tick.clone();
        Pending::Rest {
            _handle: Timeout::new(Self::REST_MS, move || {
                on_tick.emit(elapsed(f64::from(Self::REST_MS)));
            }),
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=100 ms on the line itself"
)]
fn elapsed(ms: f64) -> Duration {
    Duration::from_micros((ms.clamp(0.0, Ticker::LONGEST_MS) * 1_000.0) as u64)
}
