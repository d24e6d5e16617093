//! The TCB's variables.

use crate::i18n::{Lang, Text};
use crate::view_model::TcbRow;
use yew::prelude::*;

/// The variables in RFC names, in two columns; those that just changed stand out.
pub(crate) fn view(rows: &[TcbRow], lang: Lang) -> Html {
    html! {
        <section class="card">
            <h3>{ lang.text(Text::UiTcb) }</h3>
            if rows.is_empty() {
                <p class="none">{ lang.text(Text::UiNoTcb) }</p>
            } else {
                <dl class="tcb">
                    { for rows.iter().map(|row| html! {
                        <div key={row.name} class={row.changed.then_some("changed")} title={row.meaning.clone()}>
                            <dt lang="en">{ row.name }</dt>
                            <dd>{ &row.value }</dd>
                        </div>
                    }) }
                </dl>
            }
        </section>
    }
}
