//! The closed lists of words that a catalogue may use: statuses, classes, purposes, grades.
//!
//! Each list is one enum: decoding, "did you mean", the schema, the filter and the words on the
//! screen all read the same variants, so that none of them can drift.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// A closed list of words. `WORDS` of a type are the spellings of the file.
pub trait Keyword: VariantArray + Into<&'static str> + Copy + std::str::FromStr {
    /// The word in the file, kebab-case.
    fn word(self) -> &'static str {
        self.into()
    }

    /// All words, in their order.
    fn words() -> Vec<&'static str> {
        Self::VARIANTS.iter().map(|one| one.word()).collect()
    }
}

impl<T: VariantArray + Into<&'static str> + Copy + std::str::FromStr> Keyword for T {}

macro_rules! keywords {
    ($case:literal: $($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident),* $(,)? })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
            #[strum(serialize_all = $case)]
            pub enum $name { $($(#[$variant_meta])* $variant),* }

            /// A stand-in until the right word is read.
            impl Default for $name {
                fn default() -> Self {
                    Self::VARIANTS[0]
                }
            }
        )*
    };
}

keywords! { "kebab-case":
    /// What a federal project is chiefly for.
    Group { Exploration, Industry, Economy, Navigation }

    /// The recorded status of a federal project.
    ProjectStatus { NotStarted, UnderWay, OnTrack, AtRisk, Delayed, Suspended, Completed }

    /// The lifting class of a launch vehicle.
    Class { Suborbital, Light, Medium, Heavy, SuperHeavy }

    /// The recorded status of a launch vehicle.
    VehicleStatus { Proposed, InDevelopment, Testing, Operational, Retiring, Retired, Suspended, Cancelled }

    /// Which part of a vehicle flies again.
    Reusable { None, FirstStage, Full }

    /// What a constellation is for.
    Purpose { Broadband, Communications, Navigation, Relay, Messaging, EarthObservation, Weather, Science }

    /// The recorded status of a constellation.
    ConstellationStatus { Planned, Deploying, Operational, Degraded, Suspended, Retired }

    /// The recorded status of a milestone. Nobody writes "late": that is computed.
    MilestoneStatus { Planned, InProgress, Done, Failed, Cancelled }

    /// What sort of thing a milestone is.
    MilestoneKind {
        /// A rocket leaves its pad.
        Launch,
        /// A ship or probe comes down or docks.
        Landing,
        /// A spacewalk, an expedition, a free flight.
        Flight,
        /// A firing, a trial.
        Test,
        /// Hardware, satellites or a design handed over.
        Delivery,
        /// Signed, approved, financed.
        Decision,
        /// Something is built, mended, put into service.
        Works,
        /// A number of satellites is in orbit.
        Deployment,
        /// An operation ends: later is an extension, no slip, and it is not in the record.
        End,
        /// Something that nobody promised: neither in "done of total" nor in the record.
        Event,
    }

    /// A part of a launch vehicle's outline.
    Part { Core, Booster, Fairing }

    /// How far a source is to be trusted.
    Grade {
        /// A body that decides or builds: government, Roscosmos, a firm, an institute.
        Official,
        /// A news agency.
        Agency,
        /// Any other press.
        Media,
        /// A repost, a forum, a tracker, an undated copy.
        Weak,
    }
}

keywords! { "UPPERCASE":
    /// The kind of orbit.
    Regime { Leo, Sso, Meo, Geo, Heo }
}

impl MilestoneStatus {
    /// It happened, well or badly: such a milestone needs its actual date.
    pub fn has_happened(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }

    /// Still to come.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_file() {
        assert_eq!(Class::SuperHeavy.word(), "super-heavy");
        assert_eq!(Regime::Leo.word(), "LEO");
        assert_eq!("in-development".parse(), Ok(VehicleStatus::InDevelopment));
        assert_eq!("SSO".parse(), Ok(Regime::Sso));
        assert!("Done".parse::<MilestoneStatus>().is_err());
    }
}
