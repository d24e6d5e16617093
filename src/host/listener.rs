//! What `listen()` does: a SYN at the port makes a child, which waits half-open for the rest of the handshake and then
//! for `accept()`. The listener itself never leaves LISTEN.

use crate::host::event::Queue;
use crate::host::socket::{Owner, Socket};
use crate::host::table::Place;
use crate::host::{Host, SocketId};
use crate::tcp::{Connection, Segment, SocketPair, State};
use crate::time::Instant;
use std::collections::VecDeque;

/// The two queues of a listening socket.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listener {
    backlog: u32,
    half_open: Vec<SocketId>,
    complete: VecDeque<SocketId>,
}

impl Listener {
    pub(super) const fn new(backlog: u32) -> Self {
        Self {
            backlog,
            half_open: Vec::new(),
            complete: VecDeque::new(),
        }
    }

    /// How many connections may wait, less one: as everywhere, `listen(0)` still lets one in.
    pub fn backlog(&self) -> u32 {
        self.backlog
    }

    /// The children whose handshake is not over, in the order of their SYNs.
    pub fn half_open(&self) -> &[SocketId] {
        &self.half_open
    }

    /// The children that wait for `accept()`, in the order in which they were established.
    pub const fn complete(&self) -> &VecDeque<SocketId> {
        &self.complete
    }

    pub(super) const fn set_backlog(&mut self, backlog: u32) {
        self.backlog = backlog;
    }

    /// The queue that has no room for another child, if one has none.
    fn full_queue(&self) -> Option<Queue> {
        let is_full = |len: usize| len > self.backlog as usize;
        if is_full(self.half_open.len()) {
            Some(Queue::Syn)
        } else {
            is_full(self.complete.len()).then_some(Queue::Accept)
        }
    }

    fn has_room_to_accept(&self) -> bool {
        self.complete.len() <= self.backlog as usize
    }

    pub(super) fn next_complete(&mut self) -> Option<SocketId> {
        self.complete.pop_front()
    }

    fn forget(&mut self, child: SocketId) {
        self.half_open.retain(|other| *other != child);
    }
}

impl Host {
    /// A segment for a port on which somebody listens, and for none of the connections there.
    pub(super) fn on_segment_listening(
        &mut self,
        now: Instant,
        listener: SocketId,
        pair: SocketPair,
        segment: &Segment,
    ) {
        let is_call = segment.is_syn() && segment.ack.is_none();
        if is_call && let Some(queue) = self.listener(listener).and_then(Listener::full_queue) {
            return self.overflow(listener, queue);
        }
        let mut child = self.passive(pair, now);
        child.on_segment(now, segment);
        if child.state() != State::SynReceived {
            return self.report(Some(listener), &mut child);
        }
        let options = self
            .table
            .get(listener)
            .map(|socket| socket.options)
            .unwrap_or_default();
        let child = Socket::new(child, options, Owner::Listener(listener));
        let child = self.table.insert(child, Place::Pair(pair));
        if let Some(queues) = self.listener_mut(listener) {
            queues.half_open.push(child);
        }
        self.settle(child, State::Listen);
    }

    /// Whether `segment` would end the handshake of a child for which the accept queue has no room. Then it does not.
    pub(super) fn overflows(&mut self, now: Instant, child: SocketId, segment: &Segment) -> bool {
        let Some(socket) = self.table.get(child) else {
            return false;
        };
        let (Owner::Listener(listener), State::SynReceived) = (socket.owner, socket.state()) else {
            return false;
        };
        let is_last = !segment.is_rst()
            && segment.ack.is_some()
            && segment.ack == socket.connection.tcb().map(|tcb| tcb.snd.nxt);
        let has_room = self
            .listener(listener)
            .is_none_or(Listener::has_room_to_accept);
        if !is_last || has_room {
            return false;
        }
        self.overflow(listener, Queue::Accept);
        if self.settings.abort_on_overflow {
            self.drive(child, |connection| connection.abort(now).is_ok());
        }
        true
    }

    /// A child in a listener's queue has changed its state.
    pub(super) fn on_child(&mut self, child: SocketId, listener: SocketId, state: State) {
        let Some(queues) = self.listener_mut(listener) else {
            return;
        };
        match state {
            State::SynReceived => {}
            State::Listen | State::Closed => {
                queues.forget(child);
                self.table.remove(child);
            }
            _ => {
                queues.forget(child);
                queues.complete.push_back(child);
                self.woken.push(listener);
            }
        }
    }

    /// Stops listening. Who waits half-open is forgotten, who waits for `accept()` is reset.
    pub(super) fn close_listener(&mut self, now: Instant, id: SocketId) {
        let Some(queues) = self.table.get_mut(id).and_then(|it| it.listener.take()) else {
            return;
        };
        for child in queues.half_open {
            self.forget(child);
        }
        for child in queues.complete {
            if let Some(socket) = self.table.get_mut(child) {
                socket.owner = Owner::Nobody;
            }
            self.drive(child, |connection| connection.abort(now).is_ok());
        }
        self.drive(id, |connection| connection.close(now).is_ok());
    }

    /// A connection that waits to be called by `pair.remote`.
    fn passive(&self, pair: SocketPair, now: Instant) -> Connection {
        let mut connection = Connection::new(pair, self.settings.tcp.clone());
        let opened = connection.open_passive(self.iss(now, pair));
        debug_assert!(opened.is_ok(), "a new connection can be opened");
        // That somebody listens here is no news.
        connection.take_events();
        connection
    }

    fn listener(&self, id: SocketId) -> Option<&Listener> {
        self.table.get(id)?.listener.as_deref()
    }

    fn listener_mut(&mut self, id: SocketId) -> Option<&mut Listener> {
        self.table.get_mut(id)?.listener.as_deref_mut()
    }
}
