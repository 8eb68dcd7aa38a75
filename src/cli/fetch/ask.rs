//! What each public source is asked, in which order.

use std::collections::HashSet;

use super::answered::Content;
use super::rules;
use super::source::{Source, World, now};
use crate::domain::catalogue::Catalogue;
use crate::domain::inbox::answer::{NoAnswer, Remark};
use crate::domain::inbox::feed::Feed;
use crate::feeds::questions::{self, About, Question};
use crate::feeds::{self, Answer};
use crate::storage::Config;

/// So much earlier than the last answer is asked for changes, in seconds: a record may be seen late.
const OVERLAP: u64 = 3600;

/// Asks a source.
pub(super) fn ask(
    feed: Feed,
    config: &Config,
    catalogue: &Catalogue,
    world: &mut World<'_>,
) -> Source {
    let token = (feed == Feed::LaunchLibrary)
        .then(|| config.token.clone())
        .flatten();
    let mut source = Source::new(feed, token);
    match feed {
        Feed::LaunchLibrary => launches(&mut source, config, catalogue, world),
        Feed::Gcat => {
            source.answer(&questions::log(&config.gcat.base), rules::LOG, world);
        }
        _ => satellites(&mut source, &config.celestrak.base, catalogue, world),
    }
    source
}

/// The whole once a day, in between what was changed; then what the entries name and did not come.
fn launches(source: &mut Source, config: &Config, catalogue: &Catalogue, world: &mut World<'_>) {
    let (base, places) = (&config.launch_library.base, &config.locations);
    let whole = questions::launches(base, places, world.today);
    let rest = if world.all {
        rules::CHANGED
    } else {
        rules::WHOLE
    };
    let before = source.asked;
    pages(source, whole.clone(), rest, world);
    let is_new = source.asked > before;
    if !is_new && let Some(kept) = world.answers.get(&whole.key) {
        let changed = questions::changed(base, places, kept.head.at.saturating_sub(OVERLAP));
        changes(source, changed, kept.head.at, world);
    }
    let came: HashSet<&str> = records(source).flat_map(numbers).collect();
    let milestones = catalogue.milestones().iter();
    let open = milestones.filter(|one| one.actual.is_none());
    let named = open
        .filter_map(|one| one.ll2.as_deref())
        .filter(|id| !came.contains(id));
    let named: Vec<&str> = named.collect();
    if let Some(question) = questions::numbered(base, &named) {
        source.answer(&question, rest, world);
    }
}

/// What was changed since the whole came at that second.
fn changes(source: &mut Source, mut changed: Question, whole: u64, world: &mut World<'_>) {
    let kept = world.answers.get(&changed.key);
    let now = now();
    let is_recent = |at: u64| at <= now && now - at < rules::CHANGED;
    match kept.filter(|kept| kept.head.at >= whole) {
        // Its address has the time in it, and would be another one now.
        Some(kept) if is_recent(kept.head.at) || world.network.is_none() => {
            changed.url = kept.head.url;
            pages(source, changed, u64::MAX, world);
        }
        None if is_recent(whole) || world.network.is_none() => {}
        Some(_) | None => pages(source, changed, 0, world),
    }
}

/// A question and the pages behind it.
fn pages(source: &mut Source, first: Question, rest: u64, world: &mut World<'_>) {
    let before = source.answered.len();
    let mut next = Some(first);
    for _ in 0..rules::PAGES {
        let Some(question) = next.take() else {
            break;
        };
        let Some(kept) = source.answer(&question, rest, world) else {
            break;
        };
        match questions::next(&question, &kept.body) {
            Ok(found) => next = found,
            Err(questions::Elsewhere) => source.remark(Remark::NextElsewhere),
        }
    }
    let came = source.answered.iter().skip(before);
    let came: Vec<&Answer> = came.filter_map(|one| records_of(&one.content)).collect();
    let all = came.iter().filter_map(|answer| answer.in_all).max();
    let came = came.iter().map(|answer| answer.records).sum();
    if let Some(all) = all.filter(|all| *all > came) {
        source.remark(Remark::Part { came, all });
    }
}

fn records(source: &Source) -> impl Iterator<Item = &Answer> {
    source
        .answered
        .iter()
        .filter_map(|one| records_of(&one.content))
}

fn records_of(content: &Content) -> Option<&Answer> {
    match content {
        Content::Records(answer) => Some(answer),
        Content::Orbits(_) | Content::Nothing(_) => None,
    }
}

fn numbers(answer: &Answer) -> Vec<&str> {
    match &answer.content {
        feeds::Content::Flights(flights) => flights.iter().map(|flight| &*flight.record).collect(),
        feeds::Content::Objects(_) | feeds::Content::Elements => Vec::new(),
    }
}

/// Some questions at once, those first that were never answered, or longest ago.
fn satellites(source: &mut Source, base: &str, catalogue: &Catalogue, world: &mut World<'_>) {
    let mut questions: Vec<(u64, Question)> = questions::satellites(base, catalogue)
        .into_iter()
        .map(|question| {
            let kept = world.answers.get(&question.key);
            (kept.map_or(0, |kept| kept.head.at), question)
        })
        .collect();
    questions.sort_by_key(|(at, _)| *at);
    let mut left = 0;
    for (_, question) in &questions {
        let rest = match question.about {
            About::Orbits(_) => rules::ORBITS,
            _ => rules::SATELLITES,
        };
        let is_used_up = source.asked >= rules::AT_ONCE;
        // What is kept is used, and nothing more is asked.
        let asked = if is_used_up {
            world.network.take()
        } else {
            None
        };
        let had = source.answered.len();
        source.answer(question, rest, world);
        if asked.is_some() {
            world.network = asked;
            left += usize::from(source.answered.len() == had);
        }
    }
    if left > 0 {
        source
            .remarks
            .retain(|remark| *remark != Remark::NothingKept);
        source.remark(Remark::More(left));
    }
    if source.failed == Some(NoAnswer::Stopped) {
        source
            .remarks
            .retain(|remark| !matches!(remark, Remark::More(_)));
    }
}
