//! Makes the document look as the parts say, and touches only what has changed since they said so last: whatever else was
//! done to an element meanwhile stays.

use crate::ui::callback::Callback;
use crate::ui::dom::{self, Listener};
use crate::ui::element::{Child, Draft, El};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{Element, Event, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element of the document, and what it was made from.
pub(crate) struct Tree {
    element: Element,
    name: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, String)>,
    listeners: Vec<Heard>,
    children: Vec<Live>,
}

/// What stands in an element.
enum Live {
    Element(Tree),
    Text(Node, String),
}

/// A listener that stays, and what it does now.
struct Heard {
    kind: &'static str,
    callback: Rc<RefCell<Callback<Event>>>,
    _listener: Listener,
}

impl Tree {
    /// A new element, not in the document yet; none outside a browser.
    pub(crate) fn new(el: El) -> Option<Self> {
        Self::of(el.finished(), false)
    }

    /// The element.
    pub(crate) const fn element(&self) -> &Element {
        &self.element
    }

    /// Makes it look so.
    pub(crate) fn show(&mut self, el: El) {
        self.become_like(el.finished());
    }

    fn of(draft: Draft, is_drawing: bool) -> Option<Self> {
        let document = dom::document()?;
        let is_drawing = is_drawing || draft.name == "svg";
        let element = if is_drawing {
            document.create_element_ns(Some(SVG), draft.name)
        } else {
            document.create_element(draft.name)
        };
        let mut tree = Self {
            element: element.ok()?,
            name: draft.name,
            key: None,
            attributes: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
        };
        tree.become_like(draft);
        Some(tree)
    }

    fn become_like(&mut self, draft: Draft) {
        self.key = draft.key;
        self.set_attributes(draft.attributes);
        self.listen(draft.listeners);
        self.fill(draft.children);
    }

    fn set_attributes(&mut self, wanted: Vec<(&'static str, String)>) {
        let has = |all: &[(&str, String)], name: &str| all.iter().any(|(other, _)| *other == name);
        for (name, _) in &self.attributes {
            if !has(&wanted, name) {
                // Names that were set can be removed, and all names are valid.
                let _ = self.element.remove_attribute(name);
            }
        }
        for (name, value) in &wanted {
            let is_news = !self
                .attributes
                .iter()
                .any(|(other, old)| other == name && old == value);
            if is_news {
                let _ = self.element.set_attribute(name, value);
            }
        }
        self.attributes = wanted;
    }

    fn listen(&mut self, wanted: Vec<(&'static str, Callback<Event>)>) {
        let kinds = self.listeners.iter().map(|heard| heard.kind);
        if !kinds.eq(wanted.iter().map(|(kind, _)| *kind)) {
            let element = &self.element;
            let heard = |(kind, callback)| Heard::new(element, kind, callback);
            self.listeners = wanted.into_iter().map(heard).collect();
            return;
        }
        for (heard, (_, callback)) in self.listeners.iter().zip(wanted) {
            heard.callback.replace(callback);
        }
    }

    /// Keeps each child that is still wanted, makes what is new, and puts all in order.
    fn fill(&mut self, wanted: Vec<Child>) {
        let is_drawing = self.element.namespace_uri().as_deref() == Some(SVG);
        let mut old: Vec<Option<Live>> = core::mem::take(&mut self.children)
            .into_iter()
            .map(Some)
            .collect();
        // Children mostly keep their order, so the one after the last that was found is tried first.
        let mut next = 0;
        for child in wanted {
            let mut places = (next..old.len()).chain(0..next.min(old.len()));
            let place = places.find(|place| {
                old[*place]
                    .as_ref()
                    .is_some_and(|live| live.can_be(&child, *place == next))
            });
            // Without a key, a child takes the place of what stood where it stands.
            next = place.map_or(next + usize::from(!child.has_key()), |place| place + 1);
            let live = place.and_then(|place| old[place].take());
            self.children.extend(Live::of(live, child, is_drawing));
        }
        for gone in old.iter().flatten() {
            // It is a child of this element, so it can be removed.
            let _ = self.element.remove_child(gone.node());
        }
        let mut standing = self.element.first_child();
        for child in &self.children {
            let node = child.node();
            if standing.as_ref() == Some(node) {
                standing = node.next_sibling();
            } else {
                let _ = self.element.insert_before(node, standing.as_ref());
            }
        }
    }
}

impl Live {
    /// Whether this can go on as that. What has no key can do so only in its turn.
    fn can_be(&self, child: &Child, is_in_turn: bool) -> bool {
        match (self, child) {
            (Self::Element(tree), Child::Element(draft)) => {
                tree.name == draft.name
                    && tree.key == draft.key
                    && (is_in_turn || draft.key.is_some())
            }
            (Self::Text(..), Child::Text(_)) => is_in_turn,
            _ => false,
        }
    }

    fn of(live: Option<Self>, child: Child, is_drawing: bool) -> Option<Self> {
        Some(match (live, child) {
            (Some(Self::Element(mut tree)), Child::Element(draft)) => {
                tree.become_like(draft);
                Self::Element(tree)
            }
            (Some(Self::Text(node, old)), Child::Text(text)) => {
                if old != text {
                    node.set_node_value(Some(&text));
                }
                Self::Text(node, text)
            }
            (_, Child::Element(draft)) => Self::Element(Tree::of(draft, is_drawing)?),
            (_, Child::Text(text)) => {
                Self::Text(dom::document()?.create_text_node(&text).into(), text)
            }
        })
    }

    fn node(&self) -> &Node {
        match self {
            Self::Element(tree) => &tree.element,
            Self::Text(node, _) => node,
        }
    }
}

impl Heard {
    fn new(element: &Element, kind: &'static str, callback: Callback<Event>) -> Self {
        let callback = Rc::new(RefCell::new(callback));
        let now = Rc::clone(&callback);
        let listener = Listener::new(element.clone(), kind, move |event| {
            // What it does may change while it does it.
            let callback = now.borrow().clone();
            callback.emit(event);
        });
        Self {
            kind,
            callback,
            _listener: listener,
        }
    }
}
