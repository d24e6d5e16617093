//! `tcpscope run`: one run, as text or as a picture.

use crate::pictures::Pictures;
use crate::{Failure, language};
use clap::Args;
use std::fmt::Write as _;
use std::io::Write;
use tcpscope::i18n::{Lang, StateNames};
use tcpscope::lesson::{LessonId, Place};
use tcpscope::network::{Intervention, SegmentId};
use tcpscope::rng::Permille;
use tcpscope::share::{Address, Deed, Link, Opened};
use tcpscope::simulation::Command;
use tcpscope::time::Duration;
use tcpscope::timeline::{Lane, Lanes};
use tcpscope::view_model::title;
use tcpscope::view_model::wording::{problem, variation};
use tcpscope::wire;

#[derive(Args)]
#[command(override_usage = "tcpscope run <LESSON|LINK> [OPTIONS]")]
pub(crate) struct Run {
    /// The lesson's name; or a link, as `lesson=last_ack_lost&do=drop:11`, or a page's whole address.
    #[arg(value_name = "LESSON|LINK", value_parser = address)]
    address: Address,
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

impl Run {
    pub(crate) fn perform(&self, out: &mut impl Write) -> Result<(), Failure> {
        let lanes = self.lanes()?;
        let title = title(self.lang, self.address.run.place.lesson);
        if self.events {
            for event in lanes.focused().events() {
                serde_json::to_writer(&mut *out, event).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
        } else if !self
            .pictures
            .write(lanes.clone(), (self.lang, self.states), title, out)?
        {
            let text = self.states.spell_columns(&self.ladders(&lanes));
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// The runs, with what the lesson does beforehand, and then with what is asked for.
    fn lanes(&self) -> Result<Lanes, Failure> {
        let Address {
            mut run, problems, ..
        } = self.address.clone();
        let mut part = run.place.part().recording(run.profile);
        let scenario = &mut part.scenario;
        scenario.seed = self.seed.unwrap_or(scenario.seed);
        scenario.loss = self.loss.unwrap_or(scenario.loss);
        if let Some(ms) = self.rtt {
            scenario.one_way_delay = Duration::from_micros(u64::from(ms) * 500);
        }
        run.deeds.list.extend(self.deeds());
        let opened = run.open_from(part);
        let Opened {
            lanes,
            problems: more,
        } = opened;
        let problems = [problems, more].concat();
        let mut words = problems.iter().map(|it| problem(self.lang, it));
        let Some(mut complaint) = words.next() else {
            return Ok(lanes);
        };
        for words in words {
            complaint.push('\n');
            complaint.push_str(&words);
        }
        Err(Failure::Usage(complaint))
    }

    /// Of the deeds for one segment, its loss comes last: nothing can be done to it afterwards.
    fn deeds(&self) -> impl Iterator<Item = Deed> {
        let deed = |segment: &u32, how| Deed {
            command: Command::Interfere {
                segment: SegmentId(*segment),
                how,
            },
            at: None,
        };
        let delays = self.delay.iter();
        let delays = delays.map(move |(n, by)| deed(n, Intervention::Delay(*by)));
        let copies = self.duplicate.iter();
        let copies = copies.map(move |n| deed(n, Intervention::Duplicate));
        let losses = self.drop.iter().map(move |n| deed(n, Intervention::Drop));
        delays.chain(copies).chain(losses)
    }

    /// Each run; of two that are compared, each with what it has of its own above it.
    fn ladders(&self, lanes: &Lanes) -> String {
        let mut text = String::new();
        for (lane, run) in Lane::ALL.into_iter().zip(lanes.runs()) {
            if let Some(comparison) = lanes.comparison() {
                let gap = if text.is_empty() { "" } else { "\n" };
                let heading = variation(self.lang, comparison.of(lane));
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{gap}{heading}");
            }
            text.push_str(&wire::text_ladder(run, self.lang));
        }
        text
    }
}

/// A lesson's name, as it goes by itself; or a link, or a whole address.
fn address(text: &str) -> Result<Address, String> {
    if text.contains(['=', '#', '?']) {
        let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
        let address = match before.split_once('?') {
            Some((_, query)) => Address::parse(query, fragment),
            None if fragment.is_empty() => Address::parse("", before),
            None => Address::parse("", fragment),
        };
        return Ok(address);
    }
    let name = text.replace('-', "_");
    let Some(lesson) = LessonId::from_name(&name) else {
        let names = LessonId::ALL.map(LessonId::name);
        return Err(format!("the lessons are: {}", names.join(", ")));
    };
    let link = Link {
        comparison: None,
        ..Link::to(Place::first_of(lesson))
    };
    Ok(link.into())
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
