//! Elements, put together piece by piece: what the document is to look like. [`Tree`](crate::ui::tree::Tree) makes it so.

use crate::ui::callback::Callback;
use core::fmt::Display;
use web_sys::Event;

/// An element in the making. In a box, so that each step hands on one pointer.
pub(crate) struct El(Box<Draft>);

/// What an element is made from.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) name: &'static str,
    pub(super) key: Option<String>,
    class: String,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) listeners: Vec<(&'static str, Callback<Event>)>,
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
pub(super) enum Child {
    Element(Draft),
    Text(String),
}

impl Child {
    /// Whether it is one among siblings that come and go.
    pub(super) const fn has_key(&self) -> bool {
        matches!(self, Self::Element(Draft { key: Some(_), .. }))
    }
}

/// An element with this name and nothing else yet.
pub(crate) fn el(name: &'static str) -> El {
    El(Box::new(Draft {
        name,
        ..Draft::default()
    }))
}

impl El {
    /// Adds a class; an empty one is none.
    pub(crate) fn class(mut self, class: &str) -> Self {
        let all = &mut self.0.class;
        if !all.is_empty() && !class.is_empty() {
            all.push(' ');
        }
        all.push_str(class);
        self
    }

    /// Adds a class when something is the case.
    pub(crate) fn class_if(self, is: bool, class: &str) -> Self {
        self.class(if is { class } else { "" })
    }

    /// Sets an attribute.
    pub(crate) fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Sets an attribute when something is the case, and leaves it out when not.
    pub(crate) fn attr_if(self, is: bool, name: &'static str, value: &str) -> Self {
        if is { self.attr(name, value) } else { self }
    }

    /// Sets an attribute that says `true` or `false`.
    pub(crate) fn flag(self, name: &'static str, is: bool) -> Self {
        self.attr(name, if is { "true" } else { "false" })
    }

    /// Sets an attribute to a number.
    pub(crate) fn num(self, name: &'static str, value: i32) -> Self {
        self.attr(name, &value.to_string())
    }

    /// Names the element among its siblings, so that it stays the same one however they come and go.
    pub(crate) fn key(mut self, key: &dyn Display) -> Self {
        self.0.key = Some(key.to_string());
        self
    }

    /// Calls back on each event of this kind.
    pub(crate) fn on(mut self, kind: &'static str, callback: Callback<Event>) -> Self {
        self.0.listeners.push((kind, callback));
        self
    }

    /// Adds text inside.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.children.push(Child::Text(text.to_owned()));
        self
    }

    /// Adds an element inside.
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.0.children.push(Child::Element(child.finished()));
        self
    }

    /// Adds an element, or keeps its place free, so that what follows stays what it is.
    pub(crate) fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self.text(""),
        }
    }

    /// Adds an element for each of some things.
    pub(crate) fn each<T>(
        self,
        things: impl IntoIterator<Item = T>,
        view: impl Fn(T) -> Self,
    ) -> Self {
        let mut all = self;
        for thing in things {
            all = all.child(view(thing));
        }
        all
    }

    pub(super) fn finished(self) -> Draft {
        let mut draft = *self.0;
        let class = core::mem::take(&mut draft.class);
        if !class.is_empty() {
            draft.attributes.push(("class", class));
        }
        draft
    }
}
