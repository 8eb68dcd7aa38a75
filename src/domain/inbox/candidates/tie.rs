//! Which entry a record is about: the one that names it, else the one that has enough in common with it.
//!
//! Every point is kept, so that a tie can be shown and is never silent.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use strum::IntoStaticStr;

use super::naming::{Kinship, Naming};
use crate::domain::catalogue::{Catalogue, Entry, EntryRef, Kind, Milestone};
use crate::domain::format::keyword::{MilestoneKind, MilestoneStatus};
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::sighting::Flight;
use crate::domain::when::{Period, When};

/// Something that a record and an entry have in common, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Point {
    /// The entry names the record.
    Key,
    Serial,
    Series,
    /// It happened on the day of the record.
    Day,
    /// The day on which it happened lies in the window of the record, or the other way round.
    Holds,
    /// The windows meet.
    Meets,
    /// They are at most 45 days apart.
    Near,
    Far,
    Vehicle,
    OtherVehicle,
    TestFlight,
    /// The name speaks of a launch or a flight.
    Launch,
    /// The number of a batch.
    Number,
    /// The entry is of a constellation beside the one that the record names.
    Sister,
}

impl Point {
    pub fn worth(self) -> i32 {
        match self {
            Self::Key => 100,
            Self::Serial | Self::Day => 5,
            Self::Holds | Self::Meets => 3,
            Self::Series | Self::TestFlight => 2,
            Self::Near | Self::Vehicle | Self::Launch | Self::Number => 1,
            Self::OtherVehicle => -1,
            Self::Far => -2,
            Self::Sister => -3,
        }
    }
}

/// A milestone that a record may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Its place in the list of milestones.
    pub milestone: usize,
    pub points: Vec<Point>,
}

impl Fit {
    pub fn score(&self) -> i32 {
        let sum = self.points.iter().map(|point| point.worth()).sum();
        if self.points.contains(&Point::Far) {
            std::cmp::min(sum, 5)
        } else {
            sum
        }
    }

    pub fn is_by_key(&self) -> bool {
        self.points.contains(&Point::Key)
    }
}

/// What a record is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    To(Fit),
    /// One of these, perhaps: it has to be asked.
    Perhaps(Vec<Fit>),
    Nothing,
}

/// So much is enough.
const ENOUGH: i32 = 6;
/// So far ahead of the next one it has to be.
const LEAD: i32 = 2;
/// Days.
const NEAR: i64 = 45;

/// A milestone as it is looked at.
struct Profile {
    index: usize,
    naming: Naming,
    /// The names of its constellations.
    series: Naming,
    vehicles: Vec<EntryRef>,
    what: What,
    speaks_of_launch: bool,
    is_first_flight: bool,
    /// What a record must name for it.
    sisters: Vec<String>,
}

/// What a milestone can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Launch,
    /// A satellite or ship lands, or is lost.
    Ending,
    Other,
}

/// The milestones of a catalogue as they are looked at, prepared once.
pub(super) struct Profiles<'c> {
    catalogue: &'c Catalogue,
    milestones: Vec<Profile>,
    vehicles: Vec<(EntryRef, Naming)>,
    constellations: Vec<Series>,
    /// Ids that are taken.
    ids: HashSet<&'c str>,
    /// Those that have a word in their names, by the word.
    named: HashMap<String, Vec<usize>>,
    by_record: HashMap<&'c str, usize>,
    by_number: HashMap<&'c str, usize>,
}

