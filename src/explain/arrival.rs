//! What a segment that was accepted did *not* do: where it changes less than one may expect.

use crate::network::Packet;
use crate::simulation::{Event, EventId, EventKind, SocketSnapshot};
use crate::tcp::{Segment, SeqNumber, State};
use crate::timeline::{Flight, FlightEnd, Timeline};

/// Something that a reader may expect of an accepted segment, and that it does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// It acknowledges nothing that was not known before.
    NothingNew,
    /// It does not acknowledge the FIN that is out.
    FinNotCovered {
        /// How far the number of the FIN lies behind its ACK; zero for the ACK of everything before the FIN.
        short_by: u32,
    },
    /// The window that it offers leaves no room for what waits.
    WindowFull {
        /// SND.WND of the side that takes it, in bytes.
        wnd: u32,
        /// Bytes that wait for their first sending.
        waiting: u32,
    },
}

/// Where a segment falls short that arrived; nothing for one that is still on its way, was lost or was not accepted.
#[inline(never)]
pub fn shortfalls(timeline: &Timeline, flight: &Flight) -> Vec<Shortfall> {
    let mut found = Vec::new();
    let Packet::Tcp(content) = &flight.content else {
        return found;
    };
    let Some((arrival, own)) = taken(timeline, flight, content) else {
        return found;
    };
    if let Some(ack) = content
        .ack
        .filter(|_| !content.is_syn() && !content.is_rst())
    {
        match own.fin {
            Some(fin) if ack.is_before_or_at(fin) => {
                found.push(Shortfall::FinNotCovered {
                    short_by: ack.wrapping_distance_to(fin),
                });
            }
            _ if content.is_empty()
                && ack.is_before_or_at(own.una)
                && !opens(timeline, flight, content) =>
            {
                found.push(Shortfall::NothingNew);
            }
            _ => {}
        }
    }
    let hosts = &timeline.moment_at(arrival.at).hosts;
    let mut sockets = hosts[flight.from.other().index()].sockets.iter();
    let is_its = |socket: &&SocketSnapshot| {
        (socket.local, socket.remote) == (content.destination, content.source)
    };
    if let Some((wnd, waiting)) = sockets.find(is_its).and_then(full_window) {
        found.push(Shortfall::WindowFull { wnd, waiting });
    }
    found
}

/// What the side that takes a segment had sent in the same connection before, read off the log.
struct Own {
    una: SeqNumber,
    /// The number of its FIN, if that was out.
    fin: Option<SeqNumber>,
}

/// The arrival of `flight` and the receiver's side of the connection; none unless there was one, and it accepted.
fn taken<'a>(
    timeline: &'a Timeline,
    flight: &Flight,
    content: &Segment,
) -> Option<(&'a Event, Own)> {
    let Some(FlightEnd::Arrived { event: arrival, .. }) = flight.end else {
        return None;
    };
    let log = timeline.events();
    let effects = log[arrival.0 as usize..].iter();
    let mut effects = effects.take_while(|event| event.at == log[arrival.0 as usize].at);
    let is_refusal = |event: &Event| {
        event.cause == Some(arrival) && matches!(event.kind, EventKind::SegmentRejected { .. })
    };
    if effects.any(is_refusal) {
        return None;
    }
    let mut fin = None;
    for sent in timeline.flights().iter().rev() {
        let Packet::Tcp(back) = &sent.content else {
            continue;
        };
        let is_own = sent.from == flight.from.other()
            && sent.sent < arrival
            && (back.source, back.destination) == (content.destination, content.source)
            && matches!(
                log[sent.sent.0 as usize].kind,
                EventKind::SegmentSent { .. }
            );
        if !is_own {
            continue;
        }
        if back.is_fin() {
            fin = Some(back.seq + back.payload_len());
        }
        if back.is_syn() {
            let una = acknowledged(timeline, sent.sent, arrival).unwrap_or(back.seq);
            return Some((&log[arrival.0 as usize], Own { una, fin }));
        }
    }
    None
}

/// SND.UNA of the socket of the event `from`, as the last acknowledgment before `to` has left it.
fn acknowledged(timeline: &Timeline, from: EventId, to: EventId) -> Option<SeqNumber> {
    let log = &timeline.events()[from.0 as usize..to.0 as usize];
    let socket = log.first()?.socket;
    log.iter().rev().find_map(|event| match event.kind {
        EventKind::Acknowledged { up_to, .. } if event.socket == socket => Some(up_to),
        _ => None,
    })
}

/// Whether it tells another window than the segment from the same side that arrived before it.
fn opens(timeline: &Timeline, flight: &Flight, content: &Segment) -> bool {
    let mut before = timeline.flights().iter().rev().filter_map(|other| {
        let segment = other.content.segment()?;
        let is_earlier = other.from == flight.from
            && (segment.source, segment.destination) == (content.source, content.destination)
            && other.ended_at() <= flight.ended_at()
            && other.sent < flight.sent;
        is_earlier.then_some(segment)
    });
    before.next().is_some_and(|other| other.wnd != content.wnd)
}

/// SND.WND of a socket and the bytes that wait for their first sending, if there is no room for them.
pub fn full_window(socket: &SocketSnapshot) -> Option<(u32, u32)> {
    let snd = socket.tcb?.snd;
    let out = snd.una.wrapping_distance_to(snd.nxt);
    let waiting = socket.send_queue.saturating_sub(out);
    // During the handshake data waits for something else.
    let may_go = matches!(socket.state, State::Established | State::CloseWait);
    (may_go && waiting > 0 && out >= snd.wnd).then_some((snd.wnd, waiting))
}
