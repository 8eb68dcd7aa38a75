//! A value of the file, read as the shape that its key wants. What cannot be read is a finding. Numbers are
//! text until then; they are checked here.

use std::borrow::Cow;

use super::context::Context;
use super::key::Kind;
use super::nodes::{Item, Nodes, Value};
use crate::domain::file::span::{At, Span};
use crate::domain::findings::diagnostic::{Code, Diagnostic, quote};
use crate::domain::findings::fault::Mark;
use crate::domain::findings::fault::Phrase;
use crate::domain::format::value::{Datum, MOST, Shape};
use crate::domain::text::address::Address;
use crate::domain::text::clean::Text;
use crate::domain::text::suggest;
use crate::domain::when::{Unreadable, When};
use crate::words::ENGLISH;

/// A key with its value.
#[derive(Clone, Copy)]
pub(super) struct Field<'c> {
    key: &'static str,
    kind: Kind,
    item: Item<'c>,
    /// It is an item of the array that is the key's value.
    is_item: bool,
}

impl<'c> Field<'c> {
    pub(super) fn new(key: &'static str, kind: Kind, item: Item<'c>) -> Self {
        Self {
            key,
            kind,
            item,
            is_item: false,
        }
    }

    pub(super) fn item(key: &'static str, kind: Kind, item: Item<'c>) -> Self {
        Self {
            is_item: true,
            ..Self::new(key, kind, item)
        }
    }

    pub(super) fn kind(self) -> Kind {
        self.kind
    }

    pub(super) fn span(self) -> Span {
        self.item.node.span
    }

    pub(super) fn table(self) -> Option<Nodes<'c>> {
        matches!(self.value(), Value::Table).then_some(self.item.inside)
    }

    fn items(self) -> Option<impl Iterator<Item = Item<'c>>> {
        matches!(self.value(), Value::Array).then(|| self.item.inside.iter())
    }

    fn value(self) -> &'c Value<'c> {
        &self.item.node.value
    }

    fn written<'t>(self, context: &Context<'t>) -> &'t str {
        context.text.get(self.span().range()).unwrap_or_default()
    }

    fn bad(self, code: Code, message: impl Into<Phrase>) -> Diagnostic {
        Diagnostic::new(code, self.span(), message)
    }

    /// The text in quotes; anything else is a finding.
    fn text(self, context: &mut Context<'_>) -> Option<&'c str> {
        let Value::Text(text) = self.value() else {
            self.is_wrong(context);
            return None;
        };
        if matches!(text, Cow::Owned(_)) {
            let written = self.written(context);
            context.may_be_toml_1_1 |= written.contains("\\e") || written.contains("\\x");
        }
        Some(text)
    }

    /// The value is of another type.
    pub(super) fn is_wrong(self, context: &mut Context<'_>) {
        if context.syntax.is_bare(self.span()) {
            // A date without quotes where no date belongs: it was already reported that it needs quotes.
            context.damaged = true;
            return;
        }
        let is = match self.value() {
            Value::Text(_) => "text",
            Value::Integer { .. } | Value::Float(_) => "a number",
            Value::Flag(_) => "true or false",
            Value::Date => "a date",
            Value::Array => "an array",
            Value::Table => "a table",
        };
        let whose = if self.is_item { "an item of " } else { "" };
        let message = format!("{whose}`{}` must be {}", self.key, self.kind.noun());
        let finding = self
            .bad(Code::WrongType, message)
            .label(format!("this is {is}"));
        let finding = match self.mended(self.written(context)) {
            Some(mended) => finding.replace(self.span(), mended),
            None if self.is_item => finding.note(format!("write {}", self.kind.noun())),
            None => finding.note(self.kind.example(self.key)),
        };
        context.fault(finding);
    }

    /// What was probably meant, where that is clear.
    fn mended(self, written: &str) -> Option<String> {
        let is_short = written.len() <= 80 && !written.contains('\n');
        match (self.kind, self.value()) {
            _ if !is_short => None,
            (
                Kind::Value(Shape::Text),
                Value::Integer { .. } | Value::Float(_) | Value::Flag(_) | Value::Date,
            ) => Some(format!("\"{written}\"")),
            (Kind::Value(Shape::Count), Value::Text(text)) if text.parse::<u32>().is_ok() => {
                Some(text.to_string())
            }
            (Kind::Value(Shape::Number), Value::Text(text)) if text.parse::<f64>().is_ok() => {
                Some(text.to_string())
            }
            (Kind::Value(Shape::Flag), Value::Text(text)) if text == "true" || text == "false" => {
                Some(text.to_string())
            }
            (Kind::Tables | Kind::Entries, Value::Table) => Some(format!("[{written}]")),
            (Kind::Section, Value::Array) => {
                let inner = written.strip_prefix('[')?.strip_suffix(']')?;
                Some(inner.to_owned())
            }
            _ => None,
        }
    }
}

