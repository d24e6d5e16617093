//! The spelling of the states: everything that is drawn passes here once, when it is finished. So nothing before it
//! needs to know that there is more than one.

use crate::i18n::StateNames;
use std::rc::Rc;
use yew::Html;
use yew::virtual_dom::{AttrValue, AttributeOrProperty, Attributes, VNode, VTag};

/// The page with its states spelt so. What says `translate="no"` is quoted, and stays.
pub(crate) fn spelt(mut page: Html, states: StateNames) -> Html {
    if states != StateNames::Rfc {
        respell(&mut page, states);
    }
    page
}

// The first view spells as the texts do: this is fetched later.
#[inline(never)]
fn respell(node: &mut VNode, states: StateNames) {
    match node {
        VNode::VText(text) => text.text = AttrValue::from(states.spell(&text.text)),
        VNode::VTag(tag) => respell_tag(Rc::make_mut(tag), states),
        VNode::VList(list) => {
            for child in Rc::make_mut(list).iter_mut() {
                respell(child, states);
            }
        }
        // `El` makes no others.
        _ => {}
    }
}

fn respell_tag(tag: &mut VTag, states: StateNames) {
    if let Attributes::IndexMap(all) = &mut tag.attributes {
        if all.contains_key("translate") {
            return;
        }
        for (name, value) in Rc::make_mut(all) {
            if let AttributeOrProperty::Attribute(text) = value
                && is_read(name)
            {
                *text = AttrValue::from(states.spell(text));
            }
        }
    }
    if let Some(children) = tag.children_mut() {
        respell(children, states);
    }
}

/// Whether people read the attribute, or hear it; the others are for style sheets and scripts.
fn is_read(name: &str) -> bool {
    matches!(
        name,
        "title" | "aria-label" | "aria-valuetext" | "aria-description"
    )
}
