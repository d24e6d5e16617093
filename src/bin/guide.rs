//! `cargo tcpscope guide`: the page that tells authors how to embed.

use crate::Failure;
use crate::pages::Pages;
use clap::Args;
use std::io::Write;
use std::path::Path;
use tcpscope::guide;
use tcpscope::i18n::Lang;

#[derive(Args)]
pub(crate) struct Guide {
    /// Write nothing; fail if the page is not what would be written.
    #[arg(long)]
    check: bool,
}

impl Guide {
    /// Writes the page, or looks at it; gives whether all is well. To be run at the root of the repository.
    pub(crate) fn run(&self, out: &mut impl Write) -> Result<bool, Failure> {
        let pages = Pages {
            task: "guide",
            only_looks: self.check,
        };
        let mut is_true = true;
        for lang in Lang::ALL {
            let path = Path::new(guide::page(lang));
            is_true &= pages.settle(path, &guide::render(lang), out)?;
        }
        Ok(is_true)
    }
}
