//! The socket calls, one by one.

use crate::host::call::{Call, CallOutcome, Progress};
use crate::host::listener::Listener;
use crate::host::options::Options;
use crate::host::socket::{Owner, Socket};
use crate::host::table::Place;
use crate::host::{Host, SocketError, SocketId, SocketOption, is_calling, wake};
use crate::tcp::{CallError, Connection, Received, State, UserCall};
use crate::time::Instant;
use core::net::{Ipv4Addr, SocketAddrV4};

/// The peer of a socket that has none.
const NOBODY: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0);

impl Host {
    /// Makes a call on a socket; those that open one need none.
    pub fn call(&mut self, now: Instant, socket: Option<SocketId>, call: &Call) -> Progress {
        if matches!(call, Call::Socket) {
            return Progress::Returned(self.open_socket());
        }
        if matches!(call, Call::DatagramSocket) {
            return Progress::Returned(self.open_datagram_socket());
        }
        if let Some(place) = socket.and_then(|id| self.datagram_place(id)) {
            return self.call_datagram(place, call);
        }
        let held = socket.filter(|id| self.is_held(*id));
        let Some(id) = held else {
            return Progress::failed(SocketError::BadF);
        };
        let done = match call {
            Call::Bind { port } => self.bind(id, *port),
            Call::Listen { backlog } => self.listen(now, id, *backlog),
            Call::Connect { remote } => self.connect(now, id, *remote),
            Call::Send(bytes) => self.send(now, id, bytes),
            Call::Shutdown => self.shutdown(now, id),
            Call::ShutdownRead => self.shutdown_read(id),
            Call::Close => self.close(now, id),
            Call::Abort => self.abort(now, id),
            Call::SetOption(option) => self.set_option(now, id, *option),
            Call::SendTo { .. } | Call::ReceiveFrom { .. } => Err(SocketError::OpNotSupp),
            Call::Socket | Call::DatagramSocket | Call::Accept | Call::Receive { .. } => Ok(()),
        };
        match done {
            Ok(()) => self.resume(now, id, call),
            Err(error) => Progress::failed(error),
        }
    }

    /// Asks whether a call that was made comes back now.
    pub fn resume(&mut self, now: Instant, id: SocketId, call: &Call) -> Progress {
        match call {
            Call::Accept => self.accept(id),
            Call::Connect { .. } => self.connected(id),
            Call::Receive { max } => self.receive(now, id, *max),
            Call::ReceiveFrom { max } => match self.datagram_place(id) {
                Some(place) => self.receive_from(place, *max),
                None => Progress::failed(SocketError::BadF),
            },
            _ => Progress::DONE,
        }
    }

    /// Whether a call could do something now; changes nothing.
    ///
    /// # Errors
    /// What the call itself would fail with.
    pub fn permits(&self, id: SocketId, call: &Call) -> Result<(), SocketError> {
        if self.datagram_place(id).is_some() {
            return Self::permits_datagram(call);
        }
        let Some(socket) = self.table.get(id).filter(|socket| socket.is_held()) else {
            return Err(SocketError::BadF);
        };
        let user_call = match call {
            Call::Send(_) => UserCall::Send,
            Call::Shutdown => UserCall::Close,
            Call::Connect { .. } | Call::Listen { .. } if socket.state() != State::Closed => {
                return Err(SocketError::IsConn);
            }
            _ => return Ok(()),
        };
        if matches!(socket.state(), State::Closed | State::Listen) {
            return Err(socket.error.unwrap_or(SocketError::NotConn));
        }
        let permitted = socket.connection.permits(user_call);
        permitted.map_err(|_| SocketError::Pipe)
    }

    fn open_socket(&mut self) -> CallOutcome {
        if !self.may_hold_another() {
            return CallOutcome::Failed(SocketError::MFile);
        }
        let connection = self.unconnected(0);
        let options = Options::new(&self.settings);
        let socket = Socket::new(connection, options, Owner::Program);
        CallOutcome::Opened(self.table.insert(socket, Place::Nothing))
    }

    /// Whether the program may hold one more socket than it does.
    pub(super) fn may_hold_another(&self) -> bool {
        let Some(most) = self.settings.descriptors else {
            return true;
        };
        let held = self.table.sockets().iter().filter(|(_, it)| it.is_held());
        held.count() + self.datagram_sockets.len() < usize::from(most)
    }

