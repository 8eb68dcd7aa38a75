//! The kinds of tables of the catalogue: each a struct, and below it its keys.

use std::ops::Range;

pub use super::value::Id;
use super::value::Value;
use super::{ALL, Key, Numbers, Record, Role, See, Target, Touch, record};
use crate::domain::file::span::{At, Place};
use crate::domain::format::keyword::{
    Class, ConstellationStatus, Grade, Group, MilestoneKind, MilestoneStatus, Part, ProjectStatus,
    Purpose, Regime, Reusable, VehicleStatus,
};
use crate::domain::text::clean::Text;
use crate::domain::when::{Period, When};

/// Ids of sources, each with its place. Never empty where a source is required.
pub type Sources = Vec<At<Id>>;

/// The national project as a whole; its id is [`PROGRAMME`](crate::domain::kind::PROGRAMME).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programme {
    pub entry: Entry,
    pub period: When,
    /// Typed by hand in older files; nothing rests on it.
    pub as_of: Option<At<Period>>,
    pub federal_projects: u32,
    pub lead: Option<Text>,
    pub launches: Vec<Launches>,
    pub launch_goals: Vec<LaunchGoal>,
    pub targets: Vec<Fact>,
}

record! { Programme, "programme", "The programme as a whole.", [entry];
    ..entry(Entry::NAMES);
    period:           value Must Plain          "period", "period", "From when to when it runs: \"2026/2036\"";
    as_of:            value May Plain           "as_of", "as of", "No longer needed: the day of the newest source is computed";
    federal_projects: value Must Plain          "federal_projects", "number of projects", "How many federal projects it has";
    lead:             value May Plain           "lead", "lead", "Who leads it";
    ..entry(Entry::NOTE);
    launches:         list May Plain            "launches", "year of launches", "A ledger of the launches of each year: the newest line of a year counts";
    launch_goals:     list May Plain            "launch_goals", "promise of launches", "A ledger of promised launches a year, oldest first: never overwrite, add a line";
    targets:          list May Plain            "targets", "target", "What is to be reached, each with its date and source";
    ..entry(Entry::CLAIMS);
}

/// The launches of a year, as counted on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Launches {
    pub year: Period,
    pub made: u32,
    pub failed: Option<u32>,
    pub as_of: Period,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

record! { Launches, "launches", "The launches of a year, as counted on a day.", [place] place;
    year:             value Must Plain          "year", "year", "The year";
    made:             value Must Plain          "made", "launches", "All launches of it";
    failed:           value May Plain           "failed", "failed", "Failed launches among them";
    as_of:            value Must Known          "as_of", "as of", "When they were counted";
    note:             value May Plain           "note", "note", "A remark";
    source:           value Must Cites          "source", "source", "Who says so: the id of a source, or an array of ids";
}

/// How many launches a year were promised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LaunchGoal {
    pub said: Option<Period>,
    /// The year, or the years, of which each is to have so many.
    pub when: When,
    pub from: Option<u32>,
    pub to: Option<u32>,
    pub by: Option<Text>,
    pub words: Option<Text>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

record! { LaunchGoal, "launch-goal", "How many launches a year were promised: at least one number.",
    [place] place + Some("from", "to");
    said:             value May Known           "said", "said", "When it was said; left out if that is not known";
    when:             value Must Plain          "when", "for", "The year, or the years, of which each is to have so many";
    from:             value May Plain           "from", "at least", "The smaller number of launches a year";
    to:               value May Plain           "to", "up to", "The greater number of launches a year, or the only one";
    by:               value May Speaker         "by", "by", "Who said it";
    words:            value May Plain           "words", "words", "A few words as said";
    note:             value May Plain           "note", "note", "A remark";
    source:           value Must Cites          "source", "source", "Who says so: the id of a source, or an array of ids";
}

