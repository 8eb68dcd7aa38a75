//! The catalogue as one page for a browser: no script, nothing loaded from anywhere, every text escaped.

mod chart;
mod markup;

use std::io::{self, Write};

use super::Export;
use crate::cli::columns::What;
use crate::cli::tongue;
use crate::domain::address::Address;
use crate::domain::catalogue::{EntryRef, Id, Kind, Milestone};
use crate::domain::clean::clean;
use crate::domain::keyword::Keyword as _;
use crate::domain::ledger::{self, Line};
use crate::domain::record::Tally;
use crate::domain::span::At;
use crate::domain::standing::DatesSay;
use chart::{Axis, class};
use markup::{escaped, is_russian, marked};

const STYLE: &str = include_str!("page/style.css");

pub(super) fn write(export: &Export, out: &mut impl Write) -> io::Result<()> {
    let axis = Axis::over(
        export.catalogue,
        export.places(What::Milestones),
        export.board.today,
    );
    let mut page = Page { export, axis, out };
    page.head()?;
    page.figures()?;
    page.projects()?;
    page.timeline()?;
    page.record()?;
    writeln!(
        page.out,
        "</main>\n<footer><p>Written by roscope {} from a catalogue as of {}. Every date is as it was given; \
         slips are months between the ends of two windows.</p></footer>\n</body>\n</html>",
        env!("CARGO_PKG_VERSION"),
        export.catalogue.programme().as_of,
    )
}

struct Page<'e, 'a, W> {
    export: &'e Export<'a>,
    axis: Axis,
    out: &'e mut W,
}

