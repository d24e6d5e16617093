//! A host's program as its listing shows it.

use crate::i18n::{Lang, Text};
use crate::simulation::{
    CallOutcome, CloseTime, HostId, HostSnapshot, Line, ProgramStatus, Protocol,
};
use crate::timeline::Timeline;
use crate::view_model::wording::bytes_literal;
use crate::view_model::{LineStatus, ProgramLine};

/// The file's name.
pub(super) const fn title(host: HostId) -> &'static str {
    match host {
        HostId::Client => "client.py",
        HostId::Server => "server.py",
    }
}

/// The lines, each with where the program is with it and what came of it. A loop has its head above it and is indented.
pub(super) fn lines(
    lang: Lang,
    timeline: &Timeline,
    host: HostId,
    snapshot: &HostSnapshot,
) -> Vec<ProgramLine> {
    let program = timeline.recording().scenario.program(host);
    let (lines, protocol) = (&program.lines, program.protocol());
    let is_repeat = |line: &Line| matches!(line, Line::Repeat { .. });
    let last = lines.iter().rposition(|line| !is_repeat(line));
    let mut listing = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let status = status(place, last, line, snapshot);
        let mut indent = String::new();
        // The outer of two loops ends later.
        for repeat in lines[place + 1..].iter().rev() {
            let Line::Repeat { from, .. } = *repeat else {
                continue;
            };
            if usize::from(from) == place {
                let code = indent.clone() + &repeat.code(host, protocol);
                listing.push(head(code, status));
            }
            if usize::from(from) <= place {
                indent += "    ";
            }
        }
        if !is_repeat(line) {
            listing.push(ProgramLine {
                code: indent + &code(host, protocol, line, snapshot.closes),
                note: note(lang, line, status, snapshot, place),
                status,
            });
        }
    }
    listing
}

/// The line above a loop whose first line stands there.
#[inline(never)]
fn head(code: String, first: LineStatus) -> ProgramLine {
    let is_ahead = matches!(first, LineStatus::Ahead | LineStatus::Skipped);
    ProgramLine {
        code,
        note: String::new(),
        status: if is_ahead {
            LineStatus::Ahead
        } else {
            LineStatus::Done
        },
    }
}

fn code(host: HostId, protocol: Protocol, line: &Line, closes: CloseTime) -> String {
    let code = line.code(host, protocol);
    match closes {
        CloseTime::After(wait) if line.is_close() && !wait.is_zero() => {
            format!("{}; {code}", Line::Wait(wait).code(host, protocol))
        }
        _ => code,
    }
}

fn status(place: usize, last: Option<usize>, line: &Line, snapshot: &HostSnapshot) -> LineStatus {
    let is_left_out = line.is_close() && matches!(snapshot.outcomes.get(place), Some(None));
    let (current, at_current) = match snapshot.program {
        _ if is_left_out => return LineStatus::Skipped,
        ProgramStatus::Ended if Some(place) == last => return LineStatus::Last,
        ProgramStatus::Ended => return LineStatus::Done,
        ProgramStatus::Ready { line, .. } if place + 1 == usize::from(line) => {
            return LineStatus::Last;
        }
        ProgramStatus::Ready { line, .. } => (line, LineStatus::Ahead),
        ProgramStatus::Blocked { line } | ProgramStatus::Sleeping { line, .. } => {
            (line, LineStatus::Blocked)
        }
        ProgramStatus::Forgot { line } => (line, LineStatus::Skipped),
        ProgramStatus::Failed { line } => (line, LineStatus::Failed),
    };
    let status = match place.cmp(&usize::from(current)) {
        core::cmp::Ordering::Less => LineStatus::Done,
        core::cmp::Ordering::Equal => at_current,
        core::cmp::Ordering::Greater => LineStatus::Ahead,
    };
    match status {
        LineStatus::Ahead if line.is_close() && snapshot.closes == CloseTime::Never => {
            LineStatus::Skipped
        }
        status => status,
    }
}

fn note(
    lang: Lang,
    line: &Line,
    status: LineStatus,
    snapshot: &HostSnapshot,
    place: usize,
) -> String {
    let text = match (status, snapshot.program) {
        (LineStatus::Blocked, ProgramStatus::Sleeping { .. }) => Text::PanelNoteBusy,
        (LineStatus::Blocked, _) => Text::PanelNoteWaiting,
        (LineStatus::Skipped, _) => Text::PanelNoteForgotten,
        _ => match snapshot.outcomes.get(place) {
            Some(Some(CallOutcome::Data(data) | CallOutcome::DataFrom(data, _))) => {
                return bytes_literal(data);
            }
            Some(Some(CallOutcome::EndOfFile)) => return "b\"\" = EOF".to_owned(),
            Some(Some(CallOutcome::Failed(error))) => return error.to_string(),
            // The point of many a lesson: close() does not wait for anything.
            Some(Some(CallOutcome::Done)) if line.is_close() => Text::PanelNoteAtOnce,
            _ => return String::new(),
        },
    };
    lang.owned(text)
}
