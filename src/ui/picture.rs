//! Pictures of pixels. Works under a strict policy and in a frame without an origin: nothing is asked for but
//! `img-src data:`, and whether a frame may save files is up to the page around it.

use crate::picture;
use crate::ui::dom::{self, Listener};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement, HtmlImageElement,
};
use yew::Callback;

/// The type of a picture that is drawn.
pub(crate) const SVG: &str = "image/svg+xml";
/// Pixels of a PNG for one of the picture.
const SHARP: u32 = 2;
/// Browsers draw no canvas with a longer side.
const LONGEST: u32 = 16_000;

/// Saves a picture as PNG, twice as fine as it is drawn, and then says whether that went well.
#[inline(never)]
pub(crate) fn save_png(name: &str, svg: &str, done: &Callback<bool>) {
    let Some(image) = dom::document().and_then(|document| document.create_element("img").ok())
    else {
        return done.emit(false);
    };
    let image: HtmlImageElement = image.unchecked_into();
    // They live until one of them was called: then what they hold is taken out.
    let listeners = Rc::new(RefCell::new(Vec::new()));
    for kind in ["load", "error"] {
        let (image, name, done) = (image.clone(), name.to_owned(), done.clone());
        let all = Rc::clone(&listeners);
        let settled = Listener::new(image.clone(), kind, move |_| {
            let png = (kind == "load").then(|| png(&image).ok()).flatten();
            done.emit(png.is_some_and(|png| save(&name, &png).is_some()));
            release(&all);
        });
        listeners.borrow_mut().push(settled);
    }
    set(&image, "src", &picture::data_url(SVG, svg));
}

/// Lets go of listeners that may be running: only when they have returned.
fn release(listeners: &Rc<RefCell<Vec<Listener>>>) {
    let done = listeners.take();
    gloo_timers::callback::Timeout::new(0, move || drop(done)).forget();
}

/// The picture as the address of a PNG.
fn png(image: &HtmlImageElement) -> Result<String, JsValue> {
    let (width, height) = (image.width(), image.height());
    let fits = LONGEST / width.max(height).max(1);
    let scale = SHARP.min(fits).max(1);
    let document = dom::document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let (wide, tall) = (width * scale, height * scale);
    set(&canvas, "width", &wide.to_string());
    set(&canvas, "height", &tall.to_string());
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (wide, tall) = (f64::from(wide), f64::from(tall));
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, wide, tall)?;
    canvas.to_data_url()
}

/// Has the browser save what is at an address.
fn save(name: &str, address: &str) -> Option<()> {
    let link = dom::document()?.create_element("a").ok()?;
    set(&link, "href", address);
    set(&link, "download", name);
    link.unchecked_into::<HtmlElement>().click();
    Some(())
}

fn set(element: &Element, name: &str, value: &str) {
    // Only an invalid name could fail.
    let _ = element.set_attribute(name, value);
}
