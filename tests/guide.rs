//! The embedding guide is what its sources make it.

#![cfg(feature = "cli")]

use std::process::Command;

#[test]
fn the_page_is_up_to_date() {
    let checked = Command::new(env!("CARGO_BIN_EXE_tcpscope"))
        .args(["guide", "--check"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(
        checked.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}
