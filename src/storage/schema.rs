//! The format of the catalogue: one function for each kind of table, one line for each key.
//!
//! This is the only list of the keys: the decoder runs these functions on the tables of a file, and
//! [`tables`] runs them on empty ones to see what they ask for.

use toml::de::DeTable;

use super::leaf::Leaf;
use super::reader::{Context, Key, Kind, Reader};
use super::syntax::Syntax;
use crate::domain::catalogue::{
    Constellation, Count, Entry, Fact, Flights, Milestone, Orbit, PROGRAMME, Plan, Planned,
    Programme, Project, Recorded, Source, Statement, Vehicle,
};
use crate::domain::diagnostic::{Code, Diagnostic};
use crate::domain::span::{At, Place};

type Table<'a, 't> = Reader<'a, 't>;

pub(super) fn programme(t: &mut Table<'_, '_>) -> Programme {
    Programme {
        entry: whole(t),
        period: t.need("period"),
        as_of: t.need("as_of"),
        federal_projects: t.need("federal_projects"),
        lead: t.get("lead"),
        targets: t.list("targets", "target", target),
    }
}

/// There is one programme, and its id is reserved: it is not written.
fn whole(t: &mut Table<'_, '_>) -> Entry {
    Entry {
        id: At::new(PROGRAMME.into(), t.span()),
        name: t.need("name"),
        name_ru: t.get("name_ru"),
        was: Vec::new(),
        note: t.get("note"),
        facts: t.list("facts", "fact", fact),
        sources: t.get("sources").unwrap_or_default(),
        place: Place(t.span()),
    }
}

fn entry(t: &mut Table<'_, '_>) -> Entry {
    Entry {
        id: t.id(),
        name: t.need("name"),
        name_ru: t.get("name_ru"),
        was: t.get("was").unwrap_or_default(),
        note: t.get("note"),
        facts: t.list("facts", "fact", fact),
        sources: t.get("sources").unwrap_or_default(),
        place: Place(t.span()),
    }
}

fn recorded<S>(t: &mut Table<'_, '_>) -> Recorded<S>
where
    At<S>: Leaf,
{
    Recorded {
        status: t.need("status"),
        as_of: t.get("status_as_of"),
        note: t.get("status_note"),
        source: t.get("status_source").unwrap_or_default(),
    }
}

pub(super) fn project(t: &mut Table<'_, '_>) -> Project {
    Project {
        entry: entry(t),
        group: t.need("group"),
        lead: t.get("lead"),
        partners: t.get("partners"),
        period: t.get("period"),
        recorded: Some(recorded(t)),
        aim: t.need("aim"),
        targets: t.list("targets", "target", target),
    }
}

pub(super) fn vehicle(t: &mut Table<'_, '_>) -> Vehicle {
    Vehicle {
        entry: entry(t),
        project: t.get("project"),
        class: t.need("class"),
        recorded: Some(recorded(t)),
        maker: t.get("maker"),
        reusable: t.get("reusable"),
        stages: t.get("stages"),
        height_m: t.get("height_m"),
        launch_mass_t: t.get("launch_mass_t"),
        payload_leo_kg: t.get("payload_leo_kg"),
        payload_sso_kg: t.get("payload_sso_kg"),
        payload_gto_kg: t.get("payload_gto_kg"),
        propellants: t.get("propellants"),
        engines: t.get("engines"),
        pads: t.get("pads"),
        partners: t.get("partners"),
        flights: t.table("flights", "count of flights", flights),
    }
}

pub(super) fn constellation(t: &mut Table<'_, '_>) -> Constellation {
    Constellation {
        entry: entry(t),
        project: t.get("project"),
        operator: t.get("operator"),
        maker: t.get("maker"),
        purpose: t.need("purpose"),
        orbit: t.table("orbit", "orbit", orbit),
        launched_by: t.get("launched_by").unwrap_or_default(),
        recorded: Some(recorded(t)),
        counts: t.list("counts", "count", count),
        plans: t.list("plans", "plan", plan),
    }
}

pub(super) fn milestone(t: &mut Table<'_, '_>) -> Milestone {
    Milestone {
        entry: entry(t),
        of: t.need("of"),
        key: t.get("key").unwrap_or_default(),
        needs: t.get("needs").unwrap_or_default(),
        recorded: recorded(t),
        actual: t.get("actual"),
        statements: t.list("statements", "statement", statement),
    }
}

pub(super) fn source(t: &mut Table<'_, '_>) -> Source {
    Source {
        id: t.id(),
        title: t.need("title"),
        publisher: t.need("publisher"),
        date: t.get("date"),
        url: t.address("url"),
        grade: t.need("grade"),
        place: Place(t.span()),
    }
}

