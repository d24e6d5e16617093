//! The page's parts. Each gets one struct of the view model and a way to say what the person wants, and knows nothing
//! else.

mod experiment;
mod header;
mod help;
mod host_chip;
mod host_panel;
mod icon;
mod inspector;
mod ladder;
mod lesson_panel;
mod log;
mod notice;
mod offered;
mod segment_menu;
mod status;
mod track;
mod transport;
mod why;

pub(crate) use experiment::ExperimentPanel;
pub(crate) use header::Header;
pub(crate) use help::HelpDialog;
pub(crate) use host_chip::HostChip;
pub(crate) use host_panel::HostPanelView;
pub(crate) use inspector::{InspectorPanel, sheet_class};
pub(crate) use ladder::LadderView;
pub(crate) use lesson_panel::LessonStrip;
pub(crate) use notice::NoticeBar;
pub(crate) use status::Status;
pub(crate) use transport::TransportBar;