/// The value, or `None` and a finding.
pub(super) fn read(shape: Shape, field: Field<'_>, context: &mut Context<'_>) -> Option<Datum> {
    match shape {
        Shape::Text => text(field, context).map(Datum::Text),
        Shape::Id => field.text(context).map(|id| Datum::Id(id.into())),
        Shape::Ids => ids(field, context),
        Shape::Texts => texts(field, context),
        Shape::When => date(field, context).map(Datum::Date),
        Shape::Period => period(field, context).map(Datum::Date),
        Shape::Count => count(field, context).map(Datum::Count),
        Shape::Number => number(field, context).map(Datum::Number),
        Shape::Flag => flag(field, context).map(Datum::Flag),
        Shape::Word(words) => word(field, &words(), context).map(Datum::Word),
    }
}

fn text(field: Field<'_>, context: &mut Context<'_>) -> Option<Text> {
    let text = field.text(context)?;
    if text.trim().is_empty() {
        let message = format!("`{}` is empty", field.key);
        let finding = field.bad(Code::BadValue, message);
        context.fault(finding.note("fill it in, or leave the key out"));
        return None;
    }
    Some(Text::new(text))
}

fn ids(field: Field<'_>, context: &mut Context<'_>) -> Option<Datum> {
    let id = |field: Field<'_>, context: &mut Context<'_>| {
        let id = field.text(context)?.into();
        Some(At::new(id, field.span()))
    };
    let Some(items) = field.items() else {
        return id(field, context).map(|id| Datum::Ids(vec![id]));
    };
    let mut ids = Vec::with_capacity(field.item.inside.0.len());
    for item in items {
        let item = Field::item(field.key, Kind::Value(Shape::Id), item);
        ids.extend(id(item, context));
    }
    Some(Datum::Ids(ids))
}

fn texts(field: Field<'_>, context: &mut Context<'_>) -> Option<Datum> {
    let Some(items) = field.items() else {
        return text(field, context).map(|text| Datum::Texts(vec![text]));
    };
    let mut texts = Vec::with_capacity(field.item.inside.0.len());
    for item in items {
        let item = Field::item(field.key, Kind::Value(Shape::Text), item);
        texts.extend(text(item, context));
    }
    Some(Datum::Texts(texts))
}

fn flag(field: Field<'_>, context: &mut Context<'_>) -> Option<bool> {
    match field.value() {
        Value::Flag(flag) if !context.syntax.is_bare(field.span()) => Some(*flag),
        _ => {
            field.is_wrong(context);
            None
        }
    }
}

fn count(field: Field<'_>, context: &mut Context<'_>) -> Option<u32> {
    let Value::Integer { digits, radix } = field.value() else {
        field.is_wrong(context);
        return None;
    };
    let count = u32::from_str_radix(digits, *radix);
    let count = count.ok().filter(|count| *count <= MOST);
    if count.is_none() {
        out_of_range(field, context);
    }
    count
}

fn number(field: Field<'_>, context: &mut Context<'_>) -> Option<f64> {
    let number = match field.value() {
        Value::Integer { digits, radix: 10 } => digits,
        Value::Float(number) => number,
        _ => {
            field.is_wrong(context);
            return None;
        }
    };
    let range = 0.0..=f64::from(MOST);
    let number = number.parse::<f64>().ok();
    let number = number.filter(|number| range.contains(number));
    if number.is_none() {
        out_of_range(field, context);
    }
    number
}

