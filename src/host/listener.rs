//! What `listen()` does: a SYN at the port makes a child, which waits half-open for the rest of the handshake and then
//! for `accept()`. The listener itself never leaves LISTEN.

use crate::host::event::Queue;
use crate::host::settings::{Settings, SynCookies};
use crate::host::socket::{Owner, Socket};
use crate::host::table::Place;
use crate::host::{Host, SocketId, wake};
use crate::tcp::{Connection, Limit, Segment, SeqNumber, SocketPair, State, TcpEvent, Timer};
use crate::time::{Duration, Instant};

/// The two queues of a listening socket.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listener {
    backlog: u32,
    half_open: Vec<HalfOpen>,
    complete: Vec<SocketId>,
    /// When a SYN was last answered with a cookie.
    sent_cookie: Option<Instant>,
}

/// A child whose handshake is not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct HalfOpen {
    child: SocketId,
    /// How often its SYN,ACK has gone unanswered.
    timeouts: u8,
}

impl Listener {
    /// How long after the last cookie one may still come back.
    const COOKIES_COME_BACK: Duration = Duration::from_secs(120);

    pub(super) const fn new(backlog: u32) -> Self {
        Self {
            backlog,
            half_open: Vec::new(),
            complete: Vec::new(),
            sent_cookie: None,
        }
    }

    /// How many connections may wait, less one: as everywhere, `listen(0)` still lets one in.
    pub fn backlog(&self) -> u32 {
        self.backlog
    }

    /// How many children there are whose handshake is not over.
    pub fn half_open(&self) -> usize {
        self.half_open.len()
    }

    /// The children that wait for `accept()`, in the order in which they were established.
    pub fn complete(&self) -> &[SocketId] {
        &self.complete
    }

    pub(super) const fn set_backlog(&mut self, backlog: u32) {
        self.backlog = backlog;
    }

    pub(super) fn next_complete(&mut self) -> Option<SocketId> {
        (!self.complete.is_empty()).then(|| self.complete.remove(0))
    }

    /// What to do with a call.
    fn disposition(&self, settings: &Settings) -> Disposition {
        let len = self.half_open.len();
        let is_full = len > self.backlog as usize;
        let (most, cookies) = (settings.max_syn_backlog as usize, settings.syn_cookies);
        if is_full && cookies == SynCookies::Off {
            return Disposition::Drop(Queue::Syn);
        }
        if !self.has_room_to_accept() {
            return Disposition::Drop(Queue::Accept);
        }
        if is_full || cookies == SynCookies::Always {
            return Disposition::Cookie;
        }
        if cookies == SynCookies::Off && most.saturating_sub(len) < most / 4 {
            return Disposition::Drop(Queue::Syn);
        }
        Disposition::Remember
    }

    fn has_room_to_accept(&self) -> bool {
        self.complete.len() <= self.backlog as usize
    }

    fn expects_cookies(&self, now: Instant, settings: &Settings) -> bool {
        let is_recent = |sent: Instant| now.since(sent) < Self::COOKIES_COME_BACK;
        match settings.syn_cookies {
            SynCookies::Off => false,
            SynCookies::WhenFull => self.sent_cookie.is_some_and(is_recent),
            SynCookies::Always => true,
        }
    }

    fn forget(&mut self, child: SocketId) {
        self.half_open.retain(|other| other.child != child);
    }

    /// How often a SYN,ACK is sent again now, of at most `usual` times: while the queue is more than half full, room for
    /// the young is made by giving up the old sooner.
    fn patience(&self, usual: u8) -> u8 {
        let len = self.half_open.len();
        let mut patience = usual;
        if 2 * len > (self.backlog as usize).max(8) {
            let young = self.half_open.iter().filter(|it| it.timeouts == 0);
            let mut young = 2 * young.count();
            while patience > 2 && len >= young {
                patience -= 1;
                young *= 2;
            }
        }
        patience
    }
}

/// What to do with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disposition {
    Drop(Queue),
    Cookie,
    Remember,
}

