//! Which keys the footer may offer: those that do something now.

use super::drawn::Drawn;
use super::keymap::{self, Action, KeyContext};
use super::record::RecordView;
use super::tab::Tab;
use super::update::may_open;
use super::{App, Focus, Popup, share};

impl App {
    /// The hints for the footer, in the order of [`keymap::BINDINGS`]: the keys, and one word. `drawn` is
    /// the frame that they stand in.
    pub fn hints(&self, drawn: &Drawn) -> Vec<(&'static str, &'static str)> {
        // While there is nothing but errors to read, only moving makes sense.
        let context = match self.shown() {
            Some(_) => self.context(),
            None => KeyContext::Popup,
        };
        let hints = keymap::hints(context);
        let offered = hints.filter(|(action, _)| self.offers(context, *action, drawn));
        offered.map(|(_, hint)| hint).collect()
    }

    fn offers(&self, context: KeyContext, action: Action, drawn: &Drawn) -> bool {
        match action {
            Action::Down | Action::Up => self.moves(context, drawn),
            Action::Open => self.opens(),
            Action::Back => self.has_a_step_back(),
            Action::Sort => !drawn.sorts.is_empty(),
            Action::Why | Action::SlipChart => self.subject().is_some(),
            Action::OpenSource => share::has_source(self),
            Action::Copy => share::has_citation(self),
            Action::UpdateStatus | Action::AddLine => may_open(self, action),
            _ => true,
        }
    }

    /// There is more than one place to be at.
    fn moves(&self, context: KeyContext, drawn: &Drawn) -> bool {
        let scrolls = drawn.scroll_end > 0;
        match (context, self.over.popup()) {
            (KeyContext::Popup | KeyContext::Subject | KeyContext::Preview, _) => scrolls,
            (_, Some(Popup::Sources { ids, .. })) => ids.len() > 1,
            (KeyContext::Form, _) => true,
            (KeyContext::Milestone, _) => self.statements() > 1 || scrolls,
            (KeyContext::Record, _) => self.record().is_some_and(RecordView::moves),
            (KeyContext::Detail, _) => scrolls || self.milestones_in_detail() > 1,
            _ => self.list(self.focused_list()).moves(),
        }
    }

    /// Enter leads somewhere.
    fn opens(&self) -> bool {
        if let (Some(record), Some(shown)) = (self.record(), self.shown()) {
            return record.judged(shown).is_some();
        }
        match (self.tab, self.detail().focus) {
            (Tab::Changes, _) => self.change_leads_on(),
            (_, Focus::Detail) => self.detail_milestone().is_some(),
            (_, Focus::List) => self.list(self.focused_list()).row().is_some(),
        }
    }

    fn has_a_step_back(&self) -> bool {
        !self.over.is_nothing()
            || self.detail().focus == Focus::Detail
            || !self.query(self.tab).is_empty()
    }
}