fn fact(t: &mut Table<'_, '_>) -> Fact {
    Fact {
        label: t.need("label"),
        value: t.need("value"),
        when: None,
        as_of: t.get("as_of"),
        source: t.get("source").unwrap_or_default(),
        place: Place(t.span()),
    }
}

/// A target is a fact with the date by which it is to be reached.
fn target(t: &mut Table<'_, '_>) -> Fact {
    let when = t.get("when");
    Fact { when, ..fact(t) }
}

fn flights(t: &mut Table<'_, '_>) -> Flights {
    Flights {
        total: t.need("total"),
        failures: t.get("failures"),
        as_of: t.need("as_of"),
        source: t.get("source").unwrap_or_default(),
        place: Place(t.span()),
    }
}

fn orbit(t: &mut Table<'_, '_>) -> Orbit {
    Orbit {
        regime: t.need("regime"),
        altitude_km: t.get("altitude_km"),
        inclination_deg: t.get("inclination_deg"),
    }
}

fn count(t: &mut Table<'_, '_>) -> Count {
    let count = Count {
        on: t.need("on"),
        in_orbit: t.get("in_orbit"),
        working: t.get("working"),
        launched: t.get("launched"),
        lost: t.get("lost"),
        by: t.get("by"),
        note: t.get("note"),
        source: t.get("source").unwrap_or_default(),
        place: Place(t.span()),
    };
    let numbers = [count.in_orbit, count.working, count.launched, count.lost];
    if numbers == [None; 4] && !t.is_damaged() {
        let finding = Diagnostic::new(Code::MissingKey, count.place.0, "a count without a number");
        t.fault(finding.note("add `in_orbit`, `working`, `launched` or `lost`"));
    }
    count
}

fn plan(t: &mut Table<'_, '_>) -> Plan {
    let said = t.get("said");
    let satellites = planned(t);
    Plan {
        said,
        satellites,
        when: t.get("when"),
        by: t.get("by"),
        note: t.get("note"),
        source: t.get("source").unwrap_or_default(),
        place: Place(t.span()),
    }
}

fn planned(t: &mut Table<'_, '_>) -> Planned {
    let (total, more) = (t.get("satellites"), t.get("more"));
    let fault = match (total, more) {
        (Some(satellites), None) => return Planned::Total(satellites),
        (None, Some(more)) => return Planned::More(more),
        (None, None) => Diagnostic::new(Code::MissingKey, t.span(), "a plan without a number"),
        (Some(_), Some(_)) => Diagnostic::new(Code::BadValue, t.span(), "a plan with two numbers"),
    };
    if !t.is_damaged() {
        t.fault(
            fault.note("write either `satellites`, how many in all, or `more`, how many new ones"),
        );
    }
    Planned::Total(0)
}

fn statement(t: &mut Table<'_, '_>) -> Statement {
    Statement {
        said: t.get("said"),
        when: t.need("when"),
        by: t.get("by"),
        words: t.get("words"),
        note: t.get("note"),
        source: t.need("source"),
        place: Place(t.span()),
    }
}

/// The tables of the file, in its order. `milestone` stands for `[[milestone]]`, `source` for
/// `[source.ID]`.
pub(super) const SECTIONS: [Key; 6] = [
    section("programme", Kind::Section),
    section("project", Kind::Entries),
    section("vehicle", Kind::Entries),
    section("constellation", Kind::Entries),
    section("milestone", Kind::Entries),
    section("source", Kind::Registry),
];

const fn section(name: &'static str, kind: Kind) -> Key {
    let required = matches!(kind, Kind::Section);
    Key {
        name,
        kind,
        required,
    }
}

/// The keys of every kind of table, as the decoder asks for them; the file itself is `""`.
pub fn tables() -> Vec<(&'static str, Vec<Key>)> {
    fn keys<T>(name: &'static str, read: fn(&mut Table<'_, '_>) -> T) -> (&'static str, Vec<Key>) {
        let (syntax, table) = (Syntax::default(), DeTable::new());
        let mut context = Context::new("", &syntax);
        let mut reader = Reader::section(&mut context, &table, name, (0..0).into());
        if name == "source" {
            reader.name = Some(At::new("id", (0..0).into()));
        }
        read(&mut reader);
        (name, reader.keys())
    }
    vec![
        ("", SECTIONS.to_vec()),
        keys("programme", programme),
        keys("project", project),
        keys("vehicle", vehicle),
        keys("constellation", constellation),
        keys("milestone", milestone),
        keys("source", source),
        keys("fact", fact),
        keys("target", target),
        keys("flights", flights),
        keys("orbit", orbit),
        keys("count", count),
        keys("plan", plan),
        keys("statement", statement),
    ]
}
