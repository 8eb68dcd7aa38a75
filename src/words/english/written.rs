//! What is wrong with how a catalogue is written: messages, the words under a place, advice. What they quote is
//! as wild as the file: whoever shows them cleans them.

use super::unreadable::unreadable;
use crate::domain::findings::diagnostic::quote;
use crate::domain::findings::written::{Flaw, Form, Given, NoPlace, Opened, Remedy, Sight, Wanted};
use crate::domain::format::value::Shape;

pub(super) fn flaw(flaw: &Flaw) -> String {
    let text = match flaw {
        Flaw::NotUtf8 => "the file is not UTF-8",
        Flaw::UnknownKey(key) => return format!("unknown key {}", quote(key)),
        Flaw::MissingKey(key) => return format!("missing key `{key}`"),
        Flaw::Empty(key) => return format!("`{key}` is empty"),
        Flaw::NoNumber(table) => return format!("a {table} without a number"),
        Flaw::TwoNumbers(table) => return format!("a {table} with two numbers"),
        Flaw::WrongType {
            key,
            wanted,
            is_item,
        } => {
            let whose = if *is_item { "an item of " } else { "" };
            return format!("{whose}`{key}` must be {}", noun(*wanted));
        }
        Flaw::OutOfRange(number) => return format!("{} is out of range", quote(number)),
        Flaw::NoDate(text) => return format!("{} is no date", quote(text)),
        Flaw::NoPeriod(key, when) => return format!("`{key}` cannot be {when}"),
        Flaw::UnknownWord(key, word) => return format!("unknown {key} {}", quote(word)),
        Flaw::NoId(id) => return format!("{} is no id", quote(id)),
        Flaw::NoAddress(address) => return format!("{} is no web address", quote(address)),
        Flaw::Toml11(form) => return toml_1_1(*form),
        Flaw::DateNeedsQuotes => "a date like this needs quotes",
        Flaw::TextNeedsQuotes => "text needs quotes",
        Flaw::SmallLetters => "written in small letters",
        Flaw::UnfinishedMerge => "a merge was not finished",
        Flaw::BehindDate => "something follows the date",
        Flaw::BehindValue => "something follows the value",
        Flaw::NoValue => "a key without a value",
        Flaw::TooDeep => "nested too deeply",
        Flaw::OpenText => "a text that is not closed",
        Flaw::OpenTextOrEscape => "a text that is not closed, or an unknown escape in it",
        Flaw::OpenHeader => "a header without its closing brackets",
        Flaw::NeitherKeyNorHeader => "neither a key nor a header",
        Flaw::ClosesNothing => "a closing bracket that closes nothing",
        Flaw::Parser(words) => words,
        Flaw::NeverClosed(opened) => return format!("this {} is never closed", open(*opened)),
        Flaw::KeyTwice(key) => return format!("the key {} is given twice", quote(key)),
        Flaw::SectionTwice(header) => {
            return format!("the section {} is given twice", quote(header));
        }
        Flaw::NoHeader => "this entry has no header",
    };
    text.to_owned()
}

pub(super) fn sight(sight: &Sight) -> String {
    let text = match sight {
        Sight::Byte(byte) => return format!("the byte 0x{byte:02X}"),
        Sight::NoSuchKey(table) => return format!("this {table} has no such key"),
        Sight::HasNone(table, Some(id)) => return format!("{table} {} has none", quote(id)),
        Sight::HasNone(table, None) => return format!("this {table} has none"),
        Sight::Is(given) => return format!("this is {}", what_it_is(*given)),
        Sight::NoTimeOfDay => "this date has no time of day",
        Sight::OneOf(words) => return format!("one of {}", words.join(", ")),
        Sight::LettersOfId => "small letters, digits and single dashes",
        Sight::RefusedByOlder => "readers of TOML 1.0 refuse the file",
        Sight::OnlyADayGoesWithout => "only a full day goes without",
        Sight::IsACommaMissing => "is a comma missing?",
        Sight::ExpectedValue => "expected a value",
        Sight::Expected(what) => return format!("expected {what}"),
        Sight::AgainHere => "again here",
        Sight::FirstHere => "first here",
        Sight::HasAlready(key) => {
            return format!("the entry above has its {} already", quote(key));
        }
        Sight::OpenedHere => "opened here",
    };
    text.to_owned()
}

