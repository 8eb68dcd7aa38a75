//! What every screen is given: the app, what it shows, the look, and how much room there is.

use ratatui::layout::Rect;

use super::theme::Look;
use crate::app::{App, Shown};

/// What a screen is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Screen<'a> {
    pub app: &'a App,
    pub shown: &'a Shown,
    pub look: &'a Look,
    pub size: Size,
}

/// How much room there is; the screens have a form for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// 110 columns and more: list and detail side by side.
    Wide,
    /// 72 to 109: list over detail.
    Medium,
    /// 40 to 71: one at a time.
    Narrow,
    /// Under 40 columns or 10 rows: one line an item.
    Tiny,
}

impl Size {
    pub(super) fn of(area: Rect) -> Self {
        match (area.width, area.height) {
            (..40, _) | (_, ..10) => Self::Tiny,
            (..72, _) => Self::Narrow,
            (..110, _) | (_, ..20) => Self::Medium,
            _ => Self::Wide,
        }
    }
}
