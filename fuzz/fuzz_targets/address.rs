//! Any text as an address: reading it, printing it again, and opening its run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tcpscope::i18n::Lang;
use tcpscope::share::Address;
use tcpscope::view_model::wording::problem;

fuzz_target!(|text: &str| {
    let (query, fragment) = text.split_once('#').unwrap_or(("", text));
    let address = Address::parse(query, fragment);
    let opened = address.run.open();
    for wrong in address.problems.iter().chain(&opened.problems) {
        for lang in Lang::ALL {
            assert!(!problem(lang, wrong).is_empty());
        }
    }
    // What is printed is read as the same.
    let printed = address.to_string();
    let again = Address::parse("", &printed);
    assert!(again.problems.is_empty(), "{printed}: {:?}", again.problems);
    assert_eq!(again.run, address.run, "{printed}");
    assert_eq!(again.view, address.view, "{printed}");
    assert_eq!(again.to_string(), printed);
});