impl<W: Write> Page<'_, '_, W> {
    fn head(&mut self) -> io::Result<()> {
        let programme = self.export.catalogue.programme();
        let name = &programme.entry.name;
        // The policy keeps the promise: whatever might get past the escaping loads and runs nothing.
        writeln!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title{}>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>",
            language(name),
            escaped(name),
            marked(name),
        )?;
        if let Some(russian) = &programme.entry.name_ru {
            writeln!(
                self.out,
                "<p lang=\"ru\" class=\"dim\">{}</p>",
                escaped(russian)
            )?;
        }
        writeln!(
            self.out,
            "<p>As of {}; {}.</p>",
            tongue().day(self.export.board.today),
            escaped(&tongue().newest_source(self.export.catalogue)),
        )?;
        if !self.export.query.is_empty() {
            let text = clean(self.export.query.text());
            writeln!(self.out, "<p>Filter: <code>{}</code></p>", marked(&text))?;
        }
        writeln!(self.out, "</header>\n<main>")
    }

    /// What one wants to know at a glance.
    fn figures(&mut self) -> io::Result<()> {
        let board = self.export.board;
        let milestones = self.export.places(What::Milestones);
        let count = |wanted| {
            let says = |index: &&usize| board.says(milestone(**index)) == wanted;
            milestones.iter().filter(says).count()
        };
        let next = board.next.iter().filter(|index| milestones.contains(index));
        let kept = board.record.all;
        let figures = [
            ("milestones", milestones.len().to_string()),
            ("done", count(DatesSay::Done).to_string()),
            ("next 12 months", next.count().to_string()),
            ("overdue", count(DatesSay::Overdue).to_string()),
            ("late", count(DatesSay::Late).to_string()),
            (
                "promises kept",
                format!("{} of {}", kept.kept, kept.closed()),
            ),
        ];
        writeln!(self.out, "<dl class=\"figures\">")?;
        for (what, figure) in figures {
            writeln!(self.out, "<div><dt>{what}</dt><dd>{figure}</dd></div>")?;
        }
        writeln!(self.out, "</dl>")
    }

    fn projects(&mut self) -> io::Result<()> {
        let Export {
            catalogue, board, ..
        } = self.export;
        let places = self.export.places(What::Projects);
        if places.is_empty() {
            return Ok(());
        }
        writeln!(
            self.out,
            "<section>\n<h2>Federal projects</h2>\n{}<table class=\"projects\">\n\
             <thead><tr><th scope=\"col\">project</th><th scope=\"col\" class=\"minor\">status</th>\
             <th scope=\"col\">verdict</th><th scope=\"col\" class=\"n\">slip, months</th>\
             <th scope=\"col\" class=\"next\">next</th></tr></thead>",
            wide("Federal projects")
        )?;
        for index in places {
            let at = EntryRef::new(Kind::Project, *index);
            let (Some(project), Some(summary)) =
                (catalogue.projects().get(*index), board.summary(at))
            else {
                continue;
            };
            let status = project.recorded.view().word;
            let next = summary
                .next
                .and_then(|next| catalogue.milestones().get(next));
            writeln!(
                self.out,
                "<tr><th scope=\"row\">{}</th><td class=\"s minor\">{}</td><td class=\"s {}\">{}</td><td class=\"n\">{}</td><td class=\"next\">{}</td></tr>",
                marked(&project.entry.name),
                status.unwrap_or("not recorded"),
                class(summary.says),
                tongue().verdict(summary.says),
                summary
                    .since_first
                    .map_or(String::new(), |slip| slip.to_string()),
                next.map_or(String::new(), named),
            )?;
        }
        writeln!(self.out, "</table></div>\n</section>")
    }

    /// Every milestone under its projects, on one axis; what is behind it unfolds.
    fn timeline(&mut self) -> io::Result<()> {
        writeln!(
            self.out,
            "<section>\n<h2>Timeline</h2>\n<p class=\"dim\">A bar is the window, its dot the end; a ring \
             is the end of the first date given, small dots those of later ones; dashes are open, or \
             overdue up to today. Open a row for the whole record.</p>\n{}<div class=\"axis\">{}</div>",
            self.axis.grid(),
            self.axis.head(),
        )?;
        let catalogue = self.export.catalogue;
        for (place, project) in catalogue.projects().iter().enumerate() {
            let project_at = EntryRef::new(Kind::Project, place);
            self.group(&project.entry.name, |owners| owners.contains(&project_at))?;
        }
        self.group("Of no federal project", |owners| {
            !owners.iter().any(|owner| owner.kind == Kind::Project)
        })?;
        writeln!(self.out, "</section>")
    }

    fn group(&mut self, name: &str, belongs: impl Fn(&[EntryRef]) -> bool) -> io::Result<()> {
        let catalogue = self.export.catalogue;
        let places = self.export.places(What::Milestones).iter();
        let members: Vec<usize> = places
            .copied()
            .filter(|index| belongs(catalogue.owners(*index)))
            .collect();
        if members.is_empty() {
            return Ok(());
        }
        writeln!(
            self.out,
            "<h3>{} <span class=\"dim\">{}</span></h3>\n<ul class=\"rows\">",
            marked(name),
            members.len()
        )?;
        for index in members {
            self.row(index)?;
        }
        writeln!(self.out, "</ul>")
    }

    fn row(&mut self, index: usize) -> io::Result<()> {
        let board = self.export.board;
        let Some(milestone) = self.export.catalogue.milestones().get(index) else {
            return Ok(());
        };
        let at = self::milestone(index);
        let says = board.says(at);
        let slip = board.since_first(at);
        let slip = slip.map_or(String::new(), |slip| {
            format!(" <span class=\"dim\">{slip}</span>")
        });
        let when = milestone.when();
        let when = when.map_or("no date".to_owned(), |when| when.to_string());
        writeln!(
            self.out,
            "<li><details><summary><span>{}</span><span class=\"n {}\">{}{}{slip}</span>{}</summary>\n<div>\
             <p><span class=\"{}\">{}</span>. {}</p>",
            marked(&milestone.entry.name),
            class(says),
            mark(says),
            escaped(&when),
            self.axis.row(milestone, says, board),
            class(says),
            tongue().verdict(says),
            marked(&tongue().sentence(milestone, board.today)),
        )?;
        self.ledger(milestone)?;
        self.cited("Sources", &milestone.entry.sources)?;
        writeln!(self.out, "</div></details></li>")
    }

    fn ledger(&mut self, milestone: &Milestone) -> io::Result<()> {
        if milestone.statements.is_empty() {
            return Ok(());
        }
        writeln!(
            self.out,
            "{}<table>\n<thead><tr><th scope=\"col\">said</th><th scope=\"col\">date</th>\
             <th scope=\"col\">move</th><th scope=\"col\" class=\"n\">slip</th><th scope=\"col\">speaker</th>\
             <th scope=\"col\">source</th></tr></thead>",
            wide("Statements")
        )?;
        for line in ledger::lines(milestone) {
            self.statement(&line)?;
        }
        writeln!(self.out, "</table></div>")
    }

    fn statement(&mut self, line: &Line) -> io::Result<()> {
        let (statement, step) = (line.statement, line.step);
        let words = statement.words.as_ref();
        let words = words.map_or(String::new(), |words| format!(" “{}”", marked(words)));
        let slip = step.and_then(|step| step.slip_told());
        write!(
            self.out,
            "<tr><td class=\"s\">{}</td><td>{}{words}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td><td>",
            statement
                .said
                .map_or("undated".to_owned(), |said| escaped(&said.to_string())),
            escaped(&statement.when.to_string()),
            step.map_or("", |step| tongue().moved(step.moved, statement.when)),
            slip.map_or(String::new(), |slip| slip.to_string()),
            statement.by.as_ref().map_or(String::new(), |by| marked(by)),
        )?;
        self.links(&statement.source)?;
        writeln!(self.out, "</td></tr>")
    }

    fn cited(&mut self, what: &str, sources: &[At<Id>]) -> io::Result<()> {
        if sources.is_empty() {
            return Ok(());
        }
        write!(self.out, "<p class=\"dim\">{what}: ")?;
        self.links(sources)?;
        writeln!(self.out, "</p>")
    }

    /// Each source by its publisher and day, linked where it has an address; nothing is loaded from it.
    fn links(&mut self, sources: &[At<Id>]) -> io::Result<()> {
        for (place, id) in sources.iter().enumerate() {
            let Some(source) = self.export.catalogue.source(&id.value) else {
                continue;
            };
            let between = if place == 0 { "" } else { ", " };
            let date = source.date.map_or(String::new(), |date| format!(" {date}"));
            let name = cited(&format!("{}{date}", source.publisher), &source.title);
            let about = format!(
                "title=\"{}\"{}",
                escaped(&source.title),
                language(&source.title)
            );
            let grade = source.grade.word();
            let url = source.url.as_ref().and_then(|url| Address::new(url).ok());
            match url {
                Some(url) => write!(
                    self.out,
                    "{between}<a href=\"{}\" rel=\"noopener noreferrer\" {about}>{name}</a> [{grade}]",
                    escaped(&url)
                )?,
                None => write!(self.out, "{between}<span {about}>{name}</span> [{grade}]")?,
            }
        }
        Ok(())
    }

    fn record(&mut self) -> io::Result<()> {
        let record = &self.export.board.record;
        let horizons = record.by_horizon.iter();
        let horizons = horizons.map(|(horizon, tally)| (tongue().horizon(*horizon), *tally));
        let rows = [("all promises", record.all), ("first dates", record.first)];
        writeln!(
            self.out,
            "<section>\n<h2>Promises kept</h2>\n<p class=\"dim\">A promise is kept if it came true by its \
             deadline.</p>\n<table>\n<thead><tr><th scope=\"col\">statements</th>\
             <th scope=\"col\" class=\"n\">kept</th><th scope=\"col\" class=\"n\">broken</th>\
             <th scope=\"col\" class=\"n\">unknown</th></tr></thead>"
        )?;
        for (name, tally) in rows.into_iter().chain(horizons) {
            let Tally {
                kept,
                broken,
                unclear,
            } = tally;
            writeln!(
                self.out,
                "<tr><th scope=\"row\">{name}</th><td class=\"n\">{kept} of {}</td><td class=\"n\">{broken}</td>\
                 <td class=\"n\">{unclear}</td></tr>",
                tally.closed()
            )?;
        }
        writeln!(self.out, "</table>\n</section>")
    }
}

