//! What is known when the page opens: the address, what was remembered, and what the browser says of its reader.

use crate::app_state::{AppState, Learner, Settings, Theme};
use crate::i18n::Lang;
use crate::ui::appearance::{NO_KEYS, REDUCED_MOTION, theme_from_name};
use crate::ui::{dom, storage};
use web_sys::{PerformanceNavigation, UrlSearchParams};

/// The state to begin with: the run of before if the page was loaded again, else what the address asks for.
pub(crate) fn state() -> AppState {
    let mut state = AppState::new(&settings());
    // A new address means a new run; a reload, or coming back, means the same one.
    if is_revisit()
        && let Some(run) = storage::run()
    {
        state.restore(&run);
    }
    state
}

fn settings() -> Settings {
    let query = query();
    let asked = |name| query.as_ref().and_then(|query| query.get(name));
    Settings {
        lang: asked("lang")
            .and_then(|tag| Lang::from_tag(&tag))
            .or_else(|| Lang::from_tag(&storage::setting(storage::LANG)?))
            .or_else(browser_lang)
            .unwrap_or_default(),
        theme: asked("theme")
            .and_then(|name| theme_from_name(&name))
            .or_else(|| theme_from_name(&storage::setting(storage::THEME)?))
            .unwrap_or(Theme::Auto),
        lesson: asked("lesson"),
        learner: storage::setting(storage::LEARNER)
            .map_or_else(Learner::default, |text| Learner::from_text(&text)),
        without_keys: storage::setting(storage::KEYS).as_deref() == Some(NO_KEYS),
        reduced_motion: dom::media(REDUCED_MOTION).is_some_and(|query| query.matches()),
    }
}

fn query() -> Option<UrlSearchParams> {
    let search = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()
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
