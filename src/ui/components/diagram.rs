//! The state diagram: where both hosts are, and what they have walked of it.

mod edge;

use crate::i18n::Text;
use crate::simulation::HostId;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::view_model::{Diagram, Place, Point, Walker};

/// Both hosts' states, the picture, and the path in words.
#[inline(never)]
pub(super) fn view(ui: &Ui, diagram: &Diagram) -> El {
    let Diagram { width, height, .. } = diagram;
    let picture = el("svg.states")
        .attr("viewBox", &format!("0 0 {width} {height}"))
        .num("width", *width)
        .num("height", *height)
        .attr("role", "group")
        .named(ui.lang, Text::WhyDiagramTitle)
        .child(el("g").each(&diagram.edges, |edge| edge::line(ui, edge)))
        .child(el("g").each(&diagram.edges, edge::words))
        .child(el("g").each(&diagram.places, place));
    let path = el("ol.visually-hidden")
        .named(ui.lang, Text::WhyDiagramPath)
        .each(&diagram.path, |line| el("li").text(line));
    el("div.diagram")
        .child(el("p.walkers").each(&diagram.walkers, walker))
        .child(picture)
        .child(path)
}

/// A host and its state: the sign is the one in the picture.
fn walker(walker: &Walker) -> El {
    let sign = el("svg")
        .attr("viewBox", "-9 -9 18 18")
        .attr("width", "18")
        .attr("height", "18")
        .attr("aria-hidden", "true")
        .child(sign(walker.host, Point::default()));
    el("span")
        .key(&walker.name)
        .class(walker.tone.class())
        .child(sign)
        .text(walker.name)
        .text(" ")
        .child(el("b").attr("lang", "en").text(walker.state))
}

/// A circle with a C, a square with an S: neither colour nor shape stands alone.
fn sign(host: HostId, Point { x, y }: Point) -> El {
    let (class, letter) = match host {
        HostId::Client => ("sign client-sign", "C"),
        HostId::Server => ("sign server-sign", "S"),
    };
    let shape = match host {
        HostId::Client => el("circle").attr("r", "8"),
        HostId::Server => el("path").attr("d", "M-7.5 -7.5h15v15h-15z"),
    };
    let letter = el("text")
        .attr("y", "4")
        .attr("text-anchor", "middle")
        .text(letter);
    el("g")
        .class(class)
        .attr("transform", &format!("translate({x} {y})"))
        .child(shape)
        .child(letter)
}

fn place(place: &Place) -> El {
    let Point { x, y } = place.at;
    let shape = el("rect")
        .num("x", x - 42)
        .num("y", y - 13)
        .attr("width", "84")
        .attr("height", "26")
        .attr("rx", "6");
    let name = el("text")
        .num("x", x)
        .num("y", y + 4)
        .attr("text-anchor", "middle")
        .text(place.name);
    let mut state = el("g.place")
        .key(&place.name)
        .class(place.tone.class())
        .class_if(place.here != [false; 2], "here")
        .child(shape)
        .child(name);
    for (host, side) in HostId::ALL.into_iter().zip([-26, 26]) {
        if place.here[host.index()] {
            state = state.child(sign(
                host,
                Point {
                    x: x + side,
                    y: y - 15,
                },
            ));
        }
    }
    state
}
