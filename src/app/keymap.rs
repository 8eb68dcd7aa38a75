//! The keys, declared once: dispatch, footer, help and the table of the README read this list.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use strum::VariantArray;

use super::tab::Tab;
use crate::domain::text::layout;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    GoTo(Tab),
    NextTab,
    PreviousTab,
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    First,
    Last,
    Left,
    Right,
    Open,
    Back,
    Filter,
    Sort,
    ReverseSort,
    ZoomIn,
    ZoomOut,
    FitAll,
    Today,
    NextInTime,
    PreviousInTime,
    Trail,
    GroupBy,
    Fold,
    FoldAll,
    Outlook,
    Why,
    SlipChart,
    Record,
    /// Asks since when changes are told.
    Since,
    /// Opens the form for a status.
    UpdateStatus,
    /// Opens the form for a statement, a count or a plan.
    AddLine,
    AddMilestone,
    UndoWrite,
    /// Opens the editor at the selected entry.
    Edit,
    /// Opens the editor at the first error.
    EditError,
    /// To the next field of a form; a suggestion under the cursor is taken.
    NextField,
    PreviousField,
    /// Shows the lines that a form will write.
    ShowLines,
    Write,
    CursorLeft,
    CursorRight,
    CursorStart,
    CursorEnd,
    /// Copies what is looked at: reasons, or a citation.
    Copy,
    CopyToml,
    OpenSource,
    Help,
    FileState,
    Reload,
    Redraw,
    NextTheme,
    Mouse,
    Suspend,
    Quit,
    QuitNow,
    /// Ends typing and keeps the text.
    Accept,
    DeleteCharacter,
    DeleteWord,
    DeleteAll,
}

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum KeyContext {
    /// In one of the lists of the overview.
    Overview,
    /// In the list of a tab.
    List,
    /// In the detail beside it.
    Detail,
    Timeline,
    /// In the list of changes.
    Changes,
    /// On the page of a milestone.
    Milestone,
    /// On the screen of the track record.
    Record,
    /// Typing a filter.
    Typing,
    /// In a popup that scrolls: help, catalogue status.
    Popup,
    /// In a popup that explains the subject: why it stands as it does, how its dates moved.
    Subject,
    /// In the list of the subject's sources.
    Sources,
    /// Choosing since when changes are told.
    Since,
    /// Filling in a form.
    Form,
    /// Looking at the lines that a form will write.
    Preview,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
}

/// One line of the help: the keys that belong together, and what they do.
#[derive(Debug)]
pub struct Binding {
    pub section: Section,
    pub contexts: Contexts,
    pub keys: &'static [(Key, Action)],
    pub help: &'static str,
    /// For the footer: which of the keys it names, and one word.
    pub hint: Option<(&'static str, &'static str)>,
}

/// The headings of the help and of the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Section {
    Everywhere,
    Lists,
    Entry,
    Timeline,
    Filter,
    Editing,
    Form,
}

impl Section {
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Lists => "Lists and details",
            Self::Entry => "About what is selected",
            Self::Timeline => "Timeline",
            Self::Filter => "While typing a filter",
            Self::Editing => "Editing the catalogue",
            Self::Form => "In a form",
        }
    }
}

const fn key(code: KeyCode) -> Key {
    Key { code, ctrl: false }
}

const fn letter(c: char) -> Key {
    key(KeyCode::Char(c))
}

const fn ctrl(c: char) -> Key {
    Key {
        code: KeyCode::Char(c),
        ctrl: true,
    }
}

use Action as A;
use KeyContext as C;

/// Some of the contexts.
#[derive(Clone, Copy, Debug)]
pub struct Contexts(u32);

const fn only(contexts: &[KeyContext]) -> Contexts {
    Contexts(0).and(contexts)
}

impl Contexts {
    const fn and(mut self, more: &[KeyContext]) -> Self {
        let mut place = 0;
        while place < more.len() {
            self.0 |= 1 << more[place] as u32;
            place += 1;
        }
        self
    }

    pub fn contains(self, context: KeyContext) -> bool {
        self.0 & 1 << context as u32 != 0
    }
}

