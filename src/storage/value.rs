//! A value of the file, read as the shape that its key wants. What cannot be read is a finding. Numbers are
//! text until then; they are checked here.

use std::borrow::Cow;

use super::context::Context;
use super::nodes::{Item, Nodes, Value};
use crate::domain::file::span::{At, Span};
use crate::domain::findings::diagnostic::{Code, Diagnostic};
use crate::domain::findings::fault::Mark;
use crate::domain::findings::written::{Flaw, Given, Remedy, Sight, Wanted};
use crate::domain::format::value::{Datum, MOST, Shape};
use crate::domain::text::address::Address;
use crate::domain::text::clean::Text;
use crate::domain::text::suggest;
use crate::domain::when::{Unreadable, When};

/// A key with its value.
#[derive(Clone, Copy)]
pub(super) struct Field<'c> {
    key: &'static str,
    wanted: Wanted,
    item: Item<'c>,
    /// It is an item of the array that is the key's value.
    is_item: bool,
}

impl<'c> Field<'c> {
    pub(super) fn new(key: &'static str, wanted: Wanted, item: Item<'c>) -> Self {
        Self {
            key,
            wanted,
            item,
            is_item: false,
        }
    }

    pub(super) fn item(key: &'static str, wanted: Wanted, item: Item<'c>) -> Self {
        Self {
            is_item: true,
            ..Self::new(key, wanted, item)
        }
    }

    /// How it is written.
    pub(super) fn example(self) -> Remedy {
        Remedy::WriteKey(self.key, self.wanted)
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

    fn bad(self, code: Code, flaw: Flaw) -> Diagnostic {
        Diagnostic::new(code, self.span(), flaw)
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
        let given = match self.value() {
            Value::Text(_) => Given::Text,
            Value::Integer { .. } | Value::Float(_) => Given::Number,
            Value::Flag(_) => Given::Flag,
            Value::Date => Given::Date,
            Value::Array => Given::Array,
            Value::Table => Given::Table,
        };
        let flaw = Flaw::WrongType {
            key: self.key,
            wanted: self.wanted,
            is_item: self.is_item,
        };
        let finding = self.bad(Code::WrongType, flaw).label(Sight::Is(given));
        let finding = match self.mended(self.written(context)) {
            Some(mended) => finding.replace(self.span(), mended),
            None if self.is_item => finding.note(Remedy::Write(self.wanted)),
            None => finding.note(self.example()),
        };
        context.fault(finding);
    }

    /// What was probably meant, where that is clear.
    fn mended(self, written: &str) -> Option<String> {
        let is_short = written.len() <= 80 && !written.contains('\n');
        match (self.wanted, self.value()) {
            _ if !is_short => None,
            (
                Wanted::Value(Shape::Text),
                Value::Integer { .. } | Value::Float(_) | Value::Flag(_) | Value::Date,
            ) => Some(format!("\"{written}\"")),
            (Wanted::Value(Shape::Count), Value::Text(text)) if text.parse::<u32>().is_ok() => {
                Some(text.to_string())
            }
            (Wanted::Value(Shape::Number), Value::Text(text)) if text.parse::<f64>().is_ok() => {
                Some(text.to_string())
            }
            (Wanted::Value(Shape::Flag), Value::Text(text))
                if text == "true" || text == "false" =>
            {
                Some(text.to_string())
            }
            (Wanted::Tables | Wanted::Entries, Value::Table) => Some(format!("[{written}]")),
            (Wanted::Section, Value::Array) => {
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
        let finding = field.bad(Code::BadValue, Flaw::Empty(field.key));
        context.fault(finding.note(Remedy::FillIn));
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
        let item = Field::item(field.key, Wanted::Value(Shape::Id), item);
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
        let item = Field::item(field.key, Wanted::Value(Shape::Text), item);
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
    let flaw = Flaw::OutOfRange(field.written(context).to_owned());
    let finding = field.bad(Code::BadValue, flaw);
    context.fault(finding.note(Remedy::From0To(field.key, MOST)));
}

/// The date of something that was said or seen.
fn period(field: Field<'_>, context: &mut Context<'_>) -> Option<When> {
    match date(field, context)? {
        period @ When::In(_) => Some(period),
        When::At(moment) => {
            let flaw = Flaw::NoDate(field.written(context).to_owned());
            let finding = field.bad(Code::BadDate, flaw).label(Sight::NoTimeOfDay);
            context.fault(finding.replace(field.span(), moment.day().to_string()));
            None
        }
        open => {
            let finding = field.bad(Code::BadDate, Flaw::NoPeriod(field.key, open));
            context.fault(finding.note(Remedy::ADayThatIsOver));
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
            let finding = field.bad(Code::BadDate, Flaw::NoDate(written.to_owned()));
            context.fault(finding.note(Remedy::Date(why)));
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
    let flaw = Flaw::UnknownWord(field.key, word.to_owned());
    let finding = Diagnostic::new(Code::UnknownKeyword, span, flaw);
    let finding = match suggest::nearest(word, words.iter().copied()) {
        Some(meant) => finding
            .label(Sight::OneOf(words.to_vec()))
            .replace(span, format!("\"{meant}\"")),
        None => finding.note(Remedy::WriteOneOf(words.to_vec())),
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
    let flaw = Flaw::NoId(id.to_owned());
    let finding = Diagnostic::new(Code::BadId, place, flaw).label(Sight::LettersOfId);
    let mended = kebab(id);
    let is_quoted = context
        .text
        .get(place.range())
        .is_some_and(|text| text.starts_with(['"', '\'']));
    let finding = match mended.len() {
        1..=LONGEST if is_quoted => finding.replace(place, format!("\"{mended}\"")),
        1..=LONGEST => finding.replace(place, mended),
        _ => finding.note(Remedy::AnIdIs),
    };
    context.fault(finding);
}

/// A web address is one that a browser opens.
pub(super) fn check_address(address: &Text, place: Span, context: &mut Context<'_>) {
    let Err(why) = Address::new(address) else {
        return;
    };
    let flaw = Flaw::NoAddress(address.to_string());
    let finding = Diagnostic::new(Code::BadAddress, place, flaw).label(Mark::BadAddress(why.why));
    let finding = match why.meant {
        Some(meant) => finding.replace(place, format!("\"{meant}\"")),
        None => finding.note(Remedy::WriteAddress),
    };
    context.found.push(finding);
}

fn kebab(id: &str) -> String {
    let lower = id.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}
