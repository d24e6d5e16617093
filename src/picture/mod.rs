//! The ladder as a picture that stands by itself: an SVG without scripts, ids or anything from elsewhere, and a Mermaid
//! diagram. Both are drawn from the same [`Ladder`](crate::view_model::Ladder) as the page's.

mod address;
mod head;
mod ladder;
mod mermaid;
mod palette;
mod still;
mod style;
mod svg;
#[cfg(test)]
mod tests;
mod xml;

pub use address::data_url;
pub use mermaid::mermaid;
pub use still::Still;
pub use svg::{Look, svg};
