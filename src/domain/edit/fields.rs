//! The keys of entries, sources and lines, in the order in which a file has them, each with the place
//! of its value.

use super::refusal::Refusal;
use super::slot::{Slot, Value};
use crate::domain::catalogue::{
    Constellation, Count, EntryRef, Kind, Milestone, PROGRAMME, Parts, Plan, Planned, Programme,
    Project, Source, Statement, Vehicle, all,
};
use crate::domain::search;

/// A key of something.
pub struct Field<'a> {
    pub key: &'static str,
    /// `None` for what is not changed as a value: ids, ledgers and facts.
    pub slot: Option<&'a mut dyn Slot>,
}

impl Field<'_> {
    /// It can be set.
    pub fn is_open(&self) -> bool {
        self.slot.is_some()
    }
}

/// What has keys.
pub trait Fields: Clone {
    /// All of them, in the order of the format.
    fn fields(&mut self) -> Vec<Field<'_>>;

    /// The keys alone.
    fn keys(&self) -> Vec<&'static str> {
        let mut copy = self.clone();
        copy.fields().iter().map(|field| field.key).collect()
    }

    /// The keys that have a value, in that order.
    fn written(&self) -> Vec<(&'static str, Value)> {
        let mut copy = self.clone();
        let fields = copy.fields().into_iter();
        (fields.filter_map(|field| Some((field.key, field.slot?.value()?)))).collect()
    }
}

/// Who has keys of its own in the file: an entry, the programme, a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Entry(EntryRef),
    /// By its place in the list.
    Source(usize),
}

impl Holder {
    /// The one with this id; an entry goes before a source.
    ///
    /// # Errors
    /// None has it; the refusal names the nearest that there is.
    pub fn find(parts: &Parts, id: &str) -> Result<Self, Refusal> {
        if id == PROGRAMME {
            return Ok(Self::Entry(EntryRef::new(Kind::Programme, 0)));
        }
        let entry = all(parts).find(|(_, entry)| &*entry.id.value == id);
        let entry = entry.map(|(at, _)| Self::Entry(at));
        let mut sources = parts.sources.iter();
        let mut source = || sources.position(|source| &*source.id.value == id);
        entry.or_else(|| source().map(Self::Source)).ok_or_else(|| {
            let renamed =
                all(parts).find(|(_, entry)| entry.was.iter().any(|was| &*was.value == id));
            let renamed = renamed.map(|(_, entry)| &*entry.id.value);
            let ids = || {
                let entries = all(parts).map(|(_, entry)| &*entry.id.value);
                entries.chain(parts.sources.iter().map(|source| &*source.id.value))
            };
            let meant = renamed.or_else(|| search::meant(id, ids));
            Refusal::NoSuchEntry {
                id: id.into(),
                meant: meant.map(Into::into),
            }
        })
    }

    /// What it is called in the file: `milestone` of `[[milestone]]`.
    pub fn section(self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Entry(at) => at.kind.name(),
        }
    }

    /// Its keys, in the order of the format.
    pub fn fields(self, parts: &mut Parts) -> Vec<Field<'_>> {
        fn of(some: Option<&mut impl Fields>) -> Vec<Field<'_>> {
            some.map(Fields::fields).unwrap_or_default()
        }
        match self {
            Self::Source(index) => of(parts.sources.get_mut(index)),
            Self::Entry(EntryRef { kind, index }) => match kind {
                Kind::Programme => parts.programme.fields(),
                Kind::Project => of(parts.projects.get_mut(index)),
                Kind::Vehicle => of(parts.vehicles.get_mut(index)),
                Kind::Constellation => of(parts.constellations.get_mut(index)),
                Kind::Milestone => of(parts.milestones.get_mut(index)),
            },
        }
    }

    /// The keys that have a value, in that order.
    pub fn written(self, parts: &Parts) -> Vec<(&'static str, Value)> {
        self.read(parts, &|fields| {
            let fields = fields.into_iter();
            (fields.filter_map(|field| Some((field.key, field.slot?.value()?)))).collect()
        })
    }

    /// All its keys, in that order.
    pub fn keys(self, parts: &Parts) -> Vec<&'static str> {
        self.read(parts, &|fields| {
            fields.iter().map(|field| field.key).collect()
        })
    }

    /// Fields are places to write to, so they are read in a copy of the one entry.
    fn read<T: Default>(self, parts: &Parts, read: &dyn Fn(Vec<Field<'_>>) -> T) -> T {
        fn of<T: Default>(some: Option<&impl Fields>, read: &dyn Fn(Vec<Field<'_>>) -> T) -> T {
            some.cloned()
                .map(|mut copy| read(copy.fields()))
                .unwrap_or_default()
        }
        match self {
            Self::Source(index) => of(parts.sources.get(index), read),
            Self::Entry(EntryRef { kind, index }) => match kind {
                Kind::Programme => of(Some(&parts.programme), read),
                Kind::Project => of(parts.projects.get(index), read),
                Kind::Vehicle => of(parts.vehicles.get(index), read),
                Kind::Constellation => of(parts.constellations.get(index), read),
                Kind::Milestone => of(parts.milestones.get(index), read),
            },
        }
    }

    /// What a key says now.
    pub fn value(self, parts: &Parts, key: &str) -> Option<Value> {
        let mut written = self.written(parts).into_iter();
        written
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }
}

/// `fields!["id", "name" => self.entry.name]`: a key alone, or with the place of its value.
macro_rules! fields {
    ($($key:literal $(=> $slot:expr)?),* $(,)?) => {
        vec![$(Field { key: $key, slot: fields!(@slot $($slot)?) }),*]
    };
    (@slot) => { None };
    (@slot $slot:expr) => { Some(&mut $slot as &mut dyn Slot) };
}

impl Fields for Programme {
    fn fields(&mut self) -> Vec<Field<'_>> {
        fields![
            "name" => self.entry.name,
            "name_ru" => self.entry.name_ru,
            "period" => self.period,
            "as_of" => self.as_of,
            "federal_projects" => self.federal_projects,
            "lead" => self.lead,
            "note" => self.entry.note,
            "targets",
            "facts",
            "sources" => self.entry.sources,
        ]
    }
}

