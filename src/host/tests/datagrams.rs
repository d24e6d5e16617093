//! Sockets of UDP, as traces of the wire and of what the programs are told.

use super::*;
use crate::udp::{Datagram, UdpEvent};

/// One host, and what it has reported.
struct Station(Host);

const PEER: SocketAddrV4 = SocketAddrV4::new(CLIENT, 5_000);

impl Station {
    fn new() -> Self {
        Self(Host::new(SERVER, 1, Settings::rfc9293()))
    }

    fn open(&mut self) -> SocketId {
        match self.0.call(Instant::ZERO, None, &Call::DatagramSocket) {
            Progress::Returned(CallOutcome::Opened(id)) => id,
            other => panic!("socket() gives {other:?}"),
        }
    }

    fn bound(port: u16) -> (Self, SocketId) {
        let mut station = Self::new();
        let socket = station.open();
        assert_eq!(station.call(socket, &Call::Bind { port }), Progress::DONE);
        (station, socket)
    }

    fn call(&mut self, socket: SocketId, call: &Call) -> Progress {
        self.0.call(Instant::ZERO, Some(socket), call)
    }

    fn arrives(&mut self, port: u16, payload: &[u8]) {
        self.0.on_datagram(Datagram {
            source: PEER,
            destination: SocketAddrV4::new(SERVER, port),
            payload: payload.to_vec(),
        });
    }

    /// `sends 80 > 10.0.0.1:5000 b"Hi"`, `queues 2`, `discards NoSocket` …
    fn trace(&mut self) -> Vec<String> {
        let told = |event: HostEvent| match event.kind {
            HostEventKind::Udp(UdpEvent::Sent(datagram)) => {
                let (from, to) = (datagram.source.port(), datagram.destination);
                let data = datagram.payload.escape_ascii().to_string();
                format!("sends {from} > {to} {data:?}")
            }
            HostEventKind::Udp(UdpEvent::Queued { len }) => format!("queues {len}"),
            HostEventKind::Udp(UdpEvent::Discarded(why)) => format!("discards {why:?}"),
            other => format!("{other:?}"),
        };
        self.0.take_events().into_iter().map(told).collect()
    }
}

fn to_peer(text: &str) -> Call {
    let bytes = text.into();
    Call::SendTo {
        bytes,
        remote: PEER,
    }
}

fn from_peer(text: &str) -> Progress {
    Progress::Returned(CallOutcome::DataFrom(text.into(), PEER))
}

#[test]
fn a_datagram_goes_out_at_once_from_the_port_that_was_bound() {
    let (mut station, socket) = Station::bound(80);
    assert_eq!(station.call(socket, &to_peer("Hi")), Progress::DONE);
    assert_eq!(station.call(socket, &to_peer("")), Progress::DONE);
    assert_eq!(
        station.trace(),
        [
            "sends 80 > 10.0.0.1:5000 \"Hi\"",
            "sends 80 > 10.0.0.1:5000 \"\""
        ]
    );
}

#[test]
fn the_first_sendto_chooses_a_port_that_nobody_has() {
    let low = Settings::rfc9293().port_low;
    let (mut station, _) = Station::bound(low);
    let socket = station.open();
    station.call(socket, &to_peer("a"));
    station.call(socket, &to_peer("b"));
    let port = low + 1;
    assert_eq!(
        station.trace(),
        [
            format!("sends {port} > 10.0.0.1:5000 \"a\""),
            format!("sends {port} > 10.0.0.1:5000 \"b\"")
        ]
    );
}

#[test]
fn recvfrom_waits_for_a_datagram_and_gives_one_at_a_time() {
    let (mut station, socket) = Station::bound(80);
    assert_eq!(
        station.call(socket, &Call::receive_from()),
        Progress::Blocks
    );
    station.arrives(80, b"one");
    station.arrives(80, b"two");
    assert_eq!(station.trace(), ["queues 3", "queues 3"]);
    assert_eq!(station.0.take_woken(), [socket]);
    let resumed = station
        .0
        .resume(Instant::ZERO, socket, &Call::receive_from());
    assert_eq!(resumed, from_peer("one"));
    assert_eq!(
        station.call(socket, &Call::receive_from()),
        from_peer("two")
    );
    assert_eq!(
        station.call(socket, &Call::receive_from()),
        Progress::Blocks
    );
}

/// Where a stream would end, a datagram is only empty.
#[test]
fn an_empty_datagram_is_one_and_no_end_of_file() {
    let (mut station, socket) = Station::bound(80);
    station.arrives(80, b"");
    assert_eq!(station.call(socket, &Call::receive_from()), from_peer(""));
    assert_eq!(
        station.call(socket, &Call::receive_from()),
        Progress::Blocks
    );
}

