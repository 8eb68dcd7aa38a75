//! The text of a catalogue to its entries, or to everything that is wrong with it. Pure and total:
//! no text makes it panic, and every error of a file comes out in one run.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::context::Context;
use super::key::{Key, SECTIONS};
use super::nodes::{self, Nodes};
use super::reader::{Table, registered, with_id};
use super::sound;
use super::syntax::{self, Syntax};
use super::toml_1_1;
use super::value::Field;
use crate::domain::catalogue::{Catalogue, Id, PROGRAMME, Parts, Programme, Registered};
use crate::domain::file::span::At;
use crate::domain::findings::check::Checked;
use crate::domain::findings::diagnostic::Findings;
use crate::domain::format::Record;

/// A broken text longer than this shows its first fault of syntax only: to hold all the faults of a
/// huge file of rubbish would take gigabytes.
const LARGE: usize = 1 << 20;

/// Reads a catalogue.
///
/// # Errors
/// All findings, warnings among them, when at least one is an error.
pub fn decode(text: &str) -> Result<Checked, Findings> {
    if let Some((parts, may_be_toml_1_1)) = sound::read(text) {
        let mut found = Findings::default();
        if may_be_toml_1_1 {
            found.extend(toml_1_1::forms(text));
        }
        return judge(parts, found);
    }
    decode_whole(text)
}

/// Reads a catalogue that has faults, or is laid out in another way than usual.
fn decode_whole(text: &str) -> Result<Checked, Findings> {
    if text.len() > LARGE {
        return decode_large(text);
    }
    let (tree, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return read(text, tree.into_inner(), Syntax::default());
    }
    drop(tree);
    let (mended, syntax) = syntax::mend(text, &errors);
    let (tree, _) = DeTable::parse_recoverable(&mended);
    read(text, tree.into_inner(), syntax)
}

fn decode_large(text: &str) -> Result<Checked, Findings> {
    let tree = match syntax::early_fault(text) {
        Some(error) => Err(error),
        None => DeTable::parse(text),
    };
    match tree {
        Ok(tree) => read(text, tree.into_inner(), Syntax::default()),
        Err(error) => read(text, DeTable::new(), Syntax::first_of(text, error)),
    }
}

fn read(text: &str, tree: DeTable<'_>, syntax: Syntax) -> Result<Checked, Findings> {
    let mut file = File {
        context: Context::new(text, &syntax),
        tree,
        unread: Vec::new(),
    };
    let parts = file.parts();
    let mut found = file.context.found;
    if file.context.may_be_toml_1_1 && syntax.faults.is_empty() {
        found.extend(toml_1_1::forms(text));
    }
    found.extend(syntax.faults);
    judge(parts, found)
}

/// Checks the entries against each other; `found` are the findings made in each of them alone.
fn judge(parts: Parts, mut found: Findings) -> Result<Checked, Findings> {
    let has_errors = found.counts().errors > 0;
    match Catalogue::check(parts) {
        Ok(checked) => {
            found.append(checked.warnings);
            if has_errors {
                return Err(found);
            }
            Ok(Checked {
                catalogue: checked.catalogue,
                warnings: found,
            })
        }
        Err(more) => {
            found.append(more);
            Err(found)
        }
    }
}

/// The whole file while its sections are read. Each entry of the tree is dropped as soon as it is
/// read, so that the tree and the entries never fill the memory together.
struct File<'t, 'i> {
    context: Context<'t>,
    tree: DeTable<'i>,
    unread: Vec<Id>,
}

