//! Why a public source gave no answer, as data: the sentences are made of it elsewhere.

use super::feed::NoFeed;
use crate::domain::findings::kept::NotKept;
use crate::domain::text::clean::Text;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// No address is known for the name of the host: there is no network, or no such name.
    NoHost,
    /// No connection came about, in the words of the system.
    NoConnection(String),
    /// It took longer than so many seconds.
    TooSlow(u64),
    /// The connection broke before the answer was whole.
    CutOff,
    /// The proxy let nothing through.
    Proxy,
    Certificate(Certificate),
    /// The other side speaks something else than HTTP, or over a secure connection something else than TLS.
    Garbled,
    /// The lines before the answer are too many or too long.
    Heads,
    /// Nothing says how long it is, so nobody can tell whether it is whole.
    NoLength,
    /// Longer than so many bytes.
    TooLong(usize),
    /// Compressed, though that was not asked for.
    Compressed,
    /// It has moved, perhaps to there.
    Moved(Text),
    /// It wants a token, or another one.
    NoToken,
    /// A rule of the source forbids it; what the source says of it.
    Forbidden(Text),
    /// Too many questions were asked: again at this time of day.
    Throttled(String),
    /// Another status of HTTP.
    Status(u16),
    /// It came, and cannot be read.
    Unreadable(NoFeed),
    /// It came and could not be kept, or nothing may be asked since that could not be noted: for this reason.
    Unkept(NotKept),
    /// Whoever asked did not want to wait.
    Stopped,
}

/// What is wrong with the proof of who the other side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// Nobody whom we trust has signed it.
    Unknown,
    /// It is past its last day, or before its first, by the clock of this machine.
    Day,
    /// It is for another host.
    Host,
    Bad,
}

/// What is to be told beside answers. Times are of the day, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The clocks differ by more than some minutes.
    OtherClock { ours: String, theirs: String },
    /// The source says that nothing has changed.
    NotRenewed,
    /// Instead of a new answer the one of this time is used.
    Kept(String),
    /// There is none that could be used without asking.
    NothingKept,
    /// By the rules of the source it is not asked before this time.
    Rests(String),
    /// So many records came of all.
    Part { came: usize, all: usize },
    /// So many questions are left for another time.
    More(usize),
    /// The page behind the last one is said to be at another place.
    NextElsewhere,
    /// Nothing in the catalogue of satellites has this in its name.
    Nothing(Text),
    /// A wait of so many seconds.
    Waits(u64),
}
