//! The rules a connection follows, with the clause that states each: the one table behind "Why?" and the documentation.

use super::state::Trigger;
use serde::{Deserialize, Serialize};

/// Declares the rules once, so that the enum, `ALL`, the ids and the clauses cannot drift apart.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $rule:ident $id:literal $clause:literal;)+) => {
        /// A rule that can make a connection do something.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule {
            $($(#[doc = $doc])+ $rule,)+
        }

        impl Rule {
            /// All rules, in the order of the clauses.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)+];

            /// A stable key in snake case, for translations.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$rule => $id,)+
                }
            }

            /// Where the rule is written.
            pub const fn clause(self) -> &'static str {
                match self {
                    $(Self::$rule => $clause,)+
                }
            }
        }
    };
}

rules! {
    /// An active OPEN sends a SYN.
    OpenActive "open_active" "RFC 9293 §3.10.1, CLOSED";
    /// An active OPEN turns a listening end that knows its peer into a calling one.
    OpenActiveListen "open_active_listen" "RFC 9293 §3.10.1, LISTEN";
    /// A passive OPEN waits for a SYN.
    OpenPassive "open_passive" "RFC 9293 §3.10.1, CLOSED";
    /// A SEND turns a listening end that knows its peer into a calling one.
    SendListen "send_listen" "RFC 9293 §3.10.2, LISTEN";
    /// Queued data goes out as far as the peer's window and MSS allow.
    SendQueued "send_queued" "RFC 9293 §3.10.2, ESTABLISHED";
    /// Reading has freed enough of a nearly full buffer to be worth telling.
    WindowUpdate "window_update" "RFC 9293 §3.8.6.2.2";
    /// CLOSE while listening: nothing was begun.
    CloseListen "close_listen" "RFC 9293 §3.10.4, LISTEN";
    /// CLOSE while calling: the call is dropped, no segment is needed.
    CloseSynSent "close_syn_sent" "RFC 9293 §3.10.4, SYN-SENT";
    /// CLOSE before the handshake is over: a FIN, after the data if there is any.
    CloseSynReceived "close_syn_received" "RFC 9293 §3.10.4, SYN-RECEIVED";
    /// CLOSE by the end that closes first: a FIN after all data.
    CloseEstablished "close_established" "RFC 9293 §3.10.4, ESTABLISHED";
    /// CLOSE by the end that closes second: a FIN after all data.
    CloseCloseWait "close_close_wait" "RFC 9293 §3.10.4, CLOSE-WAIT";
    /// ABORT throws the connection away, and tells the peer if it may still have one.
    Abort "abort" "RFC 9293 §3.10.5";
    /// A RST for nobody is dropped.
    ClosedRst "closed_rst" "RFC 9293 §3.10.7.1";
    /// Anything else for nobody is answered with a RST.
    ClosedReset "closed_reset" "RFC 9293 §3.10.7.1";
    /// There is nothing yet that a RST could end.
    ListenRst "listen_rst" "RFC 9293 §3.10.7.2, first: RST";
    /// Nothing was sent yet, so nothing can be acknowledged: RST.
    ListenAck "listen_ack" "RFC 9293 §3.10.7.2, second: ACK";
    /// A SYN is answered with a SYN,ACK.
    ListenSyn "listen_syn" "RFC 9293 §3.10.7.2, third: SYN";
    /// Neither SYN nor ACK nor RST: nothing to do with it.
    ListenOther "listen_other" "RFC 9293 §3.10.7.2, fourth: other";
    /// An ACK that is not of our SYN shows an old connection at the other end: RST.
    SynSentUnacceptableAck "syn_sent_unacceptable_ack" "RFC 9293 §3.10.7.3, first: ACK";
    /// A RST that acknowledges our SYN refuses the call; any other is a forgery or an old duplicate.
    SynSentRst "syn_sent_rst" "RFC 9293 §3.10.7.3, second: RST";
    /// SYN and ACK of ours: the connection is open.
    SynSentSynAck "syn_sent_syn_ack" "RFC 9293 §3.10.7.3, fourth: SYN";
    /// SYN without ACK: both ends called at once.
    SynSentSyn "syn_sent_syn" "RFC 9293 §3.10.7.3, fourth: SYN";
    /// Neither SYN nor RST: nothing to do with it.
    SynSentOther "syn_sent_other" "RFC 9293 §3.10.7.3, fifth: other";
    /// Outside the window: say what is expected, and drop it.
    Unacceptable "unacceptable" "RFC 9293 §3.10.7.4, first: sequence number";
    /// Both ends called at once, and the peer's SYN,ACK acknowledges our SYN.
    SimultaneousSynAck "simultaneous_syn_ack" "RFC 9293 §3.5, Figure 7";
    /// A RST exactly at RCV.NXT ends the connection.
    ResetReceived "reset_received" "RFC 9293 §3.10.7.4, second: RST";
    /// A RST sends an end that was called back to listening.
    ResetToListen "reset_to_listen" "RFC 9293 §3.10.7.4, second: RST, SYN-RECEIVED";
    /// A RST refuses an end that was calling itself.
    ResetRefused "reset_refused" "RFC 9293 §3.10.7.4, second: RST, SYN-RECEIVED";
    /// A RST in the window but not at RCV.NXT may be forged: challenge ACK.
    ResetNotExact "reset_not_exact" "RFC 9293 §3.10.7.4, second: RST (RFC 5961 §3.2)";
    /// A second SYN sends an end that was called back to listening.
    SynReceivedSyn "syn_received_syn" "RFC 9293 §3.10.7.4, fourth: SYN, SYN-RECEIVED";
    /// A SYN in the window may be forged or come from a peer that restarted: challenge ACK.
    SynInWindow "syn_in_window" "RFC 9293 §3.10.7.4, fourth: SYN (RFC 5961 §4.2)";
    /// Without ACK nothing can be believed.
    AckMissing "ack_missing" "RFC 9293 §3.10.7.4, fifth: ACK";
    /// Our SYN is acknowledged: the connection is open.
    SynReceivedAck "syn_received_ack" "RFC 9293 §3.10.7.4, fifth: ACK, SYN-RECEIVED";
    /// The ACK is not of our SYN: RST.
    SynReceivedUnacceptableAck "syn_received_unacceptable_ack" "RFC 9293 §3.10.7.4, fifth: ACK, SYN-RECEIVED";
    /// Something we sent is acknowledged.
    EstablishedAck "established_ack" "RFC 9293 §3.10.7.4, fifth: ACK, ESTABLISHED";
    /// Something we never sent is acknowledged: say where we are, and drop it.
    AckOfNotSent "ack_of_not_sent" "RFC 9293 §3.10.7.4, fifth: ACK, ESTABLISHED";
    /// Our FIN is acknowledged; the peer may still send.
    FinWait1Ack "fin_wait_1_ack" "RFC 9293 §3.10.7.4, fifth: ACK, FIN-WAIT-1";
    /// Both closed at once, and our FIN is acknowledged.
    ClosingAck "closing_ack" "RFC 9293 §3.10.7.4, fifth: ACK, CLOSING";
    /// Both have closed, and our FIN is acknowledged.
    LastAckAck "last_ack_ack" "RFC 9293 §3.10.7.4, fifth: ACK, LAST-ACK";
    /// The data that was expected.
    TextAccepted "text_accepted" "RFC 9293 §3.10.7.4, seventh: text";
    /// Data beyond a gap: kept, and the gap is pointed out at once.
    TextQueued "text_queued" "RFC 9293 §3.10.7.4, seventh: text";
    /// Data after a FIN cannot be.
    TextIgnored "text_ignored" "RFC 9293 §3.10.7.4, seventh: text, CLOSE-WAIT";
    /// The FIN has overtaken data: it counts when the data is there.
    FinHeld "fin_held" "RFC 9293 §3.10.7.4, eighth: FIN";
    /// The peer has closed first.
    FinEstablished "fin_established" "RFC 9293 §3.10.7.4, eighth: FIN, ESTABLISHED";
    /// The peer has closed too, and has our FIN.
    FinWait1FinAck "fin_wait_1_fin_ack" "RFC 9293 §3.10.7.4, eighth: FIN, FIN-WAIT-1";
    /// The peer has closed too, without having our FIN.
    FinWait1Fin "fin_wait_1_fin" "RFC 9293 §3.10.7.4, eighth: FIN, FIN-WAIT-1";
    /// The peer has closed second.
    FinWait2Fin "fin_wait_2_fin" "RFC 9293 §3.10.7.4, eighth: FIN, FIN-WAIT-2";
    /// The FIN again: our last ACK was lost. Send it again and wait anew.
    TimeWaitFin "time_wait_fin" "RFC 9293 §3.10.7.4, eighth: FIN, TIME-WAIT";
    /// Not TCP: TIME-WAIT was set to nothing.
    TimeWaitOmitted "time_wait_omitted" "deviation from RFC 9293 §3.6.1";
    /// Giving up on an unanswered segment.
    GiveUp "give_up" "RFC 9293 §3.8.3 (R2)";
    /// 2 MSL have passed.
    TimeWaitExpired "time_wait_expired" "RFC 9293 §3.10.8, TIME-WAIT";
    /// An acknowledgment may wait a moment.
    AckDelayed "ack_delayed" "RFC 9293 §3.8.6.3";
    /// The acknowledgment that waited has gone out with another segment.
    AckSent "ack_sent" "RFC 9293 §3.8.6.3";
    /// The acknowledgment has waited long enough.
    DelayedAckTimeout "delayed_ack_timeout" "RFC 9293 §3.8.6.3";
    /// Something was sent and no retransmission timer was running.
    RetransmissionArmed "retransmission_armed" "RFC 6298 §5.1";
    /// All that was sent is acknowledged.
    AllAcknowledged "all_acknowledged" "RFC 6298 §5.2";
    /// Some of what was sent is acknowledged: the rest gets the full time again.
    RetransmissionRestarted "retransmission_restarted" "RFC 6298 §5.3";
    /// No acknowledgment in time: send the earliest segment again and wait twice as long.
    RetransmissionTimeout "retransmission_timeout" "RFC 6298 §5.4–5.6";
    /// The end of a flight is not acknowledged: send it again, or something new, before the timeout proper.
    TailLossProbe "tail_loss_probe" "RFC 8985 §7";
    /// Segments from beyond a gap show that one was lost: send it again without waiting.
    FastRetransmit "fast_retransmit" "RFC 5681 §3.2";
    /// Of what was out when something was lost, only a part is acknowledged: the next segment is lost as well.
    PartialAck "partial_ack" "RFC 6582 §3.2, step 3";
    /// The same segment has been sent again so often that something is wrong with the path.
    R1Reached "r1_reached" "RFC 9293 §3.8.3 (R1)";
    /// The user's own limit for unacknowledged data has passed.
    UserTimeout "user_timeout" "RFC 9293 §3.9.1.2";
    /// The peer's window has no room: ask from time to time whether it has opened.
    WindowProbe "window_probe" "RFC 9293 §3.8.6.1";
    /// The peer's window has opened: what waits may go.
    WindowOpened "window_opened" "RFC 9293 §3.8.6.1";
    /// Nothing has come for long: ask the peer whether it is still there.
    KeepAlive "keep_alive" "RFC 9293 §3.8.4";
    /// No question was answered: the peer is gone.
    KeepAliveFailed "keep_alive_failed" "RFC 9293 §3.8.4";
    /// The program let go of data it had not read: RST, so that the peer knows.
    ReleaseUnread "release_unread" "RFC 9293 §3.6.1 (RFC 2525 §2.17)";
    /// Data for a program that is gone: RST, so that the peer knows.
    OrphanData "orphan_data" "RFC 9293 §3.6.1 (RFC 1122 §4.2.2.13)";
    /// A peer that does not close holds up a connection that nobody here holds any more.
    OrphanFinWait2 "orphan_fin_wait_2" "deviation from RFC 9293 §3.6";
    /// The timestamp is older than one that has come already: an old duplicate, whatever its number.
    OldTimestamp "old_timestamp" "RFC 7323 §5.3, R1";
    /// The ACK lies further back than any window the peer has offered: challenge ACK.
    AckTooOld "ack_too_old" "RFC 5961 §5.2";
    /// The first SYN again: so is the answer.
    SynReceivedRepeatedSyn "syn_received_repeated_syn" "RFC 9293 §3.5";
    /// The RST has cleared up an old connection at the other end: call again soon.
    SynSentRetry "syn_sent_retry" "RFC 9293 §3.5.1, Figure 9";
    /// Data that came with the SYN: kept until the handshake is over.
    SynText "syn_text" "RFC 9293 §3.10.7.2, third: SYN";
    /// A RST must not end TIME-WAIT early.
    TimeWaitRst "time_wait_rst" "RFC 1337 §3, F1";
    /// Something sent later has come first, and the segment is later than that explains: send it again.
    Overtaken "overtaken" "RFC 8985 §6.2";
    /// Not TCP: the connection is open before the caller has shown that it exists.
    TwoWay "two_way" "deviation from RFC 9293 §3.5";
    /// Not TCP: the SYN is acknowledged by a segment of its own.
    FourWay "four_way" "deviation from RFC 9293 §3.5";
}

