//! Pictures of pixels. Works under a strict policy and in a frame without an origin: nothing is asked for but
//! `img-src data:`, and whether a frame may save files or copy is up to the page around it.

use crate::picture;
use crate::ui::dom::{self, Listener};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};
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
    let (name, done) = (name.to_owned(), done.clone());
    painted(svg, move |canvas| {
        let png = canvas.and_then(|canvas| canvas.to_data_url().ok());
        done.emit(png.is_some_and(|png| save(&name, &png).is_some()));
    });
}

/// Copies a picture as PNG, equally fine, and then says whether the browser let it. Many do not: a page that came over
/// plain HTTP, and a frame whose page does not allow it, have no clipboard for pictures.
#[inline(never)]
pub(crate) fn copy_png(svg: &str, done: &Callback<bool>) {
    let told = done.clone();
    // It is called once, with nothing or with an error.
    let settled = Closure::once_into_js(move |refused: JsValue| told.emit(refused.is_undefined()));
    let written = written(svg).and_then(|written| {
        let then = member(&written, "then")?.dyn_into::<Function>()?;
        then.call2(&written, &settled, &settled)
    });
    if written.is_err() {
        done.emit(false);
    }
}

/// Has the browser put the picture into the clipboard: a promise. At once, while it is known that a person asked for it,
/// and so with pixels that are still to come.
fn written(svg: &str) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let kind = member(&window, "ClipboardItem")?.dyn_into::<Function>()?;
    let clipboard = member(&member(&window, "navigator")?, "clipboard")?;
    let write = member(&clipboard, "write")?.dyn_into::<Function>()?;
    let mut paint = |resolve: Function, reject: Function| {
        painted(svg, move |canvas| {
            let blob = canvas.and_then(|canvas| canvas.to_blob(&resolve).ok());
            if blob.is_none() {
                let _ = reject.call0(&JsValue::NULL);
            }
        });
    };
    let pixels = Object::new();
    Reflect::set(&pixels, &"image/png".into(), &Promise::new(&mut paint))?;
    let item = Reflect::construct(&kind, &Array::of1(&pixels))?;
    write.call1(&clipboard, &Array::of1(&item))
}

/// What an object has under this name. The browser's own types for the clipboard are not used: they are missing in some.
fn member(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

/// Draws a picture, and calls `done` with the pixels; with none if there are none.
fn painted(svg: &str, done: impl FnOnce(Option<HtmlCanvasElement>) + 'static) {
    let Some(image) = dom::document().and_then(|document| document.create_element("img").ok())
    else {
        return done(None);
    };
    let image: HtmlImageElement = image.unchecked_into();
    let done = Rc::new(Cell::new(Some(done)));
    // They live until one of them was called: then what they hold is taken out.
    let listeners = Rc::new(RefCell::new(Vec::new()));
    for kind in ["load", "error"] {
        let (of, done, all) = (image.clone(), Rc::clone(&done), Rc::clone(&listeners));
        let settled = Listener::new(image.clone(), kind, move |_| {
            if let Some(done) = done.take() {
                done((kind == "load").then(|| pixels(&of).ok()).flatten());
            }
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

/// The picture's pixels.
fn pixels(image: &HtmlImageElement) -> Result<HtmlCanvasElement, JsValue> {
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
    Ok(canvas)
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
