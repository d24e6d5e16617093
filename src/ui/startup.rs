//! What is known when the page opens: the address, what was remembered, and what the browser says of its reader.

use crate::app_state::{AppState, Keys, Learner, Settings, Theme};
use crate::i18n::{Lang, StateNames};
use crate::share::{Address, Problem};
use crate::ui::appearance::REDUCED_MOTION;
use crate::ui::{dom, storage};
use crate::view_model::wording;
use wasm_bindgen::JsValue;
use web_sys::{Location, PerformanceNavigation, console};

/// The state to begin with: the run of before if the page was loaded again, else what the address asks for.
pub(crate) fn state() -> AppState {
    let settings = settings();
    let mut state = AppState::new(&settings);
    // An embed opens as its author set it.
    if state.view().embed {
        warn(state.lang(), &settings.address.problems);
        return state;
    }
    // A new address means a new run; a reload, or coming back, means the same one.
    if is_revisit()
        && let Some(run) = storage::run()
    {
        state.restore(&run);
    }
    state
}

/// Tells the author of an embed what is wrong with its address, where authors look.
fn warn(lang: Lang, problems: &[Problem]) {
    for problem in problems {
        console::warn_1(&wording::problem(lang, problem).into());
    }
}

fn settings() -> Settings {
    Settings {
        address: address(),
        lang: storage::setting(storage::LANG)
            .and_then(|tag| Lang::from_tag(&tag))
            .or_else(browser_lang)
            .unwrap_or_default(),
        theme: storage::setting(storage::THEME)
            .and_then(|name| Theme::from_name(&name))
            .unwrap_or_default(),
        states: storage::setting(storage::STATES)
            .and_then(|name| StateNames::from_name(&name))
            .unwrap_or_default(),
        learner: storage::setting(storage::LEARNER)
            .map_or_else(Learner::default, |text| Learner::from_text(&text)),
        keys: storage::setting(storage::KEYS)
            .and_then(|name| Keys::from_name(&name))
            .unwrap_or_default(),
        reduced_motion: dom::media(REDUCED_MOTION).is_some_and(|query| query.matches()),
    }
}

/// What the page's address asks for now.
pub(crate) fn address() -> Address {
    let part = |part: fn(&Location) -> Result<String, JsValue>| {
        let window = web_sys::window();
        window.and_then(|window| part(&window.location()).ok())
    };
    let [query, fragment] =
        [part(Location::search), part(Location::hash)].map(Option::unwrap_or_default);
    if query.is_empty() && fragment.is_empty() {
        return Address::default();
    }
    Address::parse(&query, &fragment)
}

/// The first of the reader's languages that we speak.
fn browser_lang() -> Option<Lang> {
    let languages = web_sys::window()?.navigator().languages();
    languages
        .iter()
        .find_map(|tag| Lang::from_tag(&tag.as_string()?))
}

fn is_revisit() -> bool {
    web_sys::window()
        .and_then(|window| window.performance())
        .is_some_and(|performance| {
            matches!(
                performance.navigation().type_(),
                PerformanceNavigation::TYPE_RELOAD | PerformanceNavigation::TYPE_BACK_FORWARD
            )
        })
}
