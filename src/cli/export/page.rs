//! The catalogue as one page for a browser: no script, nothing loaded from anywhere, every text escaped
//! (by the type of [`Markup`]).

mod drawing;
mod markup;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Export;
use crate::cli::columns::ListKind;
use crate::cli::options::tongue;
use crate::domain::catalogue::{EntryRef, Id, Kind, Milestone};
use crate::domain::computed::ledger::{self, Line};
use crate::domain::computed::standing::DatesSay;
use crate::domain::file::span::At;
use crate::domain::format::keyword::Keyword as _;
use crate::domain::text::address::Address;
use crate::domain::text::clean::clean;
use crate::domain::when::When;
use drawing::{YearAxis, class};
use markup::{is_russian, marked};

const STYLE: &str = include_str!("page/style.css");

pub(super) fn write(export: &Export, out: &mut impl Write) -> io::Result<()> {
    let axis = YearAxis::over(export.board, export.places(ListKind::Milestones));
    let page = HtmlPage { export, axis }.whole();
    out.write_all(page.into_string().as_bytes())
}

struct HtmlPage<'e, 'a> {
    export: &'e Export<'a>,
    axis: YearAxis,
}

impl HtmlPage<'_, '_> {
    fn whole(&self) -> Markup {
        let programme = self.export.catalogue.programme();
        let name = &*programme.entry.name;
        // A second guard: even if something got past the escaping, it could load and run nothing.
        html! {
            (DOCTYPE) "\n"
            html lang="en" {
                "\n" head {
                    "\n" meta charset="utf-8";
                    "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                    "\n" meta http-equiv="Content-Security-Policy"
                        content="default-src 'none'; style-src 'unsafe-inline'";
                    "\n" title lang=[language(name)] { (name) }
                    "\n" style { "\n" (PreEscaped(STYLE)) }
                }
                "\n" body {
                    (self.header())
                    "\n" main {
                        (self.figures())
                        (self.projects())
                        (self.timeline())
                        (self.record())
                    }
                    "\n" footer {
                        p {
                            "Written by roscope " (env!("CARGO_PKG_VERSION")) ". Every date is as it was given; slips are months "
                            "between the ends of two windows."
                        }
                    }
                }
            }
            "\n"
        }
    }

    fn header(&self) -> Markup {
        let Export { board, query, .. } = self.export;
        let programme = self.export.catalogue.programme();
        html! {
            "\n" header {
                "\n" h1 { (marked(&programme.entry.name)) }
                @if let Some(russian) = &programme.entry.name_ru {
                    "\n" p.dim lang="ru" { (**russian) }
                }
                "\n" p {
                    "As of " (tongue().day(board.today)) "; " (tongue().newest_source(self.export.catalogue)) "."
                    @if let Some(old) = tongue().not_known_since(self.export.catalogue, board) { " " (old) }
                }
                @if !query.is_empty() {
                    "\n" p { "Filter: " code { (marked(&clean(query.text()))) } }
                }
            }
        }
    }

