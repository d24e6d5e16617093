//! The page's root: the one owner of the state.

use crate::app_state::{Action, AppState, Change, Learner};
use crate::handout::Handout;
use crate::remote::{Answer, Datum, Heard, answer};
use crate::time::Duration;
use crate::ui::announcer::Announcer;
use crate::ui::appearance::{self, Appearance};
use crate::ui::components::help;
use crate::ui::components::ladder::Watch;
use crate::ui::components::offered::{Group, Reasons, Told};
use crate::ui::components::{
    Ui, embed, experiment, header, host_chip, host_panel, inspector, ladder, lane_headings,
    lesson_list, lesson_panel, notice, share, transport,
};
use crate::ui::dom::{self, Listener};
use crate::ui::effects::Shown;
use crate::ui::element::{El, el};
use crate::ui::focus::Focus;
use crate::ui::library::Library;
use crate::ui::motion::{self, Follow};
use crate::ui::remote::{Note, Remote};
use crate::ui::sight::Sight;
use crate::ui::ticker::Ticker;
use crate::ui::{keyboard, spelling, startup, storage};
use crate::view_model::{Embed, Frame, Full, Page, Scene, ViewModel};
use wasm_bindgen::JsCast;
use web_sys::MediaQueryList;
use yew::{Callback, Component, Context, Html};

/// The page. The only component: its parts are functions, because what they show changes together, a few times a second
/// at most. Most changes must *not* render: for each action it is decided whether the tree changes or only what moves.
#[derive(Debug)]
pub(crate) struct App {
    state: AppState,
    /// What the tree shows of the state.
    screen: ViewModel,
    /// What is handed on, while that is chosen.
    handout: Option<Handout>,
    reasons: Reasons,
    /// What the last rendering showed.
    shown: Shown,
    announcer: Announcer,
    focus: Focus,
    ticker: Ticker,
    follow: Follow,
    library: Library,
    /// What of the person is kept.
    learner: Learner,
    /// The page that holds this one in a frame, if one does.
    remote: Option<Remote>,
    send: Callback<Msg>,
    /// Keyboard and media queries, for as long as the page lives.
    _listeners: Vec<Listener>,
    /// Whether anybody can see the page: else nothing moves.
    is_seen: bool,
    _sight: Option<Sight>,
    /// The ladder's width, likewise; from the first rendering on.
    width: Option<Watch>,
}

/// What can happen to the page.
#[derive(Clone, Debug)]
pub(crate) enum Msg {
    /// Somebody wants something.
    Act(Action),
    /// A group of buttons is to tell why one of them was refused, or nothing any more.
    Tell(Group, Option<Told>),
    /// The announcer may speak again.
    Rested,
    /// Something about the page that holds this one.
    Host(Note),
    /// The page has come in sight, or gone out of it.
    Seen(bool),
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let send = ctx.link().callback(|msg| msg);
        let state = startup::state();
        Appearance::of(&state).show();
        Self {
            screen: ViewModel::of(&state),
            handout: None,
            reasons: Reasons::default(),
            shown: Shown::default(),
            announcer: Announcer::default(),
            focus: Focus::watch(),
            ticker: Ticker::new(send.reform(|passed| Msg::Act(Action::Tick(passed)))),
            follow: Follow::default(),
            library: Library::default(),
            learner: state.learner().clone(),
            remote: Remote::new(&send),
            _listeners: listeners(&send),
            is_seen: true,
            _sight: Sight::new(&send),
            width: None,
            send,
            state,
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Act(action) => self.act(action),
            Msg::Tell(group, told) => self.reasons.tell(group, told),
            Msg::Seen(is_seen) => {
                self.is_seen = is_seen;
                self.keep_ticking();
                false
            }
            Msg::Rested => {
                self.announcer.rested();
                self.announce();
                false
            }
            Msg::Host(note) => self.on_note(note),
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let ui = Ui {
            lang: self.screen.lang,
            send: &self.send,
        };
        spelling::spelt(self.page(&ui).html(), self.screen.states)
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            self.width = Watch::new(&self.send);
            self.keep_ticking();
            self.fetch_books();
        }
        let shown = Shown::on(&self.screen, self.handout.is_some());
        shown.follow(self.shown);
        self.shown = shown;
        self.focus.keep();
        // As what is painted, it is spelt here.
        dom::entitle(&self.screen.states.spell(&self.screen.title));
        self.announce();
        self.paint();
        if let Some(remote) = &mut self.remote {
            remote.tell_height(false);
        }
    }
}

