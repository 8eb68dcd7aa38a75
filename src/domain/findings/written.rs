//! What can be wrong with how a catalogue is written, as data: `words` says it.

use crate::domain::format::value::Shape;
use crate::domain::when::{Unreadable, When};

/// What the value of a key has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    Value(Shape),
    /// A table in braces.
    Table,
    /// An array of such tables.
    Tables,
    /// `[programme]`.
    Section,
    /// `[[milestone]]`.
    Entries,
    /// `[source.ID]`.
    Registry,
}

/// What it is instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    Text,
    Number,
    Flag,
    Date,
    Array,
    Table,
}

/// What was opened and never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opened {
    Array,
    Table,
    Text,
}

/// A form of TOML 1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    LineBreak,
    LastComma,
    /// `\e`, `\x`.
    Escape(char),
}

/// What is wrong. Texts are as wild as the file; a table is told by what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    NotUtf8,
    UnknownKey(String),
    MissingKey(&'static str),
    Empty(&'static str),
    NoNumber(&'static str),
    TwoNumbers(&'static str),
    WrongType {
        key: &'static str,
        wanted: Wanted,
        is_item: bool,
    },
    OutOfRange(String),
    NoDate(String),
    NoPeriod(&'static str, When),
    UnknownWord(&'static str, String),
    NoId(String),
    NoAddress(String),
    Toml11(Form),
    DateNeedsQuotes,
    TextNeedsQuotes,
    SmallLetters,
    UnfinishedMerge,
    BehindDate,
    BehindValue,
    NoValue,
    TooDeep,
    OpenText,
    OpenTextOrEscape,
    OpenHeader,
    NeitherKeyNorHeader,
    ClosesNothing,
    /// In the words of the parser.
    Parser(String),
    NeverClosed(Opened),
    KeyTwice(String),
    SectionTwice(String),
    NoHeader,
}

/// What is to be seen at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    Byte(u8),
    /// Of this table.
    NoSuchKey(&'static str),
    /// Of this table, which has this id.
    HasNone(&'static str, Option<String>),
    Is(Given),
    NoTimeOfDay,
    OneOf(Vec<&'static str>),
    LettersOfId,
    RefusedByOlder,
    OnlyADayGoesWithout,
    IsACommaMissing,
    ExpectedValue,
    /// In the words of the parser.
    Expected(String),
    AgainHere,
    FirstHere,
    HasAlready(String),
    OpenedHere,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    SaveAsUtf8 { is_utf16: bool },
    AlreadyGiven(&'static str),
    ItsKeys(Vec<&'static str>),
    Write(Wanted),
    WriteKey(&'static str, Wanted),
    WriteOneOf(Vec<&'static str>),
    WriteOneNumber(&'static [&'static str]),
    AddANumber(&'static [&'static str]),
    FillIn,
    From0To(&'static str, u32),
    ADayThatIsOver,
    Date(Unreadable),
    AnIdIs,
    WriteAddress,
    OneLine,
    KeepOneOfTwo,
    PutTogether,
    OneSourceForGood,
    WriteHeader,
    ChooseSide,
    OthersLater,
    AddCloser(&'static str),
}

/// How the file writes something that leaves no place for an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The table is under a header of its own, line by line.
    UnderHeaders(&'static str),
    /// The entries stand in an array.
    NotUnderHeaders(&'static str),
    EmptyArray(String),
    NoPlainPair(String),
    SeveralLines(String),
    NothingToFollow(String),
    NotToBeCutOut(String),
}
