//! What the domain has found, in words.
//!
//! The domain finds facts; here they become whole sentences. A [`Tongue`] has a method for each of them and no
//! default, so that a second language is one more implementation, and a missing phrase does not compile. Nobody
//! glues pieces of a sentence together elsewhere. [`program`] has the words that are the same in every tongue.

mod english;
mod label;
pub mod program;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::{self, Debug};

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::catalogue::{Catalogue, EntryRef, Milestone, Source, Statement};
use crate::domain::changes::{Change, Part, Subject, What};
use crate::domain::computed::agenda::Float;
use crate::domain::computed::board::Board;
use crate::domain::computed::doubt::Pace;
use crate::domain::computed::ledger::Moves;
use crate::domain::computed::mention::LastWord;
use crate::domain::computed::outlook::Outlook;
use crate::domain::computed::record::{By, Horizon};
use crate::domain::computed::since::{NoSince, Older};
use crate::domain::computed::slip::Move;
use crate::domain::computed::standing::{DatesSay, Standing};
use crate::domain::edit::Refusal;
use crate::domain::findings::fault::Phrase;
use crate::domain::findings::kept::NotKept;
use crate::domain::format::value::Wrong;
use crate::domain::inbox::NoInbox;
use crate::domain::inbox::answer::{NoAnswer, Remark as SourceRemark};
use crate::domain::inbox::candidates::{self, Candidate, Left, Point};
use crate::domain::inbox::feed::{Feed, NoFeed};
use crate::domain::search::{Field, Problem, State, Stranger};
use crate::domain::text::address::NoAddress;
use crate::domain::when::{self, Period, When};
use crate::feeds::elements::{Remark, Unreadable};
use crate::orbits::{Coverage, Fleet, Heights, WorkingHeight};

pub use label::Label;

/// The tongue that somebody reads, handed down to whoever shows something.
pub type Words = &'static dyn Tongue;

pub const ENGLISH: Words = &english::English;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    Byte,
    Character,
    Day,
    Line,
    Milestone,
    Month,
    Project,
    Record,
    Statement,
}

/// One computed thing, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What is explained: "Overdue", "Slip", "No news".
    pub about: &'static str,
    pub sentences: Vec<String>,
}

/// "Overdue: The latest date … Today is …".
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.sentences.join(" "))
    }
}

/// A language for people.
pub trait Tongue: Debug + Sync {
    /// Its code of ISO 639: "en".
    fn code(&self) -> &'static str;

