//! OMM in CSV: columns by their names, in any order.

use csv::{ErrorKind, Position, ReaderBuilder, StringRecord, Trim};

use super::record::Field;
use super::{At, Found, Record, Unreadable, Wrong, key};

/// The columns that are read.
const COLUMNS: [&str; 12] = [
    key::NUMBER,
    key::EPOCH,
    key::MEAN_MOTION,
    key::ECCENTRICITY,
    key::INCLINATION,
    key::NODE,
    key::PERIGEE,
    key::MEAN_ANOMALY,
    key::DRAG,
    key::NAME,
    key::MEAN_MOTION_DOT,
    key::DESIGNATOR,
];
/// A table cannot do without the first ones of them.
const NEEDED: usize = 9;

/// Where the columns stand in a row.
type Places = [Option<usize>; COLUMNS.len()];

pub(super) fn read(text: &str, found: &mut Found) -> Result<(), Unreadable> {
    let mut table = ReaderBuilder::new()
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let places = places(table.headers().map_err(|_| Unreadable::NotElements)?)?;
    let line = |at: Option<&Position>| At::Line(at.map_or(0, |at| at.line() as usize));
    let mut row = StringRecord::new();
    loop {
        match table.read_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => found.take(line(row.position()), record(&row, &places).elements())?,
            Err(error) => match error.kind() {
                ErrorKind::UnequalLengths { pos, .. } => {
                    found.take(line(pos.as_ref()), Err(Wrong::Ragged))?;
                }
                // Of a text in memory nothing else can be wrong.
                _ => return Err(Unreadable::NotElements),
            },
        }
    }
}

fn places(head: &StringRecord) -> Result<Places, Unreadable> {
    let mut places = Places::default();
    for (number, (column, place)) in COLUMNS.into_iter().zip(&mut places).enumerate() {
        let mut found = head.iter().enumerate().filter(|(_, name)| *name == column);
        *place = found.next().map(|(place, _)| place);
        match place {
            None if number < NEEDED => return Err(Unreadable::NoColumn(column)),
            Some(_) if found.next().is_some() => return Err(Unreadable::TwoColumns(column)),
            _ => {}
        }
    }
    Ok(places)
}

fn record<'a>(row: &'a StringRecord, places: &Places) -> Record<'a> {
    let [
        number,
        epoch,
        mean_motion,
        eccentricity,
        inclination,
        node,
        perigee,
        mean_anomaly,
        drag,
        name,
        mean_motion_dot,
        designator,
    ] = places.map(|place| {
        let text = row.get(place?).filter(|text| !text.is_empty())?;
        Some(Field::Text(text.into()))
    });
    Record {
        name,
        designator,
        number,
        epoch,
        mean_motion,
        eccentricity,
        inclination,
        node,
        perigee,
        mean_anomaly,
        drag,
        mean_motion_dot,
    }
}
