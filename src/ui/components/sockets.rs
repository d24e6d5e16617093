//! Both hosts' sockets, as they print `ss -tano`.

use crate::app_state::{Action, Selection};
use crate::i18n::Text;
use crate::simulation::HostId;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::ui::motion;
use crate::view_model::{SocketRow, SocketTable};

/// The heads of the columns are the tool's own, in every language.
const COLUMNS: [&str; 6] = [
    "State",
    "Recv-Q",
    "Send-Q",
    "Local Address:Port",
    "Peer Address:Port",
    "Timer",
];

/// A table for each host. What is left of the timers is painted frame by frame.
#[inline(never)]
pub(super) fn view(ui: &Ui, tables: &[SocketTable]) -> El {
    el("div.sockets").each(tables, |table| view_table(ui, table))
}

fn view_table(ui: &Ui, table: &SocketTable) -> El {
    let test_id = match table.host {
        HostId::Client => "sockets-client",
        HostId::Server => "sockets-server",
    };
    let caption = el("caption")
        .text(table.name)
        .text(" ")
        .child(el("code").text("ss -tano"));
    let head = el("tr")
        .attr("lang", "en")
        .each(COLUMNS, |name| el("th").attr("scope", "col").text(name));
    let none = table.rows.is_empty().then(|| {
        let words = el("td").attr("colspan", "6").class("none");
        el("tr").child(words.says(ui.lang, Text::UiNoSockets))
    });
    el("table")
        .key(&table.name)
        .attr("data-testid", test_id)
        .child(caption)
        .child(el("thead").child(head))
        .child(
            el("tbody")
                .each(&table.rows, |row| view_row(ui, table, row))
                .maybe(none),
        )
}

fn view_row(ui: &Ui, table: &SocketTable, row: &SocketRow) -> El {
    let cell = |text: &str| el("td").text(text);
    el("tr")
        .key(&row.id)
        .class(row.tone.class())
        .attr_if(row.in_focus, "aria-current", "true")
        .child(state(ui, row))
        .child(cell(&row.receive_queue))
        .child(cell(&row.send_queue))
        .child(cell(&row.local))
        .child(cell(&row.peer))
        .child(el("td").attr("id", &motion::socket_timer_id(table.host, row.id)))
}

/// The state: a button that asks how the socket came into it.
fn state(ui: &Ui, row: &SocketRow) -> El {
    let cell = el("td.socket-state").attr("translate", "no");
    match row.event {
        None => cell.text(row.state),
        Some(event) => {
            let asks = ui.act(Action::Ask(Selection::Event(event)));
            cell.child(push_button().class("ask").on("click", asks).text(row.state))
        }
    }
}
