//! The sources of a Markdown text: numbered as they are cited, listed at its end.

use std::io::{self, Write};

use crate::cli::markdown::escaped;
use crate::cli::options::tongue;
use crate::domain::catalogue::{Id, Source};
use crate::domain::text::address::Address;

#[derive(Debug, Default)]
pub(in crate::cli) struct Notes<'a> {
    cited: Vec<&'a Source>,
}

impl<'a> Notes<'a> {
    /// " \[1, 4\]": the numbers of these sources; nothing where there are none.
    pub(in crate::cli) fn cite<'i>(
        &mut self,
        ids: impl IntoIterator<Item = &'i Id>,
        source: impl Fn(&str) -> Option<&'a Source>,
    ) -> String {
        let known = ids.into_iter().filter_map(|id| source(id));
        let numbers: Vec<String> = known
            .map(|source| self.number(source).to_string())
            .collect();
        if numbers.is_empty() {
            return String::new();
        }
        format!(" \\[{}\\]", numbers.join(", "))
    }

    fn number(&mut self, source: &'a Source) -> usize {
        let place = self.cited.iter().position(|cited| cited.id == source.id);
        place.map_or_else(
            || {
                self.cited.push(source);
                self.cited.len()
            },
            |place| place + 1,
        )
    }

    /// The heading, and "1. TASS, 25 June 2025: "Title", <https://…>"; nothing where nothing was cited.
    pub(in crate::cli) fn write(&self, heading: &str, out: &mut impl Write) -> io::Result<()> {
        if self.cited.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{heading}\n")?;
        for (place, source) in self.cited.iter().enumerate() {
            let date = source
                .date
                .map_or("undated".to_owned(), |date| tongue().period(date));
            let address = source.url.as_deref().map_or(String::new(), |url| {
                let link = Address::new(url).is_ok() && !url.contains(['<', '>', ' ', '\\']);
                if link {
                    format!(", <{url}>")
                } else {
                    format!(", {}", escaped(url))
                }
            });
            let (publisher, title) = (escaped(&source.publisher), escaped(&source.title));
            writeln!(
                out,
                "{}. {publisher}, {date}: \"{title}\"{address}",
                place + 1
            )?;
        }
        Ok(())
    }
}