impl<'c> Profiles<'c> {
    pub(super) fn new(catalogue: &'c Catalogue) -> Self {
        let milestones = 0..catalogue.milestones().len();
        let vehicles = catalogue
            .vehicles()
            .iter()
            .enumerate()
            .map(|(index, vehicle)| {
                let naming = Naming::of([&*vehicle.entry.name]);
                (EntryRef::new(Kind::Vehicle, index), naming)
            });
        let milestones: Vec<Profile> = milestones
            .filter_map(|index| Profile::new(catalogue, index))
            .collect();
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, profile) in milestones.iter().enumerate() {
            for word in profile.naming.names().union(&profile.series.names()) {
                named.entry((*word).to_owned()).or_default().push(place);
            }
        }
        let all = || catalogue.milestones().iter().enumerate();
        let records = all().filter_map(|(index, one)| Some((one.ll2.as_deref()?, index)));
        let numbers = all().filter_map(|(index, one)| Some((one.cospar.as_deref()?, index)));
        Self {
            catalogue,
            milestones,
            vehicles: vehicles.collect(),
            constellations: constellations(catalogue),
            ids: taken(catalogue),
            named,
            by_record: records.collect(),
            by_number: numbers.collect(),
        }
    }

    /// The vehicle of this name, with whatever stands on top of it.
    pub(super) fn vehicle(&self, name: &str) -> Option<EntryRef> {
        let naming = Naming::of([name]);
        let fitting = self
            .vehicles
            .iter()
            .filter(|(_, vehicle)| naming.begins_with(vehicle));
        fitting
            .max_by_key(|(_, vehicle)| vehicle.len())
            .map(|(at, _)| *at)
    }

    /// The constellation that the payload is of.
    pub(super) fn constellation(&self, flight: &Flight) -> Option<EntryRef> {
        let naming = Naming::of(flight.payloads.iter().map(|name| &**name));
        let mut fitting = self.constellations.iter().filter(|one| {
            let is_beside = one
                .sister
                .as_ref()
                .is_some_and(|sister| !naming.has(sister));
            !is_beside && naming.kinship(&one.naming) >= Kinship::Series
        });
        fitting.next().map(|one| one.at)
    }

    /// Nothing has this id, nor had it before.
    pub(super) fn is_free(&self, id: &str) -> bool {
        !self.ids.contains(id)
    }

    /// The milestone that a launch is about.
    pub(super) fn launch(&self, flight: &Flight) -> Tie {
        if let Some(index) = self.named(flight) {
            return Tie::To(Fit {
                milestone: index,
                points: vec![Point::Key],
            });
        }
        if !flight.is_ours() {
            return Tie::Nothing;
        }
        let naming = Naming::of(flight.payloads.iter().map(|name| &**name));
        let vehicle = self.vehicle(&flight.vehicle);
        // A test flight may be called by its rocket alone.
        let tests = self
            .milestones
            .iter()
            .filter(|profile| flight.is_test && profile.is_first_flight);
        let mut likely: Vec<&Profile> = self.likely(&naming).chain(tests).collect();
        likely.sort_by_key(|profile| profile.index);
        likely.dedup_by_key(|profile| profile.index);
        let fits = likely
            .into_iter()
            .filter(|profile| profile.what == What::Launch);
        let fits = fits.filter_map(|profile| self.fit(profile, flight, &naming, vehicle));
        decide(fits.collect())
    }

    /// The milestone that names the record of a launch, by whichever of its numbers.
    fn named(&self, flight: &Flight) -> Option<usize> {
        let is_record = matches!(flight.cited.feed, Feed::LaunchLibrary | Feed::Digest);
        let by_record = self.by_record.get(&*flight.record).filter(|_| is_record);
        let is_void = |index: &usize| {
            let milestone = self.catalogue.milestones().get(*index);
            milestone.map(|one| &one.entry.id.value) == flight.not_for.as_ref()
        };
        let by_record = by_record.filter(|index| !is_void(index));
        let by_number = || self.by_number.get(flight.cospar.as_deref()?);
        by_record.or_else(by_number).copied()
    }

    /// Those that a name may be about: a word of it stands in theirs.
    fn likely(&self, naming: &Naming) -> impl Iterator<Item = &Profile> {
        let names = naming.names();
        let places = names.iter().filter_map(|name| self.named.get(*name));
        let places: BTreeSet<usize> = places.flatten().copied().collect();
        places
            .into_iter()
            .filter_map(|place| self.milestones.get(place))
    }

    fn fit(
        &self,
        profile: &Profile,
        flight: &Flight,
        naming: &Naming,
        vehicle: Option<EntryRef>,
    ) -> Option<Fit> {
        let milestone = self.catalogue.milestones().get(profile.index)?;
        let mut points = kin(profile, naming)?;
        let is_it = points.contains(&Point::Serial);
        points.extend(dates(profile, milestone, flight, is_it)?);
        if let Some(vehicle) = vehicle.filter(|_| !profile.vehicles.is_empty()) {
            let is_among = profile.vehicles.contains(&vehicle);
            points.push(if is_among {
                Point::Vehicle
            } else {
                Point::OtherVehicle
            });
            points.extend(
                (is_among && flight.is_test && profile.is_first_flight)
                    .then_some(Point::TestFlight),
            );
        }
        points.extend(profile.speaks_of_launch.then_some(Point::Launch));
        let has_number = naming
            .batch()
            .is_some_and(|number| profile.naming.has(number));
        points.extend(has_number.then_some(Point::Number));
        let is_beside = profile.sisters.iter().any(|sister| !naming.has(sister));
        points.extend(is_beside.then_some(Point::Sister));
        // A day alone, or a vehicle alone, is no likeness.
        let is_alike = points
            .iter()
            .any(|point| matches!(point, Point::Serial | Point::Series | Point::TestFlight));
        is_alike.then_some(Fit {
            milestone: profile.index,
            points,
        })
    }

    /// The milestone that the end of a satellite or ship is about.
    pub(super) fn ending(&self, object: &str, name: &str, day: NaiveDate) -> Tie {
        let milestones = self.catalogue.milestones();
        let named = milestones
            .iter()
            .position(|one| one.decay.as_deref() == Some(object));
        if let Some(milestone) = named {
            return Tie::To(Fit {
                milestone,
                points: vec![Point::Key],
            });
        }
        let naming = Naming::of([name]);
        let fits = self
            .likely(&naming)
            .filter(|profile| profile.what == What::Ending);
        let fits = fits.filter_map(|profile| {
            let milestone = milestones.get(profile.index)?;
            let mut points = kin(profile, &naming)?;
            let is_it = points.contains(&Point::Serial);
            let days = [Some(day), day.succ_opt()].into_iter().flatten();
            let days: Vec<NaiveDate> = days.collect();
            points.extend(when(milestone, &days, When::In(Period::Day(day)), is_it)?);
            let is_alike = points
                .iter()
                .any(|point| matches!(point, Point::Serial | Point::Series));
            is_alike.then_some(Fit {
                milestone: profile.index,
                points,
            })
        });
        decide(fits.collect())
    }
}

