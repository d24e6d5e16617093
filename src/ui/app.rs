//! The page's root: the one owner of the state.

use crate::app_state::{Action, AppState, Change};
use crate::timeline::Motion;
use crate::ui::appearance::{self, Appearance};
use crate::ui::components::{
    ExperimentPanel, Header, HelpDialog, HostChip, HostPanelView, InspectorPanel, LadderView,
    LessonStrip, NoticeBar, Status, TransportBar, sheet_class,
};
use crate::ui::dom::{self, Listener};
use crate::ui::motion::{self, Follow};
use crate::ui::ticker::Ticker;
use crate::ui::{keyboard, startup, storage};
use crate::view_model::{Frame, Scene, ViewModel};
use wasm_bindgen::JsCast;
use web_sys::MediaQueryList;
use yew::prelude::*;

/// The page. A struct component, not a function with hooks, because most changes must *not* render: it decides for
/// each action whether the tree changes or only what moves.
#[derive(Debug)]
pub struct App {
    state: AppState,
    ticker: Ticker,
    follow: Follow,
    on_action: Callback<Action>,
    /// Keyboard and media queries, for as long as the page lives.
    _listeners: Vec<Listener>,
}

/// What can happen to the page.
#[derive(Debug)]
pub enum Msg {
    /// Somebody wants something.
    Act(Action),
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let on_action = ctx.link().callback(Msg::Act);
        let state = startup::state();
        Appearance::of(&state).show();
        Self {
            ticker: Ticker::new(on_action.reform(Action::Tick)),
            follow: Follow::default(),
            _listeners: listeners(&on_action),
            on_action,
            state,
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        let Msg::Act(action) = msg;
        let is_passing_time = matches!(action, Action::Tick(_));
        if is_passing_time {
            self.ticker.ticked();
        }
        if shows_the_present(&action) {
            self.follow.resume();
        }
        let before = Appearance::of(&self.state);
        let change = self.state.apply(action);
        if !is_passing_time {
            self.remember(before);
        }
        self.keep_ticking();
        match change {
            Change::Nothing => false,
            Change::Frame => {
                self.paint();
                false
            }
            Change::Scene => true,
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let vm = ViewModel::of(&self.state);
        let (lang, on_action) = (vm.lang, &self.on_action);
        html! {
            <div class={classes!("app", sheet_class(vm.tab))}>
                <Header lessons={vm.lessons} theme={vm.theme} {lang} {on_action} />
                <div class="chips">
                    <HostChip panel={vm.client.clone()} tab={vm.tab} {lang} {on_action} />
                    <HostChip panel={vm.server.clone()} tab={vm.tab} {lang} {on_action} />
                </div>
                <main class="stage">
                    <LadderView ladder={vm.ladder} menu={vm.menu} follow={self.follow.clone()} {lang} {on_action} />
                    <NoticeBar notice={vm.notice} {lang} {on_action} />
                </main>
                <LessonStrip lesson={vm.lesson} {lang} {on_action} />
                <TransportBar transport={vm.transport} {lang} {on_action} />
                <HostPanelView panel={vm.client} {lang} {on_action} />
                <HostPanelView panel={vm.server} {lang} {on_action} />
                <InspectorPanel inspector={vm.inspector} tab={vm.tab} {lang} {on_action} />
                <ExperimentPanel controls={vm.experiment} {lang} {on_action} />
                <HelpDialog open={vm.help_open} {lang} {on_action} />
                <Status text={vm.status} />
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            self.keep_ticking();
        }
        self.paint();
    }
}

impl App {
    fn paint(&self) {
        motion::paint(&Frame::of(&Scene::of(&self.state)), &self.follow);
    }

    fn keep_ticking(&mut self) {
        let in_steps = matches!(self.state.playback().motion, Motion::Stepwise(_));
        self.ticker.run(self.state.is_moving(), in_steps);
    }

    /// What must outlive the page or this visit.
    fn remember(&self, before: Appearance) {
        let now = Appearance::of(&self.state);
        if before != now {
            now.show();
            now.remember(before);
        }
        // Without storage a reload starts afresh; that is all.
        let _ = storage::keep_run(&self.state.saved());
    }
}

/// Whether who does this wants to see what comes of it.
const fn shows_the_present(action: &Action) -> bool {
    matches!(
        action,
        Action::Playback(_)
            | Action::Command(_)
            | Action::DropInFlight
            | Action::DelayInFlight
            | Action::SwitchBranch(_)
            | Action::OpenLesson(_)
            | Action::Restart
    )
}

fn listeners(on_action: &Callback<Action>) -> Vec<Listener> {
    let keys = keyboard::listen(on_action.clone());
    let motion = dom::media(appearance::REDUCED_MOTION).map(|query| {
        let on_action = on_action.clone();
        Listener::new(query, "change", move |event| {
            let query = event
                .target()
                .and_then(|target| target.dyn_into::<MediaQueryList>().ok());
            if let Some(query) = query {
                on_action.emit(Action::SetReducedMotion(query.matches()));
            }
        })
    });
    keys.into_iter().chain(motion).collect()
}
