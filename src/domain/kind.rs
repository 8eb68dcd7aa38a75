//! The kinds of entries, and a place among those of a kind.

/// The reserved id that a milestone of the whole programme stands under.
pub const PROGRAMME: &str = "programme";

/// A kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The national project as a whole: there is one.
    Programme,
    Project,
    Vehicle,
    Constellation,
    Milestone,
}

impl Kind {
    /// In the order of the file.
    pub const ALL: [Self; 5] = [
        Self::Programme,
        Self::Project,
        Self::Vehicle,
        Self::Constellation,
        Self::Milestone,
    ];

    /// Its word: "vehicle".
    pub fn name(self) -> &'static str {
        match self {
            Self::Programme => PROGRAMME,
            Self::Project => "project",
            Self::Vehicle => "vehicle",
            Self::Constellation => "constellation",
            Self::Milestone => "milestone",
        }
    }
}

/// An entry of one catalogue, by its place there. After a reload the place may be another; only ids stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryRef {
    pub kind: Kind,
    pub index: usize,
}

impl EntryRef {
    pub fn new(kind: Kind, index: usize) -> Self {
        Self { kind, index }
    }
}
