//! Changes as Markdown. No text of a catalogue is markup.

use std::io::{self, Write};

use super::{Notes, ReportedChanges};
use crate::cli::markdown::escaped;
use crate::cli::options::tongue;
use crate::domain::changes::Change;

pub(super) fn write(news: &ReportedChanges, out: &mut impl Write) -> io::Result<()> {
    if news.changes.is_empty() {
        return writeln!(out, "No changes {}.", escaped(&news.since));
    }
    writeln!(out, "## Changes {}\n", escaped(&news.since))?;
    let mut notes = Notes::default();
    for change in &news.changes {
        writeln!(out, "{}", item(change, news, &mut notes))?;
    }
    writeln!(out, "\n{}.", escaped(&tongue().tally(&news.changes)))?;
    notes.write("### Sources", out)
}

/// `- **Luna-26 launch** slipped: 2028 → 2029, +12 months; Bakanov, 25 June 2025: "…" \[1\]`.
pub(in crate::cli) fn item<'a>(
    change: &Change,
    news: &ReportedChanges<'a>,
    notes: &mut Notes<'a>,
) -> String {
    let words = tongue();
    let detail = words.detail(&change.what);
    let detail = if detail.is_empty() {
        detail
    } else {
        format!(": {detail}")
    };
    let said = [
        change.by.as_ref().map(ToString::to_string),
        change.on.map(|on| words.period(on)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let quoted = change.words.as_ref().map(|words| format!("\"{words}\""));
    let said = [Some(said.join(", ")), quoted].into_iter().flatten();
    let said: Vec<String> = said.filter(|part| !part.is_empty()).collect();
    let stop = if said.is_empty() { "" } else { "; " };
    format!(
        "- **{}** {}{}{stop}{}{}",
        escaped(&words.subject(&change.subject)),
        words.kind_of_change(&change.what),
        escaped(&detail),
        escaped(&said.join(": ")),
        notes.cite(&change.sources, |id| news.source(id)),
    )
}
