//! What happens, for who listens instead of looking.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// The shortest time between two announcements: a voice needs it to finish.
const PAUSE_MS: u32 = 1_000;

/// What to announce.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StatusProps {
    pub(crate) text: String,
}

/// What can happen to the announcer.
#[derive(Debug)]
pub(crate) enum StatusMsg {
    /// The pause is over.
    Rested,
}

/// A polite live region that speaks at most once a second. What happens meanwhile is overtaken by what happens last;
/// the log has everything.
#[derive(Debug)]
pub(crate) struct Status {
    said: String,
    pause: Option<Timeout>,
}

impl Component for Status {
    type Message = StatusMsg;
    type Properties = StatusProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            said: ctx.props().text.clone(),
            pause: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &StatusProps) -> bool {
        self.pause.is_none() && self.say(ctx)
    }

    fn update(&mut self, ctx: &Context<Self>, StatusMsg::Rested: StatusMsg) -> bool {
        self.pause = None;
        self.say(ctx)
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! { <p class="visually-hidden" role="status" data-testid="status">{ &self.said }</p> }
    }
}

impl Status {
    /// Says the latest, if it is news, and then rests.
    fn say(&mut self, ctx: &Context<Self>) -> bool {
        let latest = &ctx.props().text;
        if self.said == *latest {
            return false;
        }
        self.said.clone_from(latest);
        let link = ctx.link().clone();
        self.pause = Some(Timeout::new(PAUSE_MS, move || {
            link.send_message(StatusMsg::Rested);
        }));
        true
    }
}
