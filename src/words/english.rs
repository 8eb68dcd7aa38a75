//! English: plain and international, in short sentences.

mod addresses;
mod changes;
mod cite;
mod computed;
mod faults;
mod feeds;
mod kept;
mod labels;
mod net;
mod orbits;
mod prose;
mod reason;
mod refusals;
mod search;
mod sentence;
pub(super) mod told;
mod unreadable;
mod why;
mod written;

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Label, Noun, Reason, Tongue};
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

#[derive(Debug)]
pub(super) struct English;

impl Tongue for English {
    fn code(&self) -> &'static str {
        "en"
    }

    fn day(&self, day: NaiveDate) -> String {
        prose::day(day)
    }

    fn period(&self, period: Period) -> String {
        prose::period(period)
    }

    fn label(&self, label: Label) -> &'static str {
        labels::label(label)
    }

    fn status(&self, word: &'static str) -> Cow<'static, str> {
        labels::status(word)
    }

    fn date(&self, when: When) -> String {
        prose::date(when)
    }

    fn age(&self, days: i64) -> String {
        prose::age(days)
    }

    fn short_age(&self, days: i64) -> String {
        prose::short_age(days)
    }

    fn at(&self, when: When) -> String {
        prose::at(when)
    }

    fn promised(&self, when: When) -> String {
        prose::promised(when)
    }

    fn counted(&self, count: i64, noun: Noun) -> String {
        prose::counted(count, noun)
    }

    fn silence(&self, last: &LastWord) -> String {
        let days = prose::age(last.days);
        format!("{days} since the last {}", prose::mention(last.what))
    }

    fn sentence(
        &self,
        catalogue: &Catalogue,
        milestone: &Milestone,
        standing: &Standing,
    ) -> String {
        sentence::sentence(catalogue, milestone, standing)
    }

    fn reason(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> Option<String> {
        reason::reason(catalogue, board, at)
    }

    fn pace(&self, pace: &Pace) -> String {
        reason::pace(pace)
    }

    fn not_known_since(&self, catalogue: &Catalogue, board: &Board) -> Option<String> {
        cite::not_known_since(catalogue, board)
    }

    fn why(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> Vec<Reason> {
        why::why(catalogue, board, at)
    }

    fn reasons(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> String {
        why::text(catalogue, board, at)
    }

    fn outlook(&self, outlook: Option<&Outlook>) -> String {
        computed::outlook(outlook)
    }

    fn slack(&self, float: Float) -> String {
        computed::slack(float)
    }

    fn moves(&self, moves: Moves) -> String {
        computed::moves(moves)
    }

    fn moved(&self, moved: Move) -> &'static str {
        computed::moved(moved)
    }

    fn verdict(&self, says: DatesSay) -> &'static str {
        computed::verdict(says)
    }

    fn horizon(&self, horizon: Horizon) -> &'static str {
        computed::horizon(horizon)
    }

    fn cuts(&self, by: &By) -> &'static str {
        computed::cuts(by)
    }

    fn cut<'a>(&self, by: &'a By, catalogue: &'a Catalogue) -> &'a str {
        computed::cut(by, catalogue)
    }

    fn withheld(&self) -> &'static str {
        "Remarks without a date are not shown: something about this became known after this day"
    }

    fn newest_source(&self, catalogue: &Catalogue) -> String {
        cite::newest(catalogue)
    }

    fn source(&self, source: &Source) -> String {
        cite::source(source)
    }

    fn statement(
        &self,
        catalogue: &Catalogue,
        milestone: &Milestone,
        statement: &Statement,
    ) -> String {
        cite::statement(catalogue, milestone, statement)
    }

    fn cited_change(&self, catalogue: &Catalogue, change: &Change) -> String {
        cite::change(catalogue, change)
    }

    fn entry(&self, catalogue: &Catalogue, board: &Board, at: EntryRef) -> Option<String> {
        cite::entry(catalogue, board, at)
    }

    fn change(&self, change: &Change) -> String {
        changes::change(change)
    }

    fn kind_of_change(&self, what: &What) -> &'static str {
        changes::kind(what)
    }

    fn detail(&self, what: &What) -> String {
        changes::detail(what)
    }

    fn subject<'a>(&self, subject: &'a Subject) -> Cow<'a, str> {
        changes::subject(subject)
    }

    fn part<'a>(&self, part: &'a Part) -> Cow<'a, str> {
        changes::part(part)
    }

    fn said(&self, change: &Change) -> Option<String> {
        changes::said(change)
    }

    fn summary(&self, changes: &[Change]) -> String {
        changes::summary(changes)
    }

    fn tally(&self, changes: &[Change]) -> String {
        changes::tally(changes)
    }

    fn since(&self, older: &Older) -> String {
        changes::since(older)
    }

    fn phrase(&self, phrase: &Phrase) -> String {
        faults::phrase(phrase)
    }

    fn replacement(&self, with: &str) -> String {
        faults::replacement(with)
    }

    fn refusal(&self, refusal: &Refusal) -> String {
        refusals::refusal(refusal)
    }

    fn wrong(&self, wrong: &Wrong) -> String {
        refusals::wrong(wrong)
    }

    fn no_address(&self, why: &NoAddress) -> String {
        addresses::no_address(why)
    }

    fn unreadable(&self, why: &when::Unreadable) -> String {
        unreadable::unreadable(why)
    }

    fn problem(&self, problem: &Problem) -> String {
        search::problem(problem)
    }

    fn stranger(&self, stranger: &Stranger) -> String {
        search::stranger(stranger)
    }

    fn state(&self, state: State) -> &'static str {
        search::state(state)
    }

    fn field(&self, field: Field) -> &'static str {
        search::field(field)
    }

    fn no_since(&self, why: &NoSince) -> String {
        refusals::no_since(why)
    }

    fn left_out(&self, unseen: &BTreeSet<char>) -> String {
        refusals::left_out(unseen)
    }

    fn feed(&self, feed: Feed) -> &'static str {
        feeds::feed(feed)
    }

    fn no_feed(&self, refused: &NoFeed) -> String {
        feeds::no_feed(refused)
    }

    fn candidate(&self, candidate: &Candidate) -> String {
        feeds::candidate(candidate)
    }

    fn points(&self, points: &[Point]) -> String {
        feeds::points(points)
    }

    fn remark(&self, remark: candidates::Remark) -> &'static str {
        feeds::remark(remark)
    }

    fn left(&self, left: &Left) -> String {
        feeds::left(left)
    }

    fn waiting(&self, count: usize) -> String {
        feeds::waiting(count)
    }

    fn no_answer(&self, why: &NoAnswer) -> String {
        net::no_answer(why)
    }

    fn remark_of_source(&self, remark: &SourceRemark) -> String {
        net::remark(remark)
    }

    fn another_launch(&self, was: &str, is: &str) -> String {
        feeds::another_launch(was, is)
    }

    fn no_inbox(&self, why: &NoInbox) -> String {
        feeds::no_inbox(why)
    }

    fn begun_afresh(&self, aside: &str) -> String {
        feeds::begun_afresh(aside)
    }

    fn as_on(&self, fleet: &Fleet) -> String {
        orbits::as_on(fleet)
    }

    fn covered(&self, fleet: &Fleet, count: Option<(u32, Period)>) -> String {
        orbits::covered(fleet, count)
    }

    fn heights(&self, heights: &Heights) -> String {
        orbits::heights(heights)
    }

    fn reached(&self, fleet: &Fleet, working: WorkingHeight) -> String {
        orbits::reached(fleet, working)
    }

    fn planes(&self, fleet: &Fleet) -> String {
        orbits::planes(fleet)
    }

    fn in_view(&self, route: &Coverage) -> String {
        orbits::in_view(route)
    }

    fn longest_gap(&self, route: &Coverage) -> String {
        orbits::longest_gap(route)
    }

    fn age_of_elements(&self, fleet: &Fleet, at: NaiveDateTime) -> String {
        orbits::age(fleet, at)
    }

    fn only_geometry(&self) -> &'static str {
        orbits::ONLY_GEOMETRY
    }

    fn no_elements(&self) -> &'static str {
        orbits::NO_ELEMENTS
    }

    fn unreadable_elements(&self, why: Unreadable) -> String {
        orbits::unreadable(why)
    }

    fn element_remark(&self, remark: &Remark) -> String {
        orbits::remark(remark)
    }

    fn not_kept(&self, why: &NotKept) -> String {
        kept::not_kept(why)
    }
}
