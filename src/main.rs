//! The page: mounts the Yew application in `#app`.
//!
//! Not in `body`, which is Yew's default and would clear the notices that `static/boot.js` needs after a panic.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <h1>{ "tcpscope" }</h1> }
}

fn main() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .expect("index.html has an element with the id `app`");
    yew::Renderer::<App>::with_root(root).render();
}