    /// What one wants to know at a glance.
    fn figures(&self) -> Markup {
        let board = self.export.board;
        let milestones = self.export.places(ListKind::Milestones);
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
            ("missed", count(DatesSay::Missed).to_string()),
            ("no word", count(DatesSay::NoWord).to_string()),
            ("in doubt", count(DatesSay::InDoubt).to_string()),
            ("late", count(DatesSay::Late).to_string()),
            (
                "promises kept",
                format!("{} of {}", kept.kept, kept.closed()),
            ),
        ];
        html! {
            "\n" dl.figures {
                @for (what, figure) in figures {
                    "\n" div { dt { (what) } dd { (figure) } }
                }
            }
        }
    }

    fn projects(&self) -> Markup {
        let places = self.export.places(ListKind::Projects);
        if places.is_empty() {
            return Markup::default();
        }
        let heads = html! {
            th scope="col" { "project" }
            th scope="col" class="minor" { "status" }
            th scope="col" { "verdict" }
            th scope="col" class="n" { "slip, months" }
            th scope="col" class="next" { "next" }
        };
        html! {
            "\n" section {
                "\n" h2 { "Federal projects" }
                (wide("Federal projects", &html! {
                    table.projects {
                        thead { tr { (heads) } }
                        @for index in places { (self.project(*index)) }
                    }
                }))
            }
        }
    }

    fn project(&self, index: usize) -> Markup {
        let Export {
            catalogue, board, ..
        } = self.export;
        let at = EntryRef::new(Kind::Project, index);
        let (Some(project), Some(summary)) = (catalogue.projects().get(index), board.summary(at))
        else {
            return Markup::default();
        };
        let next = summary
            .next
            .and_then(|next| Some((catalogue.milestones().get(next)?, board.when(next))));
        let why = tongue().reason(catalogue, board, at);
        html! {
            "\n" tr {
                th scope="row" { (marked(&project.entry.name)) }
                td.s.minor { (project.recorded.view().word.unwrap_or("not recorded")) }
                td {
                    span.s.(class(summary.says)) { (tongue().verdict(summary.says)) }
                    @if let Some(why) = why { " " span.dim { (marked(&why)) } }
                }
                td.n { @if let Some(slip) = summary.since_first { (slip.to_string()) } }
                td.next { @if let Some((next, when)) = next { (named(next, when)) } }
            }
        }
    }

    /// Every milestone under its projects, on one axis; what is behind it unfolds.
    fn timeline(&self) -> Markup {
        let projects = self.export.catalogue.projects().iter().enumerate();
        let of_none = |owners: &[EntryRef]| !owners.iter().any(|owner| owner.kind == Kind::Project);
        html! {
            "\n" section {
                "\n" h2 { "Timeline" }
                "\n" p.dim {
                    "A bar is the window, its dot the end; a ring is the end of the first date given, small dots "
                    "those of later ones; dashes are open, or without an outcome up to today. Open a row for the whole record."
                }
                "\n" (self.axis.grid())
                "\n" div.axis { (self.axis.head()) }
                @for (place, project) in projects {
                    (self.group(&project.entry.name, |owners| {
                        owners.contains(&EntryRef::new(Kind::Project, place))
                    }))
                }
                (self.group("Of no federal project", of_none))
            }
        }
    }

    fn group(&self, name: &str, belongs: impl Fn(&[EntryRef]) -> bool) -> Markup {
        let catalogue = self.export.catalogue;
        let places = self.export.places(ListKind::Milestones).iter();
        let members: Vec<usize> = places
            .copied()
            .filter(|index| belongs(catalogue.owners(*index)))
            .collect();
        if members.is_empty() {
            return Markup::default();
        }
        html! {
            "\n" h3 { (marked(name)) " " span.dim { (members.len()) } }
            "\n" ul.rows {
                @for index in members { (self.row(index)) }
            }
        }
    }

    fn row(&self, index: usize) -> Markup {
        let board = self.export.board;
        let Some(milestone) = self.export.catalogue.milestones().get(index) else {
            return Markup::default();
        };
        let at = self::milestone(index);
        let says = board.says(at);
        let standing = board.standings.get(index);
        let when = board.when(index);
        let when = when.map_or("no date".to_owned(), |when| tongue().date(when));
        let told = standing.map_or_else(String::new, |standing| {
            tongue().sentence(self.export.catalogue, milestone, standing)
        });
        let why = tongue().reason(self.export.catalogue, board, at);
        html! {
            "\n" li {
                details {
                    summary {
                        span { (marked(&milestone.entry.name)) }
                        span.n.(class(says)) {
                            (mark(says)) (when)
                            @if let Some(slip) = board.since_first(at) {
                                " " span.dim { (slip.to_string()) }
                            }
                        }
                        (self.axis.row(milestone, index, board))
                    }
                    "\n" div {
                        p {
                            span.(class(says)) { (tongue().verdict(says)) }
                            @if let Some(why) = why { " (" (marked(&why)) ")" }
                            ". " (marked(&told))
                        }
                        (self.ledger(milestone))
                        @if !milestone.entry.sources.is_empty() {
                            p.dim { "Sources: " (self.links(&milestone.entry.sources)) }
                        }
                    }
                }
            }
        }
    }

    fn ledger(&self, milestone: &Milestone) -> Markup {
        if milestone.statements.is_empty() {
            return Markup::default();
        }
        let heads = html! {
            th scope="col" { "said" }
            th scope="col" { "date" }
            th scope="col" { "move" }
            th scope="col" class="n" { "slip" }
            th scope="col" { "speaker" }
            th scope="col" { "source" }
        };
        wide(
            "Statements",
            &html! {
                table {
                    thead { tr { (heads) } }
                    @for line in ledger::lines(milestone) { (self.statement(&line)) }
                }
            },
        )
    }

    fn statement(&self, line: &Line) -> Markup {
        let (statement, step) = (line.statement, line.step);
        let said = statement.said;
        let said = said.map_or("undated".to_owned(), |said| tongue().date(said.into()));
        html! {
            "\n" tr {
                td.s { (said) }
                td {
                    (tongue().date(statement.when))
                    @if let Some(words) = &statement.words { " “" (marked(words)) "”" }
                }
                td { @if let Some(step) = step { (tongue().moved(step.moved)) } }
                td.n { @if let Some(slip) = step.and_then(|step| step.slip_told()) { (slip.to_string()) } }
                td { @if let Some(by) = &statement.by { (marked(by)) } }
                td { (self.links(&statement.source)) }
            }
        }
    }

    /// Each source by its publisher and day, linked where it has an address; nothing is loaded from it.
    fn links(&self, sources: &[At<Id>]) -> Markup {
        let catalogue = self.export.catalogue;
        let sources = sources.iter().filter_map(|id| catalogue.source(&id.value));
        html! {
            @for (place, source) in sources.enumerate() {
                @if place > 0 { ", " }
                @let title = &*source.title;
                @let date = source.date.map_or(String::new(), |date| format!(" {}", tongue().date(date.into())));
                @let name = cited(&format!("{}{date}", source.publisher), title);
                @match source.url.as_ref().and_then(|url| Address::new(url).ok()) {
                    Some(url) => {
                        a href=(*url) rel="noopener noreferrer" title=(title) lang=[language(title)] { (name) }
                    }
                    None => { span title=(title) lang=[language(title)] { (name) } }
                }
                " [" (source.grade.word()) "]"
            }
        }
    }

    fn record(&self) -> Markup {
        let record = &self.export.board.record;
        let horizons = record.by_horizon.iter();
        let horizons = horizons.map(|(horizon, tally)| (tongue().horizon(*horizon), *tally));
        let rows = [("all promises", record.all), ("first dates", record.first)];
        html! {
            "\n" section {
                "\n" h2 { "Promises kept" }
                "\n" p.dim {
                    "A promise is kept if it came true by its deadline."
                }
                "\n" table {
                    thead {
                        tr {
                            th scope="col" { "statements" }
                            th scope="col" class="n" { "kept" }
                            th scope="col" class="n" { "broken" }
                            th scope="col" class="n" { "unknown" }
                        }
                    }
                    @for (name, tally) in rows.into_iter().chain(horizons) {
                        "\n" tr {
                            th scope="row" { (name) }
                            td.n { (tally.kept) " of " (tally.closed()) }
                            td.n { (tally.broken) }
                            td.n { (tally.unknown) }
                        }
                    }
                }
            }
        }
    }
}

