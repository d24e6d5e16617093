//! Predictions: what a lesson asks, what the person has said, and what became of it. All is read off the run on the
//! screen, so it is right in every branch.

use crate::app_state::AppState;
use crate::lesson::{Answer, Question, Sighting, Truth};
use crate::time::Instant;
use crate::timeline::PlayStatus;

/// What the person said at a step of the open part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prediction {
    step: usize,
    /// None if they would not say.
    choice: Option<Answer>,
    /// What the run said when the answer came; then it is in the score, however the run is formed anew.
    truth: Option<Answer>,
}

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is asked.
    pub question: Question,
    /// The step.
    pub sighting: Sighting,
    /// What there is to choose from.
    pub choices: Vec<Answer>,
    /// What the run will say.
    pub truth: Truth,
}

/// A prediction whose answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graded {
    /// What was asked.
    pub question: Question,
    /// What the person said.
    pub choice: Answer,
    /// What the run said.
    pub truth: Truth,
}

impl AppState {
    /// What the present step asks, as long as it is neither answered nor past.
    pub fn asked(&self) -> Option<Asked> {
        let (step, sighting) = self.step()?;
        let (question, truth) = self.open_question(step, sighting)?;
        let is_open = truth.at > self.playback.cursor || is_claim(question);
        is_open.then(|| Asked {
            question,
            sighting,
            choices: question.choices(self.timeline(), sighting, truth.answer),
            truth,
        })
    }

    /// The last prediction whose answer has come by now. In a run that answers otherwise there is nothing to say of it.
    #[inline(never)]
    pub fn graded(&self) -> Option<Graded> {
        let now = self.playback.cursor;
        let mut graded = None;
        for prediction in &self.predictions {
            let Some((sighting, question, truth)) = self.truth(prediction.step) else {
                continue;
            };
            if let Some(choice) = prediction.choice
                && sighting.at <= now
                && truth.at <= now
                && prediction.truth == Some(truth.answer)
            {
                graded = Some(Graded {
                    question,
                    choice,
                    truth,
                });
            }
        }
        graded
    }

    /// Takes the person's answer to what the present step asks; none if they would not say. Playback goes on, unless the
    /// step has something to try as well.
    #[inline(never)]
    pub(super) fn predict(&mut self, choice: Option<Answer>) {
        let Some((step, _)) = self.step().filter(|_| self.asked().is_some()) else {
            return;
        };
        self.predictions.push(Prediction {
            step,
            choice,
            truth: None,
        });
        self.wait_anew();
        if !self.place.part().steps[step].waits {
            self.playback.status = PlayStatus::Playing;
        }
        self.count_predictions();
    }

    /// Asks for predictions from now on, or not.
    #[inline(never)]
    pub(super) fn set_predicts(&mut self, predicts: bool) {
        self.learner.predicts = predicts;
        self.wait_anew();
        let stands_to_be_asked = self.playback.status == PlayStatus::Waiting
            && !self.waits.contains(&self.playback.cursor);
        if stands_to_be_asked {
            self.playback.status = PlayStatus::Playing;
        }
    }

    /// Works out anew where playback waits: at questions that are open, and where the lesson says so.
    pub(super) fn wait_anew(&mut self) {
        let mut asking = Vec::new();
        for (step, sighting) in self.sightings.iter().enumerate() {
            if let Some(sighting) = sighting
                && self.open_question(step, *sighting).is_some()
            {
                asking.push(step);
            }
        }
        self.waits = if self.tells_lesson() {
            self.place.part().waits(&self.sightings, &asking)
        } else {
            // Nobody would know what for.
            Vec::new()
        };
    }

    /// Puts into the score what has been answered by now.
    pub(super) fn count_predictions(&mut self) {
        for place in 0..self.predictions.len() {
            let prediction = self.predictions[place];
            let truth = self.truth(prediction.step).map(|(_, _, truth)| truth);
            if let (Some(choice), Some(truth)) = (prediction.choice, truth)
                && prediction.truth.is_none()
                && truth.at <= self.playback.cursor
            {
                self.predictions[place].truth = Some(truth.answer);
                self.learner.note(choice == truth.answer);
            }
        }
    }

    /// What a step asks that the person has not been asked before.
    fn open_question(&self, step: usize, sighting: Sighting) -> Option<(Question, Truth)> {
        let is_answered = self.predictions.iter().any(|it| it.step == step);
        let (_, question, truth) = self.truth(step)?;
        let is_open = truth.at > sighting.at || is_claim(question);
        let is_open = is_open && !self.is_yet_to_act(step, sighting);
        (self.learner.predicts && self.tells_lesson() && !is_answered && is_open)
            .then_some((question, truth))
    }

    /// Whether a step has something to do that would change the answer, and it is not done yet.
    fn is_yet_to_act(&self, step: usize, sighting: Sighting) -> bool {
        let offers = self.place.part().steps[step].offers;
        let changes = offers.iter().any(|deed| deed.is_command());
        let mut commands = self.timeline().recording().commands.iter();
        changes && !commands.any(|timed| timed.at >= sighting.at)
    }

    fn truth(&self, step: usize) -> Option<(Sighting, Question, Truth)> {
        let question = self.place.part().steps.get(step)?.asks?;
        let sighting = (*self.sightings.get(step)?)?;
        let begun = self.sightings.iter().flatten().map(|sighting| sighting.at);
        let ends = begun.max().unwrap_or(Instant::ZERO);
        Some((
            sighting,
            question,
            question.truth(self.timeline(), sighting, ends),
        ))
    }
}

/// Whether a question is about a claim: it can be asked when all has been seen, too.
const fn is_claim(question: Question) -> bool {
    matches!(question, Question::Verdict(_))
}
