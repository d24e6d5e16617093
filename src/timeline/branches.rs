//! The tree of runs. Acting in the past starts a branch; the branch left behind stays reachable.

use crate::simulation::{Command, Refusal, Scenario};
use crate::time::Instant;
use crate::timeline::Timeline;

/// All branches of a run, in the order in which they were begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branches {
    all: Vec<Branch>,
    current: usize,
}

/// One branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The branch it left, and when; none for the first.
    pub origin: Option<Origin>,
    /// Its run.
    pub timeline: Timeline,
    /// The furthest instant that the person has seen of it.
    pub seen: Instant,
}

/// Where a branch left another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The place of the branch it left.
    pub parent: usize,
    /// When it left it.
    pub at: Instant,
    /// What was done there; none if the person only asked for a branch.
    pub command: Option<Command>,
}

impl Branches {
    /// A tree of one branch, untouched and unseen.
    pub fn new(scenario: Scenario) -> Self {
        Self::of(Timeline::untouched(scenario))
    }

    /// A tree of one branch with this run. Whoever did something to it has seen it up to there.
    pub fn of(timeline: Timeline) -> Self {
        let commands = &timeline.recording().commands;
        let seen = commands.last().map_or(Instant::ZERO, |timed| timed.at);
        Self {
            all: vec![Branch {
                origin: None,
                timeline,
                seen,
            }],
            current: 0,
        }
    }

    /// The branch on the screen.
    pub fn current(&self) -> &Branch {
        &self.all[self.current]
    }

    /// Its place.
    pub const fn current_index(&self) -> usize {
        self.current
    }

    /// All branches.
    pub fn all(&self) -> &[Branch] {
        &self.all
    }

    /// Does `command` at `at`: in the past of what was seen this starts a branch, otherwise the branch grows.
    ///
    /// # Errors
    /// The simulation's reason for refusing; then nothing has changed.
    pub fn act(&mut self, at: Instant, command: Command) -> Result<(), Refusal> {
        let grown = self.current().timeline.acted(at, command.clone())?;
        if at < self.current().seen {
            self.push(grown, at, Some(command));
        } else {
            self.all[self.current].timeline = grown;
        }
        Ok(())
    }

    /// Does `command` at `at` in a branch of its own, however new to the person what it leaves behind is.
    ///
    /// # Errors
    /// The simulation's reason for refusing; then nothing has changed.
    pub fn act_aside(&mut self, at: Instant, command: Command) -> Result<(), Refusal> {
        let grown = self.current().timeline.acted(at, command.clone())?;
        self.push(grown, at, Some(command));
        Ok(())
    }

    /// Starts a branch at `at` without what was done later.
    ///
    /// # Panics
    /// Never: what was accepted once is accepted again.
    pub fn fork(&mut self, at: Instant) {
        let forked = self.current().timeline.recording().forked(at, None);
        let Ok(timeline) = Timeline::replay(forked) else {
            unreachable!("what was accepted once is accepted again")
        };
        self.push(timeline, at, None);
    }

    /// Goes to a branch; says whether there is one of that number.
    pub fn switch(&mut self, index: usize) -> bool {
        let exists = index < self.all.len();
        if exists {
            self.current = index;
        }
        exists
    }

    /// Notes that the person has now seen the current branch up to `at`.
    pub fn note_seen(&mut self, at: Instant) {
        let branch = &mut self.all[self.current];
        branch.seen = branch.seen.max(at);
    }

    fn push(&mut self, timeline: Timeline, at: Instant, command: Option<Command>) {
        let origin = Some(Origin {
            parent: self.current,
            at,
            command,
        });
        self.all.push(Branch {
            origin,
            timeline,
            seen: at,
        });
        self.current = self.all.len() - 1;
    }
}