const BROWSING: Contexts = only(&[
    C::Overview,
    C::List,
    C::Detail,
    C::Timeline,
    C::Changes,
    C::Milestone,
    C::Record,
]);
const MOVING: Contexts = BROWSING.and(&[C::Popup, C::Subject, C::Sources]);
const EVERYWHERE: Contexts = MOVING.and(&[C::Typing, C::Since, C::Form, C::Preview]);
/// Where something is selected that can be explained, copied, opened.
const ENTRY: Contexts = BROWSING.and(&[C::Subject]);
/// Where something has a source: also in the list of sources.
const CITED: Contexts = ENTRY.and(&[C::Sources]);
/// Where the editor can be opened: also while the file is broken.
const EDITOR: Contexts = ENTRY.and(&[C::Popup]);

/// The digits from 1 on lead to the tabs.
const DIGITS: [(Key, Action); Tab::VARIANTS.len()] = {
    let mut keys = [(letter('1'), A::GoTo(Tab::VARIANTS[0])); Tab::VARIANTS.len()];
    let mut place = 0;
    while place < keys.len() {
        let digit = (b'1' + place as u8) as char;
        keys[place] = (letter(digit), A::GoTo(Tab::VARIANTS[place]));
        place += 1;
    }
    keys
};

/// Right and left, which mean something else on every kind of screen.
const SIDEWAYS: &[(Key, Action)] = &[
    (key(KeyCode::Right), A::Right),
    (key(KeyCode::Left), A::Left),
    (letter('l'), A::Right),
    (letter('h'), A::Left),
];

