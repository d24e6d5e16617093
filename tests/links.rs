//! Links: a run made by hand comes back from its text, whatever was done; no text is too strange; and links that are out
//! there keep working.

use proptest::prelude::*;
use tcpscope::app_state::{Action, AppState, Settings};
use tcpscope::i18n::Lang;
use tcpscope::lesson::{LessonId, Place, lesson};
use tcpscope::network::{Intervention, SegmentId, SegmentKind};
use tcpscope::share::{Address, Deed, Link};
use tcpscope::simulation::{
    Call, CloseTime, Command, HostId, Profile, SocketId, SynCookies, Variation,
};
use tcpscope::tcp::Handshake;
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::{Comparison, Lane, PlaybackCommand};

fn opened(address: Address) -> AppState {
    AppState::new(&Settings {
        address,
        ..Settings::default()
    })
}

fn hows() -> impl Strategy<Value = Intervention> {
    prop_oneof![
        Just(Intervention::Drop),
        (1_u64..3_000_000).prop_map(|us| Intervention::Delay(Duration::from_micros(us))),
        Just(Intervention::Duplicate),
        Just(Intervention::Reorder),
    ]
}

fn host() -> impl Strategy<Value = HostId> {
    prop::sample::select(&HostId::ALL[..])
}

fn closes() -> impl Strategy<Value = CloseTime> {
    prop_oneof![
        Just(CloseTime::NOW),
        Just(CloseTime::LATE),
        Just(CloseTime::Never)
    ]
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        Just(Call::Socket),
        Just(Call::listen()),
        Just(Call::Accept),
        Just(Call::receive()),
        Just(Call::Shutdown),
        Just(Call::ShutdownRead),
        Just(Call::Close),
        Just(Call::Abort),
        prop::collection::vec(any::<u8>(), 0..9).prop_map(Call::Send),
        (0_u16..99).prop_map(|port| Call::Bind { port }),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let kinds = || prop::sample::select(&SegmentKind::ALL[..]);
    let segment = || (1_u32..30).prop_map(SegmentId);
    let from = prop::option::of(host());
    prop_oneof![
        6 => (segment(), hows()).prop_map(|(segment, how)| Command::Interfere { segment, how }),
        2 => (segment(), 1_u64..3_000_000).prop_map(|(segment, us)| Command::Replay {
            segment,
            after: Duration::from_micros(us),
        }),
        2 => (from, kinds(), hows())
            .prop_map(|(from, kind, how)| Command::InterfereNext { from, kind, how }),
        1 => kinds().prop_map(|kind| Command::CancelNext { kind }),
        2 => (host(), prop::option::of(1_u32..4), call()).prop_map(|(host, socket, call)| {
            let socket = socket.map(SocketId);
            Command::Call { host, socket, call }
        }),
        1 => (host(), closes()).prop_map(|(host, when)| Command::SetCloseTime { host, when }),
        1 => (1_u64..200_000).prop_map(|us| Command::SetOneWayDelay(Duration::from_micros(us))),
        1 => (0_u16..300).prop_map(Command::SetLoss),
        1 => (0_u64..300_000).prop_map(|us| Command::SetAckDelay(Duration::from_micros(us))),
        1 => (0_u8..3).prop_map(Command::SetTimeWait),
        1 => host().prop_map(|host| Command::Open { host }),
        1 => Just(Command::CutLink),
        1 => Just(Command::RestoreLink),
        1 => host().prop_map(|host| Command::Crash { host }),
        1 => host().prop_map(|host| Command::Reboot { host }),
        1 => host().prop_map(|host| Command::Restart { host }),
    ]
}

