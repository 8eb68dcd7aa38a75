//! Every fault of a text's syntax in one run, and a text without them to read the rest from.
//!
//! The parser recovers from a fault in a value, but after some faults it reads no further or takes
//! the rest of the file for something else. So the lines of a fault are blanked, the text is parsed
//! again, and that finds the faults that were hidden. Blanking keeps every byte where it is: a span
//! of the mended text is one of the real text.

mod effect;
mod fault;
mod lines;
mod twice;
mod unclosed;

use toml::de::{DeTable, Error};

use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::Diagnostic;
use crate::domain::findings::written::Remedy;
use effect::Effect;
use unclosed::Unclosed;

/// A broken text is parsed at most so often; what is still hidden then, the next run finds.
const ROUNDS: usize = 20;
/// At most so many faults are taken from one round: more are never shown.
const A_ROUND: usize = 200;

/// What is wrong with the syntax of a text.
#[derive(Debug, Default)]
pub(super) struct Syntax {
    pub(super) faults: Vec<Diagnostic>,
    /// Dates without their quotes, in order: what they say is known all the same.
    bare: Vec<Span>,
    /// What was blanked, in order, none touching the next.
    spoilt: Vec<Span>,
}

impl Syntax {
    /// Nothing had to be blanked.
    pub(super) fn is_whole(&self) -> bool {
        self.spoilt.is_empty()
    }

    /// Something in this stretch was blanked: what is missing there may only be hidden.
    pub(super) fn hides_in(&self, stretch: Span) -> bool {
        let next = self.spoilt.partition_point(|span| span.end < stretch.start);
        let next = self.spoilt.get(next);
        next.is_some_and(|span| span.touches(stretch))
    }

    /// A date without its quotes stands here.
    pub(super) fn is_bare(&self, place: Span) -> bool {
        self.bare.binary_search(&place).is_ok()
    }

    pub(super) fn spoilt(&self) -> &[Span] {
        &self.spoilt
    }

    /// Of a text too long to be mended: its first fault, and nothing is believed.
    pub(super) fn first_of(text: &str, error: Error) -> Self {
        let first = fault::in_order(text, &[error]).into_iter().next();
        let told = first.map(|fault| fault.told(text));
        let faults = told.into_iter().map(|told| match told.help {
            Some(_) => told,
            None => told.note(Remedy::OthersLater),
        });
        Self {
            faults: faults.collect(),
            bare: Vec::new(),
            spoilt: vec![(0..text.len()).into()],
        }
    }

    fn spoil(&mut self, stretches: impl IntoIterator<Item = Span>) {
        self.spoilt.extend(stretches);
        self.spoilt.sort_unstable();
        self.spoilt.dedup_by(|later, kept| {
            let touches = kept.touches(*later);
            if touches {
                kept.end = kept.end.max(later.end);
            }
            touches
        });
    }
}

/// Blanks one fault after the other until the text can be parsed. `errors` are those of the text.
pub(super) fn mend(text: &str, errors: &[Error]) -> (String, Syntax) {
    let mut mended = text.to_owned();
    let mut syntax = Syntax::default();
    let mut first = Some(errors);
    for _ in 0..ROUNDS {
        let round = match (unclosed::first(&mended), first.take()) {
            (Some(Unclosed { stretch, fault }), _) => vec![(stretch, fault)],
            (None, Some(errors)) => hard_faults(&mended, errors, &mut syntax),
            (None, None) => {
                let (_, errors) = DeTable::parse_recoverable(&mended);
                hard_faults(&mended, &errors, &mut syntax)
            }
        };
        if round.is_empty() {
            return (mended, syntax);
        }
        let is_rubbish = round.len() == A_ROUND;
        mended = blanked(mended, round.iter().map(|(stretch, _)| *stretch));
        for (stretch, fault) in round {
            syntax.spoil([stretch]);
            syntax.faults.push(fault);
        }
        if is_rubbish {
            break;
        }
    }
    // It does not get better: what was found is said, and nothing else is believed.
    syntax.spoil([(0..text.len()).into()]);
    (String::new(), syntax)
}

/// A fault in the first lines of a long text: what is no catalogue at all is found without parsing
/// the whole of it.
pub(super) fn early_fault(text: &str) -> Option<Error> {
    const EARLY: usize = 64 << 10;
    let early = text.get(..lines::floor(text, EARLY))?;
    let whole = early.get(..early.rfind('\n').unwrap_or(early.len()))?;
    let (_, errors) = DeTable::parse_recoverable(whole);
    // What stands open at the cut may be closed behind it.
    let inside = |error: &Error| error.span().is_some_and(|span| span.end < whole.len());
    errors
        .into_iter()
        .filter(inside)
        .min_by_key(|error| error.span().map(|span| span.start))
}

/// The faults whose lines must go, the first of each line. Those that hurt nothing else are noted
/// once there are no others.
fn hard_faults(text: &str, errors: &[Error], syntax: &mut Syntax) -> Vec<(Span, Diagnostic)> {
    let (mut hard, mut bare, mut aside) =
        (Vec::<(Span, Diagnostic)>::new(), Vec::new(), Vec::new());
    let mut was_orphan = false;
    let mut twice = 0;
    for fault in fault::in_order(text, errors) {
        let is_on_the_last = |(lines, _): &(Span, _)| lines.touches(fault.span);
        if hard.last().is_some_and(is_on_the_last) || hard.len() == A_ROUND {
            continue;
        }
        twice += usize::from(fault.is_twice());
        if fault.is_twice() && twice > A_ROUND {
            continue;
        }
        let is_orphan = fault.is_orphan();
        match fault.effect(text) {
            Effect::Bare(told) => {
                bare.push(fault.span);
                aside.push(told);
            }
            Effect::Aside(told) => aside.push(told),
            Effect::Follows => {}
            Effect::Blank(lines, told) => match hard.last_mut() {
                // Lines in a row that belong to nothing: whatever opened them is the mistake.
                Some((last, _)) if last.end + 1 == lines.start && is_orphan && was_orphan => {
                    last.end = lines.end;
                }
                _ => hard.push((lines, told)),
            },
        }
        was_orphan = is_orphan;
    }
    if hard.is_empty() {
        syntax.bare = bare;
        syntax.faults.extend(aside);
    }
    hard
}

/// The text with spaces in the place of what is spoilt; the lines stay.
fn blanked(text: String, stretches: impl Iterator<Item = Span>) -> String {
    let mut bytes = text.into_bytes();
    for stretch in stretches {
        for byte in bytes.get_mut(stretch.range()).unwrap_or_default() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