/// With `SIDEWAYS` the only place where keys are bound.
pub const BINDINGS: &[Binding] = &[
    Binding {
        section: Section::Everywhere,
        contexts: BROWSING,
        keys: &DIGITS,
        help: "overview, projects, vehicles, constellations, timeline, changes",
        hint: Some(("1-6", "tabs")),
    },
    Binding {
        section: Section::Everywhere,
        contexts: BROWSING,
        keys: &[
            (key(KeyCode::Tab), A::NextTab),
            (key(KeyCode::BackTab), A::PreviousTab),
        ],
        help: "next tab, previous tab",
        hint: None,
    },
    Binding {
        section: Section::Lists,
        contexts: MOVING,
        keys: &[
            (key(KeyCode::Down), A::Down),
            (key(KeyCode::Up), A::Up),
            (letter('j'), A::Down),
            (letter('k'), A::Up),
        ],
        help: "move",
        hint: Some(("↓↑", "move")),
    },
    Binding {
        section: Section::Lists,
        contexts: only(&[C::Overview]),
        keys: SIDEWAYS,
        help: "on the overview: next pane, previous pane",
        hint: Some(("→←", "pane")),
    },
    Binding {
        section: Section::Lists,
        contexts: only(&[C::List, C::Detail]),
        keys: SIDEWAYS,
        help: "into the detail, back to the list",
        hint: Some(("→←", "detail")),
    },
    Binding {
        section: Section::Timeline,
        contexts: only(&[C::Timeline]),
        keys: SIDEWAYS,
        help: "later, earlier",
        hint: Some(("→←", "pan")),
    },
    Binding {
        section: Section::Timeline,
        contexts: only(&[C::Timeline]),
        keys: &[
            (letter('+'), A::ZoomIn),
            (letter('-'), A::ZoomOut),
            (letter('='), A::ZoomIn),
        ],
        help: "zoom in, zoom out",
        hint: Some(("+-", "zoom")),
    },
    Binding {
        section: Section::Lists,
        contexts: only(&[
            C::Overview,
            C::List,
            C::Detail,
            C::Timeline,
            C::Changes,
            C::Record,
        ]),
        keys: &[(key(KeyCode::Enter), A::Open)],
        help: "open: the detail, the page of a milestone; fold a group",
        hint: Some(("Enter", "open")),
    },
    Binding {
        section: Section::Timeline,
        contexts: only(&[C::Timeline]),
        keys: &[(letter('t'), A::Today), (letter('0'), A::FitAll)],
        help: "back to today, everything in sight",
        hint: None,
    },
    Binding {
        section: Section::Timeline,
        contexts: only(&[C::Timeline]),
        keys: &[
            (letter(']'), A::NextInTime),
            (letter('['), A::PreviousInTime),
        ],
        help: "the next milestone in time, the one before",
        hint: None,
    },
    Binding {
        section: Section::Timeline,
        contexts: only(&[C::Timeline]),
        keys: &[(letter('b'), A::Trail)],
        help: "where the dates used to be: every date given, the first one, none",
        hint: None,
    },
    Binding {
        section: Section::Timeline,
        contexts: only(&[C::Timeline]),
        keys: &[(letter('p'), A::GroupBy)],
        help: "group by project, vehicle, constellation, year",
        hint: None,
    },
    Binding {
        section: Section::Timeline,
        contexts: only(&[C::Timeline]),
        keys: &[(letter('z'), A::Fold), (letter('Z'), A::FoldAll)],
        help: "fold the group or unfold it, all groups",
        hint: None,
    },
    Binding {
        section: Section::Lists,
        contexts: only(&[C::Record]),
        keys: SIDEWAYS,
        help: "on the track record: to the statements, back",
        hint: Some(("→←", "statements")),
    },
    Binding {
        section: Section::Entry,
        contexts: ENTRY,
        keys: &[(letter('w'), A::Why)],
        help: "why it stands so: the rule, the numbers, the statements behind it",
        hint: Some(("w", "why")),
    },
    Binding {
        section: Section::Entry,
        contexts: ENTRY,
        keys: &[(letter('m'), A::SlipChart)],
        help: "how the dates moved, on the whole screen",
        hint: Some(("m", "chart")),
    },
    Binding {
        section: Section::Entry,
        contexts: CITED,
        keys: &[(letter('o'), A::OpenSource)],
        help: "open the source in a browser; of several, choose",
        hint: Some(("o", "source")),
    },
    Binding {
        section: Section::Entry,
        contexts: CITED,
        keys: &[(letter('y'), A::Copy), (letter('Y'), A::CopyToml)],
        help: "copy the citation (or the reasons, where they are shown), the lines of the file",
        hint: Some(("y", "cite")),
    },
    Binding {
        section: Section::Entry,
        contexts: ENTRY,
        keys: &[(letter('x'), A::Outlook)],
        help: "experience: when comparable promises came true",
        hint: None,
    },
    Binding {
        section: Section::Entry,
        contexts: only(&[C::Sources]),
        keys: &[(key(KeyCode::Enter), A::OpenSource)],
        help: "open the chosen source",
        hint: None,
    },
    Binding {
        section: Section::Everywhere,
        contexts: ENTRY,
        keys: &[(letter('R'), A::Record)],
        help: "the track record: how many promises were kept",
        hint: None,
    },
    Binding {
        section: Section::Everywhere,
        contexts: BROWSING,
        keys: &[(letter('c'), A::Since)],
        help: "changes since when: the last visit, some days ago, a date, a revision of Git, a file",
        hint: None,
    },
    Binding {
        section: Section::Everywhere,
        contexts: only(&[C::Since]),
        keys: &[
            (key(KeyCode::Enter), A::Accept),
            (key(KeyCode::Esc), A::Back),
        ],
        help: "in that question: compare, close",
        hint: Some(("Enter Esc", "compare, close")),
    },
    Binding {
        section: Section::Lists,
        contexts: MOVING,
        keys: &[
            (key(KeyCode::PageDown), A::PageDown),
            (key(KeyCode::PageUp), A::PageUp),
            (letter(' '), A::PageDown),
        ],
        help: "a page down, a page up",
        hint: None,
    },
    Binding {
        section: Section::Lists,
        contexts: MOVING,
        keys: &[(ctrl('d'), A::HalfPageDown), (ctrl('u'), A::HalfPageUp)],
        help: "half a page down, half a page up",
        hint: None,
    },
    Binding {
        section: Section::Lists,
        contexts: MOVING,
        keys: &[
            (key(KeyCode::Home), A::First),
            (key(KeyCode::End), A::Last),
            (letter('g'), A::First),
            (letter('G'), A::Last),
        ],
        help: "first, last",
        hint: None,
    },
    Binding {
        section: Section::Lists,
        contexts: only(&[C::List, C::Detail, C::Timeline]),
        keys: &[(letter('s'), A::Sort), (letter('S'), A::ReverseSort)],
        help: "sort by the next column, turn the order round",
        hint: Some(("s", "sort")),
    },
    Binding {
        section: Section::Lists,
        contexts: only(&[C::Overview, C::List, C::Detail, C::Timeline, C::Changes]),
        keys: &[(letter('/'), A::Filter), (letter('.'), A::Filter)],
        help: "filter by words and states; Esc clears it",
        hint: Some(("/", "filter")),
    },
    Binding {
        section: Section::Everywhere,
        contexts: MOVING,
        keys: &[(key(KeyCode::Esc), A::Back)],
        help: "one step back: close what is open, leave the detail, clear the filter",
        hint: Some(("Esc", "back")),
    },
    Binding {
        section: Section::Everywhere,
        contexts: BROWSING,
        keys: &[(letter('i'), A::FileState)],
        help: "the catalogue: its file, its errors and warnings",
        hint: None,
    },
    Binding {
        section: Section::Everywhere,
        contexts: BROWSING,
        keys: &[(letter('r'), A::Reload), (ctrl('l'), A::Redraw)],
        help: "read the file again, paint the screen again",
        hint: None,
    },
    Binding {
        section: Section::Everywhere,
        contexts: BROWSING,
        keys: &[
            (letter('?'), A::Help),
            (key(KeyCode::F(1)), A::Help),
            (letter(','), A::Help),
        ],
        help: "this help",
        hint: Some(("?", "help")),
    },
    Binding {
        section: Section::Everywhere,
        contexts: BROWSING,
        keys: &[(letter('T'), A::NextTheme), (letter('M'), A::Mouse)],
        help: "colours: for a dark background, for a light one, none; the mouse on and off",
        hint: None,
    },
    Binding {
        section: Section::Everywhere,
        contexts: EVERYWHERE,
        keys: &[(ctrl('z'), A::Suspend)],
        help: "suspend (fg brings it back)",
        hint: None,
    },
    Binding {
        section: Section::Everywhere,
        contexts: MOVING,
        keys: &[(letter('q'), A::Quit)],
        help: "quit, or close what is open",
        hint: Some(("q", "quit")),
    },
    Binding {
        section: Section::Everywhere,
        contexts: EVERYWHERE,
        keys: &[(ctrl('c'), A::QuitNow)],
        help: "quit at once",
        hint: None,
    },
    Binding {
        section: Section::Editing,
        contexts: ENTRY,
        keys: &[(letter('u'), A::UpdateStatus)],
        help: "update the status: done, failed, delayed … (a form, which shows the lines first)",
        hint: Some(("u", "status")),
    },
    Binding {
        section: Section::Editing,
        contexts: ENTRY,
        keys: &[(letter('a'), A::AddLine), (letter('N'), A::AddMilestone)],
        help: "add a statement, a count or a plan; a new milestone",
        hint: Some(("a", "add")),
    },
    Binding {
        section: Section::Editing,
        contexts: ENTRY,
        keys: &[(letter('U'), A::UndoWrite)],
        help: "undo our last write, as long as the file still holds it",
        hint: None,
    },
    Binding {
        section: Section::Editing,
        contexts: EDITOR,
        keys: &[(letter('e'), A::Edit), (letter('E'), A::EditError)],
        help: "open $VISUAL or $EDITOR at the selected entry, at the first error",
        hint: None,
    },
    Binding {
        section: Section::Filter,
        contexts: only(&[C::Typing]),
        keys: &[
            (key(KeyCode::Enter), A::Accept),
            (key(KeyCode::Esc), A::Back),
        ],
        help: "keep the filter, drop it",
        hint: Some(("Enter Esc", "keep, drop")),
    },
    Binding {
        section: Section::Filter,
        contexts: only(&[C::Typing, C::Since]),
        keys: &[(key(KeyCode::Down), A::Down), (key(KeyCode::Up), A::Up)],
        help: "move in the list meanwhile",
        hint: None,
    },
    Binding {
        section: Section::Filter,
        contexts: only(&[C::Typing, C::Since]),
        keys: &[
            (key(KeyCode::Backspace), A::DeleteCharacter),
            (ctrl('w'), A::DeleteWord),
            (ctrl('u'), A::DeleteAll),
        ],
        help: "delete a character, a word, everything",
        hint: None,
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Form]),
        keys: &[
            (key(KeyCode::Enter), A::NextField),
            (key(KeyCode::Tab), A::NextField),
            (key(KeyCode::BackTab), A::PreviousField),
        ],
        help: "take the suggestion and go on (from the last field: show the lines), go on, go back",
        hint: Some(("Enter ⇧Tab", "next, back")),
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Form]),
        keys: &[(key(KeyCode::Down), A::Down), (key(KeyCode::Up), A::Up)],
        help: "the next suggestion or field, the one before",
        hint: Some(("↓↑", "choose")),
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Form]),
        keys: &[(ctrl('s'), A::ShowLines)],
        help: "show the lines that will be written",
        hint: Some(("^s", "lines")),
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Form]),
        keys: &[
            (key(KeyCode::Left), A::CursorLeft),
            (key(KeyCode::Right), A::CursorRight),
            (key(KeyCode::Home), A::CursorStart),
            (key(KeyCode::End), A::CursorEnd),
        ],
        help: "move in the text",
        hint: None,
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Form]),
        keys: &[
            (key(KeyCode::Backspace), A::DeleteCharacter),
            (ctrl('w'), A::DeleteWord),
            (ctrl('u'), A::DeleteAll),
        ],
        help: "delete a character, a word, everything before the cursor",
        hint: None,
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Preview]),
        keys: &[(key(KeyCode::Enter), A::Write)],
        help: "write the lines that are shown",
        hint: Some(("Enter", "write")),
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Preview]),
        keys: &[
            (key(KeyCode::Down), A::Down),
            (key(KeyCode::Up), A::Up),
            (key(KeyCode::PageDown), A::PageDown),
            (key(KeyCode::PageUp), A::PageUp),
            (letter(' '), A::PageDown),
            (ctrl('d'), A::HalfPageDown),
            (ctrl('u'), A::HalfPageUp),
            (key(KeyCode::Home), A::First),
            (key(KeyCode::End), A::Last),
        ],
        help: "scroll the lines that are shown",
        hint: Some(("↓↑", "scroll")),
    },
    Binding {
        section: Section::Form,
        contexts: only(&[C::Form, C::Preview]),
        keys: &[(key(KeyCode::Esc), A::Back)],
        help: "from the lines back to the form, from the form out: nothing is written",
        hint: Some(("Esc", "back")),
    },
];