/// The best one if it is good enough and well ahead; else it has to be asked, or is none.
fn decide(mut fits: Vec<Fit>) -> Tie {
    fits.sort_by_key(|fit| (std::cmp::Reverse(fit.score()), fit.milestone));
    let next = fits.get(1).map_or(i32::MIN / 2, Fit::score);
    match fits.first().map(Fit::score) {
        Some(best) if best >= ENOUGH && best - next >= LEAD => Tie::To(fits.swap_remove(0)),
        Some(best) if best >= ENOUGH => {
            fits.retain(|fit| best - fit.score() < LEAD);
            Tie::Perhaps(fits)
        }
        _ => {
            let may_be = |fit: &Fit| {
                fit.score() == ENOUGH - 1
                    && fit.points.contains(&Point::Launch)
                    && !fit.points.contains(&Point::Far)
            };
            fits.retain(may_be);
            if fits.is_empty() {
                Tie::Nothing
            } else {
                Tie::Perhaps(fits)
            }
        }
    }
}

/// What the names have in common; none if they are of two ships of one series.
fn kin(profile: &Profile, naming: &Naming) -> Option<Vec<Point>> {
    match naming.kinship(&profile.naming) {
        Kinship::Other => None,
        Kinship::Serial => Some(vec![Point::Serial, Point::Series]),
        Kinship::Series => Some(vec![Point::Series]),
        Kinship::None => {
            let is_series = naming.kinship(&profile.series) >= Kinship::Series;
            Some(is_series.then_some(Point::Series).into_iter().collect())
        }
    }
}

/// What the dates of a milestone and of a launch have in common; none if it cannot be the same. Of the very same
/// ship another day is a contradiction, and an older plan is over.
fn dates(
    profile: &Profile,
    milestone: &Milestone,
    flight: &Flight,
    is_it: bool,
) -> Option<Vec<Point>> {
    let Some(window) = flight.when else {
        return (milestone.is_open() || is_it).then(Vec::new);
    };
    if is_it && milestone.actual.is_some() && !flight.state.has_flown() {
        return Some(vec![Point::Near]);
    }
    let days: Vec<NaiveDate> = flight.days().collect();
    // Of a lander the launch is another thing, whatever its number.
    when(milestone, &days, window, is_it && profile.speaks_of_launch)
}

fn when(
    milestone: &Milestone,
    days: &[NaiveDate],
    window: When,
    is_it: bool,
) -> Option<Vec<Point>> {
    if let Some(actual) = &milestone.actual {
        return happened(actual.value, days, window, is_it).map(|point| vec![point]);
    }
    if milestone.recorded.status.value == MilestoneStatus::Cancelled {
        return is_it.then(Vec::new);
    }
    let stands = milestone.newest().map(|statement| statement.when);
    let Some(apart) = stands.and_then(|stands| apart(stands, window)) else {
        return Some(Vec::new());
    };
    Some(vec![match apart {
        0 => Point::Meets,
        days if days <= NEAR => Point::Near,
        _ => Point::Far,
    }])
}

fn happened(actual: When, days: &[NaiveDate], window: When, is_it: bool) -> Option<Point> {
    let (first, last) = (actual.first()?, actual.last()?);
    let is_day = first == last;
    if is_day && days.contains(&first) {
        return Some(Point::Day);
    }
    let may_be = days.iter().any(|day| actual.window().contains(*day));
    let holds = if days.is_empty() {
        window.window().contains(first)
    } else {
        may_be && !is_day
    };
    let is_near = || is_it && apart(actual, window).is_some_and(|days| days <= NEAR);
    if holds {
        Some(Point::Holds)
    } else {
        is_near().then_some(Point::Near)
    }
}