pub(super) fn remedy(remedy: &Remedy) -> String {
    let text = match remedy {
        Remedy::SaveAsUtf8 { is_utf16: true } => "it looks like UTF-16: save it as UTF-8",
        Remedy::SaveAsUtf8 { is_utf16: false } => "save the file as UTF-8",
        Remedy::AlreadyGiven(key) => return format!("`{key}` is already given: take this one out"),
        Remedy::ItsKeys(keys) => return format!("its keys: {}", keys.join(", ")),
        Remedy::Write(wanted) => return format!("write {}", noun(*wanted)),
        Remedy::WriteKey(key, wanted) => return example(key, *wanted),
        Remedy::WriteOneOf(words) => return format!("write one of {}", words.join(", ")),
        Remedy::WriteOneNumber(keys) => return format!("write one of {}", either(keys)),
        Remedy::AddANumber(keys) => return format!("add {}", either(keys)),
        Remedy::FillIn => "fill it in, or leave the key out",
        Remedy::From0To(key, most) => return format!("`{key}` goes from 0 to {most}"),
        Remedy::ADayThatIsOver => {
            "it is the date of something that was said or seen: a day, month, quarter, half or year"
        }
        Remedy::Date(why) => return unreadable(why),
        Remedy::AnIdIs => "for example \"soyuz-5-maiden-flight\"",
        Remedy::WriteAddress => "write the address of the page, or leave the key out",
        Remedy::OneLine => "put the table on one line",
        Remedy::KeepOneOfTwo => "keep one of the two",
        Remedy::PutTogether => "put the two together",
        Remedy::OneSourceForGood => {
            "an id names one source for good: choose another for one of the two"
        }
        Remedy::WriteHeader => "write its header above it: `[[milestone]]`, or whatever it is",
        Remedy::ChooseSide => "choose one side, and take out its marks",
        Remedy::OthersLater => {
            "the file is long: its other faults are shown when this one is mended"
        }
        Remedy::AddCloser(closer) => return format!("add `{closer}` where it ends"),
    };
    text.to_owned()
}

pub(super) fn no_place(why: &NoPlace) -> String {
    let why = match why {
        NoPlace::UnderHeaders(ledger) => {
            format!("{} stand under headers of their own", quote(ledger))
        }
        NoPlace::NotUnderHeaders(section) => {
            format!("the {section}s do not stand under headers of their own")
        }
        NoPlace::EmptyArray(key) => {
            let key = quote(key);
            return format!("{key} is an empty array with something in it: {ELSEWHERE}");
        }
        NoPlace::NoPlainPair(key) => format!("{} is no plain `key = value`", quote(key)),
        NoPlace::SeveralLines(key) => format!("{} is written over several lines", quote(key)),
        NoPlace::NothingToFollow(key) => {
            format!("{} has no line that it could follow", quote(key))
        }
        NoPlace::NotToBeCutOut(key) => format!("{} cannot be cut out", quote(key)),
    };
    format!("{why} here: {ELSEWHERE}")
}

const ELSEWHERE: &str = "change it in an editor";

fn toml_1_1(form: Form) -> String {
    let what = match form {
        Form::LineBreak => "a line break in an inline table",
        Form::LastComma => "a comma at the end of an inline table",
        Form::Escape(letter) => return format!("the escape `\\{letter}` is TOML 1.1"),
    };
    format!("{what} is TOML 1.1")
}

fn open(opened: Opened) -> &'static str {
    match opened {
        Opened::Array => "array",
        Opened::Table => "inline table",
        Opened::Text => "text",
    }
}

fn what_it_is(given: Given) -> &'static str {
    match given {
        Given::Text => "text",
        Given::Number => "a number",
        Given::Flag => "true or false",
        Given::Date => "a date",
        Given::Array => "an array",
        Given::Table => "a table",
    }
}

/// "`total`, `more` or `least`".
fn either(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match keys.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} or {last}", first.join(", ")),
        None => String::new(),
    }
}

fn noun(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Value(Shape::Text) => "text in quotes",
        Wanted::Value(Shape::Id) => "an id in quotes",
        Wanted::Value(Shape::Ids) => "an id in quotes, or an array of them",
        Wanted::Value(Shape::Texts) => "text in quotes, or an array of them",
        Wanted::Value(Shape::When | Shape::Period) => "a date",
        Wanted::Value(Shape::Count) => "a whole number",
        Wanted::Value(Shape::Number) => "a number",
        Wanted::Value(Shape::Flag) => "true or false",
        Wanted::Value(Shape::Word(_)) => "one of its words in quotes",
        Wanted::Table => "a table in braces",
        Wanted::Tables => "an array of tables in braces",
        Wanted::Section => "a section in single brackets",
        Wanted::Entries => "a list of entries in double brackets",
        Wanted::Registry => "a registry of tables",
    }
}

/// How the key is written.
fn example(key: &str, wanted: Wanted) -> String {
    match wanted {
        Wanted::Value(Shape::Text) => format!("write `{key} = \"…\"`"),
        Wanted::Value(Shape::Id) => format!("write `{key} = \"some-name\"`"),
        Wanted::Value(Shape::Ids) => format!("write `{key} = [\"…\"]` with the ids of entries"),
        Wanted::Value(Shape::Texts) => format!("write `{key} = [\"…\"]`"),
        Wanted::Value(Shape::When) => {
            format!("write `{key} = \"2027-Q3\"`, or `\"TBD\"` if nothing is known")
        }
        Wanted::Value(Shape::Period) => {
            format!("write `{key} = 2026-03-31`, or a month or a year in quotes")
        }
        Wanted::Value(Shape::Count | Shape::Number) => format!("write `{key} = 8`"),
        Wanted::Value(Shape::Flag) => format!("write `{key} = true`"),
        Wanted::Value(Shape::Word(words)) => {
            format!("write `{key} = \"…\"`, one of {}", words().join(", "))
        }
        Wanted::Table => format!("write `{key} = {{ … }}`"),
        Wanted::Tables => format!("write `{key} = [ {{ … }}, … ]`"),
        Wanted::Section => format!("write a section `[{key}]`"),
        Wanted::Entries => format!("write each entry under `[[{key}]]`"),
        Wanted::Registry => format!("write each entry under `[{key}.ID]`"),
    }
}