/// What is wider than a screen is scrolled, with the keyboard too.
fn wide(name: &str, table: &Markup) -> Markup {
    html! { "\n" div.wide role="group" tabindex="0" aria-label=(name) { (table) } }
}

/// The language of an element whose attributes are in Russian.
fn language(text: &str) -> Option<&'static str> {
    is_russian(text).then_some("ru")
}

/// The name of a source inside an element that is in the language of its title.
fn cited(name: &str, title: &str) -> Markup {
    match (is_russian(title), is_russian(name)) {
        (true, false) => html! { span lang="en" { (marked(name)) } },
        (true, true) => html! { (name) },
        (false, _) => marked(name),
    }
}

fn milestone(index: usize) -> EntryRef {
    EntryRef::new(Kind::Milestone, index)
}

fn named(milestone: &Milestone, when: Option<When>) -> Markup {
    let when = when.map_or(String::new(), |when| format!("{} ", tongue().date(when)));
    marked(&format!("{when}{}", milestone.entry.name))
}

/// What colour alone would say.
fn mark(says: DatesSay) -> &'static str {
    match says {
        DatesSay::Done => "✓ ",
        DatesSay::Failed | DatesSay::Cancelled => "✕ ",
        DatesSay::Missed => "! ",
        DatesSay::NoWord => "? ",
        DatesSay::Event => "• ",
        DatesSay::Undated
        | DatesSay::OnPlan
        | DatesSay::Slipping
        | DatesSay::Late
        | DatesSay::InDoubt => "",
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
