//! The keys that write: forms, their preview, undo, and the editor.

use super::super::form::{Form, Stage, Unfit};
use super::super::input::Input;
use super::super::keymap::{Action, KeyContext};
use super::super::{App, Data, Effect, Notice, Over, Popup, Shown, Write};
use crate::domain::catalogue::{EntryRef, Kind};
use crate::domain::edit::Proven;
use crate::domain::file::loaded::Unloadable;

/// How many of our writes can be undone.
const UNDOES: usize = 20;

/// Whether there is something to fill in a form about.
pub(in crate::app) fn may_open(app: &App, action: Action) -> bool {
    may_write(app).and_then(|()| new_form(app, action)).is_ok()
}

/// Opens a form about the subject.
pub(super) fn open(app: &mut App, action: Action) {
    match may_write(app).and_then(|()| new_form(app, action)) {
        Ok(form) => app.over.open(Popup::Form(Box::new(form))),
        Err(why) => app.warn(why),
    }
}

fn new_form(app: &App, action: Action) -> Result<Form, &'static str> {
    let (Some(shown), Some(at)) = (app.shown(), app.subject()) else {
        return Err("nothing selected");
    };
    let id = || {
        shown
            .catalogue
            .entry(at)
            .map(|entry| entry.id.value.clone())
    };
    let form = match (action, at.kind) {
        (Action::UpdateStatus, Kind::Programme) => {
            return Err("the programme has no status of its own; select a project");
        }
        (Action::UpdateStatus, _) => Form::status(shown, at),
        (Action::AddMilestone, _) => Form::milestone(shown, at),
        (_, Kind::Milestone) => id().map(|id| Form::statement(shown, id)),
        (_, Kind::Constellation) => id().map(|id| Form::ledger(shown, id)),
        _ => return Err("select a milestone or a constellation first"),
    };
    form.ok_or("nothing to write here")
}

/// Why no form can be written into it, if so.
fn may_write(app: &App) -> Result<(), &'static str> {
    app.may_touch()?;
    if app.as_of.is_some() {
        return Err("the view shows another day (--as-of), so nothing can be written");
    }
    match &app.data {
        Data::Shown { trouble: None, .. } => Ok(()),
        _ => Err("the file has errors, so nothing can be written; E opens the first"),
    }
}

/// A key in a form.
pub(super) fn act(app: &mut App, context: KeyContext, action: Action) -> Option<Effect> {
    let App { over, data, .. } = app;
    let (Over::Popup(Popup::Form(form), _), Data::Shown { shown, .. }) = (over, data) else {
        return None;
    };
    if context == KeyContext::Preview {
        return write(form);
    }
    form.trouble = None;
    match action {
        Action::NextField => return go_on(form, shown),
        Action::ShowLines => {
            return if take(form, shown) {
                plan(form, shown)
            } else {
                None
            };
        }
        Action::PreviousField => form.step(false),
        Action::Down | Action::Up => form.step_choice(shown, action == Action::Down),
        Action::CursorLeft => form.change(Input::left),
        Action::CursorRight => form.change(Input::right),
        Action::CursorStart => form.change(Input::start),
        Action::CursorEnd => form.change(Input::end),
        _ => {}
    }
    None
}

/// Takes the suggestion under the cursor and goes to the next field; from the last one to the lines.
fn go_on(form: &mut Form, shown: &Shown) -> Option<Effect> {
    if !take(form, shown) {
        return None;
    }
    form.answer();
    if form.is_at_the_end() {
        return plan(form, shown);
    }
    form.step(true);
    None
}

/// Takes the suggestion under the cursor into the field, and says whether the field can be taken.
fn take(form: &mut Form, shown: &Shown) -> bool {
    form.choose(shown);
    match form.read_focused(shown) {
        Ok(()) => true,
        Err(unfit) => {
            form.point_at(unfit);
            false
        }
    }
}

/// Asks for the lines that the form will write.
fn plan(form: &mut Form, shown: &Shown) -> Option<Effect> {
    let edits = form.edits(shown);
    let edits = edits.and_then(|edits| form.asks(shown).map_or(Ok(edits), Err));
    match edits {
        Ok(edits) => {
            form.stage = Stage::Planning;
            form.planned.clone_from(&edits);
            Some(Effect::Plan(edits))
        }
        Err(unfit) => {
            form.point_at(unfit);
            None
        }
    }
}

fn write(form: &mut Form) -> Option<Effect> {
    form.stage = match std::mem::replace(&mut form.stage, Stage::Filling) {
        Stage::Preview { lines, .. } => Stage::Saving { lines },
        other => {
            form.stage = other;
            return None;
        }
    };
    Some(Effect::Save(form.planned.clone()))
}

