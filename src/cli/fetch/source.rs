//! One public source, asked by its rules: what it answered before is not asked again too soon, a failure makes it rest,
//! and what it answers is kept before it is used.

use std::time::Duration;

use chrono::NaiveDate;

use super::answered::{Answered, Content};
use super::rules;
use crate::domain::inbox::answer::{NoAnswer, Remark};
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::line::{NAME, line};
use crate::domain::text::clean::Text;
use crate::feeds::questions::Question;
use crate::net::{self, Network, Reply, Request};
use crate::storage::{Answers, Head, Kept, Secret};
use crate::tui::clock;

/// Clocks may differ by so much, in seconds.
const CLOCKS: u64 = 600;

/// What is told while a source is asked.
pub(super) struct Step<'a> {
    pub(super) feed: Feed,
    pub(super) number: usize,
    pub(super) bytes: u64,
    pub(super) is_done: bool,
    pub(super) question: &'a Question,
}

/// What every source shares.
pub(super) struct World<'a> {
    pub(super) answers: &'a Answers,
    /// None: nothing is asked.
    pub(super) network: Option<&'a Network>,
    pub(super) today: NaiveDate,
    /// What is new is asked for once more, also where it was asked for not long ago.
    pub(super) all: bool,
    pub(super) is_off: &'a dyn Fn() -> bool,
    pub(super) progress: &'a mut dyn FnMut(&Step<'_>),
}

/// A source, and what came of asking it.
pub(super) struct Source {
    pub(super) feed: Feed,
    pub(super) token: Option<Secret>,
    /// So many questions went out.
    pub(super) asked: usize,
    pub(super) answered: Vec<Answered>,
    pub(super) remarks: Vec<Remark>,
    /// Why it was not asked on.
    pub(super) failed: Option<NoAnswer>,
}

impl Source {
    pub(super) fn new(feed: Feed, token: Option<Secret>) -> Self {
        Self {
            feed,
            token,
            asked: 0,
            answered: Vec::new(),
            remarks: Vec::new(),
            failed: None,
        }
    }

    /// Notes a remark, once.
    pub(super) fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// The answer to a question: the kept one if it is younger than `rest` seconds, or if there is no better one.
    pub(super) fn answer(
        &mut self,
        question: &Question,
        rest: u64,
        world: &mut World<'_>,
    ) -> Option<Kept> {
        let kept = world.answers.get(&question.key);
        let now = now();
        let is_fresh = |kept: &Kept| {
            kept.head.url == question.url && kept.head.at <= now && now - kept.head.at < rest
        };
        if let Some(kept) = kept.clone().filter(is_fresh) {
            return self.take(question, kept, world);
        }
        let asked = match (world.network, self.failed.is_some() || self.rests(world)) {
            (Some(network), false) => self.ask(question, kept.as_ref(), network, world),
            _ => None,
        };
        match (asked, kept) {
            (Some(new), _) => self.take(question, new, world),
            (None, Some(kept)) => {
                let since = rules::time(kept.head.at);
                self.remark(Remark::Kept(since));
                self.take(question, kept, world)
            }
            (None, None) => {
                if world.network.is_none() {
                    self.remark(Remark::NothingKept);
                }
                None
            }
        }
    }

    /// Whether its rules forbid to ask it now.
    fn rests(&mut self, world: &World<'_>) -> bool {
        let until = rules::rests_until(self.feed, &world.answers.asked(self.feed.word()), now());
        if let Some(until) = until {
            self.remark(Remark::Rests(rules::time(until)));
        }
        until.is_some()
    }

    /// Reads an answer; one that cannot be read is none.
    fn take(&mut self, question: &Question, kept: Kept, world: &World<'_>) -> Option<Kept> {
        match Answered::read(question, &kept, world.today) {
            Ok(answered) => {
                if let Content::Nothing(word) = &answered.content {
                    self.remark(Remark::Nothing(word.as_str().into()));
                }
                self.answered.push(answered);
                Some(kept)
            }
            Err(refused) => {
                self.failed = Some(NoAnswer::Unreadable(refused));
                None
            }
        }
    }

    fn ask(
        &mut self,
        question: &Question,
        kept: Option<&Kept>,
        network: &Network,
        world: &mut World<'_>,
    ) -> Option<Kept> {
        for may_wait in [true, false] {
            let reply = match self.send(question, kept, network, world) {
                Ok(reply) => reply,
                Err(why) => {
                    self.failed = Some(why);
                    return None;
                }
            };
            let wait = rules::wait(&reply, now()).filter(|wait| *wait <= rules::PATIENCE);
            if let Some(wait) = wait.filter(|_| may_wait && self.feed != Feed::Celestrak) {
                self.remark(Remark::Waits(wait));
                if let Err(stopped) = net::wait(Duration::from_secs(wait), world.is_off) {
                    self.failed = Some(stopped);
                    return None;
                }
                continue;
            }
            return self.judge(question, kept, reply, world);
        }
        None
    }

