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
                        <div key={row.name} class={row_class(row)} title={row.meaning.clone()}>
                            <dt lang="en">{ row.name }</dt>
                            <dd>{ &row.value }</dd>
                        </div>
                    }) }
                </dl>
            }
        </section>
    }
}

/// Half a card's width holds seven figures beside a name.
const HALF_WIDTH: usize = 7;

fn row_class(row: &TcbRow) -> Classes {
    let is_long = row.value.chars().count() > HALF_WIDTH;
    classes!(
        row.changed.then_some("changed"),
        is_long.then_some("whole-row")
    )
}