/// What the entries of all kinds have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub id: At<Id>,
    pub name: Text,
    pub name_ru: Option<Text>,
    /// Earlier ids of this entry.
    pub was: Vec<At<Id>>,
    pub note: Option<Text>,
    pub facts: Vec<Fact>,
    pub sources: Sources,
    /// On a view of an earlier day: something of it is hidden, and so are its texts without a day.
    pub withheld: bool,
    /// The header of its table: `[[project]]`.
    pub place: Place,
}

record! { Entry, "entry", "What entries of all kinds have in common.", [withheld, place] place;
    id:               value Must Own            "id", "id", "Small letters, digits and dashes, never used again for something else: \"soyuz-5\"";
    name:             value Must Plain          "name", "name", "The name in English";
    name_ru:          value May Plain           "name_ru", "Russian name", "The name in Russian";
    was:              value May Own             "was", "earlier ids", "Earlier ids of this entry, so that its history is not lost";
    note:             value May Remark          "note", "note", "A remark";
    facts:            list May Plain            "facts", "fact", "Claims, budgets, figures, each with its source. Claims that contradict each other stand next to each other under the same label";
    sources:          value May Cites           "sources", "sources", "The ids of the sources that speak of it";
}

impl Entry {
    const ID_AND_NAMES: Range<usize> = 0..4;
    const NAMES: Range<usize> = 1..3;
    const NOTE: Range<usize> = 4..5;
    const CLAIMS: Range<usize> = 5..7;
}

/// A recorded status: what somebody declared, on whose word, as of when. The file always has one; on a view of
/// a day before the status was recorded an entry is without: `S` is an `Option` where that can be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorded<S> {
    pub status: S,
    pub as_of: Option<Period>,
    pub note: Option<Text>,
    pub source: Sources,
}

record! { Recorded<S>, "status", "A recorded status.", [];
    status:           value Must Plain          "status", "status", "How it is said to stand. Nobody writes \"late\": what the dates say is computed beside it";
    as_of:            value May Known           "status_as_of", "status as of", "Since when, or as of when, the status is recorded";
    note:             value May Remark          "status_note", "status note", "A few words on the status";
    source:           value May Cites           "status_source", "status source", "By whose word: the id of a source, or an array of ids";
}

impl Recorded<At<MilestoneStatus>> {
    const WORD: Range<usize> = 0..1;
    const DETAILS: Range<usize> = 1..4;
}

/// A sourced claim. Several of one entry with the same label contradict each other and are shown
/// side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fact {
    pub label: Text,
    pub value: Text,
    /// For a target: by when.
    pub when: Option<When>,
    pub as_of: Option<Period>,
    pub source: Sources,
    pub place: Place,
}

record! { Fact, "fact", "A sourced claim. The same label twice in one entry means claims that disagree: both are shown, side by side.", [place] place;
    label:            value Must Plain          "label", "label", "What it is about, in a few words: \"Payload to LEO\"";
    value:            value Must Plain          "value", "value", "What is claimed, with its unit: \"17 t\"";
    when:             value May OfTarget        "when", "for", "By when it is to be reached";
    as_of:            value May Known           "as_of", "as of", "When it was claimed";
    source:           value May Cites           "source", "source", "Who says so: the id of a source, or an array of ids";
}

/// A federal project of the national project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    pub entry: Entry,
    pub group: Group,
    pub lead: Option<Text>,
    pub partners: Option<Text>,
    pub period: Option<When>,
    pub recorded: Recorded<Option<At<ProjectStatus>>>,
    pub aim: Text,
    pub targets: Vec<Fact>,
}

