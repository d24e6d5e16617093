//! What may be set about a connection. A profile is a value of this type.

use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// The settings of one connection. Where TCPs differ, the difference is a value here, and one place asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "switches that have nothing to do with each other, not a state in disguise"
)]
pub struct Config {
    /// Maximum segment lifetime: how long a segment may stay in the network (RFC 9293 §3.4.2).
    pub msl: Duration,
    /// TIME-WAIT in multiples of `msl`. 2 is TCP; 1 and 0 are not, and exist to show why.
    pub time_wait_msl: u8,
    /// Whether a RST may not end TIME-WAIT (RFC 1337 §3).
    pub time_wait_ignores_reset: bool,
    /// Whether a RST that misses its mark is challenged in TIME-WAIT as in every other state (RFC 5961 §3).
    pub time_wait_challenges: bool,
    /// How long FIN-WAIT-2 lasts for a connection that nobody holds any more. None: as long as the peer likes.
    pub fin_wait_2_timeout: Option<Duration>,
    /// Whether a FIN that also acknowledges ours leads through FIN-WAIT-2 or past it (RFC 9293 Figure 5, note 2).
    pub last_fin: LastFin,
    /// How many segments open a connection. Three is TCP; two and four are not, and exist to show why.
    pub handshake: Handshake,

    /// The retransmission timeout before the first measurement (RFC 6298 §2.1).
    pub rto_initial: Duration,
    /// The least retransmission timeout (RFC 6298 §2.4), as `rto_floor` applies it. Also where [`Limit::TimeOf`] begins.
    pub rto_min: Duration,
    /// The greatest retransmission timeout, backed off or not (RFC 6298 §2.5).
    pub rto_max: Duration,
    /// What `rto_min` is the least value of.
    pub rto_floor: RtoFloor,
    /// The first timeout for data if a SYN had to be repeated and no round trip was measured (RFC 6298 §5.7). None: that of
    /// the SYN.
    pub rto_after_syn_timeout: Option<Duration>,
    /// How often a SYN is repeated before the timeout begins to double.
    pub syn_linear_timeouts: u8,
    /// How soon a SYN goes out again after a RST told the peer that its answer was for another connection. None: when its
    /// timer says so.
    pub syn_retry_after_reset: Option<Duration>,
    /// Whether the end of a flight is sent again early, before the timeout proper (RFC 8985 §7).
    pub tail_loss_probe: bool,
    /// How many segments from beyond a gap make a sender repair it without waiting (RFC 5681 §3.2: 3). 0: never.
    pub duplicate_ack_threshold: u8,
    /// Whether fewer are enough if the segment is later than it would be if it had only been overtaken (RFC 8985 §6).
    pub repairs_overtaken: bool,
    /// When a segment that is sent again takes along what was sent behind it, up to a full segment (RFC 9293 §3.8.1).
    pub merge: Merge,
    /// The tick of the clock that timers run on, as Linux keeps them: it makes each a little late. Zero: they are exact.
    pub timer_tick: Duration,
    /// Whether nothing new goes out after a timeout before something is acknowledged: what was sent again is all that the
    /// network is trusted with (RFC 5681 §3.1, the loss window).
    pub pauses_after_timeout: bool,
    /// R1: after so many retransmissions of one segment something is wrong with the path (RFC 9293 §3.8.3).
    pub r1: u8,
    /// R2: when to give up on a segment (RFC 9293 §3.8.3).
    pub r2: Limit,
    /// R2 for our SYN.
    pub r2_syn: Limit,
    /// R2 for our SYN,ACK.
    pub r2_syn_ack: Limit,
    /// R2 for a connection that nobody holds any more.
    pub r2_orphan: Limit,
    /// How long data may stay unacknowledged, if the user has set that (RFC 9293 §3.9.1.2). It takes the place of R2.
    pub user_timeout: Option<Duration>,
    /// When to ask an idle peer whether it is still there (RFC 9293 §3.8.4). None: never.
    pub keep_alive: Option<KeepAlive>,
    /// What a zero-window probe looks like.
    pub window_probe: WindowProbe,

    /// How long an acknowledgment may wait for something to ride on (RFC 9293 §3.8.6.3), as `ack_pace` applies it.
    pub ack_delay: Duration,
    /// Which acknowledgments wait.
    pub ack_pace: AckPace,
    /// The least time between two answers to segments that are not acceptable and bring no data (RFC 5961 §7). Zero: each
    /// is answered.
    pub challenge_interval: Duration,
    /// How a SYN is answered that comes again before the handshake is over.
    pub repeated_syn: RepeatedSyn,
    /// Whether the SYN,ACK of a peer that called at the same time is acknowledged once more.
    pub crossed_syn_ack: CrossedSynAck,
    /// Whether the SYN of a caller who is called at the same time, which goes out again with an ACK, is measured from then on,
    /// or not at all (Karn, RFC 6298 §3).
    pub measures_crossed_syn: bool,
    /// Whether data on a SYN is kept until the handshake is over (RFC 9293 §3.10.7.2) or left for the peer to repeat.
    pub keeps_syn_data: bool,
    /// What the RST of an ABORT looks like.
    pub abort_reset: AbortReset,

