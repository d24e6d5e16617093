//! The page: draws tcpscope into `#app`.

use tcpscope::ui;

fn main() {
    ui::start();
}
