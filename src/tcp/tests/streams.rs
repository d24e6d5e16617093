//! Whatever the network does and however slowly a program reads: the bytes arrive in order, or an end learns that they will
//! not. Nobody who has something to send waits for ever.
#![cfg(not(target_arch = "wasm32"))]

use super::*;
use proptest::prelude::*;

/// A program that has `left` to send, reads now and then, and closes when all is sent.
struct Program {
    side: Side,
    /// Reads in every so many-th turn.
    patience: u32,
    left: Vec<u8>,
    got: Vec<u8>,
    has_closed: bool,
    is_done: bool,
}

impl Program {
    fn new(side: Side, bytes: usize, patience: u32) -> Self {
        Self {
            side,
            patience,
            left: stream(bytes),
            got: Vec::new(),
            has_closed: false,
            is_done: false,
        }
    }

    fn take_turn(&mut self, pair: &mut Pair, turn: u32) {
        let now = pair.now;
        let end = pair.end(self.side);
        let is_early = matches!(
            end.state(),
            State::Listen | State::SynSent | State::SynReceived
        );
        if self.is_done || is_early {
            return;
        }
        let piece: Vec<u8> = self.left.drain(..self.left.len().min(700)).collect();
        if !piece.is_empty() {
            end.send(now, &piece).unwrap();
        } else if !self.has_closed {
            end.close(now).unwrap();
            self.has_closed = true;
        }
        if turn.is_multiple_of(self.patience) {
            match end.receive(now, 5_000) {
                Ok(Received::Data(bytes)) => self.got.extend(bytes),
                Ok(Received::WouldBlock) => {}
                Ok(Received::EndOfFile) | Err(_) => self.is_done = self.has_closed,
            }
        }
        pair.collect(self.side);
    }
}

fn stream(size: usize) -> Vec<u8> {
    (0..=250_u8).cycle().take(size).collect()
}

fn profile() -> impl Strategy<Value = Config> {
    let timestamps = Config {
        timestamps: true,
        window_scale: Some(3),
        nagle: true,
        avoids_silly_windows: true,
        ..Config::rfc9293()
    };
    let no_sack = Config {
        tail_loss_probe: false,
        merge: Merge::Always,
        timestamps: false,
        ..Config::linux()
    };
    let profiles = [Config::rfc9293(), Config::linux(), timestamps, no_sack];
    (
        proptest::sample::select(profiles.to_vec()),
        prop_oneof![Just(400_u32), Just(3_000), Just(64_256)],
        prop_oneof![Just(100_u16), Just(1_460)],
    )
        .prop_map(|(profile, receive_buffer, mss)| Config {
            mss,
            receive_buffer,
            ..profile
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_byte_arrives_in_order_or_the_connection_ends_with_an_error(
        client in profile(),
        server in profile(),
        fates in proptest::collection::vec(proptest::collection::vec(0..800_u64, 0..3), 0..60),
        sizes in (0..6_000_usize, 0..6_000_usize),
        patience in (1..12_u32, 1..12_u32),
    ) {
        let mut pair = Pair::new(client, server);
        pair.end(SERVER).open_passive(SeqNumber::new(u32::MAX - 2_000)).unwrap();
        pair.shuffle(fates);
        pair.open_active();
        let mut programs = [
            Program::new(CLIENT, sizes.0, patience.0),
            Program::new(SERVER, sizes.1, patience.1),
        ];
        let mut turn = 0;
        while programs.iter().any(|program| !program.is_done) {
            turn += 1;
            prop_assert!(turn < 100_000, "{} {:#?}", pair.states(), pair.wire().split_off(pair.wire().len().saturating_sub(20)));
            pair.run_for(Duration::from_millis(50));
            for program in &mut programs {
                program.take_turn(&mut pair, turn);
            }
            // The other end may never hear of it: it has nothing to send that could be refused.
            if pair.client.error().is_some() || pair.server.error().is_some() {
                break;
            }
        }
        let failed = pair.client.error().is_some() || pair.server.error().is_some();
        let [client, server] = &programs;
        for (got, sent) in [(&client.got, sizes.1), (&server.got, sizes.0)] {
            let sent = stream(sent);
            prop_assert!(*got == sent || (failed && sent.starts_with(got)), "{} of {}", got.len(), sent.len());
        }
    }
}