    fn bind(&mut self, id: SocketId, port: u16) -> Result<(), SocketError> {
        let socket = self.table.get(id).ok_or(SocketError::BadF)?;
        if socket.is_bound || socket.was_connected || socket.state() != State::Closed {
            return Err(SocketError::Inval);
        }
        let port = match port {
            0 => self.free_port().ok_or(SocketError::AddrInUse)?,
            port => port,
        };
        self.check_port(id, port)?;
        let connection = self.unconnected(port);
        self.on_socket(id, |socket| {
            socket.connection = connection;
            socket.is_bound = true;
        })?;
        self.table.put(id, Place::Port(port));
        Ok(())
    }

    fn listen(&mut self, now: Instant, id: SocketId, backlog: u32) -> Result<(), SocketError> {
        let backlog = backlog.min(self.settings.max_backlog);
        let socket = self.table.get_mut(id).ok_or(SocketError::BadF)?;
        if let Some(listener) = &mut socket.listener {
            listener.set_backlog(backlog);
            return Ok(());
        }
        if socket.was_connected || socket.state() != State::Closed {
            return Err(SocketError::Inval);
        }
        if self.local_port(id) == 0 {
            self.bind(id, 0)?;
        }
        self.check_port(id, self.local_port(id))?;
        self.on_socket(id, |socket| {
            socket.listener = Some(Box::new(Listener::new(backlog)));
        })?;
        // Each child will have a number of its own to begin with; the listener sends nothing.
        let iss = self.iss(now, self.pair(self.local_port(id), NOBODY));
        self.drive(id, |connection| connection.open_passive(iss).is_ok());
        Ok(())
    }

    fn connect(
        &mut self,
        now: Instant,
        id: SocketId,
        remote: SocketAddrV4,
    ) -> Result<(), SocketError> {
        let socket = self.table.get(id).ok_or(SocketError::BadF)?;
        if is_calling(socket.state()) {
            // It was interrupted while it waited, and goes on waiting.
            return Ok(());
        }
        if socket.was_connected || socket.state() != State::Closed {
            return Err(SocketError::IsConn);
        }
        let socket_options = socket.options;
        let port = match self.local_port(id) {
            0 => self.port_to_call(now, remote),
            port => Some(port).filter(|port| self.may_call(now, self.pair(*port, remote), true)),
        };
        let pair = self.pair(port.ok_or(SocketError::AddrNotAvail)?, remote);
        let iss = self.take_over(now, pair);
        let connection = self.connection(now, pair, socket_options);
        // The old place must be given up while it can still be told from the socket.
        self.table.put(id, Place::Nothing);
        self.on_socket(id, |socket| {
            socket.connection = connection;
            socket.error = None;
        })?;
        self.table.put(id, Place::Pair(pair));
        let called = self.drive(id, |connection| connection.open_active(now, iss));
        // Nothing but an address that nobody can have is refused here.
        called.map_or(Err(SocketError::BadF), |called| {
            called.map_err(|_| SocketError::AddrNotAvail)
        })
    }

    fn connected(&mut self, id: SocketId) -> Progress {
        let Some(socket) = self.table.get_mut(id) else {
            return Progress::failed(SocketError::BadF);
        };
        match socket.state() {
            state if is_calling(state) => Progress::Blocks,
            State::Closed if !socket.was_connected => {
                let error = socket.error.take();
                Progress::failed(error.unwrap_or(SocketError::NotConn))
            }
            _ => Progress::DONE,
        }
    }

    fn accept(&mut self, id: SocketId) -> Progress {
        if !self.is_held(id) {
            return Progress::failed(SocketError::BadF);
        }
        let has_room = self.may_hold_another();
        let listener = self.table.get_mut(id).and_then(|it| it.listener.as_mut());
        let Some(listener) = listener else {
            return Progress::failed(SocketError::Inval);
        };
        // It is asked for first, as in Linux: such a call does not wait, and who waits in the queue stays there.
        if !has_room {
            return Progress::failed(SocketError::MFile);
        }
        let Some(child) = listener.next_complete() else {
            return Progress::Blocks;
        };
        if let Some(socket) = self.table.get_mut(child) {
            socket.owner = Owner::Program;
        }
        Progress::Returned(CallOutcome::Accepted(child))
    }

    fn send(&mut self, now: Instant, id: SocketId, bytes: &[u8]) -> Result<(), SocketError> {
        let socket = self.table.get_mut(id).ok_or(SocketError::BadF)?;
        if let Some(error) = socket.error.take() {
            return Err(error);
        }
        // RFC 9293 §3.10.2 lets a listening end call by sending; sockets do not.
        if matches!(socket.state(), State::Closed | State::Listen) {
            return Err(SocketError::Pipe);
        }
        let sent = self.drive(id, |connection| connection.send(now, bytes));
        sent.map_or(Err(SocketError::BadF), |sent| {
            sent.map_err(|_| SocketError::Pipe)
        })
    }