impl Host {
    /// A segment for a port on which somebody listens, and for none of the connections there.
    pub(super) fn on_segment_listening(
        &mut self,
        now: Instant,
        listener: SocketId,
        segment: &Segment,
    ) {
        let pair = self.pair(segment.destination.port(), segment.source);
        if segment.is_syn() && segment.ack.is_none() {
            return self.on_call(now, listener, segment, self.iss(now, pair));
        }
        if self.on_cookie(now, listener, pair, segment) {
            return;
        }
        // What LISTEN does with all the rest does not depend on who it is from.
        if let Some(mut child) = self.passive(now, listener, pair, self.iss(now, pair)) {
            child.on_segment(now, segment);
            self.report(Some(listener), child.take_events());
        }
    }

    /// A SYN: makes a child that begins with `iss`, if there is room for one.
    pub(super) fn on_call(
        &mut self,
        now: Instant,
        listener: SocketId,
        syn: &Segment,
        iss: SeqNumber,
    ) {
        let pair = self.pair(syn.destination.port(), syn.source);
        let Some(queues) = self.listener(listener) else {
            return;
        };
        match queues.disposition(&self.settings) {
            Disposition::Drop(queue) => self.overflow(listener, queue),
            Disposition::Cookie => self.answer_with_cookie(now, listener, pair, syn),
            Disposition::Remember => {
                let Some(mut child) = self.passive(now, listener, pair, iss) else {
                    return;
                };
                child.on_segment(now, syn);
                if let Some(child) = self.adopt(listener, child) {
                    self.settle(child, State::Listen);
                }
            }
        }
    }

    /// Gives a listener a child, which has just been called.
    fn adopt(&mut self, listener: SocketId, child: Connection) -> Option<SocketId> {
        let options = self.table.get(listener)?.options;
        let place = Place::Pair(child.pair());
        let child = Socket::new(child, options, Owner::Listener(listener));
        let child = self.table.insert(child, place);
        if let Some(queues) = self.listener_mut(listener) {
            queues.half_open.push(HalfOpen { child, timeouts: 0 });
        }
        Some(child)
    }

    #[inline(never)]
    fn answer_with_cookie(
        &mut self,
        now: Instant,
        listener: SocketId,
        pair: SocketPair,
        syn: &Segment,
    ) {
        let cookie = self.cookie(now, pair, syn);
        let mut plain = syn.clone();
        plain.window_scale = None;
        let Some(mut child) = self.passive(now, listener, pair, cookie) else {
            return;
        };
        child.on_segment(now, &plain);
        // All that is left of the child is its answer.
        let mut events = child.take_events();
        keep(&mut events, &is_segment);
        self.report(Some(listener), events);
        if let Some(queues) = self.listener_mut(listener) {
            queues.sent_cookie = Some(now);
        }
    }

    /// Whether `segment` brings a cookie back: then the child is made that was not made before.
    #[inline(never)]
    fn on_cookie(
        &mut self,
        now: Instant,
        listener: SocketId,
        pair: SocketPair,
        segment: &Segment,
    ) -> bool {
        let Some(queues) = self.listener(listener) else {
            return false;
        };
        let has_room = queues.has_room_to_accept();
        let is_expected =
            !segment.is_syn() && !segment.is_rst() && queues.expects_cookies(now, &self.settings);
        let syn = self.syn_of_cookie(now, pair, segment);
        let Some((syn, cookie)) = syn.zip(segment.ack).filter(|_| is_expected) else {
            return false;
        };
        if !has_room {
            self.overflow(listener, Queue::Accept);
            return true;
        }
        let iss = cookie + u32::MAX;
        if let Some(mut called) = self.passive(now, listener, pair, iss) {
            called.on_segment(now, &syn);
            let mut events = called.take_events();
            // Its SYN,ACK went out long ago.
            keep(&mut events, &|event| !is_segment(event));
            if let Some(child) = self.adopt(listener, called) {
                self.report(Some(child), events);
                // It may be established already.
                self.settle(child, State::Listen);
                self.drive(child, |connection| connection.on_segment(now, segment));
            }
        }
        true
    }

