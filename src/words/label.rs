//! What is written beside things, by what it means.

/// A word or two that stands alone on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    // What a list is sorted by.
    CatalogueOrder,
    Name,
    Status,
    Verdict,
    Slip,
    NextDate,
    Class,
    Count,
    // What the timeline is grouped by.
    ByProject,
    ByVehicle,
    ByConstellation,
    ByYear,
    // Which dates the timeline shows.
    LatestDates,
    FirstDates,
    EveryDate,
    // The groups of what belongs to no entry.
    NoVehicle,
    NoConstellation,
    WholeProgramme,
    /// Of a status.
    NotRecorded,
}