/// A key with one of these modifiers belongs to the desktop, not to a program.
const OF_THE_DESKTOP: KeyModifiers = KeyModifiers::SUPER
    .union(KeyModifiers::HYPER)
    .union(KeyModifiers::META);

/// What a key means in a context. Letters of the Russian layout count as the Latin ones on the same
/// keys, except while typing. Alt is ignored: a letter that follows an Escape closely looks like a
/// letter with Alt.
pub fn resolve(context: KeyContext, event: KeyEvent) -> Option<Action> {
    let pressed = Key {
        code: plain(event.code),
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
    };
    if event.modifiers.intersects(OF_THE_DESKTOP) {
        return None;
    }
    let exact = find(context, pressed);
    let is_typing = matches!(
        context,
        KeyContext::Typing | KeyContext::Form | KeyContext::Since
    );
    if exact.is_some() || is_typing && !pressed.ctrl {
        return exact;
    }
    let KeyCode::Char(c) = pressed.code else {
        return None;
    };
    find(
        context,
        Key {
            code: KeyCode::Char(layout::latin(c)?),
            ..pressed
        },
    )
}

fn find(context: KeyContext, pressed: Key) -> Option<Action> {
    let here = BINDINGS
        .iter()
        .filter(|binding| binding.contexts.contains(context));
    here.flat_map(|binding| binding.keys)
        .find(|(key, _)| *key == pressed)
        .map(|(_, action)| *action)
}