fn out_of_range(field: Field<'_>, context: &mut Context<'_>) {
    let message = format!("{} is out of range", quote(field.written(context)));
    context.fault(
        field
            .bad(Code::BadValue, message)
            .note(format!("`{}` goes from 0 to {MOST}", field.key)),
    );
}

/// The date of something that was said or seen.
fn period(field: Field<'_>, context: &mut Context<'_>) -> Option<When> {
    match date(field, context)? {
        period @ When::In(_) => Some(period),
        When::At(moment) => {
            let message = format!("{} is no date", quote(field.written(context)));
            let finding = field.bad(Code::BadDate, message);
            let finding = finding.label("this date has no time of day");
            context.fault(finding.replace(field.span(), moment.day().to_string()));
            None
        }
        open => {
            let message = format!("`{}` cannot be {open}", field.key);
            let note = "it is the date of something that was said or seen: a day, month, quarter, half or year";
            context.fault(field.bad(Code::BadDate, message).note(note));
            None
        }
    }
}

/// Any date: in TOML's own form, as a text, as a year that is a bare number, or without its quotes.
fn date(field: Field<'_>, context: &mut Context<'_>) -> Option<When> {
    if context.syntax.is_bare(field.span()) {
        return field.written(context).parse().ok();
    }
    let read = match field.value() {
        Value::Date => field.written(context).parse(),
        Value::Text(_) => field.text(context)?.parse(),
        Value::Integer { digits, radix: 10 } if digits.len() == 4 => digits.parse(),
        Value::Integer { .. } | Value::Float(_) => Err(Unreadable::Unknown),
        _ => {
            field.is_wrong(context);
            return None;
        }
    };
    match read {
        Ok(when) => Some(when),
        Err(why) => {
            let written = match field.value() {
                Value::Text(text) => text,
                _ => field.written(context),
            };
            let message = format!("{} is no date", quote(written));
            context.fault(
                field
                    .bad(Code::BadDate, message)
                    .note(ENGLISH.unreadable(&why)),
            );
            None
        }
    }
}

fn word(
    field: Field<'_>,
    words: &[&'static str],
    context: &mut Context<'_>,
) -> Option<&'static str> {
    let word = field.text(context)?;
    if let Some(known) = words.iter().find(|known| **known == word) {
        return Some(known);
    }
    let span = field.span();
    let message = format!("unknown {} {}", field.key, quote(word));
    let finding = Diagnostic::new(Code::UnknownKeyword, span, message);
    let choice = format!("one of {}", words.join(", "));
    let finding = match suggest::nearest(word, words.iter().copied()) {
        Some(meant) => finding.label(choice).replace(span, format!("\"{meant}\"")),
        None => finding.note(format!("write {choice}")),
    };
    context.fault(finding);
    None
}

/// An id is written in small letters, digits and single dashes.
pub(super) fn check_id(id: &str, place: Span, context: &mut Context<'_>) {
    const LONGEST: usize = 80;
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_letter);
    if id.len() <= LONGEST && id.split('-').all(is_word) {
        return;
    }
    let message = format!("{} is no id", quote(id));
    let finding = Diagnostic::new(Code::BadId, place, message)
        .label("small letters, digits and single dashes");
    let mended = kebab(id);
    let is_quoted = context
        .text
        .get(place.range())
        .is_some_and(|text| text.starts_with(['"', '\'']));
    let finding = match mended.len() {
        1..=LONGEST if is_quoted => finding.replace(place, format!("\"{mended}\"")),
        1..=LONGEST => finding.replace(place, mended),
        _ => finding.note("for example \"soyuz-5-maiden-flight\""),
    };
    context.fault(finding);
}

/// A web address is one that a browser opens.
pub(super) fn check_address(address: &Text, place: Span, context: &mut Context<'_>) {
    let Err(why) = Address::new(address) else {
        return;
    };
    let message = format!("{} is no web address", quote(address));
    let finding =
        Diagnostic::new(Code::BadAddress, place, message).label(Mark::BadAddress(why.why));
    let finding = match why.meant {
        Some(meant) => finding.replace(place, format!("\"{meant}\"")),
        None => finding.note("write the address of the page, or leave the key out"),
    };
    context.found.push(finding);
}

fn kebab(id: &str) -> String {
    let lower = id.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}