    /// Whether small segments wait while others are not acknowledged (RFC 9293 §3.7.4). A user may change it.
    pub nagle: bool,
    /// For which others they wait.
    pub nagle_waits: NagleWaits,
    /// Whether the sender also waits for a window that takes a full segment, which is half the largest window where that is
    /// small (RFC 9293 §3.8.6.2.1).
    pub avoids_silly_windows: bool,
    /// The most payload bytes we take, and send, in one segment: the value of our MSS option. At least 1.
    pub mss: u16,
    /// Bytes we can hold for a user who is not reading.
    pub receive_buffer: u32,
    /// The shift of the window scale option that our SYN offers, or less if the buffer is so small that its window could then
    /// not be told (RFC 7323 §2). None: it offers none.
    pub window_scale: Option<u8>,
    /// Whether our SYN offers timestamps (RFC 7323 §3).
    pub timestamps: bool,
}

/// How a connection is opened. Each end asks for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Handshake {
    /// Not TCP: an end that is called takes its SYN,ACK for acknowledged as soon as it is out, and answers the same SYN with it
    /// again, whenever that comes; an end that calls does not acknowledge the SYN,ACK.
    TwoWay,
    /// TCP (RFC 9293 §3.5).
    #[default]
    ThreeWay,
    /// Not TCP: an end that is called acknowledges the SYN by itself before it sends its SYN,ACK.
    FourWay,
}

/// When to stop trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// When the timer goes off this long after the segment first went out.
    After(Duration),
    /// When the timer goes off once more after so many retransmissions. For a SYN, `syn_linear_timeouts` come on top, but
    /// it takes no longer than so many would if the timeout doubled from the start.
    Retransmissions(u8),
    /// When the timer goes off and retransmission has lasted as long as so many would take if the timeout had begun at
    /// `rto_min` and doubled up to `rto_max`.
    TimeOf(u8),
}

/// What the least retransmission timeout applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RtoFloor {
    /// The whole of it (RFC 6298 §2.4).
    Timeout,
    /// Its variable part, `4 * RTTVAR`.
    Variation,
}

/// The way from FIN-WAIT-1 when FIN and acknowledgment come in one segment. Nobody else can tell the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LastFin {
    /// Straight to TIME-WAIT.
    OneStep,
    /// Through FIN-WAIT-2.
    TwoSteps,
}

/// When a segment that is sent again takes along what was sent behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Merge {
    /// Never: what was one segment stays one.
    Never,
    /// After a timeout, if nothing from behind it seems to have arrived. A sender that knows what has (SACK) repeats no more.
    AfterTimeout,
    /// Always: a sender that does not know what has arrived may as well repeat it.
    Always,
}

/// Whether the SYN,ACK of a peer that called at the same time is acknowledged once more (RFC 9293 §3.5, Figure 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CrossedSynAck {
    /// No: the SYN in it is acknowledged already.
    Silent,
    /// Yes: the SYN in it has come before, like any other segment that is repeated.
    Acknowledged,
}

/// What a zero-window probe looks like (RFC 9293 §3.8.6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WindowProbe {
    /// The next octet, although there is no room for it.
    OneOctet,
    /// Nothing, at a number that is acknowledged already.
    Empty,
}

/// Which acknowledgments wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AckPace {
    /// All that may, always.
    Even,
    /// None while the peer is getting up speed, all when the program answers soon enough to carry them.
    Adaptive,
}

/// How a SYN is answered that comes again before the handshake is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RepeatedSyn {
    /// With an ACK, like everything outside the window.
    Acknowledged,
    /// With the SYN,ACK again.
    Answered,
}

/// What the RST of an ABORT looks like. It says the same in both forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AbortReset {
    /// `<SEQ=SND.NXT><CTL=RST>` (RFC 9293 §3.10.5).
    Plain,
    /// `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>`.
    WithAck,
}

/// For what a small segment waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NagleWaits {
    /// For the acknowledgment of all that was sent (RFC 9293 §3.7.4).
    ForAll,
    /// For that of the last small segment.
    ForSmall,
}

/// When to ask an idle peer whether it is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeepAlive {
    /// How long nothing must have come before the first probe.
    pub idle: Duration,
    /// The time from one probe to the next.
    pub interval: Duration,
    /// How many probes may go unanswered.
    pub count: u8,
}