impl<'i> File<'_, 'i> {
    fn parts(&mut self) -> Parts {
        self.sections();
        Parts {
            programme: self.programme(),
            projects: self.each(),
            vehicles: self.each(),
            constellations: self.each(),
            milestones: self.each(),
            speakers: self.registry(),
            sources: self.registry(),
            unread: self.all_unread(),
        }
    }

    /// Finds the sections that are missing and those that do not belong here.
    fn sections(&mut self) {
        let (start, whole) = ((0..0).into(), (0..self.context.text.len()).into());
        let is_there = |key: &&Key| self.tree.contains_key(key.name);
        let present = SECTIONS.iter().filter(is_there).count();
        let lacks = SECTIONS.iter().any(|key| key.must && !is_there(&key));
        let keys = nodes::keys_of(&self.tree);
        Table::within(Nodes(&keys), "catalogue", start, whole).finish(
            &mut self.context,
            present,
            lacks,
            || SECTIONS.to_vec(),
        );
    }

    fn programme(&mut self) -> Programme {
        let value = self.take(Programme::NAME);
        let programme = value.and_then(|value| self.entry(&value, None));
        with_id(programme.unwrap_or_else(|| {
            self.unread.push(PROGRAMME.into());
            Programme::default()
        }))
    }

    /// The entries of `[[section]]`.
    fn each<R: Record>(&mut self) -> Vec<R> {
        let section = R::NAME;
        let Some(value) = self.take(section) else {
            return Vec::new();
        };
        if value.get_ref().as_array().is_none() {
            self.is_wrong(section, &value);
        }
        let DeValue::Array(items) = value.into_inner() else {
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(items.len());
        for item in items {
            entries.extend(self.entry(&item, None));
        }
        entries
    }

    /// The entries of `[section.ID]`, in the order of the file.
    fn registry<R: Registered>(&mut self) -> Vec<R> {
        let section = R::NAME;
        let Some(value) = self.take(section) else {
            return Vec::new();
        };
        if value.get_ref().as_table().is_none() {
            self.is_wrong(section, &value);
        }
        let DeValue::Table(named) = value.into_inner() else {
            return Vec::new();
        };
        let mut named: Vec<_> = named.into_iter().collect();
        named.sort_by_key(|(key, _)| key.span().start);
        let mut entries = Vec::with_capacity(named.len());
        for (key, item) in named {
            let name = At::new(key.get_ref().as_ref(), key.span().into());
            let record = self.entry(&item, Some(name));
            entries.extend(record.map(|record| registered(record, name)));
        }
        entries
    }

    fn entry<R: Record>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        name: Option<At<&str>>,
    ) -> Option<R> {
        if value.get_ref().as_table().is_none() {
            self.is_wrong(R::NAME, value);
            return None;
        }
        self.context.damaged = false;
        let nodes = nodes::of(value);
        let value = Nodes(&nodes).iter().next()?;
        let table = Table::section(&self.context, value.inside, R::NAME, value.node.span);
        let table = Table { name, ..table };
        let entry = table.read(&mut self.context);
        if self.context.damaged {
            self.unread.push(table.id().unwrap_or_default().into());
        }
        Some(entry)
    }

    fn take(&mut self, section: &str) -> Option<Spanned<DeValue<'i>>> {
        self.tree.remove(section)
    }

    fn is_wrong(&mut self, section: &'static str, value: &Spanned<DeValue<'_>>) {
        if let Some(key) = SECTIONS.iter().find(|key| key.name == section) {
            let nodes = nodes::of(value);
            for item in Nodes(&nodes).iter() {
                Field::new(section, key.wanted, item).is_wrong(&mut self.context);
            }
        }
        // Its entries are not read, and if it was written twice the tree does not hold them all.
        let ids = self.context.text.lines().filter_map(id_of_line);
        self.unread.extend(ids.map(Id::from));
    }

    /// What was read in part, and what stands where it could not be read at all: in sections that
    /// do not exist and in lines that were blanked.
    fn all_unread(&mut self) -> Vec<Id> {
        let mut unread = std::mem::take(&mut self.unread);
        for value in self.tree.values() {
            collect_ids(value.get_ref(), &mut unread);
        }
        for stretch in self.context.syntax.spoilt() {
            let blanked = self.context.text.get(stretch.range()).unwrap_or_default();
            unread.extend(blanked.lines().filter_map(id_of_line).map(Id::from));
        }
        unread
    }
}

/// The ids in a section of an unknown name, whatever it holds: a list of entries, one entry, or a registry.
fn collect_ids(value: &DeValue<'_>, ids: &mut Vec<Id>) {
    match value {
        DeValue::Array(items) => {
            for item in items {
                collect_ids(item.get_ref(), ids);
            }
        }
        DeValue::Table(table) => {
            let id = table.get("id").and_then(|id| id.get_ref().as_str());
            ids.extend(id.map(Id::from));
            ids.extend(table.keys().map(|key| Id::from(key.get_ref().as_ref())));
        }
        _ => {}
    }
}

