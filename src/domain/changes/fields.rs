//! The recorded fields of each kind of entry, by their names in words.
//!
//! Every struct is taken apart here by all its fields, so that a new one cannot be forgotten.

use std::fmt::Display;

use super::entry::{common, status};
use super::pairs::Pairs;
use super::{Change, Edit, Of, Part, Subject, What, lines};
use crate::domain::catalogue::{
    Catalogue, Constellation, Fact, Id, Orbit, Programme, Project, Source, Vehicle,
};
use crate::domain::clean::Text;
use crate::domain::keyword::Keyword;
use crate::domain::span::At;

/// A field as it reads; none where it is not there.
pub(super) struct Field {
    name: &'static str,
    value: Option<String>,
}

impl Field {
    pub(super) fn new(name: &'static str, value: Option<String>) -> Self {
        Self { name, value }
    }

    pub(super) fn text(name: &'static str, value: Option<&Text>) -> Self {
        Self::shown(name, value)
    }

    pub(super) fn shown(name: &'static str, value: Option<impl Display>) -> Self {
        Self::new(name, value.map(|value| value.to_string()))
    }

    fn word(name: &'static str, value: Option<impl Keyword>) -> Self {
        Self::new(name, value.map(|value| value.word().to_owned()))
    }
}

/// Ids in their order; none where there are none.
pub(super) fn list<'a>(ids: impl IntoIterator<Item = &'a At<Id>>) -> Option<String> {
    let ids: Vec<&str> = ids.into_iter().map(|id| &*id.value).collect();
    (!ids.is_empty()).then(|| ids.join(", "))
}

/// Tells the fields that differ; both lists have the same ones in the same order.
pub(super) fn differ<const N: usize>(
    old: [Field; N],
    new: [Field; N],
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    for (old, new) in old.into_iter().zip(new) {
        let edit = match (old.value, new.value) {
            (Some(from), Some(to)) if from != to => Edit::Changed { from, to },
            (Some(from), None) => Edit::Removed(from),
            (None, Some(to)) => Edit::Added(to),
            _ => continue,
        };
        let what = What::Edited(Part::Field(new.name), edit);
        found.push(Change::new(subject.clone(), what));
    }
}

fn targets(old: &[Fact], new: &[Fact], subject: &Subject, found: &mut Vec<Change>) {
    let target = |target: &Fact| Part::Target(target.label.clone());
    lines::told((old, new), target, subject, found);
}

pub(super) fn programme(
    old: &Programme,
    new: &Programme,
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    if old == new {
        return;
    }
    let fields = |programme: &Programme| {
        let Programme {
            entry: _,
            period,
            as_of,
            federal_projects,
            lead,
            targets: _,
        } = programme;
        [
            Field::shown("period", Some(period)),
            Field::shown("kept up to", Some(as_of)),
            Field::shown("number of projects", Some(federal_projects)),
            Field::text("lead", lead.as_ref()),
        ]
    };
    differ(fields(old), fields(new), subject, found);
    common(&old.entry, &new.entry, subject, found);
    targets(&old.targets, &new.targets, subject, found);
}

pub(super) fn project(old: &Project, new: &Project, subject: &Subject, found: &mut Vec<Change>) {
    if old == new {
        return;
    }
    let fields = |project: &Project| {
        let Project {
            entry: _,
            group,
            lead,
            partners,
            period,
            recorded: _,
            aim,
            targets: _,
        } = project;
        [
            Field::word("group", Some(*group)),
            Field::text("lead", lead.as_ref()),
            Field::text("partners", partners.as_ref()),
            Field::shown("period", period.as_ref()),
            Field::text("aim", Some(aim)),
        ]
    };
    status(old.recorded.as_ref(), new.recorded.as_ref(), subject, found);
    differ(fields(old), fields(new), subject, found);
    common(&old.entry, &new.entry, subject, found);
    targets(&old.targets, &new.targets, subject, found);
}

