//! The labels of the screens.

use std::borrow::Cow;

use crate::words::Label;

pub(super) fn label(label: Label) -> &'static str {
    match label {
        Label::CatalogueOrder => "catalogue order",
        Label::Name => "name",
        Label::Status => "status",
        Label::Verdict => "verdict",
        Label::Slip => "slip",
        Label::NextDate => "next date",
        Label::Class => "class",
        Label::Count => "count",
        Label::ByProject => "by project",
        Label::ByVehicle => "by vehicle",
        Label::ByConstellation => "by constellation",
        Label::ByYear => "by year",
        Label::LatestDates => "latest dates only",
        Label::FirstDates => "with the first date",
        Label::EveryDate => "with every date",
        Label::NoVehicle => "No launch vehicle",
        Label::NoConstellation => "No constellation",
        Label::WholeProgramme => "Whole programme",
        Label::NotRecorded => "not recorded",
    }
}

/// A status by its word in the file.
pub(super) fn status(word: &'static str) -> Cow<'static, str> {
    match word {
        "retiring" => "being retired".into(),
        word => word.replace('-', " ").into(),
    }
}
