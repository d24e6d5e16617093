//! A host's program as its listing shows it.

use crate::i18n::{Lang, Text};
use crate::simulation::{
    Call, CallOutcome, CloseTime, HostId, HostSnapshot, Line, Program, ProgramStatus, Protocol,
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

/// The lines, each with where the program is with it and what came of it.
pub(super) fn lines(
    lang: Lang,
    timeline: &Timeline,
    host: HostId,
    snapshot: &HostSnapshot,
) -> Vec<ProgramLine> {
    let program = timeline.recording().scenario.program(host);
    let (lines, protocol) = (&program.lines, program.protocol());
    let last = lines.len().saturating_sub(1);
    let line = |(place, line): (usize, &Line)| {
        let status = status(place, last, line, snapshot);
        ProgramLine {
            code: code(host, protocol, line, snapshot.closes),
            note: note(lang, line, status, snapshot, place),
            status,
        }
    };
    lines.iter().enumerate().map(line).collect()
}

fn code(host: HostId, protocol: Protocol, line: &Line, closes: CloseTime) -> String {
    let code = line.code(host, protocol);
    if is_close(line) && closes == CloseTime::Late {
        format!("time.sleep({}); {code}", Program::LATE.as_millis() / 1_000)
    } else {
        code
    }
}

fn status(place: usize, last: usize, line: &Line, snapshot: &HostSnapshot) -> LineStatus {
    let (current, at_current) = match snapshot.program {
        ProgramStatus::Ended if place == last => return LineStatus::Last,
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
        LineStatus::Ahead if is_close(line) && snapshot.closes == CloseTime::Never => {
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
            Some(CallOutcome::Data(data) | CallOutcome::DataFrom(data, _)) => {
                return bytes_literal(data);
            }
            Some(CallOutcome::EndOfFile) => return "b\"\" = EOF".to_owned(),
            Some(CallOutcome::Failed(error)) => return error.to_string(),
            // The point of many a lesson: close() does not wait for anything.
            Some(CallOutcome::Done) if is_close(line) => Text::PanelNoteAtOnce,
            _ => return String::new(),
        },
    };
    lang.owned(text)
}

fn is_close(line: &Line) -> bool {
    *line == Line::Call(Call::Close)
}
