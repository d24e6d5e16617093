//! `cargo tcpscope myths`: the page of claims, written from the runs that decide them.

use crate::Failure;
use crate::pages::Pages;
use clap::Args;
use std::io::Write;
use std::path::Path;
use tcpscope::i18n::Lang;
use tcpscope::myths;

#[derive(Args)]
pub(crate) struct Myths {
    /// Write nothing; fail if the page is not what would be written.
    #[arg(long)]
    check: bool,
}

impl Myths {
    /// Writes the page, or looks at it; gives whether all is well. To be run at the root of the repository.
    pub(crate) fn run(&self, out: &mut impl Write) -> Result<bool, Failure> {
        let pages = Pages {
            task: "myths",
            only_looks: self.check,
        };
        let mut is_true = true;
        for lang in Lang::ALL {
            let path = Path::new(myths::page(lang));
            is_true &= pages.settle(path, &myths::render(lang), out)?;
        }
        Ok(is_true)
    }
}