    fn send(
        &mut self,
        question: &Question,
        kept: Option<&Kept>,
        network: &Network,
        world: &mut World<'_>,
    ) -> Result<Reply, NoAnswer> {
        let now = now();
        let noted = world
            .answers
            .note(self.feed.word(), now, |asked| asked.times.push(now));
        noted.map_err(NoAnswer::Unkept)?;
        self.asked += 1;
        let number = self.asked;
        let request = self.request(question, kept);
        let feed = self.feed;
        let step = |bytes, is_done| Step {
            feed,
            number,
            bytes,
            is_done,
            question,
        };
        let mut last = 0;
        let mut tell = |bytes| {
            last = bytes;
            (world.progress)(&step(bytes, false));
        };
        let reply = network.ask(&request, &mut tell, world.is_off);
        let bytes = reply.as_ref().map_or(last, |reply| reply.body.len() as u64);
        (world.progress)(&step(bytes, true));
        reply
    }

    fn request(&self, question: &Question, kept: Option<&Kept>) -> Request {
        let mut headers = Vec::new();
        if let Some(token) = &self.token {
            headers.push(("authorization", format!("Token {}", token.reveal())));
        }
        if let Some(kept) = kept.filter(|kept| kept.head.url == question.url) {
            let conditions = [
                ("if-none-match", &kept.head.etag),
                ("if-modified-since", &kept.head.last_modified),
            ];
            let given = conditions
                .into_iter()
                .filter_map(|(name, value)| Some((name, value.clone()?)));
            headers.extend(given);
        }
        Request {
            url: question.url.clone(),
            headers,
            longest: rules::longest(self.feed),
            again: self.feed != Feed::Celestrak,
        }
    }

    /// What an answer is worth: new text, the kept one once more, or a failure.
    fn judge(
        &mut self,
        question: &Question,
        kept: Option<&Kept>,
        reply: Reply,
        world: &World<'_>,
    ) -> Option<Kept> {
        let now = now();
        let date = reply.date.filter(|date| date.abs_diff(now) > CLOCKS);
        if let Some(date) = date {
            self.remark(Remark::OtherClock {
                ours: rules::time(now),
                theirs: rules::time(date),
            });
        }
        let result = match (reply.status, kept) {
            (200, _) => {
                let head =
                    Head::new(&question.url, now, reply.etag, reply.last_modified).dated(date);
                let kept = Kept {
                    head,
                    body: reply.body,
                };
                Answered::read(question, &kept, world.today)
                    .map(|_| kept)
                    .map_err(NoAnswer::Unreadable)
            }
            (304, Some(kept)) => {
                let mut confirmed = kept.clone();
                confirmed.head.at = now;
                Ok(confirmed)
            }
            _ => return self.refuse(&reply, kept, world),
        };
        let kept = result.and_then(|kept| {
            let stored = world
                .answers
                .put(&question.key, kept.head.clone(), &kept.body);
            stored.map(|()| kept).map_err(NoAnswer::Unkept)
        });
        kept.map_err(|why| self.failed = Some(why)).ok()
    }

    fn refuse(&mut self, reply: &Reply, kept: Option<&Kept>, world: &World<'_>) -> Option<Kept> {
        let now = now();
        let rest = rules::rest(self.feed, reply, now);
        if rest > 0 {
            let until = now.saturating_add(rest);
            let noted = world
                .answers
                .note(self.feed.word(), now, |asked| asked.rests_until = until);
            if let Err(why) = noted {
                self.failed = Some(NoAnswer::Unkept(why));
                return None;
            }
        }
        let said = excuse(&reply.body);
        if rules::is_not_renewed(self.feed, reply.status, &said) && kept.is_some() {
            self.remark(Remark::NotRenewed);
            return None;
        }
        self.failed = Some(rules::no_answer(
            self.token.is_some(),
            reply,
            said,
            now.saturating_add(rest),
        ));
        None
    }
}

/// The first line of what a source says of its refusal; nothing of a page for a browser.
fn excuse(body: &[u8]) -> Text {
    let begun = body.get(..body.len().min(4 * NAME)).unwrap_or_default();
    let text = String::from_utf8_lossy(begun);
    let first = text.trim().lines().next().unwrap_or_default();
    if first.starts_with('<') {
        return Text::default();
    }
    line(first, NAME)
}

/// The second that it is, since 1970.
pub(super) fn now() -> u64 {
    clock::since_epoch().as_secs()
}
