//! The tree of runs. Acting in the past starts a branch; the branch left behind stays reachable.

use crate::simulation::{Command, Refusal, Scenario, Variation};
use crate::time::Instant;
use crate::timeline::comparison::is_of_same_thing;
use crate::timeline::{Comparison, Lane, Lanes, Timeline};

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
    /// Its run, or the two that are compared in it.
    pub lanes: Lanes,
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
    /// What made it another one.
    pub turn: Turn,
}

/// What makes a branch another one than its parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The person asked for a branch.
    Forked,
    /// They did something.
    Commanded(Command),
    /// They had something about the scenario otherwise.
    Varied(Variation),
    /// They compared something, or stopped to.
    Compared(Option<Comparison>),
}

impl Branches {
    /// A tree of one branch, untouched and unseen.
    pub fn new(scenario: Scenario) -> Self {
        Self::of(Lanes::one(Timeline::untouched(scenario)))
    }

    /// A tree of one branch with these runs. Whoever did something to them has seen them up to there.
    pub fn of(lanes: Lanes) -> Self {
        Self {
            all: vec![Branch {
                origin: None,
                seen: last_act(&lanes),
                lanes,
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
        let grown = self.current().lanes.acted(at, command.clone())?;
        if at < self.current().seen {
            self.push(grown, at, Turn::Commanded(command));
        } else {
            self.all[self.current].lanes = grown;
        }
        Ok(())
    }

    /// Does `command` at `at` in a branch of its own, however new to the person what it leaves behind is.
    ///
    /// # Errors
    /// The simulation's reason for refusing; then nothing has changed.
    pub fn act_aside(&mut self, at: Instant, command: Command) -> Result<(), Refusal> {
        let grown = self.current().lanes.acted(at, command.clone())?;
        self.push(grown, at, Turn::Commanded(command));
        Ok(())
    }

    /// Starts a branch at `at` without what was done later.
    pub fn fork(&mut self, at: Instant) {
        let forked = self.current().lanes.forked(at);
        self.push(forked, at, Turn::Forked);
    }

    /// Goes to the branch with these runs; begins it at `at` if there is none. Who has the same thing otherwise once more,
    /// and has done nothing in between, changes their mind: that is no other branch.
    pub fn turn(&mut self, at: Instant, lanes: Lanes, turn: Turn) {
        let mut all = self.all.iter();
        if let Some(place) = all.position(|branch| branch.lanes.is_same_as(&lanes)) {
            self.current = place;
        } else if self.is_second_thought(&turn) {
            let branch = &mut self.all[self.current];
            branch.lanes = lanes;
            if let Some(origin) = &mut branch.origin {
                origin.turn = turn;
            }
        } else {
            self.push(lanes, at, turn);
        }
    }

    /// Whether the current branch differs from its parent in nothing but what `turn` has otherwise once more.
    fn is_second_thought(&self, turn: &Turn) -> bool {
        let branch = self.current();
        let (Some(origin), Turn::Varied(now)) = (&branch.origin, turn) else {
            return false;
        };
        let commands = |branch: &Branch| branch.lanes.focused().recording().commands.len();
        matches!(origin.turn, Turn::Varied(before) if is_of_same_thing(before, *now))
            && commands(branch) == commands(&self.all[origin.parent])
    }

    /// Turns to a lane of the current branch; says whether that is another one.
    pub fn focus_on(&mut self, lane: Lane) -> bool {
        self.all[self.current].lanes.focus_on(lane)
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

    fn push(&mut self, lanes: Lanes, at: Instant, turn: Turn) {
        let origin = Some(Origin {
            parent: self.current,
            at,
            turn,
        });
        self.all.push(Branch {
            origin,
            seen: at.max(last_act(&lanes)),
            lanes,
        });
        self.current = self.all.len() - 1;
    }
}

/// When something was last done to any of the runs.
fn last_act(lanes: &Lanes) -> Instant {
    let mut last = Instant::ZERO;
    for run in lanes.runs() {
        for timed in &run.recording().commands {
            last = last.max(timed.at);
        }
    }
    last
}
