//! Carries messages between [`remote`](crate::remote) and the page that holds this one in a frame, by way of
//! `static/boot.js`: it knows who that is, and hands on what comes from there and nowhere else.

use crate::app_state::AppState;
use crate::remote::{Datum, Failure, Height, Report, Reporter};
use crate::time::Duration;
use crate::ui::dom::{self, Listener};
use crate::ui::{Msg, height, motion};
use gloo_timers::callback::Timeout;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Object, Reflect};
use web_sys::{Element, ResizeObserver, Window};
use yew::Callback;

/// What comes from the page that holds this one, and what concerns only it.
#[derive(Clone, Debug)]
pub(crate) enum Note {
    /// All parts of the module are there: it can begin.
    Whole,
    /// Somebody asks for something.
    Asked(Datum),
    /// The page may have another height.
    Sized,
    /// A height may be told again.
    Rested,
}

/// The page that holds this one.
#[derive(Debug)]
pub(crate) struct Remote {
    tell: Function,
    send: Callback<Msg>,
    /// None before the page is whole.
    talk: Option<Talk>,
    _listeners: [Listener; 2],
}

/// What was told so far.
#[derive(Debug)]
struct Talk {
    reporter: Reporter,
    height: Height,
    page: Element,
    rest: Option<Timeout>,
    observer: ResizeObserver,
    _sized: Closure<dyn FnMut()>,
}

impl Remote {
    /// None for a page in no frame.
    pub(crate) fn new(send: &Callback<Msg>) -> Option<Self> {
        let window = web_sys::window()?;
        let tell = Reflect::get(&window, &"tcpscopeTell".into()).ok()?;
        let tell = tell.dyn_into::<Function>().ok()?;
        Some(Self::hearing(window, tell, send))
    }

    #[inline(never)]
    fn hearing(window: Window, tell: Function, send: &Callback<Msg>) -> Self {
        let (whole, asked) = (send.clone(), send.clone());
        let listeners = [
            Listener::new(window.clone(), "tcpscope-whole", move |_| {
                whole.emit(Msg::Host(Note::Whole));
            }),
            Listener::new(window, "tcpscope-request", move |event| {
                let detail = Reflect::get(&event, &"detail".into()).unwrap_or_default();
                asked.emit(Msg::Host(Note::Asked(datum(&detail))));
            }),
        ];
        Self {
            tell,
            send: send.clone(),
            talk: None,
            _listeners: listeners,
        }
    }

    /// Begins to tell.
    #[inline(never)]
    pub(crate) fn begin(&mut self, state: &AppState) {
        let Some(page) = dom::by_id("app").and_then(|root| root.first_element_child()) else {
            return;
        };
        let send = self.send.clone();
        let sized = Closure::<dyn FnMut()>::new(move || send.emit(Msg::Host(Note::Sized)));
        let Ok(observer) = ResizeObserver::new(sized.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(&page);
        // What the rest of an embed takes, the ladder lacks.
        if let Some(ladder) = dom::by_id(motion::LADDER) {
            observer.observe(&ladder);
        }
        let height = measured(&page);
        let (reporter, reports) = Reporter::new(state, height);
        self.talk = Some(Talk {
            reporter,
            height: Height::told(height),
            page,
            rest: None,
            observer,
            _sized: sized,
        });
        self.post(&reports);
    }

    /// Tells what is news, when `elapsed` of the person's time has gone by since the last call.
    #[inline(never)]
    pub(crate) fn tell(&mut self, state: &AppState, elapsed: Duration) {
        if let Some(talk) = &mut self.talk {
            let news = talk.reporter.news(state, elapsed);
            self.post(&news);
        }
    }

    /// Tells the page's height, if there is reason to. To be called when something else is drawn, and when it has rested.
    #[inline(never)]
    pub(crate) fn tell_height(&mut self, has_rested: bool) {
        let Some(talk) = &mut self.talk else {
            return;
        };
        let report = if has_rested {
            talk.height.rested()
        } else {
            talk.height.measured(measured(&talk.page))
        };
        if let Some(report) = report {
            let send = self.send.clone();
            talk.rest = Some(Timeout::new(Height::REST_MS, move || {
                send.emit(Msg::Host(Note::Rested));
            }));
            self.post(&[report]);
        }
    }

    /// Says what came of a request. Who gave it no name hears only that it failed.
    #[inline(never)]
    pub(crate) fn reply(&self, id: Option<String>, outcome: Result<Datum, Failure>) {
        match (id, outcome) {
            (Some(id), outcome) => self.post(&[Report::Result { id, outcome }]),
            (None, Err(failure)) => self.post(&[Report::Error(failure)]),
            (None, Ok(_)) => {}
        }
    }

    fn post(&self, reports: &[Report]) {
        for report in reports {
            // A page that is gone hears nothing; that is all.
            let _ = self.tell.call1(&JsValue::NULL, &js(&report.data()));
        }
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// In whole pixels. Only an embed fits itself to its frame; the whole page has a height of its own.
fn measured(page: &Element) -> u32 {
    height::wanted().unwrap_or_else(|| page.scroll_height().unsigned_abs())
}

fn js(datum: &Datum) -> JsValue {
    match datum {
        Datum::Nothing => JsValue::NULL,
        Datum::Flag(flag) => JsValue::from_bool(*flag),
        Datum::Number(number) => JsValue::from_f64(*number),
        Datum::Text(text) => JsValue::from_str(text),
        Datum::List(list) => {
            let array = Array::new();
            for datum in list {
                array.push(&js(datum));
            }
            array.into()
        }
        Datum::Record(fields) => {
            let object = Object::new();
            for (name, value) in fields {
                // A plain object takes any field.
                let _ = Reflect::set(&object, &JsValue::from_str(name), &js(value));
            }
            object.into()
        }
    }
}

/// What was sent, one level deep: no message has more.
fn datum(value: &JsValue) -> Datum {
    if let Some(flag) = value.as_bool() {
        Datum::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        Datum::Number(number)
    } else if let Some(text) = value.as_string() {
        Datum::Text(text)
    } else if Array::is_array(value) {
        Datum::List(Vec::new())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let mut fields = Vec::new();
        for entry in Object::entries(object).iter() {
            let entry = Array::from(&entry);
            let name = entry.get(0).as_string().unwrap_or_default();
            let value = match entry.get(1) {
                nested if nested.is_object() => Datum::record(),
                value => datum(&value),
            };
            fields.push((name, value));
        }
        Datum::Record(fields)
    } else {
        Datum::Nothing
    }
}
