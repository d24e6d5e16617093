//! What the lesson asks the person to predict, and what became of the last prediction.

use crate::app_state::{Action, AppState, Graded, Selection};
use crate::i18n::{Lang, Text};
use crate::lesson::{Answer, Question, Reply, Sighting};
use crate::network::SegmentKind;
use crate::view_model::wording::{Phrase, kind_name, say, variation, verdict};

/// A question with its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The question.
    pub prompt: String,
    /// What to choose from: what each says, and whether the run will say so.
    pub choices: Vec<GuessChoice>,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuessChoice {
    /// `FIN-WAIT-2`.
    pub label: String,
    /// Whether it is the machine's own answer: for tests, not for the screen.
    pub is_right: bool,
    /// Chooses it.
    pub action: Action,
}

/// What became of a prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Whether it was right.
    pub is_right: bool,
    /// `Right: FIN-WAIT-2.`
    pub text: String,
    /// Asks why; none where nothing has happened.
    pub why: Option<Action>,
}

impl Guess {
    /// What is asked now.
    pub(super) fn of(state: &AppState) -> Option<Self> {
        let asked = state.asked()?;
        let lang = state.lang();
        let mut choices = Vec::new();
        for choice in asked.choices {
            choices.push(GuessChoice {
                label: answer(lang, choice),
                is_right: choice == asked.truth.answer,
                action: Action::Predict(Some(choice)),
            });
        }
        let mut prompt = prompt(lang, asked.question, asked.sighting).done();
        if let Some(compared) = state.lanes().comparison() {
            let variant = variation(lang, compared.of(state.lanes().focus()));
            prompt = [&variant, " · ", &prompt].concat();
        }
        Some(Self { prompt, choices })
    }
}

impl Grade {
    /// What became of the last prediction.
    pub(super) fn of(state: &AppState) -> Option<Self> {
        let graded = state.graded()?;
        Some(Self::told(state.lang(), graded))
    }

    #[inline(never)]
    fn told(lang: Lang, graded: Graded) -> Self {
        let is_right = graded.choice == graded.truth.answer;
        let text = if is_right {
            Text::PanelLessonRight
        } else {
            Text::PanelLessonWrong
        };
        let text = say(lang, text)
            .slot("choice", answer(lang, graded.choice))
            .slot("answer", answer(lang, graded.truth.answer));
        Self {
            is_right,
            text: text.done(),
            why: why(graded),
        }
    }
}

/// Asks why it was so; nothing is to be asked of what one thinks.
fn why(graded: Graded) -> Option<Action> {
    let truth = graded.truth;
    let selection = match (graded.question, truth.event) {
        (Question::Verdict(_), _) => return None,
        (_, Some(event)) => Selection::Event(event),
        (_, None) => Selection::Silence(truth.at),
    };
    Some(Action::Ask(selection))
}

fn prompt(lang: Lang, question: Question, sighting: Sighting) -> Phrase {
    match question {
        Question::NextState(host) => say(lang, Text::PanelLessonAskState).host(host),
        Question::Answer(host) => say(lang, Text::PanelLessonAskAnswer)
            .host(host)
            .slot("segment", super::segment(sighting)),
        Question::ResendAfter(host) => say(lang, Text::PanelLessonAskResend).host(host),
        Question::Verdict(_) => say(lang, Text::PanelLessonAskVerdict),
    }
}

fn answer(lang: Lang, answer: Answer) -> String {
    match answer {
        Answer::Goes(state) => state.to_string(),
        Answer::Stays(state) => say(lang, Text::PanelLessonStays)
            .slot("state", state)
            .done(),
        Answer::Replies(Reply::SynAck) => "SYN,ACK".to_owned(),
        Answer::Replies(reply) => kind_name(lang, kind(reply)).to_owned(),
        Answer::Silence => lang.owned(Text::PanelLessonSilence),
        Answer::After(span) => span.to_string(),
        Answer::Never => lang.owned(Text::PanelLessonNever),
        Answer::Thinks(thought) => verdict(lang, thought).to_owned(),
    }
}

const fn kind(reply: Reply) -> SegmentKind {
    match reply {
        Reply::Syn | Reply::SynAck => SegmentKind::Syn,
        Reply::Ack => SegmentKind::Ack,
        Reply::Data => SegmentKind::Data,
        Reply::Fin => SegmentKind::Fin,
        Reply::Rst => SegmentKind::Rst,
    }
}
