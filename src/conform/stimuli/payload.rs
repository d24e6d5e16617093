//! What was in the bytes that the programs sent. A call tells only how many there were; short segments tell what they
//! carried.

use super::super::trace::{Act, Side, SystemCall, Trace};
use super::in_words;
use std::collections::BTreeMap;

/// The bytes that each call sends; none for calls that send nothing. `socket_of` is the socket of each call. Bytes
/// that no segment tells of are made up.
pub(super) fn sent(trace: &Trace, socket_of: &[usize]) -> Vec<Vec<u8>> {
    let mut sent = vec![Vec::new(); trace.app.len()];
    for side in Side::ALL {
        let is_sending = |call: &SystemCall| call.side == side && length(call).is_some();
        let mut sockets: Vec<usize> = Vec::new();
        for (call, socket) in trace.app.iter().zip(socket_of) {
            if is_sending(call) && call.err.is_none() && !sockets.contains(socket) {
                sockets.push(*socket);
            }
        }
        // The first socket that sends is the end of the first connection that carries data, and so on.
        let streams = streams(trace, side);
        let mut streams = sockets.iter().zip(streams.iter()).collect::<Vec<_>>();
        let mut offsets = BTreeMap::new();
        for (place, call) in trace.app.iter().enumerate() {
            let Some(length) = length(call).filter(|_| call.side == side) else {
                continue;
            };
            let socket = socket_of[place];
            let stream = streams.iter_mut().find(|(of, _)| **of == socket);
            let from = *offsets.get(&socket).unwrap_or(&0);
            let to = from + length;
            let byte = |at| stream.as_ref().and_then(|(_, stream)| stream.get(&at));
            sent[place] = (from..to).map(|at| *byte(at).unwrap_or(&MADE_UP)).collect();
            offsets.insert(socket, to);
        }
    }
    sent
}

/// How many bytes a call was asked to send: `5 bytes`.
pub(super) fn length(call: &SystemCall) -> Option<i64> {
    let asked = call.arg.as_ref().filter(|_| call.call == "send")?;
    let number = in_words(asked).split_whitespace().next()?.parse::<u32>();
    let number = number.ok().filter(|number| *number <= MOST);
    number.map(i64::from)
}

/// What the segments of one side tell of its streams, by place in the stream: one stream for each connection that
/// carries data, in the order in which they do.
fn streams(trace: &Trace, side: Side) -> Vec<BTreeMap<i64, u8>> {
    let mut streams = Vec::new();
    for row in &trace.segments {
        let is_data = row.dir == side.outwards() && row.act != Act::Inject && row.len > 0;
        if !is_data {
            continue;
        }
        let connection = (row.conn.as_ref(), row.inc.unwrap_or(1));
        let place = streams
            .iter()
            .position(|(of, _)| *of == connection)
            .unwrap_or_else(|| {
                streams.push((connection, BTreeMap::new()));
                streams.len() - 1
            });
        let bytes = row.data.iter().flat_map(|data| data.bytes());
        for (at, byte) in (row.seq - 1..).zip(bytes) {
            streams[place].1.insert(at, byte);
        }
    }
    streams.into_iter().map(|(_, stream)| stream).collect()
}

/// More than this is no number of bytes to send in one call.
const MOST: u32 = 1 << 24;
/// What stands for a byte that no short segment carried.
const MADE_UP: u8 = b'.';