/// Terminals send Ctrl-Space as the null character.
fn plain(code: KeyCode) -> KeyCode {
    match code {
        KeyCode::Null => KeyCode::Char(' '),
        code => code,
    }
}

/// The hints of a context, in the order of [`BINDINGS`], each with what the first key of its binding asks
/// for.
pub(super) fn hints(
    context: KeyContext,
) -> impl Iterator<Item = (Action, (&'static str, &'static str))> {
    let here = move |binding: &&Binding| binding.contexts.contains(context);
    let hint = |binding: &Binding| Some((binding.keys.first()?.1, binding.hint?));
    BINDINGS.iter().filter(here).filter_map(hint)
}

/// The keys of a binding as the help shows them: `j k ↓ ↑`.
pub fn keys_in_words(binding: &Binding) -> String {
    binding
        .keys
        .iter()
        .map(|(key, _)| key.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The table of the README.
pub fn markdown() -> String {
    use std::fmt::Write as _;

    let mut table = String::from("| key | what it does |\n| --- | --- |\n");
    for section in Section::VARIANTS {
        for binding in BINDINGS
            .iter()
            .filter(|binding| binding.section == *section)
        {
            let keys: Vec<String> = binding
                .keys
                .iter()
                .map(|(key, _)| format!("`{key}`"))
                .collect();
            // Writing to a String cannot fail.
            let _ = writeln!(table, "| {} | {} |", keys.join(" "), binding.help);
        }
    }
    table
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            f.write_str("^")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::BackTab => f.write_str("⇧Tab"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::PageUp => f.write_str("PgUp"),
            code => write!(f, "{code}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn press(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    #[test]
    fn a_key_means_one_thing_in_a_context() {
        for context in KeyContext::VARIANTS {
            let mut seen = HashSet::new();
            let here = BINDINGS
                .iter()
                .filter(|binding| binding.contexts.contains(*context));
            for (key, _) in here.flat_map(|binding| binding.keys) {
                assert!(seen.insert(key.to_string()), "{key} twice in {context:?}");
            }
        }
    }

    #[test]
    fn a_hint_names_keys_of_its_binding() {
        for binding in BINDINGS {
            let Some((keys, _)) = binding.hint else {
                continue;
            };
            let own: Vec<String> = binding
                .keys
                .iter()
                .map(|(key, _)| key.to_string())
                .collect();
            let named = |word: &str| own.iter().any(|key| key == word);
            let all = keys
                .split(' ')
                .all(|word| named(word) || word.chars().all(|c| c == '-' || named(&c.to_string())));
            assert!(all, "{keys} is not among {own:?}");
        }
    }

    #[test]
    fn russian_letters_work_as_commands_and_not_in_a_text() {
        assert_eq!(
            resolve(KeyContext::List, press(KeyCode::Char('о'))),
            Some(Action::Down)
        );
        assert_eq!(
            resolve(KeyContext::List, press(KeyCode::Char('П'))),
            Some(Action::Last)
        );
        assert_eq!(
            resolve(KeyContext::List, press(KeyCode::Char('й'))),
            Some(Action::Quit)
        );
        assert_eq!(resolve(KeyContext::Typing, press(KeyCode::Char('й'))), None);
        let interrupt = KeyEvent::new(KeyCode::Char('с'), KeyModifiers::CONTROL);
        assert_eq!(
            resolve(KeyContext::Typing, interrupt),
            Some(Action::QuitNow)
        );
    }

    #[test]
    fn a_letter_of_another_alphabet_or_with_a_key_of_the_desktop_is_no_command() {
        let quit = |held| resolve(KeyContext::List, KeyEvent::new(KeyCode::Char('q'), held));
        assert_eq!(quit(KeyModifiers::SUPER), None);
        assert_eq!(quit(KeyModifiers::ALT), Some(Action::Quit));
        for letter in "éêëèüñçåøýþŭĉқўіїєґ".chars() {
            let key = press(KeyCode::Char(letter));
            assert_eq!(resolve(KeyContext::List, key), None, "{letter}");
        }
    }

    #[test]
    fn what_is_essential_needs_no_letter() {
        let essential = [
            KeyCode::Down,
            KeyCode::Up,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Enter,
            KeyCode::Esc,
        ];
        for code in essential {
            assert!(resolve(KeyContext::List, press(code)).is_some(), "{code:?}");
        }
    }
}