/// How many days lie between two windows; nothing where one of them has no bounds.
fn apart(one: When, other: When) -> Option<i64> {
    if one == When::Tbd || other == When::Tbd {
        return None;
    }
    let [one, other] = [one, other].map(When::window);
    let gap = |from: Option<NaiveDate>, to: Option<NaiveDate>| match (from, to) {
        (Some(from), Some(to)) => (to - from).num_days(),
        _ => 0,
    };
    let gaps = [gap(one.last, other.first), gap(other.last, one.first), 0];
    gaps.into_iter().max()
}

/// What a name says, as its words begin when they are folded, that no launch is.
const NO_LAUNCH: [&str; 24] = [
    "accept",
    "accuracy",
    "agreement",
    "approv",
    "buylt",
    "contract",
    "crysys",
    "damag",
    "delyver",
    "desygn",
    "engyne",
    "enters",
    "fyryng",
    "handed",
    "ynstrument",
    "memor",
    "order",
    "plant",
    "productyon",
    "reach",
    "repayr",
    "servyce",
    "spacevalk",
    "termynal",
];
/// That a satellite or ship ends.
const ENDING: [&str; 6] = ["landyng", "loss", "lost", "deorbyt", "reentry", "lovered"];

impl Profile {
    fn new(catalogue: &Catalogue, index: usize) -> Option<Self> {
        let milestone = catalogue.milestones().get(index)?;
        let entry = &milestone.entry;
        let id = Some(&*entry.id.value);
        let naming = Naming::of(names(entry).into_iter().chain([id]).flatten());
        let says = |words: &[&str]| {
            let mut own = naming.words();
            own.any(|own| words.iter().any(|word| own.starts_with(word)))
        };
        let owners = catalogue.owners(index).iter().copied();
        let of_kind = |kind: Kind| owners.clone().filter(move |at| at.kind == kind);
        let vehicle = milestone.vehicle.as_ref();
        let vehicle = vehicle.and_then(|id| catalogue.find(&id.value));
        let constellations = of_kind(Kind::Constellation).filter_map(|at| catalogue.entry(at));
        let sisters = constellations
            .clone()
            .filter_map(|entry| sister(catalogue, &entry.id.value));
        let is_launch = milestone.kind == Some(MilestoneKind::Launch);
        Some(Self {
            index,
            series: Naming::of(constellations.flat_map(names).flatten()),
            vehicles: of_kind(Kind::Vehicle).chain(vehicle).collect(),
            what: what(milestone, says),
            speaks_of_launch: is_launch || says(&["launch", "flyght"]),
            is_first_flight: says(&["mayden", "fyrst", "test"]),
            sisters: sisters.collect(),
            naming,
        })
    }
}

fn names(entry: &Entry) -> [Option<&str>; 2] {
    [Some(&*entry.name), entry.name_ru.as_deref()]
}

/// By its kind; where it has none, by its words.
fn what(milestone: &Milestone, says: impl Fn(&[&str]) -> bool) -> What {
    match milestone.kind {
        Some(MilestoneKind::Launch | MilestoneKind::Flight) => What::Launch,
        Some(MilestoneKind::Landing) => What::Ending,
        Some(MilestoneKind::Event) | None if says(&ENDING) => What::Ending,
        Some(_) => What::Other,
        None if says(&NO_LAUNCH) || milestone.reach.is_some() => What::Other,
        None => What::Launch,
    }
}

/// A constellation by its names.
struct Series {
    at: EntryRef,
    naming: Naming,
    sister: Option<String>,
}

fn constellations(catalogue: &Catalogue) -> Vec<Series> {
    let all = catalogue.constellations().iter().enumerate();
    let series = all.map(|(index, one)| Series {
        at: EntryRef::new(Kind::Constellation, index),
        naming: Naming::of(names(&one.entry).into_iter().flatten()),
        sister: sister(catalogue, &one.entry.id.value),
    });
    series.collect()
}

/// The ids of all entries, those that they had before, and those of sources.
fn taken(catalogue: &Catalogue) -> HashSet<&str> {
    let entries = catalogue.entries().filter_map(|at| catalogue.entry(at));
    let before = entries.flat_map(|entry| &entry.was).map(|was| &*was.value);
    let sources = catalogue.sources().iter().map(|source| &*source.id.value);
    catalogue.ids().chain(before).chain(sources).collect()
}

/// What the id of a constellation has behind that of another one: "v" of "glonass-v".
fn sister(catalogue: &Catalogue, id: &str) -> Option<String> {
    let others = catalogue
        .constellations()
        .iter()
        .map(|one| &*one.entry.id.value);
    let mut rest = others.filter_map(|other| id.strip_prefix(other)?.strip_prefix('-'));
    rest.next().map(str::to_owned)
}