    fn receive(&mut self, now: Instant, id: SocketId, max: u32) -> Progress {
        if !self.is_held(id) {
            return Progress::failed(SocketError::BadF);
        }
        // What has arrived may be read first, whatever has happened since.
        match self.drive(id, |connection| connection.receive(now, max)) {
            Some(Ok(Received::Data(bytes))) => {
                return Progress::Returned(CallOutcome::Data(bytes));
            }
            Some(Ok(Received::EndOfFile)) => return Progress::Returned(CallOutcome::EndOfFile),
            Some(Ok(Received::WouldBlock) | Err(_)) | None => {}
        }
        let Some(socket) = self.table.get_mut(id) else {
            return Progress::failed(SocketError::BadF);
        };
        match socket.state() {
            _ if socket.has_ended || socket.connection.is_read_shut() => {
                Progress::Returned(CallOutcome::EndOfFile)
            }
            State::Closed if socket.error.is_some() => {
                Progress::failed(socket.error.take().unwrap_or(SocketError::NotConn))
            }
            State::Closed if socket.was_connected => Progress::Returned(CallOutcome::EndOfFile),
            State::Closed | State::Listen => Progress::failed(SocketError::NotConn),
            _ => Progress::Blocks,
        }
    }

    #[inline(never)]
    fn shutdown(&mut self, now: Instant, id: SocketId) -> Result<(), SocketError> {
        let socket = self.table.get(id).ok_or(SocketError::BadF)?;
        match socket.state() {
            State::Closed => Err(SocketError::NotConn),
            State::Listen => Ok(()),
            _ => match self.drive(id, |connection| connection.close(now)) {
                // Twice is not too often.
                Some(Ok(()) | Err(CallError::Closing)) => Ok(()),
                _ => Err(SocketError::NotConn),
            },
        }
    }

    #[inline(never)]
    fn shutdown_read(&mut self, id: SocketId) -> Result<(), SocketError> {
        let socket = self.table.get_mut(id).ok_or(SocketError::BadF)?;
        if socket.state() == State::Closed {
            return Err(SocketError::NotConn);
        }
        socket.connection.stop_reading();
        wake(&mut self.woken, id);
        Ok(())
    }

    fn close(&mut self, now: Instant, id: SocketId) -> Result<(), SocketError> {
        let socket = self.table.get_mut(id).ok_or(SocketError::BadF)?;
        if socket.options.linger_0 {
            return self.abort(now, id);
        }
        socket.owner = Owner::Nobody;
        if socket.listener.is_some() {
            self.close_listener(now, id);
        } else {
            self.drive(id, |connection| connection.release(now));
        }
        Ok(())
    }

    #[inline(never)]
    fn abort(&mut self, now: Instant, id: SocketId) -> Result<(), SocketError> {
        let socket = self.table.get_mut(id).ok_or(SocketError::BadF)?;
        socket.owner = Owner::Nobody;
        if socket.listener.is_some() {
            self.close_listener(now, id);
        } else {
            self.drive(id, |connection| connection.abort(now).is_ok());
        }
        Ok(())
    }

    #[inline(never)]
    fn set_option(
        &mut self,
        now: Instant,
        id: SocketId,
        option: SocketOption,
    ) -> Result<(), SocketError> {
        let socket = self.table.get_mut(id).ok_or(SocketError::BadF)?;
        socket.options.set(option);
        let (options, settings) = (socket.options, self.settings);
        self.drive(id, |connection| {
            options.apply(now, option, &settings, connection);
        });
        Ok(())
    }

    fn is_held(&self, id: SocketId) -> bool {
        self.table.get(id).is_some_and(Socket::is_held)
    }

    /// The port that `bind()` has fixed; 0 if it has not.
    fn local_port(&self, id: SocketId) -> u16 {
        let bound = self.table.get(id).filter(|socket| socket.is_bound);
        bound.map_or(0, |socket| socket.local().port())
    }

    fn on_socket(
        &mut self,
        id: SocketId,
        change: impl FnOnce(&mut Socket),
    ) -> Result<(), SocketError> {
        change(self.table.get_mut(id).ok_or(SocketError::BadF)?);
        Ok(())
    }

    fn unconnected(&self, port: u16) -> Connection {
        Connection::new(self.pair(port, NOBODY), self.settings.tcp)
    }
}