/// Esc: from the lines to the form, from the form out.
pub(super) fn back(app: &mut App, mut form: Box<Form>) {
    match form.stage {
        Stage::Filling => {}
        Stage::Planning | Stage::Preview { .. } => {
            form.stage = Stage::Filling;
            form.scroll = 0;
            app.over.open(Popup::Form(form));
        }
        // What is being written can no longer be taken back.
        Stage::Saving { .. } => app.over.open(Popup::Form(form)),
    }
}

/// The lines have been worked out, or cannot be written.
pub(super) fn planned(app: &mut App, result: Result<Proven, String>) {
    let App { over, data, .. } = app;
    let Some(Popup::Form(form)) = over.popup_mut() else {
        return;
    };
    let shown = match data {
        Data::Shown { shown, .. } => Some(&*shown),
        Data::Broken(_) => None,
    };
    match result {
        Ok(proven) if proven.preview.is_empty() => {
            form.stage = Stage::Filling;
            form.trouble = Some("nothing to write: the file already says so".to_owned());
        }
        Ok(proven) => {
            let left_open = shown.map(|shown| form.left_open(shown));
            let words = form.words;
            let warnings = proven.warnings.iter().map(|message| words.phrase(message));
            form.stage = Stage::Preview {
                lines: proven.preview,
                warnings: warnings.chain(left_open.into_iter().flatten()).collect(),
            };
        }
        Err(why) => refused(form, why, shown),
    }
}

/// The form stays as it is and says why; if another program has changed a key, at the field of that key. The next
/// try starts from what the file says by then.
fn refused(form: &mut Form, why: String, shown: Option<&Shown>) {
    form.stage = Stage::Filling;
    let changed = shown.and_then(|shown| form.changed_meanwhile(shown));
    match changed {
        Some(key) => {
            let why = format!("{why}; ^s writes your version, Esc keeps theirs");
            form.point_at(Unfit { key, why });
        }
        None => form.trouble = Some(why),
    }
    if let Some(shown) = shown {
        form.read_again(shown);
    }
}

/// The file was written, or why not: then the form stays with all that was typed.
pub(super) fn saved(app: &mut App, result: Result<Write, String>) -> Option<Effect> {
    match result {
        Ok(write) => {
            app.wrote = Some(notice_of("saved", &write));
            app.over.close_popup();
            app.writes.push(write);
            if app.writes.len() > UNDOES {
                app.writes.remove(0);
            }
            return Some(Effect::Reload);
        }
        Err(why) => match (app.over.popup_mut(), &app.data) {
            (Some(Popup::Form(form)), Data::Shown { shown, .. }) => refused(form, why, Some(shown)),
            (Some(Popup::Form(form)), Data::Broken(_)) => refused(form, why, None),
            _ => app.warn(why),
        },
    }
    None
}

fn notice_of(done: &str, write: &Write) -> Notice {
    match &write.remark {
        Some(remark) => Notice::Warning(format!("{done}; {remark}")),
        None => Notice::Done(done.to_owned()),
    }
}

/// Takes back our last write.
pub(super) fn undo(app: &mut App) -> Option<Effect> {
    if let Err(why) = app.may_touch() {
        app.warn(why);
        return None;
    }
    let Some(write) = app.writes.pop() else {
        app.warn("nothing to undo");
        return None;
    };
    Some(Effect::Undo(write))
}

/// It was taken back, or why not; then it can be tried again.
pub(super) fn undone(app: &mut App, write: Write, result: Result<Write, String>) -> Option<Effect> {
    match result {
        Ok(back) => {
            app.wrote = Some(notice_of("undone", &back));
            Some(Effect::Reload)
        }
        Err(why) => {
            app.warn(why);
            app.writes.push(write);
            None
        }
    }
}

/// The editor at the line of the subject, or at the first error of the file as it is now.
pub(super) fn edit(app: &mut App, action: Action) -> Option<Effect> {
    if let Err(why) = app.may_touch() {
        app.warn(why);
        return None;
    }
    let (line, column) = match action {
        Action::EditError => error_place(app),
        _ => app.subject().and_then(|at| entry_place(app, at)),
    }
    .unwrap_or((1, 1));
    Some(Effect::Editor { line, column })
}

fn entry_place(app: &App, at: EntryRef) -> Option<(usize, usize)> {
    let shown = app.shown()?;
    Some(shown.report.line_column(shown.catalogue.entry(at)?.place.0))
}

fn error_place(app: &App) -> Option<(usize, usize)> {
    let Unloadable::Invalid(report) = &app.trouble()?.why else {
        return None;
    };
    Some(report.line_column(report.errors().next()?.at.span))
}
