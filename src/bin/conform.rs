//! `cargo tcpscope conform`: recorded runs of a real kernel, from files, against our own.

use crate::Failure;
use clap::Args;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tcpscope::conform::known::KnownDifferences;
use tcpscope::conform::report::{Tally, Verdict};
use tcpscope::conform::trace::Trace;
use tcpscope::conform::{self, Checked, NotATrace};

#[derive(Args)]
pub(crate) struct Conform {
    /// Recorded runs, or folders of them.
    #[arg(required = true, value_name = "TRACE")]
    traces: Vec<PathBuf>,
    /// The differences that are known, with their reasons, instead of the built-in list.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Write our runs into this folder, in the format of the traces and under their names.
    #[arg(long, value_name = "DIR")]
    json: Option<PathBuf>,
}

impl Conform {
    /// Compares and reports; gives whether all is well.
    pub(crate) fn run(&self, out: &mut impl Write) -> Result<bool, Failure> {
        let known = self.known_differences()?;
        if let Some(folder) = &self.json {
            fs::create_dir_all(folder).map_err(|error| unusable(folder, &error))?;
        }
        let mut tally = Tally::default();
        for file in File::all(&self.traces)? {
            let Some(checked) = file.check(&known) else {
                continue;
            };
            let name = match checked.verdict {
                Verdict::Broken(_) => file.path.to_string_lossy(),
                _ => file.path.file_stem().unwrap_or_default().to_string_lossy(),
            };
            writeln!(out, "{name:<6}  {}", checked.verdict)?;
            tally.count(&checked.verdict);
            if let (Some(folder), Some(ours)) = (&self.json, &checked.ours) {
                file.write_beside(folder, ours)?;
            }
        }
        if tally == Tally::default() {
            return Err(Failure::Usage("there is no trace".to_owned()));
        }
        writeln!(out, "{tally}")?;
        Ok(tally.is_well())
    }

    fn known_differences(&self) -> Result<KnownDifferences, Failure> {
        let Some(path) = &self.known else {
            return KnownDifferences::built_in().map_err(Failure::Usage);
        };
        let text = fs::read_to_string(path).map_err(|error| unusable(path, &error))?;
        KnownDifferences::parse(&text)
            .map_err(|what| Failure::Usage(format!("{}: {what}", path.display())))
    }
}

/// A file to be read, and whether it was asked for by name and not merely found in a folder.
pub(crate) struct File {
    pub(crate) path: PathBuf,
    is_named: bool,
}

impl File {
    /// The files named, and in their places those of the folders named, by name.
    pub(crate) fn all(paths: &[PathBuf]) -> Result<Vec<Self>, Failure> {
        let mut files = Vec::new();
        for path in paths {
            if !path.is_dir() {
                files.push(Self {
                    path: path.clone(),
                    is_named: true,
                });
                continue;
            }
            let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            let entries = entries.map_err(|error| unusable(path, &error))?;
            let mut found: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
            found.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
            found.sort();
            files.extend(found.into_iter().map(|path| Self {
                path,
                is_named: false,
            }));
        }
        Ok(files)
    }

    /// What the trace in it comes to; none if there is no trace in it, and nobody said that there was.
    fn check(&self, known: &KnownDifferences) -> Option<Checked> {
        let text = match fs::read(&self.path) {
            Ok(text) => text,
            Err(error) => return Some(Checked::broken(error.to_string())),
        };
        match conform::check(&text, known) {
            Ok(checked) => Some(checked),
            Err(NotATrace) => self
                .is_named
                .then(|| Checked::broken("it holds no trace".to_owned())),
        }
    }

    /// Writes our run into a folder, under the name of this file.
    fn write_beside(&self, folder: &Path, ours: &Trace) -> Result<(), Failure> {
        let path = folder.join(self.path.file_name().unwrap_or_default());
        let places = [&path, &self.path].map(|path| path.canonicalize().ok());
        if places[0].is_some() && places[0] == places[1] {
            let complaint = format!("{}: this would write over the trace", path.display());
            return Err(Failure::Usage(complaint));
        }
        let written = serde_json::to_vec(ours).map_err(io::Error::from)?;
        fs::write(&path, written).map_err(|error| unusable(&path, &error))
    }
}

fn unusable(path: &Path, error: &io::Error) -> Failure {
    Failure::Usage(format!("{}: {error}", path.display()))
}