record! { Project, "project", "A federal project.", [entry, recorded];
    ..entry(Entry::ID_AND_NAMES);
    group:            value Must Plain          "group", "group", "What it is chiefly for";
    lead:             value May Plain           "lead", "lead", "Who leads it";
    partners:         value May Plain           "partners", "partners", "Who takes part, separated by commas";
    period:           value May Plain           "period", "period", "From when to when it runs";
    ..recorded(ALL);
    aim:              value Must Remark         "aim", "aim", "What it is for, in one line";
    ..entry(Entry::NOTE);
    targets:          list May Plain            "targets", "target", "What is to be reached, each with its date and source";
    ..entry(Entry::CLAIMS);
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vehicle {
    pub entry: Entry,
    pub project: Option<At<Id>>,
    pub class: Class,
    pub recorded: Recorded<Option<At<VehicleStatus>>>,
    pub maker: Option<Text>,
    pub reusable: Option<Reusable>,
    pub stages: Option<u32>,
    /// Metres.
    pub height_m: Option<f64>,
    /// Metres, of the core.
    pub diameter_m: Option<f64>,
    /// Metres, with boosters.
    pub width_m: Option<f64>,
    /// Tonnes.
    pub launch_mass_t: Option<f64>,
    /// Kilograms to a low orbit.
    pub payload_leo_kg: Option<u32>,
    /// Kilograms to a sun-synchronous orbit.
    pub payload_sso_kg: Option<u32>,
    /// Kilograms to a geostationary transfer orbit.
    pub payload_gto_kg: Option<u32>,
    pub propellants: Option<Text>,
    pub engines: Option<Text>,
    pub pads: Option<Text>,
    pub partners: Option<Text>,
    /// The milestone of its first flight.
    pub first_flight: Option<At<Id>>,
    pub flights: Option<Flights>,
    /// What it looks like, from the ground up.
    pub profile: Vec<Piece>,
}

record! { Vehicle, "vehicle", "A launch vehicle.", [entry, recorded];
    ..entry(Entry::ID_AND_NAMES);
    project:          value May Link(Project)   "project", "project", "The id of the federal project that it belongs to";
    class:            value Must Plain          "class", "class", "Its lifting class";
    ..recorded(ALL);
    maker:            value May Plain           "maker", "maker", "Who builds it";
    reusable:         value May Plain           "reusable", "reusable", "Which part flies again";
    stages:           value May Plain           "stages", "stages", "How many stages";
    height_m:         value May Plain           "height_m", "height in m", "Height in metres";
    diameter_m:       value May Plain           "diameter_m", "diameter in m", "Diameter of the core in metres";
    width_m:          value May Plain           "width_m", "width in m", "Width with its boosters in metres";
    launch_mass_t:    value May Plain           "launch_mass_t", "launch mass in t", "Mass at launch in tonnes";
    payload_leo_kg:   value May Plain           "payload_leo_kg", "payload to LEO in kg", "Payload to a low orbit in kilograms";
    payload_sso_kg:   value May Plain           "payload_sso_kg", "payload to SSO in kg", "Payload to a sun-synchronous orbit in kilograms";
    payload_gto_kg:   value May Plain           "payload_gto_kg", "payload to GTO in kg", "Payload to a geostationary transfer orbit in kilograms";
    propellants:      value May Plain           "propellants", "propellants", "What it burns: \"kerosene / liquid oxygen\"";
    engines:          value May Plain           "engines", "engines", "Its engines";
    pads:             value May Plain           "pads", "pads", "Where it starts from";
    partners:         value May Plain           "partners", "partners", "Who takes part, separated by commas";
    first_flight:     value May Link(Milestone) "first_flight", "first flight", "The id of the milestone of its first flight";
    flights:          table May Plain           "flights", "count of flights", "How often it has flown, as counted on a day";
    profile:          list May Plain            "profile", "piece", "Its outline from the ground up, for the picture: only where all sizes are on record";
    ..entry(Entry::NOTE);
    ..entry(Entry::CLAIMS);
}

/// A piece of a vehicle's outline: a cylinder, or several equal ones side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    pub part: Part,
    /// Metres above the ground.
    pub from: f64,
    /// Metres above the ground.
    pub to: f64,
    /// Metres.
    pub width: f64,
    pub count: Option<u32>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

record! { Piece, "piece", "A piece of the outline: a cylinder, or several equal ones side by side.", [place] place;
    part:             value Must Plain          "part", "part", "Which part of the vehicle";
    from:             value Must Plain          "from", "from", "Where it begins, in metres above the ground";
    to:               value Must Plain          "to", "to", "Where it ends, in metres above the ground";
    width:            value Must Plain          "width", "width", "How wide it is, in metres";
    count:            value May Plain           "count", "count", "How many of them stand side by side; one if it is left out";
    note:             value May Plain           "note", "note", "A remark";
    source:           value Must Cites          "source", "source", "Who says so: the id of a source, or an array of ids";
}

/// How often a vehicle has flown, as counted on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flights {
    pub total: u32,
    pub failures: Option<u32>,
    pub as_of: Period,
    pub source: Sources,
    pub place: Place,
}

