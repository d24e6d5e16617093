//! The pages in the repository are those that the command would write today.
#![cfg(feature = "cli")]

use std::process::Command;

fn is_up_to_date(task: &str) {
    let checked = Command::new(env!("CARGO_BIN_EXE_tcpscope"))
        .args([task, "--check"])
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

#[test]
fn how_true_it_is() {
    is_up_to_date("fidelity");
}

#[test]
fn the_claims() {
    is_up_to_date("myths");
}

#[test]
fn the_embedding_guide() {
    is_up_to_date("guide");
}
