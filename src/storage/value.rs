//! A value of the file, read as the shape that its key wants. What cannot be read is a finding. Numbers of the
//! tree are text still; they are checked here.

use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::context::Context;
use super::key::Kind;
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
    value: &'c Spanned<DeValue<'c>>,
    /// It is an item of the array that is the key's value.
    is_item: bool,
}

impl<'c> Field<'c> {
    pub(super) fn new(key: &'static str, kind: Kind, value: &'c Spanned<DeValue<'c>>) -> Self {
        Self {
            key,
            kind,
            value,
            is_item: false,
        }
    }

    pub(super) fn item(key: &'static str, kind: Kind, value: &'c Spanned<DeValue<'c>>) -> Self {
        Self {
            is_item: true,
            ..Self::new(key, kind, value)
        }
    }

    pub(super) fn kind(self) -> Kind {
        self.kind
    }

    pub(super) fn span(self) -> Span {
        self.value.span().into()
    }

    pub(super) fn table(self) -> Option<&'c DeTable<'c>> {
        self.value.get_ref().as_table()
    }

    fn written<'t>(self, context: &Context<'t>) -> &'t str {
        context.text.get(self.value.span()).unwrap_or_default()
    }

    fn bad(self, code: Code, message: impl Into<Phrase>) -> Diagnostic {
        Diagnostic::new(code, self.span(), message)
    }

    /// The text in quotes; anything else is a finding.
    fn text(self, context: &mut Context<'_>) -> Option<&'c str> {
        let DeValue::String(text) = self.value.get_ref() else {
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
        let is = match self.value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
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
        match (self.kind, self.value.get_ref()) {
            _ if !is_short => None,
            (
                Kind::Value(Shape::Text),
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_),
            ) => Some(format!("\"{written}\"")),
            (Kind::Value(Shape::Count), DeValue::String(text)) if text.parse::<u32>().is_ok() => {
                Some(text.to_string())
            }
            (Kind::Value(Shape::Number), DeValue::String(text)) if text.parse::<f64>().is_ok() => {
                Some(text.to_string())
            }
            (Kind::Value(Shape::Flag), DeValue::String(text))
                if text == "true" || text == "false" =>
            {
                Some(text.to_string())
            }
            (Kind::Tables | Kind::Entries, DeValue::Table(_)) => Some(format!("[{written}]")),
            (Kind::Section, DeValue::Array(_)) => {
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
        Some(At::new(id, context.placed(field.span())))
    };
    let Some(items) = field.value.get_ref().as_array() else {
        return id(field, context).map(|id| Datum::Ids(vec![id]));
    };
    let mut ids = Vec::with_capacity(items.len());
    for item in items {
        let item = Field::item(field.key, Kind::Value(Shape::Id), item);
        ids.extend(id(item, context));
    }
    Some(Datum::Ids(ids))
}

fn texts(field: Field<'_>, context: &mut Context<'_>) -> Option<Datum> {
    let Some(items) = field.value.get_ref().as_array() else {
        return text(field, context).map(|text| Datum::Texts(vec![text]));
    };
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        let item = Field::item(field.key, Kind::Value(Shape::Text), item);
        texts.extend(text(item, context));
    }
    Some(Datum::Texts(texts))
}

fn flag(field: Field<'_>, context: &mut Context<'_>) -> Option<bool> {
    let flag = field.value.get_ref().as_bool();
    let flag = flag.filter(|_| !context.syntax.is_bare(field.span()));
    if flag.is_none() {
        field.is_wrong(context);
    }
    flag
}

fn count(field: Field<'_>, context: &mut Context<'_>) -> Option<u32> {
    let DeValue::Integer(number) = field.value.get_ref() else {
        field.is_wrong(context);
        return None;
    };
    let count = u32::from_str_radix(number.as_str(), number.radix());
    let count = count.ok().filter(|count| *count <= MOST);
    if count.is_none() {
        out_of_range(field, context);
    }
    count
}

fn number(field: Field<'_>, context: &mut Context<'_>) -> Option<f64> {
    let number = match field.value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
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
    let read = match field.value.get_ref() {
        DeValue::Datetime(_) => field.written(context).parse(),
        DeValue::String(_) => field.text(context)?.parse(),
        DeValue::Integer(year) => year_of(year),
        DeValue::Float(_) => Err(Unreadable::Unknown),
        _ => {
            field.is_wrong(context);
            return None;
        }
    };
    match read {
        Ok(when) => Some(when),
        Err(why) => {
            let written = field.value.get_ref().as_str();
            let written = written.unwrap_or_else(|| field.written(context));
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

fn year_of(year: &DeInteger<'_>) -> Result<When, Unreadable> {
    let digits = year.as_str();
    if digits.len() != 4 || year.radix() != 10 {
        return Err(Unreadable::Unknown);
    }
    digits.parse()
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