#[test]
fn what_recvfrom_has_no_room_for_is_lost() {
    let (mut station, socket) = Station::bound(80);
    station.arrives(80, b"Hello");
    station.arrives(80, b"again");
    assert_eq!(
        station.call(socket, &Call::ReceiveFrom { max: 2 }),
        from_peer("He")
    );
    assert_eq!(
        station.call(socket, &Call::receive_from()),
        from_peer("again")
    );
}

#[test]
fn a_datagram_for_nobody_is_thrown_away() {
    let (mut station, socket) = Station::bound(80);
    station.arrives(81, b"Hello");
    assert_eq!(station.trace(), ["discards NoSocket"]);
    station.call(socket, &Call::Close);
    station.arrives(80, b"Hello");
    assert_eq!(station.trace(), ["discards NoSocket"]);
    // One that is addressed to somebody else is not even looked at.
    station.0.on_datagram(Datagram {
        source: PEER,
        destination: SocketAddrV4::new(STRANGER, 80),
        payload: Vec::new(),
    });
    assert_eq!(station.trace(), [""; 0]);
}

#[test]
fn a_full_buffer_drops_what_comes_until_the_program_reads() {
    let (mut station, socket) = Station::bound(80);
    let quarter = vec![7; DatagramSocket::BUFFER as usize / 4];
    for _ in 0..4 {
        station.arrives(80, &quarter);
    }
    let full = &station.0.datagram_sockets()[0];
    assert_eq!(full.readable(), DatagramSocket::BUFFER);
    station.arrives(80, b"x");
    station.arrives(80, b"");
    assert_eq!(
        station.trace()[4..],
        ["discards BufferFull", "queues 0"],
        "an empty one always has room"
    );
    station.call(socket, &Call::receive_from());
    station.arrives(80, b"x");
    assert_eq!(station.trace(), ["queues 1"]);
}

#[test]
fn each_mistake_has_its_error() {
    let (mut station, socket) = Station::bound(80);
    let fails = |station: &mut Station, socket, call: &Call| match station.call(socket, call) {
        Progress::Returned(CallOutcome::Failed(error)) => error,
        other => panic!("{call:?} gives {other:?}"),
    };
    let too_long = Call::SendTo {
        bytes: vec![0; Datagram::MAX_PAYLOAD + 1],
        remote: PEER,
    };
    let nowhere = Call::SendTo {
        bytes: Vec::new(),
        remote: SocketAddrV4::new(CLIENT, 0),
    };
    assert_eq!(fails(&mut station, socket, &too_long), SocketError::MsgSize);
    assert_eq!(fails(&mut station, socket, &nowhere), SocketError::Inval);
    let rebind = Call::Bind { port: 81 };
    assert_eq!(fails(&mut station, socket, &rebind), SocketError::Inval);
    for call in [Call::listen(), Call::Accept, Call::connect(PEER), send("a")] {
        assert_eq!(fails(&mut station, socket, &call), SocketError::OpNotSupp);
        let permitted = station.0.permits(socket, &call);
        assert_eq!(permitted, Err(SocketError::OpNotSupp));
    }
    let other = station.open();
    let taken = Call::Bind { port: 80 };
    assert_eq!(fails(&mut station, other, &taken), SocketError::AddrInUse);
    station.call(other, &Call::Close);
    assert_eq!(
        fails(&mut station, other, &to_peer("late")),
        SocketError::BadF
    );
    assert_eq!(station.trace(), [""; 0], "nothing of all this was sent");
}

#[test]
fn a_stream_socket_knows_no_datagrams() {
    let (mut lan, listener) = Lan::listening(1);
    let [client, _] = lan.pair(listener);
    for call in [to_peer("a"), Call::receive_from()] {
        assert_eq!(lan.fails(C, client, &call), SocketError::OpNotSupp);
    }
}

/// TCP's ports are other ports than UDP's.
#[test]
fn both_protocols_can_have_the_same_port() {
    let (mut station, _) = Station::bound(80);
    let stream = match station.0.call(Instant::ZERO, None, &Call::Socket) {
        Progress::Returned(CallOutcome::Opened(id)) => id,
        other => panic!("socket() gives {other:?}"),
    };
    let bind = Call::Bind { port: 80 };
    assert_eq!(station.call(stream, &bind), Progress::DONE);
    assert_eq!(station.call(stream, &Call::listen()), Progress::DONE);
}

#[test]
fn a_crash_takes_the_sockets_and_what_has_arrived() {
    let (mut station, socket) = Station::bound(80);
    station.arrives(80, b"Hello");
    station.0.crash();
    station.0.take_events();
    assert_eq!(
        station.call(socket, &Call::receive_from()),
        Progress::failed(SocketError::BadF)
    );
    station.arrives(80, b"Hello");
    assert_eq!(station.trace(), ["discards NoSocket"]);
}
