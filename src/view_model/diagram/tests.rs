use super::*;
use crate::view_model::ladder::tests::{PHONE, Shown};
use crate::lesson::{LessonId, lesson};
use crate::timeline::Timeline;

#[test]
fn dump() {
    let mut html = String::from("<meta charset=utf8><style>body{background:#f7f8fa;font:10.5px monospace}svg{overflow:visible;margin:20px;outline:1px solid #eee}.w{fill:#555;stroke:#f7f8fa;stroke-width:4px;paint-order:stroke;}</style>");
    for width in [824, PHONE] {
        let mut shown = Shown::new(Timeline::untouched(lesson(LessonId::FourWaves).scenario));
        shown.width = width;
        for all in [false, true] {
            let scene = shown.scene(shown.timeline().end());
            let mut d = Diagram::of(&scene);
            if all {
                let plan = Plan::of(width);
                let mut taken = vec![];
                d.edges.clear();
                for (from, to) in pairs(&[]) {
                    let way = plan.way(from, to);
                    let labels = TRANSITIONS.iter().filter(|a| (a.from, a.to) == (from, to)).map(|a| a.trigger.to_string()).collect::<Vec<_>>();
                    let label_at = plan.label(&way, &labels, &mut taken);
                    d.edges.push(Edge { name: String::new(), head: way.head(), way: way.path, labels, label_at, is_last: [false; 2], jump: None, spoken: String::new() });
                }
            }
            html += &format!("<svg width={} height={}>", d.width, d.height);
            for e in &d.edges {
                let [a, b, c] = e.head;
                let color = if e.is_last != [false; 2] { "#06c" } else if e.jump.is_some() { "#000" } else { "#aaa" };
                html += &format!("<path d='{}' fill=none stroke='{color}'/><path d='M{} {}L{} {}L{} {}z' fill='{color}'/>", e.way, a.x, a.y, b.x, b.y, c.x, c.y);
            }
            for e in &d.edges {
                for (i, l) in e.labels.iter().enumerate() {
                    html += &format!("<text class=w text-anchor=middle x={} y={}>{l}</text>", e.label_at.x, e.label_at.y + 12 * i as i32);
                }
            }
            for p in &d.places {
                html += &format!("<rect x={} y={} width=88 height=26 rx=6 fill=white stroke='#888'/><text text-anchor=middle x={} y={}>{}</text>", p.at.x - 44, p.at.y - 13, p.at.x, p.at.y + 4, p.name);
            }
            html += "</svg>";
        }
    }
    std::fs::write("/tmp/c4/why/diagram.html", html).unwrap();
}