/// What is wider than a screen is scrolled, with the keyboard too.
fn wide(name: &str) -> String {
    format!("<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{name}\">")
}

/// The language of an element whose attributes are in Russian.
fn language(text: &str) -> &'static str {
    if is_russian(text) { " lang=\"ru\"" } else { "" }
}

/// The name of a source inside an element that is in the language of its title.
fn cited(name: &str, title: &str) -> String {
    match (is_russian(title), is_russian(name)) {
        (true, false) => format!("<span lang=\"en\">{}</span>", marked(name)),
        (true, true) => escaped(name),
        (false, _) => marked(name),
    }
}

fn milestone(index: usize) -> EntryRef {
    EntryRef::new(Kind::Milestone, index)
}

fn named(milestone: &Milestone) -> String {
    let when = milestone.when();
    let when = when.map_or(String::new(), |when| format!("{when} "));
    marked(&format!("{when}{}", milestone.entry.name))
}

/// What colour alone would say.
fn mark(says: DatesSay) -> &'static str {
    match says {
        DatesSay::Done => "✓ ",
        DatesSay::Failed | DatesSay::Cancelled => "✕ ",
        DatesSay::Overdue => "! ",
        DatesSay::Undated | DatesSay::OnPlan | DatesSay::Slipping | DatesSay::Late => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours of a scheme, by name, as red, green and blue.
    fn colours(scheme: &str) -> Vec<(&str, [f64; 3])> {
        let colour = |pair: &'static str| {
            let (name, hex) = pair.rsplit_once("--")?.1.split_once(": #")?;
            let part = |at| {
                u8::from_str_radix(hex.get(at..at + 2)?, 16)
                    .ok()
                    .map(f64::from)
            };
            Some((name, [part(0)?, part(2)?, part(4)?]))
        };
        let block = STYLE
            .split(scheme)
            .nth(1)
            .unwrap()
            .split('}')
            .next()
            .unwrap();
        block.split(';').filter_map(colour).collect()
    }

    /// How far two colours stand out from each other (WCAG 2.2).
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let linear = |part: f64| match part / 255.0 {
            low if low <= 0.04045 => low / 12.92,
            high => ((high + 0.055) / 1.055).powf(2.4),
        };
        let light = |colour: [f64; 3]| {
            let [red, green, blue] = colour.map(linear);
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_stands_out_from_what_is_behind_it_in_both_schemes() {
        for scheme in [":root {\n  color-scheme", "dark) {"] {
            let colours = colours(scheme);
            let back = colours.iter().find(|(name, _)| *name == "back").unwrap().1;
            let texts: Vec<_> = colours
                .iter()
                .filter(|(name, _)| !["back", "line"].contains(name))
                .collect();
            assert_eq!(texts.len(), 7, "{colours:?}");
            for (name, colour) in texts {
                let contrast = contrast(*colour, back);
                assert!(contrast >= 4.5, "{scheme} {name}: {contrast:.2}");
            }
            // What is drawn of earlier dates lets the ground through.
            let opacity = STYLE
                .split(".trail {")
                .nth(1)
                .unwrap()
                .split("opacity: ")
                .nth(1)
                .unwrap();
            let opacity: f64 = opacity.split(';').next().unwrap().parse().unwrap();
            let dim = colours.iter().find(|(name, _)| *name == "dim").unwrap().1;
            let trail = [0, 1, 2].map(|at| opacity * dim[at] + (1.0 - opacity) * back[at]);
            let contrast = contrast(trail, back);
            assert!(contrast >= 3.0, "{scheme} trail: {contrast:.2}");
        }
    }

    #[test]
    fn nothing_is_loaded() {
        for address in ["url(", "@import", "http"] {
            assert!(!STYLE.contains(address), "{address}");
        }
    }
}