impl App {
    /// Whether the tree is to be drawn anew.
    fn act(&mut self, action: Action) -> bool {
        let passed = match action {
            Action::Tick(passed) => passed,
            _ => Duration::ZERO,
        };
        let is_passing_time = matches!(action, Action::Tick(_));
        if is_passing_time {
            self.ticker.ticked();
        }
        if shows_the_present(&action) {
            self.follow.resume();
        }
        if let Action::BookCame(book, _) = &action {
            self.library.came(*book);
        }
        let before = Appearance::of(&self.state);
        let change = self.state.apply(action);
        if !is_passing_time {
            self.remember(before);
            self.fetch_books();
        }
        self.remember_learner();
        self.keep_ticking();
        match change {
            Change::Nothing => {}
            Change::Frame => self.paint(),
            Change::Scene => {
                self.screen = ViewModel::of(&self.state);
                self.handout = Handout::of(&self.state);
            }
        }
        if let Some(remote) = &mut self.remote {
            remote.tell(&self.state, passed);
        }
        change == Change::Scene
    }

    /// Whether the tree is to be drawn anew.
    #[inline(never)]
    fn on_note(&mut self, note: Note) -> bool {
        let Some(remote) = &mut self.remote else {
            return false;
        };
        match note {
            Note::Whole => remote.begin(&self.state),
            Note::Sized => remote.tell_height(false),
            Note::Rested => remote.tell_height(true),
            Note::Asked(message) => return self.answer(&message),
        }
        false
    }

    fn answer(&mut self, message: &Datum) -> bool {
        let Heard { id, request } = Heard::read(message);
        let mut is_news = false;
        let mut outcome = Ok(Datum::Nothing);
        match request.and_then(|request| answer(&self.state, &request)) {
            Ok(Answer::Do(actions)) => {
                for action in actions {
                    is_news |= self.act(action);
                }
            }
            Ok(Answer::Value(value)) => outcome = Ok(value),
            Err(failure) => outcome = Err(failure),
        }
        if let Some(remote) = &self.remote {
            remote.reply(id, outcome);
        }
        is_news
    }

    fn page(&self, ui: &Ui) -> El {
        // The announcer fills it.
        let status = el("p")
            .attr("id", motion::STATUS)
            .class("visually-hidden")
            .attr("role", "status")
            .attr("data-testid", "status");
        match &self.screen.page {
            Page::Full(full) => self.full(ui, full),
            Page::Embed(embed) => self.embed(ui, embed),
        }
        .child(status)
    }

    fn full(&self, ui: &Ui, full: &Full) -> El {
        let vm = &self.screen;
        let chips = el("div.chips").each(&vm.chips, |chip| host_chip::view(ui, chip));
        let drawer = vm.inspector.as_ref();
        let refused = self.reasons.of(Group::Experiment);
        let offers = self.reasons.of(Group::Lesson);
        el("div.app")
            .class(inspector::sheet_class(vm.tab))
            .child(header::view(ui, &full.switch, vm.theme))
            .child(chips)
            .child(self.stage(ui, None))
            .child(lesson_panel::view(ui, &vm.lesson, &full.profile, offers))
            .child(transport::view(ui, &vm.transport))
            .child(host_panel::view(ui, &full.client, &self.reasons))
            .child(host_panel::view(ui, &full.server, &self.reasons))
            .maybe(drawer.map(|drawer| inspector::view(ui, drawer, vm.tab)))
            .child(experiment::view(ui, &full.experiment, &full.more, refused))
            .child(help::view(ui, full.help_open, full.keys))
            .child(lesson_list::view(ui, full.lessons.as_ref()))
            .child(share::view(ui, self.handout.as_ref()))
    }