/// `id = "soyuz-5"`, `[source.tass-2025-06-25]`.
fn id_of_line(line: &str) -> Option<&str> {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("[source.") {
        return rest.split(']').next();
    }
    let value = line.strip_prefix("id")?.trim_start().strip_prefix('=')?;
    value.trim_start().strip_prefix('"')?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../tests/fixtures/sample.toml");

    /// The entries as the whole file gives them, if it has no fault.
    fn whole(text: &str) -> Option<Parts> {
        let tree = DeTable::parse(text).ok()?.into_inner();
        let syntax = Syntax::default();
        let mut file = File {
            context: Context::new(text, &syntax),
            tree,
            unread: Vec::new(),
        };
        let parts = file.parts();
        (file.context.found.iter().next().is_none()).then_some(parts)
    }

    /// With the places in the file, which `==` ignores.
    fn in_full(parts: &Parts) -> String {
        format!("{parts:?}")
    }

    #[test]
    fn the_short_way_a_sound_file_reads_as_it_does_whole() {
        for text in [SAMPLE, crate::storage::BUILT_IN] {
            for text in [
                text.to_owned(),
                format!("\u{feff}{}", text.replace('\n', "\r\n")),
            ] {
                let (parts, _) = sound::read(&text).expect("laid out as usual");
                assert!(in_full(&parts) == in_full(&whole(&text).unwrap()));
            }
        }
    }

    /// The parser's tree refuses each of these; the short way has no tree.
    #[test]
    fn the_short_way_takes_nothing_that_is_no_toml() {
        let facts = "facts = [{ label = \"a\", value = \"b\", source = \"tass-2025-06-25\" }]";
        let deep = format!("note = {}{}\n", "[".repeat(90), "]".repeat(90));
        let milestone = SAMPLE.find("[[milestone]]\n").expect("the sample has some");
        let (before, rest) = SAMPLE.split_at(milestone);
        let line = rest.find("\nid = ").expect("a milestone has an id") + 1;
        let (header, entry) = rest.split_at(line);
        let name = entry.lines().find(|line| line.starts_with("name = "));
        for (line, is_sound) in [
            (facts, true),
            ("note = \"a\" # b\r", true),
            (name.expect("a milestone has a name"), false),
            (&format!("{facts}\n{facts}"), false),
            (&facts.replace("value", "label = \"a\", value"), false),
            ("actual = 2025-02-30", false),
            ("note = \"a\" # \u{1}", false),
            ("note = \"a\" # b\rc", false),
            (&deep, false),
            ("[milestone.facts]", false),
            ("entry.note = \"a\"", false),
        ] {
            let text = format!("{before}{header}{line}\n{entry}");
            assert_eq!(sound::read(&text).is_some(), is_sound, "{line}");
            assert_eq!(whole(&text).is_some(), is_sound, "{line}");
        }
        let twice = format!("{SAMPLE}\n{}", SAMPLE.get(..milestone).unwrap_or_default());
        assert!(
            sound::read(&twice).is_none(),
            "the programme is there twice"
        );
        let first = format!("note = \"a\"\n{SAMPLE}");
        assert!(
            sound::read(&first).is_none(),
            "a key stands before all headers"
        );
    }

    /// Whatever is changed in a file, the short way gives the same as reading it whole.
    #[test]
    fn the_short_way_no_fault_is_overlooked() {
        let lines: Vec<&str> = SAMPLE.lines().collect();
        let parts = [
            "\"\"\"",
            "[",
            "]",
            "[[milestone]]",
            "[source.x]",
            "'''",
            "\"",
            "{",
            "}",
            ",",
            "#",
            "[a]",
            "=",
            "\n",
        ];
        let mut state = 7_u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut read = 0;
        for _ in 0..600 {
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            let (one, other) = (random(lines.len()), random(lines.len()));
            match random(5) {
                0 => drop(lines.remove(one)),
                1 => lines.swap(one, other),
                2 => {
                    let line = lines[one].clone();
                    lines.insert(other, line);
                }
                3 => lines.insert(one, parts[random(parts.len())].to_owned()),
                _ => {
                    let at = random(lines[one].chars().count() + 1);
                    let at = lines[one]
                        .char_indices()
                        .nth(at)
                        .map_or(lines[one].len(), |(at, _)| at);
                    lines[one].insert_str(at, parts[random(parts.len())]);
                }
            }
            let text = lines.join("\n");
            if let Some((parts, _)) = sound::read(&text) {
                read += 1;
                let whole =
                    whole(&text).unwrap_or_else(|| panic!("the whole has a fault:\n{text}"));
                assert!(in_full(&parts) == in_full(&whole), "{text}");
            }
        }
        assert!(read > 50, "only {read} of them were sound");
    }
}