/// The four keys of a recorded status.
macro_rules! recorded {
    ($recorded:expr) => {
        ($recorded.iter_mut()).flat_map(|recorded| {
            fields![
                "status" => recorded.status,
                "status_as_of" => recorded.as_of,
                "status_note" => recorded.note,
                "status_source" => recorded.source,
            ]
        })
    };
}

impl Fields for Project {
    fn fields(&mut self) -> Vec<Field<'_>> {
        let mut fields = fields![
            "id",
            "name" => self.entry.name,
            "name_ru" => self.entry.name_ru,
            "was" => self.entry.was,
            "group" => self.group,
            "lead" => self.lead,
            "partners" => self.partners,
            "period" => self.period,
        ];
        fields.extend(recorded!(self.recorded));
        fields.extend(fields![
            "aim" => self.aim,
            "note" => self.entry.note,
            "targets",
            "facts",
            "sources" => self.entry.sources,
        ]);
        fields
    }
}

impl Fields for Vehicle {
    fn fields(&mut self) -> Vec<Field<'_>> {
        let mut fields = fields![
            "id",
            "name" => self.entry.name,
            "name_ru" => self.entry.name_ru,
            "was" => self.entry.was,
            "project" => self.project,
            "class" => self.class,
        ];
        fields.extend(recorded!(self.recorded));
        fields.extend(fields![
            "maker" => self.maker,
            "reusable" => self.reusable,
            "stages" => self.stages,
            "height_m" => self.height_m,
            "launch_mass_t" => self.launch_mass_t,
            "payload_leo_kg" => self.payload_leo_kg,
            "payload_sso_kg" => self.payload_sso_kg,
            "payload_gto_kg" => self.payload_gto_kg,
            "propellants" => self.propellants,
            "engines" => self.engines,
            "pads" => self.pads,
            "partners" => self.partners,
            "flights",
        ]);
        fields.extend(self.flights.iter_mut().flat_map(|flights| {
            fields![
                "flights.total" => flights.total,
                "flights.failures" => flights.failures,
                "flights.as_of" => flights.as_of,
                "flights.source" => flights.source,
            ]
        }));
        fields.extend(fields![
            "note" => self.entry.note,
            "facts",
            "sources" => self.entry.sources,
        ]);
        fields
    }
}

impl Fields for Constellation {
    fn fields(&mut self) -> Vec<Field<'_>> {
        let mut fields = fields![
            "id",
            "name" => self.entry.name,
            "name_ru" => self.entry.name_ru,
            "was" => self.entry.was,
            "project" => self.project,
            "operator" => self.operator,
            "maker" => self.maker,
            "purpose" => self.purpose,
            "orbit",
        ];
        fields.extend(self.orbit.iter_mut().flat_map(|orbit| {
            fields![
                "orbit.regime" => orbit.regime,
                "orbit.altitude_km" => orbit.altitude_km,
                "orbit.inclination_deg" => orbit.inclination_deg,
            ]
        }));
        fields.extend(fields!["launched_by" => self.launched_by]);
        fields.extend(recorded!(self.recorded));
        fields.extend(fields![
            "counts",
            "plans",
            "note" => self.entry.note,
            "facts",
            "sources" => self.entry.sources,
        ]);
        fields
    }
}

impl Fields for Milestone {
    fn fields(&mut self) -> Vec<Field<'_>> {
        fields![
            "id",
            "name" => self.entry.name,
            "name_ru" => self.entry.name_ru,
            "was" => self.entry.was,
            "of" => self.of,
            "key" => self.key,
            "needs" => self.needs,
            "status" => self.recorded.status,
            "actual" => self.actual,
            "status_as_of" => self.recorded.as_of,
            "status_note" => self.recorded.note,
            "status_source" => self.recorded.source,
            "note" => self.entry.note,
            "facts",
            "sources" => self.entry.sources,
            "statements",
        ]
    }
}

impl Fields for Source {
    fn fields(&mut self) -> Vec<Field<'_>> {
        fields![
            "title" => self.title,
            "publisher" => self.publisher,
            "date" => self.date,
            "url" => self.url,
            "grade" => self.grade,
        ]
    }
}

impl Fields for Statement {
    fn fields(&mut self) -> Vec<Field<'_>> {
        fields![
            "said" => self.said,
            "when" => self.when,
            "by" => self.by,
            "words" => self.words,
            "note" => self.note,
            "source" => self.source,
        ]
    }
}

impl Fields for Count {
    fn fields(&mut self) -> Vec<Field<'_>> {
        fields![
            "on" => self.on,
            "in_orbit" => self.in_orbit,
            "working" => self.working,
            "launched" => self.launched,
            "lost" => self.lost,
            "by" => self.by,
            "note" => self.note,
            "source" => self.source,
        ]
    }
}

impl Fields for Plan {
    fn fields(&mut self) -> Vec<Field<'_>> {
        let satellites = match self.satellites {
            Planned::Total(_) => "satellites",
            Planned::More(_) => "more",
        };
        let mut fields = fields![
            "said" => self.said,
            "satellites" => self.satellites,
            "when" => self.when,
            "by" => self.by,
            "note" => self.note,
            "source" => self.source,
        ];
        fields[1].key = satellites;
        fields
    }
}
