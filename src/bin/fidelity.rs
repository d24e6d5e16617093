//! `cargo tcpscope fidelity`: the page that says how true the machine is, kept true.

use crate::Failure;
use crate::conform::File;
use crate::pages::{Pages, at};
use clap::Args;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tcpscope::conform;
use tcpscope::conform::known::KnownDifferences;
use tcpscope::conform::trace::Trace;
use tcpscope::document::Page;
use tcpscope::fidelity::{self, Row};
use tcpscope::i18n::Lang;

#[derive(Args)]
pub(crate) struct Fidelity {
    /// Write nothing; fail if the page is not what would be written.
    #[arg(long)]
    check: bool,
    /// Recorded runs, or folders of them.
    #[arg(default_value = "tests/linux-traces", value_name = "TRACE")]
    traces: Vec<PathBuf>,
}

impl Fidelity {
    /// Writes the page, or looks at it; gives whether all is well. To be run at the root of the repository.
    pub(crate) fn run(&self, out: &mut impl Write) -> Result<bool, Failure> {
        let rows = self.rows()?;
        let pages = Pages {
            task: Page::Fidelity.task(),
            only_looks: self.check,
        };
        let mut is_true = true;
        for lang in Lang::ALL {
            let source = Path::new(fidelity::source(lang));
            let old = fs::read_to_string(source).map_err(|error| at(source, &error))?;
            let document = fidelity::fill(&old, "conformance", &fidelity::conformance(lang, &rows))
                .and_then(|text| fidelity::fill(&text, "profiles", &fidelity::profiles(lang)))
                .map_err(|error| at(source, &error))?;
            let page = Page::Fidelity.render(lang, &document);
            for (path, text) in [
                (source, &document),
                (Path::new(Page::Fidelity.path(lang)), &page),
            ] {
                is_true &= pages.settle(path, text, out)?;
            }
        }
        Ok(is_true)
    }

    fn rows(&self) -> Result<Vec<Row>, Failure> {
        let known = KnownDifferences::built_in().map_err(Failure::Usage)?;
        let mut rows = Vec::new();
        for File { path, .. } in File::all(&self.traces)? {
            let json = fs::read(&path).map_err(|error| at(&path, &error))?;
            // Whatever else lies in the folder is no row.
            if let Ok(checked) = conform::check(&json, &known) {
                let trace: Trace =
                    serde_json::from_slice(&json).map_err(|error| at(&path, &error))?;
                rows.push(Row {
                    id: trace.id,
                    title: trace.title,
                    verdict: checked.verdict,
                });
            }
        }
        if rows.is_empty() {
            return Err(Failure::Usage("there is no trace".to_owned()));
        }
        Ok(rows)
    }
}