fn variation() -> impl Strategy<Value = Variation> {
    let handshakes = [Handshake::TwoWay, Handshake::ThreeWay, Handshake::FourWay];
    prop_oneof![
        prop::sample::select(handshakes.to_vec()).prop_map(Variation::Handshake),
        (0_u8..3).prop_map(Variation::TimeWait),
        (host(), closes()).prop_map(|(host, when)| Variation::Closes(host, when)),
        Just(Variation::SynCookies(SynCookies::Always)),
        (0_u64..300).prop_map(|ms| Variation::AckDelay(Duration::from_millis(ms))),
        prop::option::of(1_u16..5).prop_map(Variation::Descriptors),
        any::<bool>().prop_map(Variation::ReuseAddr),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let comparisons = prop::option::of(prop::sample::select(&Comparison::ALL[..]));
    let seek = (0_u32..=10_000).prop_map(PlaybackCommand::Seek);
    let moves = prop_oneof![
        3 => seek,
        3 => Just(PlaybackCommand::StepForward),
        1 => Just(PlaybackCommand::StepBack),
        1 => Just(PlaybackCommand::End),
        1 => Just(PlaybackCommand::FrameForward),
    ];
    prop_oneof![
        8 => moves.prop_map(Action::Playback),
        8 => command().prop_map(Action::Command),
        3 => Just(Action::DropInFlight),
        1 => Just(Action::DelayInFlight),
        1 => Just(Action::CallClosedPort),
        1 => Just(Action::Branch),
        2 => variation().prop_map(Action::Vary),
        2 => comparisons.prop_map(Action::Compare),
        1 => prop::sample::select(&Lane::ALL[..]).prop_map(Action::FocusLane),
        1 => (0_u32..3).prop_map(Action::SwitchBranch),
        1 => (0_usize..4).prop_map(Action::OpenPart),
        1 => (0_u32..9).prop_map(Action::Slide),
        1 => Just(Action::SetProfile(Profile::Linux)),
        1 => Just(Action::SetLang(Lang::ZhHans)),
    ]
}

/// That a page that was led there comes back from its texts.
fn check(state: &AppState) {
    let mut again = opened(Address::default());
    let saved = state.saved();
    again.restore(&saved);
    assert_eq!(again.notice(), None, "{saved}");
    assert_same(&again, state, &saved);
    assert_eq!(again.lang(), state.lang());

    let link = state.link();
    let text = link.to_string();
    let address = Address::parse("", &text);
    assert_eq!(address.problems, [], "{text}");
    assert_eq!(address.run, link, "{text}");
    let again = opened(address);
    assert_eq!(again.notice(), None, "{text}");
    assert_same(&again, state, &text);
}

fn assert_same(one: &AppState, other: &AppState, text: &str) {
    for (one, other) in one.lanes().runs().iter().zip(other.lanes().runs()) {
        assert_eq!(one.recording(), other.recording(), "{text}");
    }
    assert_eq!(one.lanes(), other.lanes(), "{text}");
    assert_eq!(one.place(), other.place(), "{text}");
    assert_eq!(one.profile(), other.profile(), "{text}");
    assert_eq!(one.playback().cursor, other.playback().cursor, "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_comes_back(
        lesson in prop::sample::select(&LessonId::ALL[..]),
        actions in prop::collection::vec(action(), 1..16),
    ) {
        let mut state = opened(Link::to(Place::first_of(lesson)).into());
        for action in actions {
            state.apply(action);
        }
        check(&state);
    }

    #[test]
    fn no_text_is_too_strange(query in ".{0,60}", fragment in any::<String>()) {
        Address::parse(&query, &fragment);
        let _ = Deed::parse(&fragment);
    }

    #[test]
    fn what_was_printed_is_read_as_the_same(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
    ) {
        let address = Address::parse("", &pieces.concat());
        let text = address.to_string();
        let again = Address::parse("", &text);
        assert_eq!(again.problems, [], "{text}");
        assert_eq!((&again.run, again.view), (&address.run, address.view), "{text}");
        assert_eq!(again.to_string(), text);
        address.run.open();
    }
}

/// What texts that look like links are put together from.
const PIECES: &[&str] = &[
    "&lesson=",
    "&part=",
    "&on=",
    "&with=",
    "&vs=",
    "&lane=",
    "&do=",
    "&do2=",
    "&t=",
    "&v=",
    "&embed=",
    "&panels=",
    "&speed=",
    "&lang=",
    "last_ack_lost",
    "old-segments",
    "syn_flood",
    "linux",
    "time-wait:0",
    "handshake:2",
    "close:server:never",
    ",",
    "|",
    ":",
    "@",
    "drop:2",
    "drop:9",
    "delay:4:200ms",
    "next:fin:drop",
    "close:client:now",
    "call:client:1:send:Hi",
    "crash:server",
    "reboot:server",
    "keep:1",
    "cut",
    "mend",
    "rtt:40ms",
    "loss:20",
    "replay:1",
    "1",
    "2",
    "b",
    "none",
    "3.36s",
    "@1s",
    "@0",
    "0",
    "zh",
    "log",
    "%2C",
    "，",
    "@",
    "%",
    "#?secret=x",
];

#[test]
fn each_lesson_as_it_is_is_its_name() {
    for lesson_id in LessonId::ALL {
        for part in 0..lesson(lesson_id).parts.len() {
            let place = Place::new(lesson_id, part).unwrap();
            let state = opened(Link::to(place).into());
            check(&state);
            let link = Link {
                at: None,
                ..state.link()
            };
            assert_eq!(link, Link::to(place));
            let name = lesson_id.name();
            let expected = match part {
                0 => format!("lesson={name}"),
                _ => format!("lesson={name}&part={}", part + 1),
            };
            assert_eq!(link.to_string(), expected);
        }
    }
}

#[test]
fn a_branch_without_what_the_lesson_does_comes_back() {
    for lesson_id in LessonId::ALL {
        let mut state = opened(Link::to(Place::first_of(lesson_id)).into());
        state.apply(Action::Playback(PlaybackCommand::Home));
        state.apply(Action::Branch);
        check(&state);
        state.apply(Action::Playback(PlaybackCommand::End));
        state.apply(Action::Command(Command::SetLoss(10)));
        check(&state);
    }
}

#[test]
fn deeds_in_either_lane_come_back() {
    for first in Lane::ALL {
        let mut state = opened(Address::default());
        state.apply(Action::Compare(Some(Comparison::ALL[0])));
        for (lane, ms) in [(first, 265), (first.other(), 300), (first, 330)] {
            state.apply(Action::FocusLane(lane));
            let at = PlaybackCommand::To(Instant::from_millis(ms));
            state.apply(Action::Playback(at));
            state.apply(Action::DropInFlight);
        }
        check(&state);
    }
}

#[test]
fn a_usual_link_is_short() {
    let mut state = opened(Link::to(Place::first_of(LessonId::LastAckLost)).into());
    state.apply(Action::FocusLane(Lane::B));
    state.apply(Action::Playback(PlaybackCommand::End));
    let flights = state.timeline().flights();
    let last = flights.last().unwrap();
    let half = last.sent_at + Duration::from_micros(last.one_way_delay.as_micros() / 2);
    state.apply(Action::Playback(PlaybackCommand::To(half)));
    state.apply(Action::DropInFlight);
    check(&state);
    assert_eq!(
        state.link().to_string(),
        "lesson=last_ack_lost&do=drop:11&lane=b&t=825ms"
    );
}

/// Every link of `links/v1.txt`, and what has to come out of it.
#[test]
fn links_that_are_out_there_keep_working() {
    let file = include_str!("links/v1.txt");
    let mut lines = file
        .lines()
        .filter(|line| !line.starts_with("//") && !line.is_empty());
    let mut complaints = Vec::new();
    let mut count = 0;
    while let Some(link) = lines.next() {
        let expected = lines.next().unwrap_or_default().trim();
        let found = outcome(link);
        if found != expected {
            complaints.push(format!("{link}\n  {found}"));
        }
        count += 1;
    }
    assert!(count > 30, "{count}");
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// The run with every time said, how many segments fly in each lane, and what is told.
fn outcome(link: &str) -> String {
    let (query, fragment) = link.split_once('#').unwrap_or((link, ""));
    let address = Address::parse(query, fragment);
    let told = address.problems.len();
    let opened = address.run.open();
    let at = address.run.at;
    let exact = Link::of(
        address.run.place,
        address.run.profile,
        &opened.lanes,
        at.unwrap_or_default(),
    );
    let exact = Address {
        run: Link { at, ..exact },
        view: address.view,
        problems: Vec::new(),
    };
    let flights: Vec<_> = opened
        .lanes
        .runs()
        .iter()
        .map(|run| run.flights().len())
        .collect();
    format!(
        "{exact} | segments {flights:?} | told {}",
        told + opened.problems.len()
    )
}

/// The examples of the reference, in both languages.
#[test]
fn the_reference_tells_nothing_wrong() {
    let references = [
        include_str!("../src/share/grammar.en.md"),
        include_str!("../src/share/grammar.zh-Hans.md"),
    ];
    let mut examples = [Vec::new(), Vec::new()];
    for (reference, examples) in references.into_iter().zip(&mut examples) {
        // What stands between backquotes and has a `=` is a link, or a piece of one; the first column of a table of deeds
        // has deeds.
        for line in reference.lines() {
            for (place, code) in line.split('`').enumerate() {
                if place % 2 == 0 {
                    continue;
                }
                examples.push(code);
                if code == "key=value" {
                    continue;
                }
                if code.contains('=') {
                    let text = code.split_once(['#', '?']).map_or(code, |(_, text)| text);
                    let address = Address::parse("", text);
                    assert_eq!(address.problems, [], "{code}");
                    assert_eq!(address.run.open().problems, [], "{code}");
                } else if line.starts_with("| `") && place == 1 {
                    let deed = Deed::parse(code);
                    assert!(deed.is_ok(), "{code}: {deed:?}");
                }
            }
        }
        assert!(examples.len() > 60, "{}", examples.len());
    }
    assert_eq!(
        examples[0], examples[1],
        "both languages have the same examples"
    );
}

/// The heaviest links that could be thought of: each is one or two runs of bounded length.
#[test]
fn no_link_keeps_anybody_waiting() {
    let deeds = |deed: &str| [deed, ","].concat().repeat(100);
    let replays = (1..=100).map(|n| format!("replay:{n}:90s"));
    let replays = replays.collect::<Vec<_>>().join(",");
    let loops = "with=handshake:2&do=rtt:2us,loss:50,";
    for text in [
        ["lesson=syn_flood&do=", &replays].concat(),
        ["lesson=last_ack_lost&do=", &replays].concat(),
        ["lesson=last_ack_lost&do=", &deeds("duplicate:2")].concat(),
        [
            "lesson=half_open&vs=handshake:2,3&do=",
            &deeds("replay:1:1s"),
        ]
        .concat(),
        ["lesson=last_ack_lost&do=", &deeds("open:client")].concat(),
        [
            "lesson=syn_flood&vs=cookies:off,always&do=",
            &deeds("open:client"),
        ]
        .concat(),
        [loops, &deeds("open:client")].concat(),
    ] {
        let address = Address::parse("", &text);
        let opened = address.run.open();
        let runs = opened.lanes.runs();
        let events: usize = runs.iter().map(|run| run.events().len()).sum();
        assert!(
            events <= 2 * (tcpscope::timeline::Timeline::EVENT_LIMIT + 1_000),
            "{events}: {text:.40}"
        );
    }
}
