//! `cargo tcpscope`: the lessons and their runs, for people and scripts without a browser.

mod conform;
mod fidelity;
mod guide;
mod myths;
mod pages;
mod pictures;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use conform::Conform;
use fidelity::Fidelity;
use guide::Guide;
use myths::Myths;
use pictures::{Pictures, Stills};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;
use tcpscope::i18n::{Lang, StateNames};
use tcpscope::lesson::{LessonId, lesson};
use tcpscope::network::{Intervention, SegmentId};
use tcpscope::rng::Permille;
use tcpscope::time::Duration;
use tcpscope::timeline::{Lanes, Timeline};
use tcpscope::view_model::title;
use tcpscope::view_model::wording::refusal;
use tcpscope::wire::{self, Order};

/// Open a TCP connection, watch it, break it.
#[derive(Parser)]
#[command(name = "tcpscope", version)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// List the lessons: a name for `run`, and the titles.
    Lessons,
    /// Print a lesson's run as a ladder of text.
    ///
    /// A segment's number is the one that stands before it in the ladder; it counts in the run as it has become by
    /// everything done to earlier segments.
    Run(Run),
    /// Run what a real kernel was given in recorded runs, and compare what comes out.
    ///
    /// Prints a line for each trace: `same`, or the first difference. Fails if one differs without a known reason.
    Conform(Conform),
    /// Write the fidelity page anew: its tables from the machine, then the pages for the browser.
    Fidelity(Fidelity),
    /// Write the page of claims anew, from the runs that decide them.
    Myths(Myths),
    /// Draw a still of each lesson in each language, for the page to show before it runs.
    Stills(Stills),
    /// Write the embedding guide anew, with its examples from the code that makes them.
    Guide(Guide),
}

#[derive(Args)]
#[command(override_usage = "tcpscope run <LESSON> [OPTIONS]")]
struct Run {
    /// The lesson's name.
    #[arg(value_parser = lesson_names())]
    lesson: LessonId,
    /// Lose segment N half way. Takes several, as `--drop 3 5` or `--drop 3 --drop 5`.
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',')]
    drop: Vec<u32>,
    /// Let segment N arrive MS milliseconds later. Takes several.
    #[arg(long, value_name = "N:MS", num_args = 1.., value_delimiter = ',', value_parser = delay)]
    delay: Vec<(u32, Duration)>,
    /// Let segment N arrive twice. Takes several.
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',')]
    duplicate: Vec<u32>,
    /// The language of the words: en or zh.
    #[arg(long, default_value = "en", value_parser = language)]
    lang: Lang,
    /// The spelling of the states: rfc or socket.
    #[arg(long, default_value = "rfc", value_parser = state_names)]
    states: StateNames,
    /// Print the log instead: JSON, one event a line, with its time in microseconds, its cause and its rule.
    #[arg(long)]
    events: bool,
    /// Another seed for initial sequence numbers and luck.
    #[arg(long)]
    seed: Option<u64>,
    /// The share of segments that luck loses, in per cent.
    #[arg(long, value_name = "PERCENT", value_parser = share)]
    loss: Option<Permille>,
    /// The time there and back, in milliseconds.
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u32).range(1..=120_000))]
    rtt: Option<u32>,
    #[command(flatten)]
    pictures: Pictures,
}

/// Why a task was not done to its end.
enum Failure {
    /// What was asked for makes no sense or cannot be done.
    Usage(String),
    /// The answer cannot be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    match Cli::parse().task.perform(&mut out) {
        Ok(code) => code,
        // Whoever reads has seen enough, as `head` has.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
        Err(Failure::Usage(error)) => {
            eprintln!("error: {error}");
            ExitCode::from(USAGE)
        }
    }
}

impl Task {
    fn perform(&self, out: &mut impl Write) -> Result<ExitCode, Failure> {
        let mut code = ExitCode::SUCCESS;
        match self {
            Self::Lessons => list_lessons(out)?,
            Self::Run(run) => run.perform(out)?,
            Self::Stills(stills) => stills.run()?,
            Self::Conform(conform) => {
                if !conform.run(out)? {
                    code = ExitCode::FAILURE;
                }
            }
            Self::Myths(myths) => {
                if !myths.run(out)? {
                    code = ExitCode::FAILURE;
                }
            }
            Self::Guide(guide) => {
                if !guide.run(out)? {
                    code = ExitCode::FAILURE;
                }
            }
            Self::Fidelity(fidelity) => {
                if !fidelity.run(out)? {
                    code = ExitCode::FAILURE;
                }
            }
        }
        out.flush()?;
        Ok(code)
    }
}

