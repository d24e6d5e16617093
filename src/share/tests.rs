//! Addresses as people and programs write them.

use super::*;
use crate::i18n::{Lang, StateNames};
use crate::lesson::LessonId;
use crate::network::SegmentId;
use crate::simulation::{Profile, Refusal};
use crate::time::Instant;
use crate::timeline::{Lane, Speed};

fn fragment(text: &str) -> Address {
    Address::parse("", text)
}

fn sound(text: &str) -> Address {
    let address = fragment(text);
    assert_eq!(address.problems, [], "{text}");
    address
}

fn problem(key: &'static str, text: &str, fault: Fault) -> Problem {
    Problem {
        key,
        text: text.to_owned(),
        fault,
    }
}

#[test]
fn nothing_is_the_first_lesson_as_it_is() {
    for (query, text) in [
        ("", ""),
        ("?", "#"),
        ("?utm_source=x&from=chat", "#?secret=Ab3"),
        ("", "#ORIGIN=https://a.example&Secret=Ab3"),
    ] {
        assert_eq!(Address::parse(query, text), Address::default());
    }
    assert!(Address::default().run.is_untouched());
}

#[test]
fn the_usual_case() {
    let address = sound("#lesson=last_ack_lost&do=drop:9&t=3.36s");
    assert_eq!(address.run.place.lesson, LessonId::LastAckLost);
    assert_eq!(address.run.deeds.list.len(), 1);
    assert_eq!(address.run.at, Some(Instant::from_millis(3_360)));
    assert_eq!(
        address.to_string(),
        "lesson=last_ack_lost&do=drop:9&t=3.36s"
    );
}

#[test]
fn the_same_however_it_was_typed_or_sent() {
    let wanted = sound("lesson=last_ack_lost&do=drop:9@3.31s,cut@4s&t=3.36s");
    for text in [
        "#lesson=Last-Ack-Lost&do=drop:9@3.31s,cut@4s&t=3.36s",
        "#lesson=last_ack_lost&do=drop%3A9%403.31s%2Ccut%404s&t=3.36s",
        "#lesson%3Dlast_ack_lost%26do%3Ddrop%3A9%403.31s%2Ccut%404s%26t%3D3.36s",
        "#lesson=last_ack_lost&amp;do=drop:9@3.31s,cut@4s&amp;t=3.36s",
        "#lesson=last_ack_lost&do=drop:9@3.31s,cut@4s&t=3.36s#?secret=XXXX",
        "#?lesson=last_ack_lost&do=drop:9@3.31s,cut@4s&t=3.36s",
        "#lesson=last_ack_lost＆do＝drop：9＠3.31s，cut＠4s&t=3．36s ",
        "#lesson=last_ack_lost%EF%BC%86do=drop%EF%BC%9A9@3.31s%EF%BC%8Ccut@4s&t=3.36s",
        "#v=1&t=3.36&do=cut@4s,+drop:9@3.31&lesson=last_ack_lost",
    ] {
        let found = fragment(text);
        assert_eq!(found.problems, [], "{text}");
        assert_eq!(found.run.open().lanes, wanted.run.open().lanes, "{text}");
        assert_eq!(found.run.at, wanted.run.at, "{text}");
    }
}

#[test]
fn the_fragment_has_precedence() {
    let address = Address::parse(
        "?lesson=reset&lang=zh_CN&theme=dark",
        "#lesson=half_open&theme=light",
    );
    assert_eq!(address.problems, []);
    assert_eq!(address.run.place.lesson, LessonId::HalfOpen);
    assert_eq!(address.view.lang, Some(Lang::ZhHans));
    assert_eq!(address.view.theme, Some(Theme::Light));
}

#[test]
fn the_view_is_read_and_printed() {
    let text = "embed=1&lang=zh-Hans&theme=dark&states=socket&autoplay=1&controls=min&panels=lesson,log&edit=0&speed=2\
        &motion=reduce&keys=0&links=0";
    let view = sound(text).view;
    assert_eq!(
        view,
        View {
            embed: true,
            lang: Some(Lang::ZhHans),
            theme: Some(Theme::Dark),
            states: Some(StateNames::Socket),
            autoplay: Some(true),
            controls: Controls::Min,
            panels: Panels::NONE.with(Panel::Lesson).with(Panel::Log),
            edit: false,
            speed: Speed::Double,
            motion: MotionChoice::Reduce,
            keys: false,
            links: false,
        }
    );
    assert_eq!(view.to_string(), text);
    assert_eq!(View::default().to_string(), "");
    let none = sound("panels=none").view;
    assert_eq!(none.panels, Panels::NONE);
    assert_eq!(sound(&none.to_string()).view, none);
}

