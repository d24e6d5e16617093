//! Where a connection stands: what an arriving segment's numbers are held against.

use super::connection::Connection;
use super::seq::SeqNumber;
use super::state::State;
use serde::{Deserialize, Serialize};

/// A connection's side of the story when it turned a segment away. In CLOSED and LISTEN only the state says anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// ISS, from which its own numbers are counted.
    pub iss: SeqNumber,
    /// SND.UNA.
    pub snd_una: SeqNumber,
    /// SND.NXT.
    pub snd_nxt: SeqNumber,
    /// MAX.SND.WND: the largest window that the peer has offered.
    pub max_wnd: u32,
    /// IRS, from which the peer's numbers are counted.
    pub irs: SeqNumber,
    /// RCV.NXT, where the window begins.
    pub rcv_nxt: SeqNumber,
    /// RCV.WND, in bytes.
    pub rcv_wnd: u32,
    /// TS.Recent, if both SYNs have carried timestamps (RFC 7323 §4.3).
    pub ts_recent: Option<u32>,
}

impl Connection {
    pub(super) fn standing(&self) -> Standing {
        let tcb = &self.tcb;
        Standing {
            state: self.state,
            iss: tcb.snd.iss,
            snd_una: tcb.snd.una,
            snd_nxt: tcb.snd.nxt,
            max_wnd: tcb.snd.max_wnd,
            irs: tcb.rcv.irs,
            rcv_nxt: tcb.rcv.nxt,
            rcv_wnd: tcb.rcv.wnd,
            ts_recent: tcb.timestamps.map(|echo| echo.recent),
        }
    }
}
