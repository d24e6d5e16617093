//! Calls at random on two hosts: whatever happens, the tables agree with the sockets.

use super::*;
use crate::host::SynCookies;
use crate::rng;

/// Numbers that look random, one after the other.
struct Dice {
    seed: u64,
    drawn: u64,
}

impl Dice {
    fn below(&mut self, sides: u16) -> u16 {
        self.drawn += 1;
        let drawn = rng::fate(self.seed, 0, self.drawn) % u64::from(sides);
        u16::try_from(drawn).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let sides = u16::try_from(from.len()).unwrap();
        from[usize::from(self.below(sides))]
    }

    fn call(&mut self) -> Call {
        match self.below(12) {
            0 => Call::Bind {
                port: self.pick(&[0, 80, 81]),
            },
            1 => Call::Listen {
                backlog: self.pick(&[0, 1, 2]),
            },
            2 | 3 => Call::Accept,
            4 | 5 => Call::connect(SocketAddrV4::new(
                self.pick(&[CLIENT, SERVER]),
                self.pick(&[80, 81]),
            )),
            6 => send("data"),
            7 => Call::receive(),
            8 => Call::Shutdown,
            9 => Call::SetOption(SocketOption::ReuseAddr(self.below(2) == 0)),
            10 => Call::Close,
            _ => Call::Abort,
        }
    }
}

/// What must be so between any two inputs.
fn assert_consistent(host: &Host) {
    let table = &host.table;
    let mut queued = Vec::new();
    for (id, socket) in host.sockets().iter() {
        if let Some(listener) = socket.listener() {
            assert_eq!(socket.state(), State::Listen);
            queued.extend(listener.complete().iter().map(|child| (*child, id)));
            assert!(listener.complete().len() <= listener.backlog() as usize + 1);
        }
        let pair = socket.connection.pair();
        let is_open = !matches!(socket.state(), State::Closed | State::Listen);
        assert_eq!(
            table.with_pair(pair) == Some(id),
            is_open,
            "{id} {socket:?}"
        );
        let is_bound = table.bound_to(pair.local.port()).any(|other| other == id);
        assert_eq!(is_bound, socket.is_bound && !is_open, "{id} {socket:?}");
        assert_eq!(socket.deadline, socket.connection.poll_timeout());
        assert!(is_open || socket.owner != Owner::Nobody, "{id} {socket:?}");
    }
    for (id, socket) in host.sockets().iter() {
        let Owner::Listener(listener) = socket.owner else {
            continue;
        };
        let parent = host.socket(listener).unwrap().listener().unwrap();
        let is_complete = queued.contains(&(id, listener));
        assert_eq!(is_complete, socket.state() != State::SynReceived);
        assert!(is_complete || parent.half_open() > 0);
    }
    let due = host
        .sockets()
        .iter()
        .filter_map(|(_, it)| it.deadline)
        .min();
    assert_eq!(host.poll_timeout(), due);
}

#[test]
fn the_tables_agree_with_the_sockets_whatever_is_called() {
    for seed in 0..300 {
        let mut dice = Dice { seed, drawn: 0 };
        let mut lan = Lan::with(|settings| {
            if seed % 2 == 0 {
                *settings = Settings::linux();
            }
            settings.syn_cookies = [SynCookies::Off, SynCookies::WhenFull, SynCookies::Always]
                [usize::try_from(seed % 3).unwrap()];
            settings.abort_on_overflow = seed % 5 == 0;
            settings.time_wait_reuse = (seed % 7 == 0).then_some(Duration::ZERO);
            (settings.port_low, settings.port_high) = (1_000, 1_003);
        });
        for _ in 0..120 {
            let at = dice.pick(&[C, S]);
            match dice.below(12) {
                0 => lan.pass(Duration::from_millis(u64::from(dice.below(60_000)))),
                1 => lan.is_cut = !lan.is_cut,
                2 => lan.forge(S, &syn(dice.pick(&[STRANGER, CLIENT]), dice.below(9))),
                3 if dice.below(20) == 0 => lan.hosts[at].crash(),
                3 | 4 => {
                    lan.socket(at);
                }
                _ => {
                    let ids: Vec<_> = lan.hosts[at].sockets().iter().map(|(id, _)| id).collect();
                    if !ids.is_empty() {
                        let call = dice.call();
                        lan.call(at, dice.pick(&ids), &call);
                    }
                }
            }
            lan.hosts.iter().for_each(assert_consistent);
        }
        // In the end everybody closes, and nothing is left.
        lan.is_cut = false;
        for at in [C, S] {
            let ids: Vec<_> = lan.hosts[at].sockets().iter().map(|(id, _)| id).collect();
            for id in ids {
                lan.call(at, id, &Call::Close);
            }
        }
        lan.pass(Duration::from_secs(3_600));
        for host in &lan.hosts {
            assert_consistent(host);
            // RFC 9293 has no end for FIN-WAIT-2 if the peer is gone.
            let is_left = |socket: &Socket| {
                socket.state() == State::FinWait2
                    && host.settings().tcp.fin_wait_2_timeout.is_none()
            };
            let mut left = host.sockets().iter();
            assert!(
                left.all(|(_, socket)| is_left(socket)),
                "seed {seed}: {:?}",
                host.sockets()
            );
        }
    }
}
