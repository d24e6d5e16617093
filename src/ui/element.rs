//! Elements, put together piece by piece. Yew's `html!` writes out the conversion of every attribute and the assembly
//! of every list where it stands; here each is one call, which makes the page's module a good deal smaller.

use crate::i18n::{Lang, Text};
use core::fmt::Display;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Event;
use yew::virtual_dom::{
    AttrValue, AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VTag, VText,
};
use yew::{Callback, Html};

/// An element in the making. In a box, so that each step hands on one pointer.
pub(crate) struct El(Box<Draft>);

struct Draft {
    tag: VTag,
    class: String,
    children: Vec<Html>,
}

/// An element with this name and nothing else yet but a class, if one follows behind a dot: `div`, `div.chips`.
pub(crate) fn el(name: &'static str) -> El {
    let (name, class) = name.split_once('.').unwrap_or((name, ""));
    let mut tag = VTag::new(AttrValue::Static(name));
    tag.attributes = Attributes::IndexMap(Rc::default());
    El(Box::new(Draft {
        tag,
        class: class.to_owned(),
        children: Vec::new(),
    }))
}

/// A button that submits nothing.
pub(crate) fn push_button() -> El {
    el("button").attr("type", "button")
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
        set(&mut self.0.tag, name, attribute(value));
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

    /// Has an option be the chosen one. As a property: once somebody has chosen by hand, the attribute means nothing.
    pub(crate) fn chosen(mut self, is: bool) -> Self {
        if is {
            let value = AttributeOrProperty::Property(JsValue::TRUE);
            set(&mut self.0.tag, "selected", value);
        }
        self
    }

    /// Sets what stands in a field. As a property, for the same reason.
    pub(crate) fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(Some(shared(value)));
        self
    }

    /// Sets an attribute to a number.
    pub(crate) fn num(self, name: &'static str, value: i32) -> Self {
        self.attr(name, &value.to_string())
    }

    /// Names the element among its siblings, so that it stays the same one however they come and go.
    pub(crate) fn key(mut self, key: &dyn Display) -> Self {
        self.0.tag.key = Some(Key::from(key.to_string()));
        self
    }

    /// Calls back on each event of this kind.
    pub(crate) fn on(mut self, kind: &'static str, callback: Callback<Event>) -> Self {
        self.0.tag.add_listener(Rc::new(On { kind, callback }));
        self
    }

    /// Sets the name that assistive technology reads out.
    pub(crate) fn named(self, lang: Lang, text: Text) -> Self {
        self.attr("aria-label", lang.text(text))
    }

    /// Adds text inside.
    pub(crate) fn text(self, text: &str) -> Self {
        self.holding(VText::new(shared(text)).into())
    }

    /// Adds one of the product's texts inside.
    pub(crate) fn says(self, lang: Lang, text: Text) -> Self {
        self.text(lang.text(text))
    }

    /// Adds an element inside.
    pub(crate) fn child(self, child: Self) -> Self {
        self.maybe(Some(child))
    }

    /// Adds an element, or keeps its place free, so that what follows stays what it is.
    // These are called hundreds of times: one copy each.
    #[inline(never)]
    pub(crate) fn maybe(self, child: Option<Self>) -> Self {
        self.holding(child.map(Self::html).unwrap_or_default())
    }

    #[inline(never)]
    fn holding(mut self, child: Html) -> Self {
        self.0.children.push(child);
        self
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

    /// The finished element.
    pub(crate) fn html(self) -> Html {
        let Draft {
            mut tag,
            class,
            children,
        } = *self.0;
        if !class.is_empty() {
            set(&mut tag, "class", attribute(&class));
        }
        if let Some(place) = tag.children_mut() {
            *place = VList::with_children(children, None).into();
        }
        tag.into()
    }
}

/// Sets an attribute. Yew's own `add_attribute` could also turn two other kinds of lists into this one, which nobody
/// needs here.
fn set(tag: &mut VTag, name: &'static str, value: AttributeOrProperty) {
    if let Attributes::IndexMap(all) = &mut tag.attributes
        && let Some(all) = Rc::get_mut(all)
    {
        all.insert(AttrValue::Static(name), value);
    }
}

fn attribute(value: &str) -> AttributeOrProperty {
    AttributeOrProperty::Attribute(shared(value))
}

fn shared(text: &str) -> AttrValue {
    AttrValue::Rc(Rc::from(text))
}

/// One listener for all kinds of events, where `html!` has a type for each.
struct On {
    kind: &'static str,
    callback: Callback<Event>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(self.kind.into())
    }

    fn handle(&self, event: Event) {
        self.callback.emit(event);
    }

    /// Nobody here keeps the ladder from scrolling.
    fn passive(&self) -> bool {
        self.kind == "scroll"
    }
}
