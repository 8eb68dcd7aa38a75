//! What can be wrong between the entries of a catalogue, as data: `words` says it.

use chrono::NaiveDate;

use crate::domain::catalogue::{Id, Kind};
use crate::domain::findings::written::{Flaw, Remedy, Sight};
use crate::domain::format::Target;
use crate::domain::text::address;
use crate::domain::when::{Period, When};

/// A piece of a finding: its message, the words under a place, or its advice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Phrase {
    Fault(Fault),
    Mark(Mark),
    Advice(Advice),
    /// These three are of how the file is written.
    Flaw(Flaw),
    Sight(Sight),
    Remedy(Remedy),
    Nothing,
}

/// A ledger whose lines have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LedgerLine {
    Statement,
    Count,
    Plan,
}

/// The first milestone that contradicts, and how many more do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Against {
    pub first: Id,
    pub more: usize,
}

/// What is wrong. Ids are as wild as the file; a status is told by its word.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    Reserved,
    UsedTwice(Id),
    SharedId(Id, Kind),
    EarlierIdInUse(Id),
    EarlierIdOfTwo(Id),
    NoSource(Id),
    NoEntry(Target, Id),
    NoSuchSource(Id),
    WrongKind(Id, Kind),
    SourceWithoutDate(Id),
    SourceUnused(Id),
    OutOfOrder(LedgerLine, Period, Period),
    UndatedBehindDated(LedgerLine),
    MoreWorkingThanInOrbit(u32, u32),
    BeforeAnyDate(Id),
    AfterEvent(Id),
    BeforeNeeded(Id, Id),
    NeedsItself(Id),
    NoActual(Id, &'static str),
    ActualIsTbd(Id, &'static str),
    ActualForbidden(Id, &'static str),
    OnTrackButOverdue(Id, Against),
    RetiredButAhead(Id, Against),
    /// A milestone that is done, by its id.
    WeakOutcome(Id),
    /// The coarse day, and the sharper one behind it.
    OrderUnknown(Period, Period),
    AsOfNotNeeded,
}

/// What is to be seen at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    NamesTheProgramme,
    UsedAgain,
    FirstUsed,
    SetFinds(Kind),
    TheEntry(Kind),
    EarlierId,
    IdOfToday,
    AlreadyEarlierIdOf(Id),
    BadAddress(address::Why),
    NotFound,
    NotA(Target),
    MoveUp,
    ComesLater,
    Happened(When),
    HasNotHappened,
    Said(Period),
    FirstSaid(Period),
    WhichItNeeds(When),
    ClosesCircle,
    NeedsActual,
    NoDate,
    OnlyWhereOver,
    TheStatus,
    AsOf(NaiveDate),
    WasDue(When),
    StillToCome,
    AllWeak,
    MayBeEarlier,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    ChooseAnotherId,
    ChooseForOne,
    RenameSource,
    OwnIdAsEarlier,
    NeverUsedAgain,
    KeepOne,
    AddSources,
    NameA(Target),
    AddEntry,
    AddSource,
    AddDate,
    UseOrRemove,
    OldestFirst,
    InOrbitCountsAll,
    MendActualOrSaid,
    ReportIsNoPromise,
    MendDateOrNeeds,
    /// The way round, and whether there is more of it than these.
    TakeOutStep(Vec<Id>, bool),
    AddActual,
    WriteWhatIsKnown,
    StatusOrActual,
    AddOutcome,
    SetRetiring,
    NameABetterSource,
    SharpenOrMoveDown,
    TakeOutAsOf,
}

impl From<Mark> for Phrase {
    fn from(mark: Mark) -> Self {
        Self::Mark(mark)
    }
}

impl From<Advice> for Phrase {
    fn from(advice: Advice) -> Self {
        Self::Advice(advice)
    }
}

impl From<Fault> for Phrase {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Flaw> for Phrase {
    fn from(flaw: Flaw) -> Self {
        Self::Flaw(flaw)
    }
}

impl From<Sight> for Phrase {
    fn from(sight: Sight) -> Self {
        Self::Sight(sight)
    }
}

impl From<Remedy> for Phrase {
    fn from(remedy: Remedy) -> Self {
        Self::Remedy(remedy)
    }
}

impl Phrase {
    pub fn is_empty(&self) -> bool {
        *self == Self::Nothing
    }
}
