//! Pictures of runs, in files: `cargo tcpscope run … --svg` and `--mermaid`, and the stills of all lessons.

use crate::Failure;
use crate::pages::at;
use clap::{Args, ValueEnum};
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tcpscope::app_state::Theme;
use tcpscope::i18n::{Lang, StateNames};
use tcpscope::lesson::LessonId;
use tcpscope::picture::{Look, Still, mermaid, svg};
use tcpscope::timeline::{Branches, Lanes};
use tcpscope::view_model::Scene;

/// The forms in which a run is asked for instead of the text ladder.
#[derive(Args)]
pub(crate) struct Pictures {
    /// Draw the run into FILE as SVG, instead of printing it; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// The SVG's colours; `auto` follows whatever shows it.
    #[arg(long, value_enum, default_value = "auto", requires = "svg")]
    theme: Colours,
    /// The SVG's width in pixels; two ladders, and state names beside the lifelines, take 560.
    #[arg(long, value_name = "PX", default_value_t = Scene::WIDTH, value_parser = clap::value_parser!(u32).range(320..=4_000), requires = "svg")]
    width: u32,
    /// Write the run into FILE as a Mermaid sequence diagram, instead of printing it; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    mermaid: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colours {
    Auto,
    Light,
    Dark,
}

impl Pictures {
    /// Writes those that are asked for, of the whole run; says whether there were any.
    pub(crate) fn write(
        &self,
        lanes: Lanes,
        (lang, states): (Lang, StateNames),
        title: &str,
        out: &mut impl Write,
    ) -> Result<bool, Failure> {
        let branches = Branches::of(lanes);
        let scene = Scene {
            width: self.width,
            ..Scene::still(&branches, lang)
        };
        if let Some(path) = &self.svg {
            let theme = match self.theme {
                Colours::Auto => Theme::Auto,
                Colours::Light => Theme::Light,
                Colours::Dark => Theme::Dark,
            };
            let drawn = svg(&scene, &Look { title, theme });
            put(path, &states.spell(&drawn), out)?;
        }
        if let Some(path) = &self.mermaid {
            put(path, &states.spell(&mermaid(&scene, title)), out)?;
        }
        Ok(self.svg.is_some() || self.mermaid.is_some())
    }
}

/// Writes a text into a file, or prints it.
fn put(path: &Path, text: &str, out: &mut impl Write) -> Result<(), Failure> {
    if path == Path::new("-") {
        out.write_all(text.as_bytes())?;
        return Ok(());
    }
    fs::write(path, text).map_err(|error| at(path, &error))
}

/// Pictures of all lessons.
#[derive(Args)]
pub(crate) struct Stills {
    /// The folder to write into. Without it, `stills` in the folder that Trunk is filling (`TRUNK_STAGING_DIR`).
    folder: Option<PathBuf>,
}

impl Stills {
    /// Writes them: for each lesson and language an SVG, one for phones, and a text ladder; and their style.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let staging = || Some(PathBuf::from(env::var_os("TRUNK_STAGING_DIR")?).join("stills"));
        let folder = self.folder.clone().or_else(staging);
        let folder = folder.ok_or_else(|| Failure::Usage("there is no folder".to_owned()))?;
        fs::create_dir_all(&folder).map_err(|error| at(&folder, &error))?;
        let sheet = folder.join(Still::SHEET);
        fs::write(&sheet, Still::sheet()).map_err(|error| at(&sheet, &error))?;
        for id in LessonId::ALL {
            for lang in Lang::ALL {
                let still = Still::of(id, lang);
                let files = [
                    ("svg", still.svg(Scene::WIDTH)),
                    ("narrow.svg", still.svg(Still::NARROW)),
                    ("txt", still.text()),
                ];
                for (ending, text) in files {
                    let name = format!("{}.{}.{ending}", id.name(), lang.tag());
                    let path = folder.join(name);
                    fs::write(&path, text).map_err(|error| at(&path, &error))?;
                }
            }
        }
        Ok(())
    }
}
