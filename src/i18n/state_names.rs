//! How the states of a connection are spelt. All texts have the RFC's names; who reads programs' output knows others.

use serde::{Deserialize, Serialize};

/// A spelling of the states' names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StateNames {
    /// RFC 9293's: `SYN-RECEIVED`, `FIN-WAIT-1`.
    #[default]
    Rfc,
    /// As Linux and its `netstat` print them: `SYN_RECV`, `FIN_WAIT1`.
    Socket,
}

/// The names that differ. CLOSED is not among them: no tool lists what is not there. None is longer than the RFC's, so
/// what has room for that has room for both.
const SOCKET: [(&str, &str); 7] = [
    ("SYN-SENT", "SYN_SENT"),
    ("SYN-RECEIVED", "SYN_RECV"),
    ("FIN-WAIT-1", "FIN_WAIT1"),
    ("FIN-WAIT-2", "FIN_WAIT2"),
    ("CLOSE-WAIT", "CLOSE_WAIT"),
    ("LAST-ACK", "LAST_ACK"),
    ("TIME-WAIT", "TIME_WAIT"),
];

impl StateNames {
    /// The name that addresses and storage use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc => "rfc",
            Self::Socket => "socket",
        }
    }

    /// The spelling of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Rfc, Self::Socket]
            .into_iter()
            .find(|spelling| spelling.name() == name)
    }

    /// A finished text, with the states in it spelt so.
    pub fn spell(self, text: &str) -> String {
        match self {
            Self::Rfc => text.to_owned(),
            Self::Socket => respelt(text, 0),
        }
    }

    /// The same for a text in columns: behind a shorter name stands as much room as it leaves.
    pub fn spell_columns(self, text: &str) -> String {
        match self {
            Self::Rfc => text.to_owned(),
            Self::Socket => respelt(text, usize::MAX),
        }
    }
}

/// Shorter names leave at most `room` spaces.
// The first view spells as the texts do: this is fetched later.
#[inline(never)]
fn respelt(text: &str, room: usize) -> String {
    let mut spelt = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|letter| !is_in_words(letter))
            .unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        match SOCKET.iter().find(|(rfc, _)| *rfc == word) {
            Some((_, socket)) => {
                spelt.push_str(socket);
                for _ in 0..room.min(word.len() - socket.len()) {
                    spelt.push(' ');
                }
            }
            None => spelt.push_str(word),
        }
        let end = behind.find(is_in_words).unwrap_or(behind.len());
        let (between, behind) = behind.split_at(end);
        spelt.push_str(between);
        rest = behind;
    }
    spelt
}

const fn is_in_words(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tcp::State;

    #[test]
    fn every_state_is_spelt_in_no_more_letters_and_without_a_hyphen() {
        for state in State::ALL {
            let rfc = state.to_string();
            let socket = StateNames::Socket.spell(&rfc);
            assert!(!socket.contains('-'), "{socket}");
            assert!(socket.len() <= rfc.len(), "{socket}");
            assert_eq!(StateNames::Rfc.spell(&rfc), rfc);
            assert_eq!(rfc.contains('-'), socket != rfc, "{socket}");
        }
    }

    #[test]
    fn names_are_spelt_wherever_they_stand_in_a_text() {
        for (rfc, socket) in [
            ("SYN-SENT -> SYN-RECEIVED", "SYN_SENT -> SYN_RECV"),
            (
                "进入FIN-WAIT-1，再到FIN-WAIT-2。",
                "进入FIN_WAIT1，再到FIN_WAIT2。",
            ),
            ("(TIME-WAIT)", "(TIME_WAIT)"),
            ("the server’s LAST-ACK", "the server’s LAST_ACK"),
            ("", ""),
            ("…CLOSE-WAIT", "…CLOSE_WAIT"),
        ] {
            assert_eq!(StateNames::Socket.spell(rfc), socket);
        }
    }

    #[test]
    fn what_only_looks_like_a_name_stays() {
        for text in [
            "tone-time-wait",
            "SYN-ACK",
            "NON-TIME-WAIT",
            "TIME-WAITING",
            "FIN-WAIT-12",
        ] {
            assert_eq!(StateNames::Socket.spell(text), text);
        }
    }

    #[test]
    fn columns_stay_where_they_are() {
        let row = "0.025  SYN-RECEIVED <-- x  LAST-ACK      FIN-WAIT-1";
        let spelt = "0.025  SYN_RECV     <-- x  LAST_ACK      FIN_WAIT1 ";
        assert_eq!(StateNames::Socket.spell_columns(row), spelt);
    }

    #[test]
    fn addresses_name_each_spelling() {
        for names in [StateNames::Rfc, StateNames::Socket] {
            assert_eq!(StateNames::from_name(names.name()), Some(names));
        }
        assert_eq!(StateNames::from_name("BSD"), None);
    }
}