pub(super) fn vehicle(old: &Vehicle, new: &Vehicle, subject: &Subject, found: &mut Vec<Change>) {
    if old == new {
        return;
    }
    let fields = |vehicle: &Vehicle| {
        let Vehicle {
            entry: _,
            project,
            class,
            recorded: _,
            maker,
            reusable,
            stages,
            height_m,
            launch_mass_t,
            payload_leo_kg,
            payload_sso_kg,
            payload_gto_kg,
            propellants,
            engines,
            pads,
            partners,
            flights: _,
        } = vehicle;
        [
            Field::new("project", list(project)),
            Field::word("class", Some(*class)),
            Field::text("maker", maker.as_ref()),
            Field::word("reusable", *reusable),
            Field::shown("stages", *stages),
            Field::shown("height in m", *height_m),
            Field::shown("launch mass in t", *launch_mass_t),
            Field::shown("payload to LEO in kg", *payload_leo_kg),
            Field::shown("payload to SSO in kg", *payload_sso_kg),
            Field::shown("payload to GTO in kg", *payload_gto_kg),
            Field::text("propellants", propellants.as_ref()),
            Field::text("engines", engines.as_ref()),
            Field::text("pads", pads.as_ref()),
            Field::text("partners", partners.as_ref()),
        ]
    };
    status(old.recorded.as_ref(), new.recorded.as_ref(), subject, found);
    differ(fields(old), fields(new), subject, found);
    common(&old.entry, &new.entry, subject, found);
    let flights = (old.flights.as_slice(), new.flights.as_slice());
    lines::told(flights, |_| Part::Flights, subject, found);
}

pub(super) fn constellation(
    old: &Constellation,
    new: &Constellation,
    subject: &Subject,
    found: &mut Vec<Change>,
) {
    if old == new {
        return;
    }
    let fields = |constellation: &Constellation| {
        let Constellation {
            entry: _,
            project,
            operator,
            maker,
            purpose,
            orbit,
            launched_by,
            recorded: _,
            counts: _,
            plans: _,
        } = constellation;
        [
            Field::new("project", list(project)),
            Field::text("operator", operator.as_ref()),
            Field::text("maker", maker.as_ref()),
            Field::word("purpose", Some(*purpose)),
            Field::new("orbit", orbit.as_ref().map(in_words)),
            Field::new("launched by", list(launched_by)),
        ]
    };
    status(old.recorded.as_ref(), new.recorded.as_ref(), subject, found);
    differ(fields(old), fields(new), subject, found);
    common(&old.entry, &new.entry, subject, found);
    lines::told((&old.counts, &new.counts), |_| Part::Count, subject, found);
    lines::told((&old.plans, &new.plans), |_| Part::Plan, subject, found);
}

/// "LEO, 500-800 km, 82.3°".
fn in_words(orbit: &Orbit) -> String {
    let Orbit {
        regime,
        altitude_km,
        inclination_deg,
    } = orbit;
    let altitude = altitude_km.as_ref().map(|km| format!("{km} km"));
    let inclination = inclination_deg.map(|degrees| format!("{degrees}°"));
    let parts = [Some(regime.word().to_owned()), altitude, inclination];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The registry of sources.
pub(super) fn sources(old: &Catalogue, new: &Catalogue, pairs: &Pairs, found: &mut Vec<Change>) {
    let (old, new) = (old.sources(), new.sources());
    let whole = |source: &Source, what| Change {
        on: source.date,
        sources: vec![source.id.value.clone()],
        ..Change::new(of_source(source), what)
    };
    for (was, is) in pairs.both.iter().map(|(was, is)| (&old[*was], &new[*is])) {
        if was.id != is.id {
            let [before, now] = [was, is].map(|source| source.id.value.clone());
            found.push(whole(
                is,
                What::Renamed {
                    was: before,
                    is: now,
                },
            ));
        }
        differ(source(was), source(is), &of_source(is), found);
    }
    found.extend(
        pairs
            .gone
            .iter()
            .map(|index| whole(&old[*index], What::Removed)),
    );
    found.extend(
        pairs
            .came
            .iter()
            .map(|index| whole(&new[*index], What::Added)),
    );
}

fn of_source(source: &Source) -> Subject {
    Subject {
        of: Of::Source,
        id: source.id.value.clone(),
        name: source.title.clone(),
    }
}

fn source(source: &Source) -> [Field; 5] {
    let Source {
        id: _,
        title,
        publisher,
        date,
        url,
        grade,
        place: _,
    } = source;
    [
        Field::text("title", Some(title)),
        Field::text("publisher", Some(publisher)),
        Field::shown("date", date.as_ref()),
        Field::text("address", url.as_ref()),
        Field::word("grade", Some(*grade)),
    ]
}