fn list_lessons(out: &mut impl Write) -> io::Result<()> {
    for id in LessonId::ALL {
        let [en, zh] = [Lang::En, Lang::ZhHans].map(|lang| title(lang, id));
        writeln!(out, "{:<22}  {en:<40}  {zh}", id.name())?;
    }
    Ok(())
}

impl Run {
    /// The lesson's run, with what the lesson does beforehand, and then with what is asked for.
    fn timeline(&self) -> Result<Timeline, Failure> {
        let mut recording = lesson(self.lesson).opening().recording().clone();
        let scenario = &mut recording.scenario;
        scenario.seed = self.seed.unwrap_or(scenario.seed);
        scenario.loss = self.loss.unwrap_or(scenario.loss);
        if let Some(ms) = self.rtt {
            scenario.one_way_delay = Duration::from_micros(u64::from(ms) * 500);
        }
        let timeline = Timeline::replay(recording)
            .map_err(|error| Failure::Usage(refusal(self.lang, error.refusal)))?;
        wire::carry_out(timeline, &self.orders())
            .map_err(|error| Failure::Usage(error.text(self.lang)))
    }

    /// Of the orders for one segment, its loss comes last: nothing can be done to it afterwards.
    fn orders(&self) -> Vec<Order> {
        let order = |segment, how| Order {
            segment: SegmentId(segment),
            how,
        };
        let delays = self
            .delay
            .iter()
            .map(|(n, by)| order(*n, Intervention::Delay(*by)));
        let copies = self
            .duplicate
            .iter()
            .map(|n| order(*n, Intervention::Duplicate));
        let losses = self.drop.iter().map(|n| order(*n, Intervention::Drop));
        delays.chain(copies).chain(losses).collect()
    }

    fn perform(&self, out: &mut impl Write) -> Result<(), Failure> {
        let timeline = self.timeline()?;
        let (lanes, title) = (Lanes::one(timeline.clone()), title(self.lang, self.lesson));
        if !self.pictures.write(lanes, self.lang, title, out)? {
            self.print(&timeline, out)?;
        }
        Ok(())
    }

    fn print(&self, timeline: &Timeline, out: &mut impl Write) -> io::Result<()> {
        if !self.events {
            let ladder = wire::text_ladder(timeline, self.lang);
            return out.write_all(self.states.spell_columns(&ladder).as_bytes());
        }
        for event in timeline.events() {
            serde_json::to_writer(&mut *out, event)?;
            writeln!(out)?;
        }
        Ok(())
    }
}

fn lesson_names() -> impl TypedValueParser<Value = LessonId> {
    PossibleValuesParser::new(LessonId::ALL.map(LessonId::name))
        .map(|name| LessonId::from_name(&name).expect("only names of lessons get here"))
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "the languages are en and zh".to_owned())
}

fn state_names(name: &str) -> Result<StateNames, String> {
    StateNames::from_name(name).ok_or_else(|| "the spellings are rfc and socket".to_owned())
}

fn delay(text: &str) -> Result<(u32, Duration), String> {
    let parsed = text
        .split_once(':')
        .and_then(|(n, ms)| Some((n.parse().ok()?, ms.parse::<u32>().ok()?)));
    let (n, ms) = parsed.ok_or("expected a segment and milliseconds, as in 4:200")?;
    Ok((n, Duration::from_millis(u64::from(ms))))
}

/// Per cent with at most one decimal.
fn share(text: &str) -> Result<Permille, String> {
    let (whole, tenths) = text.split_once('.').unwrap_or((text, "0"));
    let parsed = whole
        .parse::<Permille>()
        .ok()
        .zip(tenths.parse::<Permille>().ok());
    parsed
        .filter(|(whole, tenths)| *whole <= 100 && tenths.to_string().len() == 1 && *tenths <= 9)
        .map(|(whole, tenths)| whole * 10 + tenths)
        .filter(|share| *share <= 1_000)
        .ok_or_else(|| "expected 0 to 100, with at most one decimal".to_owned())
}

/// The exit code for an order that makes no sense, the same as clap's.
const USAGE: u8 = 2;