#[test]
fn only_what_is_said_changes() {
    let before = sound("embed=1&speed=2").view;
    let after = Address::parse_over(before, "", "speed=0.5&theme=dark").view;
    assert!(after.embed);
    assert_eq!((after.speed, after.theme), (Speed::Half, Some(Theme::Dark)));
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_read() {
    let address = fragment(
        "v=2&lesson=reset&part=9&on=plan9&lane=b&do2=cut&t=soon&tehme=dark&theme=red&theme=dark&speed=3",
    );
    assert_eq!(address.run.place.lesson, LessonId::Reset);
    assert_eq!(address.view.theme, Some(Theme::Dark));
    let parts = crate::lesson::lesson(LessonId::Reset).parts.len();
    assert_eq!(
        address.problems,
        [
            problem("", "tehme", Fault::UnknownKey),
            problem("theme", "dark", Fault::Twice),
            problem("v", "2", Fault::UnknownVersion),
            problem("part", "9", Fault::NoSuchPart(parts)),
            problem("on", "plan9", Fault::NotOneOf("rfc9293, linux")),
            problem("lane", "b", Fault::OneLane),
            problem("do2", "cut", Fault::OneLane),
            problem("t", "soon", Fault::NoTime),
            problem("speed", "3", Fault::NotOneOf("0.5, 1, 2, 4")),
        ]
    );
}

#[test]
fn what_was_to_be_done_in_an_unknown_lesson_is_not_done_in_another() {
    let address = fragment("lesson=five_waves&do=drop:2&t=1s&theme=dark");
    assert_eq!(
        address.problems,
        [problem("lesson", "five_waves", Fault::UnknownLesson)]
    );
    assert_eq!(address.run, Link::default());
    assert_eq!(address.view.theme, Some(Theme::Dark));
}

#[test]
fn too_much_is_cut_and_told() {
    let deeds = "cut,mend,".repeat(1_000);
    let address = fragment(&["do=", &deeds].concat());
    assert_eq!(address.run.deeds.list.len(), 100);
    assert_eq!(
        address.problems,
        [problem("do", "cut", Fault::TooMany(100))]
    );
    let address = fragment(&["do=", &"你".repeat(100_000)].concat());
    assert_eq!(address.problems[0].fault, Fault::TooLong(32_768));
}

#[test]
fn a_deed_that_cannot_be_done_is_left_out_and_told() {
    let opened =
        sound("lesson=four_waves&do=drop:99,drop:2,reboot:client,crash:server@1:00,drop:3@100s")
            .run
            .open();
    let last = opened.lanes.focused().flights().len();
    let last = SegmentId(u32::try_from(last).unwrap());
    assert_eq!(opened.lanes.focused().recording().commands.len(), 2);
    assert_eq!(
        opened.problems,
        [
            problem(
                "do",
                "drop:3@100s",
                Fault::Refused(Refusal::NotInFlight(SegmentId(3)))
            ),
            problem("do", "drop:99", Fault::NeverFlies(last)),
            problem(
                "do",
                "reboot:client",
                Fault::Refused(Refusal::NothingToChange)
            ),
        ]
    );
}

#[test]
fn what_has_no_time_happens_when_it_makes_sense() {
    let text = "do=mend,cut@100ms,reboot:client,crash:client@1s,call:server:1:shutdown-read,next:fin:drop,drop:1";
    let opened = sound(text).run.open();
    assert_eq!(opened.problems, []);
    let done = Deeds {
        keep: None,
        list: opened
            .lanes
            .focused()
            .recording()
            .commands
            .iter()
            .map(|timed| Deed {
                command: timed.command.clone(),
                at: Some(timed.at),
            })
            .collect(),
    };
    assert_eq!(
        done.to_string(),
        "call:server:1:shutdown-read@0s,next:fin:drop@0s,cut@100ms,mend@100ms,drop:1@125ms,crash:client@1s,\
         reboot:client@1s"
    );
}

#[test]
fn a_part_on_other_hosts_with_something_otherwise() {
    let address = sound(
        "lesson=old_segments&part=2&on=linux&with=time-wait:0,close:server:2s&vs=handshake:2,3&lane=b",
    );
    let link = &address.run;
    assert_eq!(
        (link.place.number(), link.profile, link.lane),
        (1, Profile::Linux, Lane::B)
    );
    assert_eq!(sound(&link.to_string()).run, *link);
    let opened = link.open();
    assert_eq!(opened.problems, []);
    assert_eq!(opened.lanes.runs().len(), 2);
    assert_eq!(opened.lanes.focus(), Lane::B);
    assert_eq!(opened.lanes.variations(), link.variations);
}

#[test]
fn comparisons_are_written_in_several_ways() {
    let wanted = sound("vs=handshake:2,3").run;
    for text in [
        "vs=handshake:2|3",
        "vs=handshake:2,handshake:3",
        "vs=Handshake:2%7C3",
    ] {
        assert_eq!(sound(text).run, wanted, "{text}");
    }
    assert_eq!(
        sound("vs=close:server:now,2s").run.to_string(),
        "lesson=three_way_handshake&vs=close:server:now,2s"
    );
    assert_eq!(
        sound("lesson=last_ack_lost&vs=none")
            .run
            .open()
            .lanes
            .runs()
            .len(),
        1
    );
    for wrong in [
        "vs=handshake:2",
        "vs=handshake:2,5",
        "vs=handshake:2,time-wait:0",
        "vs=,",
    ] {
        assert_eq!(fragment(wrong).problems.len(), 1, "{wrong}");
    }
}

#[test]
fn every_part_is_the_same_by_either_way() {
    for lesson in LessonId::ALL {
        for part in 0..crate::lesson::lesson(lesson).parts.len() {
            let place = crate::lesson::Place::new(lesson, part).unwrap();
            for profile in [Profile::Rfc9293, Profile::Linux] {
                let link = Link {
                    profile,
                    ..Link::to(place)
                };
                let opened = link.open_from(place.part().recording(profile));
                assert_eq!(opened.problems, []);
                assert_eq!(opened.lanes, place.lanes(profile), "{link}");
            }
        }
    }
}
