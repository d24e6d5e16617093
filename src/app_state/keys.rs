//! Whether keys on their own do something. Who speaks to the computer, or presses keys by accident, turns them off.

use crate::app_state::AppState;

impl AppState {
    /// Whether keys on their own do something, wherever the focus is.
    pub const fn keys(&self) -> bool {
        self.keys
    }
}