record! { Flights, "flights", "How often it has flown, as counted on a day.", [place] place;
    total:            value Must Plain          "total", "flights", "All flights";
    failures:         value May Plain           "failures", "failed", "Failed flights among them";
    as_of:            value Must Known          "as_of", "as of", "When they were counted";
    source:           value May Cites           "source", "source", "Who says so: the id of a source, or an array of ids";
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constellation {
    pub entry: Entry,
    pub project: Option<At<Id>>,
    pub operator: Option<Text>,
    pub maker: Option<Text>,
    pub purpose: Purpose,
    pub orbit: Option<Orbit>,
    pub launched_by: Vec<At<Id>>,
    /// The names of its satellites in the orbit catalogue; `*` stands for any letters.
    pub satcat: Vec<Text>,
    pub recorded: Recorded<Option<At<ConstellationStatus>>>,
    pub counts: Vec<Count>,
    pub plans: Vec<Plan>,
}

record! { Constellation, "constellation", "A constellation of satellites.", [entry, recorded];
    ..entry(Entry::ID_AND_NAMES);
    project:          value May Link(Project)   "project", "project", "The id of the federal project that it belongs to";
    operator:         value May Plain           "operator", "operator", "Who runs it";
    maker:            value May Plain           "maker", "maker", "Who builds the satellites";
    purpose:          value Must Plain          "purpose", "purpose", "What it is for";
    orbit:            table May Plain           "orbit", "orbit", "Where its satellites fly";
    launched_by:      value May Link(Vehicle)   "launched_by", "launched by", "The ids of the vehicles that launch it";
    satcat:           value May Plain           "satcat", "names in the orbit catalogue", "The names of its satellites in the orbit catalogue and in element files, `*` for any letters: \"RASSVET*\"";
    ..recorded(ALL);
    counts:           list May Plain            "counts", "count", "A ledger of counts, oldest first: never overwrite, add a line";
    plans:            list May Plain            "plans", "plan", "A ledger of promises, oldest first: never overwrite, add a line";
    ..entry(Entry::NOTE);
    ..entry(Entry::CLAIMS);
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orbit {
    pub regime: Regime,
    /// Kilometres, as said: "500-800".
    pub altitude_km: Option<Text>,
    /// Degrees.
    pub inclination_deg: Option<f64>,
}

record! { Orbit, "orbit", "Where its satellites fly.", [];
    regime:           value Must Plain          "regime", "regime", "The kind of orbit";
    altitude_km:      value May Plain           "altitude_km", "altitude in km", "Altitude in kilometres, as said: \"500-800\"";
    inclination_deg:  value May Plain           "inclination_deg", "inclination in degrees", "Inclination in degrees";
}

/// A line of a constellation's ledger: how many satellites there were on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Count {
    pub on: Period,
    pub in_orbit: Option<u32>,
    pub working: Option<u32>,
    pub launched: Option<u32>,
    pub lost: Option<u32>,
    pub by: Option<Text>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

record! { Count, "count", "How many satellites there were on a day: at least one number.",
    [place] place + Some("in_orbit", "working", "launched", "lost");
    on:               value Must Known          "on", "on", "When they were counted";
    in_orbit:         value May Plain           "in_orbit", "in orbit", "Satellites in orbit";
    working:          value May Plain           "working", "working", "Satellites that work";
    launched:         value May Plain           "launched", "launched", "Satellites ever launched";
    lost:             value May Plain           "lost", "lost", "Satellites lost";
    by:               value May Speaker         "by", "by", "Who counted";
    note:             value May Plain           "note", "note", "A remark";
    source:           value May Cites           "source", "source", "Who says so: the id of a source, or an array of ids";
}

/// A line of a constellation's ledger: how many satellites were promised, and by when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub said: Option<Period>,
    /// How many there are to be in all; else `more`.
    pub satellites: Option<u32>,
    /// How many new ones, beside those that are there.
    pub more: Option<u32>,
    pub when: Option<When>,
    pub by: Option<Text>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

record! { Plan, "plan", "How many satellites were promised, and by when: `satellites` in all, or `more` new ones.",
    [place] place + One("satellites", "more");
    said:             value May Known           "said", "said", "When it was said; left out if that is not known";
    satellites:       value May Plain           "satellites", "satellites", "How many satellites there are to be in all; else `more`";
    more:             value May Plain           "more", "more satellites", "How many new satellites, beside those that are there";
    when:             value May Plain           "when", "for", "By when";
    by:               value May Speaker         "by", "by", "Who said it";
    note:             value May Plain           "note", "note", "A remark";
    source:           value May Cites           "source", "source", "Who says so: the id of a source, or an array of ids";
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Milestone {
    pub entry: Entry,
    /// Ids of projects, vehicles and constellations, or [`PROGRAMME`](crate::domain::kind::PROGRAMME).
    pub of: Vec<At<Id>>,
    /// It belongs on the overview.
    pub key: bool,
    /// Ids of milestones that must come first.
    pub needs: Vec<At<Id>>,
    pub kind: Option<MilestoneKind>,
    /// Of a launch: what flies.
    pub vehicle: Option<At<Id>>,
    pub pad: Option<Text>,
    pub payload: Option<Text>,
    pub reach: Option<Reach>,
    pub recorded: Recorded<At<MilestoneStatus>>,
    /// When it happened; present exactly when the status is done or failed.
    pub actual: Option<At<When>>,
    /// Its launch in Launch Library 2.
    pub ll2: Option<Text>,
    /// The international number of the launch or of the object: "2026-165", "2026-165A".
    pub cospar: Option<Text>,
    /// The international number of the object whose return it is.
    pub decay: Option<Text>,
    /// Every date ever given, in the order of the file.
    pub statements: Vec<Statement>,
}

record! { Milestone, "milestone", "Something that is to happen, or has.", [entry, recorded];
    ..entry(Entry::ID_AND_NAMES);
    of:               value Must Link(Owner)    "of", "of", "Whose it is: the ids of projects, vehicles and constellations, or \"programme\"";
    key:              value May Plain           "key", "key", "It belongs on the overview";
    needs:            value May Link(Milestone) "needs", "needs", "The ids of milestones that must come first";
    kind:             value May Plain           "kind", "kind", "What sort of thing it is. An event is something that nobody promised; an end that comes later is no slip";
    vehicle:          value May Link(Vehicle)   "vehicle", "vehicle", "Of a launch: the id of the vehicle; it need not stand in `of` again";
    pad:              value May Plain           "pad", "pad", "Of a launch: from where, \"Baikonur 31/6\"";
    payload:          value May Plain           "payload", "payload", "Of a launch: what it carries";
    reach:            table May Plain           "reach", "number to reach", "Of a deployment: how many satellites it promises";
    ..recorded(Recorded::WORD);
    actual:           value May Plain           "actual", "came about", "When it happened: required for done and failed, forbidden otherwise";
    ..recorded(Recorded::DETAILS);
    ll2:              value May Plain           "ll2", "Launch Library 2", "Its id in Launch Library 2, by which `roscope import` finds it";
    cospar:           value May Plain           "cospar", "COSPAR number", "The international number of the launch: \"2026-165\"";
    decay:            value May Plain           "decay", "number of what returns", "The international number of the object whose return it is: \"2025-275A\"";
    ..entry(Entry::NOTE);
    ..entry(Entry::CLAIMS);
    statements:       list May Plain            "statements", "statement", "A ledger of every date ever given, oldest first: never overwrite, add a line";
}

/// How many satellites of a constellation a milestone promises.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    pub constellation: At<Id>,
    pub satellites: u32,
    pub place: Place,
}

record! { Reach, "reach", "How many satellites of a constellation are to be in orbit then.", [place] place;
    constellation:    value Must Link(Constellation) "constellation", "constellation", "The id of the constellation";
    satellites:       value Must Plain          "satellites", "satellites", "How many are to be in orbit";
}

/// A line of a milestone's ledger: who gave which date, and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// When it was said; unknown for a few, which are listed and take part in no arithmetic.
    pub said: Option<Period>,
    pub when: When,
    pub by: Option<Text>,
    /// As worded.
    pub words: Option<Text>,
    pub note: Option<Text>,
    pub source: Sources,
    pub place: Place,
}

record! { Statement, "statement", "A date that somebody gave.", [place] place;
    said:             value May Known           "said", "said", "When it was said; left out if that is not known";
    when:             value Must Plain          "when", "date", "The date that was given";
    by:               value May Speaker         "by", "by", "Who said it, in one spelling throughout: \"Bakanov\", \"Roscosmos\"";
    words:            value May Plain           "words", "words", "A few words as said";
    note:             value May Plain           "note", "note", "A remark";
    source:           value Must Cites          "source", "source", "Who says so: the id of a source, or an array of ids";
}

/// An entry of the registry of sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    pub id: At<Id>,
    pub title: Text,
    pub publisher: Text,
    pub date: Option<Period>,
    pub url: Option<Text>,
    pub grade: Grade,
    pub place: Place,
}