    fn label(&self, label: Label) -> &'static str;
    /// A status by its word in the file: "on track".
    fn status(&self, word: &'static str) -> Cow<'static, str>;

    // Dates and numbers

    /// "31 March 2026".
    fn day(&self, day: NaiveDate) -> String;
    /// "31 March 2026", "March 2026", "the first quarter of 2026", "early 2026", "the 2030s".
    fn period(&self, period: Period) -> String;
    /// A date in a cell: "30 Apr 2026", "Q2 2026", "2026–2028", "from 2029", "~Apr 2026", "no date". It can be typed
    /// back; of a time of day it has the day.
    fn date(&self, when: When) -> String;
    /// How long something has lasted: "303 days", "2.9 years".
    fn age(&self, days: i64) -> String;
    /// The same in a cell: "303 d", "2.9 y".
    fn short_age(&self, days: i64) -> String;
    /// When something happens: "on 31 March 2026", "no earlier than 2029".
    fn at(&self, when: When) -> String;
    /// What a promise is for: "for 2022", "for about March 2026".
    fn promised(&self, when: When) -> String;
    /// "1 day", "1,186 days".
    fn counted(&self, count: i64, noun: Noun) -> String;

    // What is computed

    /// A milestone in one sentence that could stand in an article.
    fn sentence(&self, catalogue: &Catalogue, milestone: &Milestone, standing: &Standing)
    -> String;
    /// Why an entry stands as it does, in one line beside its verdict; `None` where that says it all.
    fn reason(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> Option<String>;
    /// "37 of 156: 119 more in 35 days, 1,241 a year; the best year so far had 37".
    fn pace(&self, pace: &Pace) -> String;
    /// That the newest source is old, so that what has happened since is not known; `None` while it is new.
    fn not_known_since(&self, catalogue: &Catalogue, board: &Board) -> Option<String>;
    /// Why an entry stands as it does, the verdict of its dates first.
    fn why(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> Vec<Reason>;
    /// The reasons as a text to be passed on: the name, and a paragraph for each.
    fn reasons(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> String;
    /// When promises like this one came true; of none, that too few are comparable.
    fn outlook(&self, outlook: Option<&Outlook>) -> String;
    /// "slack 7 months", "no slack".
    fn slack(&self, float: Float) -> String;
    /// "4 later, 1 narrowed", naming only what occurred; empty when nothing moved.
    fn moves(&self, moves: Moves) -> String;
    /// "255 days since the last statement".
    fn silence(&self, last: &LastWord) -> String;
    /// What a statement does to the one before.
    fn moved(&self, moved: Move) -> &'static str;
    fn verdict(&self, says: DatesSay) -> &'static str;
    /// "under 6 months ahead".
    fn horizon(&self, horizon: Horizon) -> &'static str;
    /// The heading of a kind of cuts of the track record: "by project".
    fn cuts(&self, by: &By) -> &'static str;
    /// The name of a cut.
    fn cut<'a>(&self, by: &'a By, catalogue: &'a Catalogue) -> &'a str;

    // Citations

    /// "newest source 20 September 2026".
    fn newest_source(&self, catalogue: &Catalogue) -> String;
    /// Of an entry on a view of an earlier day.
    fn withheld(&self) -> &'static str;
    /// `TASS, 25 June 2025: "Title", https://…`.
    fn source(&self, source: &Source) -> String;
    /// What was said, when and by whom, and below it each source.
    fn statement(
        &self,
        catalogue: &Catalogue,
        milestone: &Milestone,
        statement: &Statement,
    ) -> String;
    /// What has changed, who said so and when, and below it each source.
    fn cited_change(&self, catalogue: &Catalogue, change: &Change) -> String;
    /// What stands now and on whose word; `None` of an entry that is not there.
    fn entry(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> Option<String>;

    // Changes

    /// "Maiden flight of Soyuz-5: Dec 2025 → Mar 2026, later by 3 months".
    fn change(&self, change: &Change) -> String;
    /// The change in a word or two, for a column.
    fn kind_of_change(&self, what: &What) -> &'static str;
    /// What stands beside that word; empty where the word says it all.
    fn detail(&self, what: &What) -> String;
    /// The name of what has changed; of a source with what it is, for a title could be that of anything.
    fn subject<'a>(&self, subject: &'a Subject) -> Cow<'a, str>;
    /// "statement", "Payload to LEO", "launch mass in t".
    fn part<'a>(&self, part: &'a Part) -> Cow<'a, str>;
    /// "(Baranov, 2026-01-27)": who said it, and when; `None` where nothing is known of it.
    fn said(&self, change: &Change) -> Option<String>;
    /// One line about all of them: the first in full, the others counted.
    fn summary(&self, changes: &[Change]) -> String;
    /// "later 2, done 1, fact 3": how many of each, in their order.
    fn tally(&self, changes: &[Change]) -> String;
    /// "since the last visit, 3 October 2026", "in the last 7 days".
    fn since(&self, older: &Older) -> String;

    // What is wrong, and what is refused

    /// A piece of a finding: its message, the words under a place, its advice.
    fn phrase(&self, phrase: &Phrase) -> String;
    /// That this is to be written instead; of nothing, that it is to be taken out.
    fn replacement(&self, with: &str) -> String;

    fn refusal(&self, refusal: &Refusal) -> String;
    /// Why a text is no address of the web, and what was meant.
    fn no_address(&self, why: &NoAddress) -> String;
    /// Why what was typed is no value of a key.
    fn wrong(&self, wrong: &Wrong) -> String;
    /// Why a text is no date, and what to write.
    fn unreadable(&self, why: &when::Unreadable) -> String;
    /// What is wrong with a filter, in one clean line.
    fn problem(&self, problem: &Problem) -> String;
    /// That the catalogue does not have what a filter names, in one clean line.
    fn stranger(&self, stranger: &Stranger) -> String;
    /// What a word of state asks for.
    fn state(&self, state: State) -> &'static str;
    /// What a field of the filter asks for.
    fn field(&self, field: Field) -> &'static str;
    /// Why a text does not say since when.
    fn no_since(&self, why: &NoSince) -> String;
    /// That these characters of what was typed were left out.
    fn left_out(&self, unseen: &BTreeSet<char>) -> String;

    // What public sources say

    /// Whose file it is: "the launch log of GCAT".
    fn feed(&self, feed: Feed) -> &'static str;
    /// Why a file is refused: whose it seems to be, the place, the reason, what to do.
    fn no_feed(&self, refused: &NoFeed) -> String;
    /// What a candidate says, in one line.
    fn candidate(&self, candidate: &Candidate) -> String;
    /// Why a record is taken to be about an entry: "the same series +2, near in time +1".
    fn points(&self, points: &[Point]) -> String;
    fn remark(&self, remark: candidates::Remark) -> &'static str;
    /// How many records were left aside, and why; empty of none.
    fn left(&self, left: &Left) -> String;
    /// "2 candidates wait in the inbox".
    fn waiting(&self, count: usize) -> String;
    /// Why a public source gave no answer, and what can be done about it.
    fn no_answer(&self, why: &NoAnswer) -> String;
    /// What is to be told beside the answers of a public source.
    fn remark_of_source(&self, remark: &SourceRemark) -> String;
    /// That a record has come to be another launch.
    fn another_launch(&self, was: &str, is: &str) -> String;
    /// Why the inbox can be neither read nor changed, and what to do.
    fn no_inbox(&self, why: &NoInbox) -> String;
    /// That a damaged inbox is here now, and a new one begun.
    fn begun_afresh(&self, aside: &str) -> String;

    // Orbits

    /// Of which day a picture of orbits is: "as on 10 July 2026".
    fn as_on(&self, fleet: &Fleet) -> String;
    /// How many of the satellites that were counted on a day have elements.
    fn covered(&self, fleet: &Fleet, count: Option<(u32, Period)>) -> String;
    /// How high they fly.
    fn heights(&self, heights: &Heights) -> String;
    /// How many have come to the height at which they are to work.
    fn reached(&self, fleet: &Fleet, working: WorkingHeight) -> String;
    /// In how many planes they fly, and how inclined.
    fn planes(&self, fleet: &Fleet) -> String;
    /// How long a day a satellite is in view on the Northern Sea Route.
    fn in_view(&self, route: &Coverage) -> String;
    /// The longest time without one there.
    fn longest_gap(&self, route: &Coverage) -> String;
    /// Of when the elements are, and what is therefore not said.
    fn age_of_elements(&self, fleet: &Fleet, at: NaiveDateTime) -> String;
    /// What coverage is not.
    fn only_geometry(&self) -> &'static str;
    /// That there are no elements, and which command brings them.
    fn no_elements(&self) -> &'static str;
    /// Why a file of elements is not used.
    fn unreadable_elements(&self, why: Unreadable) -> String;
    /// What is to be told of a file of elements that was read.
    fn element_remark(&self, remark: &Remark) -> String;
    /// What roscope keeps beside the catalogue could not be read or written.
    fn not_kept(&self, why: &NotKept) -> String;
}

impl PartialEq for dyn Tongue {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}
