//! The tabs, and the lists that they show.

use strum::VariantArray;

use crate::domain::catalogue::Kind;

/// A row for each tab: its name, a short one for where that does not fit, and its lists, of which the
/// first has the focus at the start.
macro_rules! tabs {
    ($($tab:ident, $short:literal, [$($list:ident),+];)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
        pub enum Tab { $($tab),+ }

        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
        pub enum ListId { $($($list),+),+ }

        impl Tab {
            pub fn title(self) -> &'static str {
                match self { $(Self::$tab => stringify!($tab)),+ }
            }

            pub fn short(self) -> &'static str {
                match self { $(Self::$tab => $short),+ }
            }
        }

        impl ListId {
            pub fn of(tab: Tab) -> &'static [Self] {
                match tab { $(Tab::$tab => &[$(Self::$list),+]),+ }
            }
        }
    };
}

tabs! {
    Overview,       "Ovw",  [Standings, Next, Attention];
    Projects,       "Proj", [Projects];
    Vehicles,       "Veh",  [Vehicles];
    Constellations, "Cons", [Constellations];
    Timeline,       "Time", [Timeline];
    Changes,        "Chg",  [Changes];
}

impl Tab {
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
