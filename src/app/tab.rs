//! The tabs, and the lists that they show.

use strum::VariantArray;

use crate::domain::catalogue::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Tab {
    Overview,
    Projects,
    Vehicles,
    Constellations,
    Timeline,
    Changes,
}

impl Tab {
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Projects => "Projects",
            Self::Vehicles => "Vehicles",
            Self::Constellations => "Constellations",
            Self::Timeline => "Timeline",
            Self::Changes => "Changes",
        }
    }

    /// For screens where the title does not fit.
    pub fn short(self) -> &'static str {
        match self {
            Self::Overview => "Ovw",
            Self::Projects => "Proj",
            Self::Vehicles => "Veh",
            Self::Constellations => "Cons",
            Self::Timeline => "Time",
            Self::Changes => "Chg",
        }
    }

    /// The digit that leads to it.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self::VARIANTS[(self as usize + 1) % Self::VARIANTS.len()]
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self::VARIANTS[(self as usize + Self::VARIANTS.len() - 1) % Self::VARIANTS.len()]
    }

    /// The tab that lists entries of a kind.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Programme | Kind::Project => Self::Projects,
            Kind::Vehicle => Self::Vehicles,
            Kind::Constellation => Self::Constellations,
            Kind::Milestone => Self::Timeline,
        }
    }
}

/// The lists of the dashboard. The overview has three of them, every other tab one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum ListId {
    Standings,
    Next,
    Attention,
    Projects,
    Vehicles,
    Constellations,
    Timeline,
    Changes,
}

impl ListId {
    /// The lists of a tab; the first has the focus at the start.
    pub fn of(tab: Tab) -> &'static [Self] {
        match tab {
            Tab::Overview => &[Self::Standings, Self::Next, Self::Attention],
            Tab::Projects => &[Self::Projects],
            Tab::Vehicles => &[Self::Vehicles],
            Tab::Constellations => &[Self::Constellations],
            Tab::Timeline => &[Self::Timeline],
            Tab::Changes => &[Self::Changes],
        }
    }
}