record! { Source, "source", "A source, under its id: [source.tass-2025-06-25].", [id, place] place;
    title:            value Must Plain          "title", "title", "Its title";
    publisher:        value Must Plain          "publisher", "publisher", "Who published it";
    date:             value May Known           "date", "date", "When it was published";
    url:              value May Address         "url", "address", "Its address";
    grade:            value Must Plain          "grade", "grade", "How far it is to be trusted: official (a body that decides or builds), agency (a news agency), media (any other press), weak (a repost, a forum, a tracker, an undated copy)";
}

/// Somebody who makes statements, in the registry of speakers: one person under one name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    pub id: At<Id>,
    pub name: Text,
    pub name_ru: Option<Text>,
    pub role: Option<Text>,
    pub also: Vec<Text>,
    pub place: Place,
}

record! { Speaker, "speaker", "A speaker, under an id: [speaker.bakanov].", [id, place] place;
    name:             value Must Plain          "name", "name", "The name as `by` has it";
    name_ru:          value May Plain           "name_ru", "Russian name", "The name in Russian";
    role:             value May Plain           "role", "role", "Who that is: \"head of Roscosmos since February 2025\"";
    also:             value May Plain           "also", "also written", "Other spellings of the name in `by`";
}

/// A record that stands under its id in a registry.
pub trait Registered: Record {
    fn id_mut(&mut self) -> &mut At<Id>;
}

impl Registered for Source {
    fn id_mut(&mut self) -> &mut At<Id> {
        &mut self.id
    }
}

impl Registered for Speaker {
    fn id_mut(&mut self) -> &mut At<Id> {
        &mut self.id
    }
}