impl KeepAlive {
    /// What RFC 9293 §3.8.4 asks for: two hours at least. The rest is what most systems do.
    pub const DEFAULT: Self = Self {
        idle: Duration::from_secs(7_200),
        interval: Duration::from_secs(75),
        count: 9,
    };
}

impl Config {
    /// What the RFCs say, or the middle of what they allow. Where a feature is optional and would hide what a learner wants
    /// to see, it is off: one SEND is one segment, and a segment carries no options that the story does not need.
    pub const fn rfc9293() -> Self {
        Self {
            msl: Duration::from_secs(120),
            time_wait_msl: 2,
            time_wait_ignores_reset: false,
            time_wait_challenges: true,
            fin_wait_2_timeout: None,
            last_fin: LastFin::OneStep,
            handshake: Handshake::ThreeWay,
            rto_initial: Duration::from_secs(1),
            rto_min: Duration::from_secs(1),
            rto_max: Duration::from_secs(60),
            rto_floor: RtoFloor::Timeout,
            rto_after_syn_timeout: Some(Duration::from_secs(3)),
            syn_linear_timeouts: 0,
            syn_retry_after_reset: None,
            tail_loss_probe: false,
            duplicate_ack_threshold: 0,
            repairs_overtaken: false,
            merge: Merge::Never,
            timer_tick: Duration::ZERO,
            pauses_after_timeout: false,
            r1: 3,
            r2: Limit::After(Duration::from_secs(100)),
            r2_syn: Limit::After(Duration::from_secs(180)),
            r2_syn_ack: Limit::After(Duration::from_secs(180)),
            r2_orphan: Limit::After(Duration::from_secs(100)),
            user_timeout: None,
            keep_alive: None,
            window_probe: WindowProbe::OneOctet,
            ack_delay: Duration::ZERO,
            ack_pace: AckPace::Even,
            challenge_interval: Duration::ZERO,
            repeated_syn: RepeatedSyn::Acknowledged,
            crossed_syn_ack: CrossedSynAck::Silent,
            measures_crossed_syn: false,
            keeps_syn_data: true,
            abort_reset: AbortReset::Plain,
            nagle: false,
            nagle_waits: NagleWaits::ForAll,
            avoids_silly_windows: false,
            mss: 1_460,
            receive_buffer: 65_535,
            window_scale: None,
            timestamps: false,
        }
    }

    /// The largest shift of a window (RFC 7323 §2.3).
    pub(super) const LARGEST_SHIFT: u8 = 14;

    /// The shift to offer. It leaves the window at least 128 steps.
    pub(super) fn offered_scale(&self) -> Option<u8> {
        let fitting = (self.receive_buffer >> 8).checked_ilog2().unwrap_or(0);
        let fitting = u8::try_from(fitting).unwrap_or(Self::LARGEST_SHIFT);
        let scale = self.window_scale?;
        Some(scale.min(fitting).min(Self::LARGEST_SHIFT))
    }

    /// What Linux 6.18 does as it comes.
    pub const fn linux() -> Self {
        Self {
            msl: Duration::from_secs(30),
            time_wait_challenges: false,
            fin_wait_2_timeout: Some(Duration::from_secs(60)),
            last_fin: LastFin::TwoSteps,
            rto_min: Duration::from_millis(200),
            rto_max: Duration::from_secs(120),
            rto_floor: RtoFloor::Variation,
            rto_after_syn_timeout: None,
            syn_linear_timeouts: 4,
            syn_retry_after_reset: Some(Duration::from_millis(8)),
            tail_loss_probe: true,
            duplicate_ack_threshold: 3,
            repairs_overtaken: true,
            merge: Merge::AfterTimeout,
            pauses_after_timeout: true,
            r2: Limit::TimeOf(15),
            r2_syn: Limit::Retransmissions(6),
            r2_syn_ack: Limit::Retransmissions(5),
            r2_orphan: Limit::TimeOf(8),
            window_probe: WindowProbe::Empty,
            ack_delay: Duration::from_millis(40),
            ack_pace: AckPace::Adaptive,
            challenge_interval: Duration::from_millis(500),
            repeated_syn: RepeatedSyn::Answered,
            crossed_syn_ack: CrossedSynAck::Acknowledged,
            measures_crossed_syn: true,
            keeps_syn_data: false,
            abort_reset: AbortReset::WithAck,
            nagle: true,
            nagle_waits: NagleWaits::ForSmall,
            avoids_silly_windows: true,
            receive_buffer: 64_256,
            window_scale: Some(7),
            timestamps: true,
            ..Self::rfc9293()
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::rfc9293()
    }
}
