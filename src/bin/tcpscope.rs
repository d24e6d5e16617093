//! `cargo tcpscope`: the lessons and their runs, for people and scripts without a browser.

mod conform;
mod fidelity;
mod pages;
mod pictures;
mod run;

use clap::{Parser, Subcommand};
use conform::Conform;
use fidelity::Fidelity;
use pages::Rendered;
use pictures::Stills;
use run::Run;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;
use tcpscope::document::Page;
use tcpscope::guide;
use tcpscope::i18n::Lang;
use tcpscope::lesson::LessonId;
use tcpscope::myths;
use tcpscope::view_model::title;

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
    /// Print a lesson's run, or that of a link, as a ladder of text.
    ///
    /// A segment's number is the one that stands before it in the ladder; it counts in the run as it has become by
    /// everything done to earlier segments.
    Run(Box<Run>),
    /// Run what a real kernel was given in recorded runs, and compare what comes out.
    ///
    /// Prints a line for each trace: `same`, or the first difference. Fails if one differs without a known reason.
    Conform(Conform),
    /// Write the fidelity page anew: its tables from the machine, then the pages for the browser.
    Fidelity(Fidelity),
    /// Write the page of claims anew, from the runs that decide them.
    Myths(Rendered),
    /// Draw a still of each lesson in each language, for the page to show before it runs.
    Stills(Stills),
    /// Write the embedding guide anew, with its examples from the code that makes them.
    Guide(Rendered),
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
        let is_well = match self {
            Self::Lessons => list_lessons(out).map(|()| true)?,
            Self::Run(run) => run.perform(out).map(|()| true)?,
            Self::Stills(stills) => stills.run().map(|()| true)?,
            Self::Conform(conform) => conform.run(out)?,
            Self::Fidelity(fidelity) => fidelity.run(out)?,
            Self::Myths(pages) => pages.run(Page::Myths, myths::render, out)?,
            Self::Guide(pages) => pages.run(Page::Guide, guide::render, out)?,
        };
        out.flush()?;
        Ok(if is_well {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn list_lessons(out: &mut impl Write) -> io::Result<()> {
    for id in LessonId::ALL {
        let [en, zh] = [Lang::En, Lang::ZhHans].map(|lang| title(lang, id));
        writeln!(out, "{:<22}  {en:<40}  {zh}", id.name())?;
    }
    Ok(())
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "the languages are en and zh".to_owned())
}

/// The exit code for an order that makes no sense, the same as clap's.
const USAGE: u8 = 2;
