//! Draws an [`App`].

use ratatui::Frame;

use crate::app::App;

/// What the screen remembers between frames: offsets only.
#[derive(Debug, Default)]
pub struct ViewState {}

/// Draws the whole screen.
pub fn draw(_frame: &mut Frame, _app: &App, _view: &mut ViewState) {}