    fn embed(&self, ui: &Ui, embed: &Embed) -> El {
        let vm = &self.screen;
        let drawer = vm.inspector.as_ref();
        let refused = self.reasons.of(Group::Experiment);
        let offers = self.reasons.of(Group::Lesson);
        el("div.embed")
            .attr("id", embed::ID)
            .child(embed::head(ui, embed, &vm.chips))
            .child(self.stage(ui, embed::start(ui, embed, &vm.transport)))
            .child(lesson_panel::caption(ui, &vm.lesson, offers))
            .maybe(drawer.map(|drawer| embed::drawer(ui, embed, drawer, vm.tab)))
            .child(embed::foot(ui, embed, &vm.transport, refused))
    }

    /// The ladder, with what stands above it and what lies over it.
    fn stage(&self, ui: &Ui, over: Option<El>) -> El {
        let vm = &self.screen;
        let headings = vm.headings.as_ref();
        el("main.stage")
            .maybe(headings.map(|headings| lane_headings::view(ui, headings)))
            .child(ladder::view(
                ui,
                &vm.ladders,
                vm.menu.as_ref(),
                &self.follow,
            ))
            .maybe(over)
            .child(notice::view(ui, vm.notice.as_deref()))
    }

    /// What is painted, not drawn, is spelt here.
    fn announce(&mut self) {
        let latest = self.screen.states.spell(&self.screen.status);
        self.announcer.say(&latest, &self.send);
    }

    fn paint(&self) {
        motion::paint(&Frame::of(&Scene::of(&self.state)), &self.follow);
    }

    fn keep_ticking(&mut self) {
        self.ticker.run(
            self.is_seen && self.state.is_moving(),
            self.state.is_motion_reduced(),
        );
    }

    fn fetch_books(&mut self) {
        for book in self.state.ask_for_books() {
            self.library.fetch(book, &self.send);
        }
    }

    /// What the person has learnt is news now and then, while time passes too.
    fn remember_learner(&mut self) {
        if self.remembers() && self.learner != *self.state.learner() {
            self.learner.clone_from(self.state.learner());
            // Without storage it is known for this visit.
            let _ = storage::remember(storage::LEARNER, &self.learner.text());
        }
    }

    /// What must outlive the page or this visit.
    fn remember(&self, before: Appearance) {
        let now = Appearance::of(&self.state);
        if before != now {
            now.show();
        }
        if !self.remembers() {
            return;
        }
        if before != now {
            now.remember(before);
        }
        // Without storage a reload starts afresh; that is all.
        let _ = storage::keep_run(&self.state.saved());
    }

    /// Whether anything is written into the browser's storage. Not by an embed: it opens as its author set it, and who
    /// reads somebody's page has not come to be remembered.
    const fn remembers(&self) -> bool {
        !self.state.view().embed
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
            | Action::OpenPart(_)
            | Action::OpenLink(_)
            | Action::Visit(_)
            | Action::GoTo { .. }
            | Action::BackToLesson
            | Action::Predict(_)
            | Action::Restart
    )
}

fn listeners(send: &Callback<Msg>) -> Vec<Listener> {
    let keys = keyboard::listen(send.clone());
    let motion = dom::media(appearance::REDUCED_MOTION).map(|query| {
        let send = send.clone();
        Listener::new(query, "change", move |event| {
            let query = event
                .target()
                .and_then(|target| target.dyn_into::<MediaQueryList>().ok());
            if let Some(query) = query {
                send.emit(Msg::Act(Action::SetReducedMotion(query.matches())));
            }
        })
    });
    let send = send.clone();
    let address = web_sys::window().map(|window| {
        Listener::new(window, "hashchange", move |_| {
            send.emit(Msg::Act(Action::Visit(Box::new(startup::address()))));
        })
    });
    let all = keys.into_iter().chain(motion);
    all.chain(address).collect()
}