    /// Gives up a half-open child whose timer has gone off, if the SYN queue is too full for more patience; says whether
    /// it did.
    pub(super) fn trims(&mut self, now: Instant, child: SocketId) -> bool {
        let Some(socket) = self.table.get(child) else {
            return false;
        };
        let is_due = socket
            .connection
            .timer(Timer::Retransmission)
            .is_some_and(|due| due <= now);
        let (Owner::Listener(listener), State::SynReceived, true) =
            (socket.owner, socket.state(), is_due)
        else {
            return false;
        };
        self.has_no_patience(listener, child)
    }

    /// Counts a timeout of a half-open child, and gives it up if that was one too many.
    #[inline(never)]
    fn has_no_patience(&mut self, listener: SocketId, child: SocketId) -> bool {
        let trims = self.settings.trims_syn_queue;
        let limit = self.settings.tcp.r2_syn_ack;
        let Some(queues) = self.listener_mut(listener) else {
            return false;
        };
        let patience = match limit {
            Limit::Retransmissions(usual) if trims => queues.patience(usual),
            _ => u8::MAX,
        };
        let Some(place) = queues.half_open.iter().position(|it| it.child == child) else {
            return false;
        };
        if queues.half_open[place].timeouts >= patience {
            queues.half_open.remove(place);
            self.forget(child);
            return true;
        }
        let timeouts = &mut queues.half_open[place].timeouts;
        *timeouts = timeouts.saturating_add(1);
        false
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
        self.turn_away(now, listener, child, segment);
        true
    }

    #[inline(never)]
    fn turn_away(&mut self, now: Instant, listener: SocketId, child: SocketId, segment: &Segment) {
        self.overflow(listener, Queue::Accept);
        if self.settings.abort_on_overflow {
            if let Some(queues) = self.listener_mut(listener) {
                queues.forget(child);
            }
            self.forget(child);
            self.on_segment_for_nobody(now, segment);
        }
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
                queues.complete.push(child);
                wake(&mut self.woken, listener);
            }
        }
    }

    /// Stops listening. Who waits half-open is forgotten, who waits for `accept()` is reset.
    pub(super) fn close_listener(&mut self, now: Instant, id: SocketId) {
        let Some(queues) = self.table.get_mut(id).and_then(|it| it.listener.take()) else {
            return;
        };
        for half_open in queues.half_open {
            self.forget(half_open.child);
        }
        for child in queues.complete {
            if let Some(socket) = self.table.get_mut(child) {
                socket.owner = Owner::Nobody;
            }
            self.drive(child, |connection| connection.abort(now).is_ok());
        }
        self.drive(id, |connection| connection.close(now).is_ok());
    }

    /// A connection of that pair that waits to be called, and will begin with `iss`.
    fn passive(
        &self,
        now: Instant,
        listener: SocketId,
        pair: SocketPair,
        iss: SeqNumber,
    ) -> Option<Connection> {
        let options = self.table.get(listener)?.options;
        let mut connection = self.connection(now, pair, options);
        connection.open_passive(iss).ok()?;
        // That somebody listens here is no news.
        connection.take_events();
        Some(connection)
    }

    fn listener(&self, id: SocketId) -> Option<&Listener> {
        self.table.get(id)?.listener.as_deref()
    }

    fn listener_mut(&mut self, id: SocketId) -> Option<&mut Listener> {
        self.table.get_mut(id)?.listener.as_deref_mut()
    }
}

/// Keeps the events that are wanted.
fn keep(events: &mut Vec<TcpEvent>, is_wanted: &dyn Fn(&TcpEvent) -> bool) {
    events.retain(is_wanted);
}

const fn is_segment(event: &TcpEvent) -> bool {
    matches!(event, TcpEvent::SegmentEmitted { .. })
}