impl Rule {
    /// The arrow of the state diagram that a state change by this rule follows. None for rules that change no state, and
    /// for the deviations that do.
    pub const fn trigger(self) -> Option<Trigger> {
        Some(match self {
            Self::OpenActive | Self::OpenActiveListen => Trigger::ActiveOpen,
            Self::OpenPassive => Trigger::PassiveOpen,
            Self::SendListen => Trigger::Send,
            Self::CloseListen
            | Self::CloseSynSent
            | Self::CloseSynReceived
            | Self::CloseEstablished
            | Self::CloseCloseWait => Trigger::Close,
            Self::Abort | Self::ReleaseUnread | Self::OrphanData => Trigger::Abort,
            Self::ListenSyn | Self::SynSentSyn | Self::SynReceivedSyn => Trigger::Syn,
            Self::SynSentSynAck => Trigger::SynAck,
            Self::SynReceivedAck | Self::SimultaneousSynAck => Trigger::AckOfSyn,
            Self::FinWait1Ack | Self::ClosingAck | Self::LastAckAck => Trigger::AckOfFin,
            Self::FinEstablished | Self::FinWait1Fin | Self::FinWait2Fin => Trigger::Fin,
            Self::FinWait1FinAck => Trigger::FinAndAckOfFin,
            Self::SynSentRst | Self::ResetReceived | Self::ResetToListen | Self::ResetRefused => {
                Trigger::Rst
            }
            Self::GiveUp | Self::UserTimeout | Self::KeepAliveFailed | Self::OrphanFinWait2 => {
                Trigger::GiveUp
            }
            Self::TimeWaitExpired => Trigger::TwoMsl,
            _ => return None,
        })
    }
}
