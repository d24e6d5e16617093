//! Files that a task of the command writes, or only looks at.

use crate::Failure;
use clap::Args;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;
use tcpscope::document::Page;
use tcpscope::i18n::Lang;

/// The files of a task.
#[derive(Clone, Copy)]
pub(crate) struct Pages {
    /// The task's name on the command line.
    pub(crate) task: &'static str,
    /// Whether it writes nothing.
    pub(crate) only_looks: bool,
}

impl Pages {
    /// Gives whether the file is, or was allowed to become, what it should be.
    pub(crate) fn settle(
        self,
        path: &Path,
        text: &str,
        out: &mut impl Write,
    ) -> Result<bool, Failure> {
        if fs::read_to_string(path).is_ok_and(|old| old == text) {
            return Ok(true);
        }
        if self.only_looks {
            let (path, task) = (path.display(), self.task);
            writeln!(out, "{path} is out of date: run `cargo tcpscope {task}`")?;
            return Ok(false);
        }
        fs::write(path, text).map_err(|error| at(path, &error))?;
        writeln!(out, "{} written", path.display())?;
        Ok(true)
    }
}

/// A task that writes a page of which the program knows everything.
#[derive(Args)]
pub(crate) struct Rendered {
    /// Write nothing; fail if the page is not what would be written.
    #[arg(long)]
    check: bool,
}

impl Rendered {
    /// Writes the page in each language, or looks at it; gives whether all is well. To be run at the root of the
    /// repository.
    pub(crate) fn run(
        &self,
        page: Page,
        render: fn(Lang) -> String,
        out: &mut impl Write,
    ) -> Result<bool, Failure> {
        let pages = Pages {
            task: page.task(),
            only_looks: self.check,
        };
        let mut is_true = true;
        for lang in Lang::ALL {
            is_true &= pages.settle(Path::new(page.path(lang)), &render(lang), out)?;
        }
        Ok(is_true)
    }
}

/// What went wrong with a file.
pub(crate) fn at(path: &Path, error: &dyn fmt::Display) -> Failure {
    Failure::Usage(format!("{}: {error}", path.display()))
}
