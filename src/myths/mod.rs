//! The page of claims about TCP: each with its verdict, the lines of the run that show it, and the reason. The claims are
//! the lessons under [`Topic::Myth`], and every word about them is from their books.

use crate::document::Page;
use crate::i18n::{Book, Lang};
use crate::lesson::{Lesson, LessonId, Part, Question, Sighting, Topic, Verdict, lesson};
use crate::time::Instant;
use crate::timeline::Timeline;
use crate::view_model::{self, wording};
use crate::wire;
use std::ops::RangeInclusive;

/// The lessons that are about a claim, in teaching order.
pub fn claims() -> impl Iterator<Item = &'static Lesson> {
    let lessons = LessonId::ALL.into_iter().map(lesson);
    lessons.filter(|lesson| lesson.topic == Topic::Myth)
}

/// What a lesson about a claim says of it.
pub fn verdict(lesson: &Lesson) -> Option<Verdict> {
    lesson.steps().find_map(|(_, step)| match step.asks {
        Some(Question::Verdict(verdict)) => Some(verdict),
        _ => None,
    })
}

/// The page in a language.
pub fn render(lang: Lang) -> String {
    let mut document = match lang {
        Lang::En => include_str!("en.md"),
        Lang::ZhHans => include_str!("zh-Hans.md"),
    }
    .to_owned();
    for lesson in claims() {
        document.push_str(&entry(lang, lesson));
    }
    for lesson in claims() {
        document.push_str(&claim(lang, lesson));
    }
    Page::Myths.render(lang, &document)
}

/// A claim in the list at the head of the page.
fn entry(lang: Lang, lesson: &Lesson) -> String {
    let name = lesson.id.name();
    let (Some(book), Some(verdict)) = (Book::shipped(lang, name), verdict(lesson)) else {
        return String::new();
    };
    let (class, shape) = look(verdict);
    let (title, word) = (book.title(), wording::verdict(lang, verdict));
    format!("- <span class=\"{class}\">{shape} {word}</span> [{title}](#{name})\n")
}

/// A claim, its verdict, what was run and what came of it.
fn claim(lang: Lang, lesson: &Lesson) -> String {
    let (name, tag) = (lesson.id.name(), lang.tag());
    let (Some(book), Some(verdict)) = (Book::shipped(lang, name), verdict(lesson)) else {
        return String::new();
    };
    let (class, shape) = look(verdict);
    let (title, word) = (book.title(), wording::verdict(lang, verdict));
    let runs = lesson.parts.iter().map(|part| run(lang, &book, part));
    let runs = runs.collect::<Vec<_>>().concat();
    let open = match lang {
        Lang::En => "Open this run",
        Lang::ZhHans => "打开这次运行",
    };
    format!(
        "\n## {title} {{ #{name} }}\n\n\
         <p class=\"verdict {class}\"><span aria-hidden=\"true\">{shape}</span> {word}</p>\n\
         {runs}\n[{open}](./?lesson={name}&lang={tag})\n"
    )
}

/// One run: what is said before it, the lines that matter, and what is said at its end.
fn run(lang: Lang, book: &Book, part: &Part) -> String {
    let timeline = part.timeline(part.profile());
    let mut said = Vec::new();
    let sightings = part.sightings(&timeline);
    for (step, sighting) in part.steps.iter().zip(&sightings) {
        let words = sighting.map(|it| view_model::words(book, step, it, &timeline));
        said.push(format!("\n{}\n", words.unwrap_or_default()));
    }
    let span = lines(part, &timeline, &sightings);
    let ladder = wire::text_ladder_between(&timeline, lang, &span);
    let verdict = said.pop().unwrap_or_default();
    format!("{}\n```text\n{ladder}```\n{verdict}", said.concat())
}

/// From where the part opens to what its last step speaks of.
fn lines(
    part: &Part,
    timeline: &Timeline,
    sightings: &[Option<Sighting>],
) -> RangeInclusive<Instant> {
    let opens = part.opens_at.sighting(timeline);
    let from = opens.map_or(Instant::ZERO, |it| it.at);
    let last = sightings.last().copied().flatten();
    from..=last.map_or(timeline.end(), |it| it.at)
}

/// How a verdict is drawn: its name in the style sheet, and its shape.
const fn look(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::True => ("true", "✓"),
        Verdict::False => ("false", "✕"),
        Verdict::Depends => ("depends", "◐"),
    }
}
