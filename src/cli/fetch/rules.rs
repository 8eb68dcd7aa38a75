//! The rules of the sources: how often each may be asked, what an answer may weigh, when it wants to be left alone.

use std::time::{Duration, UNIX_EPOCH};

use crate::domain::inbox::answer::NoAnswer;
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::line::{NAME, line};
use crate::domain::text::clean::Text;
use crate::net::{self, Reply};
use crate::storage::Asked;
use crate::tui::clock;

const HOUR: u64 = 3600;
/// Launch Library 2 answers 15 questions an hour; we ask fewer.
const AN_HOUR: usize = 12;
/// `CelesTrak` is asked so much at once.
pub(super) const AT_ONCE: usize = 10;
/// The most pages of an answer.
pub(super) const PAGES: usize = 5;
/// How old an answer may become before it is asked for again, in seconds: launches, what was changed of them,
/// satellites, orbits, the log of the past.
pub(super) const WHOLE: u64 = 20 * HOUR;
pub(super) const CHANGED: u64 = 600;
pub(super) const SATELLITES: u64 = 20 * HOUR;
pub(super) const ORBITS: u64 = 2 * HOUR;
pub(super) const LOG: u64 = 7 * 24 * HOUR;
/// So long we wait where a source wants to be asked again, in seconds.
pub(super) const PATIENCE: u64 = 30;
/// `CelesTrak` is left alone for so long after any refusal.
const OFFENDED: u64 = 2 * HOUR;
/// No source makes us wait longer.
const LONGEST_REST: u64 = 24 * HOUR;

/// The longest answer, in bytes.
pub(super) fn longest(feed: Feed) -> usize {
    let mebibytes = match feed {
        Feed::LaunchLibrary => 8,
        Feed::Gcat => 64,
        _ => 16,
    };
    mebibytes << 20
}

/// Until when a source is not to be asked, if it is not.
pub(super) fn rests_until(feed: Feed, asked: &Asked, now: u64) -> Option<u64> {
    // A clock that was put back must not make it rest for ever.
    let rest = asked.rests_until.min(now.saturating_add(LONGEST_REST));
    if rest > now {
        return Some(rest);
    }
    let is_used_up = feed == Feed::LaunchLibrary && asked.within_an_hour(now) >= AN_HOUR;
    let first = asked.times.iter().min().copied().unwrap_or(now);
    is_used_up.then(|| first.saturating_add(HOUR).max(now.saturating_add(1)))
}

/// In how many seconds a source wants to be asked again, where it says so, or too much was asked.
pub(super) fn wait(reply: &Reply, now: u64) -> Option<u64> {
    if !matches!(reply.status, 429 | 503) {
        return None;
    }
    let header = reply.retry_after.as_deref().map(str::trim);
    let given = header.and_then(|text| {
        let by_date = || {
            let then = net::seconds_of(text)?;
            Some(then.saturating_sub(reply.date.unwrap_or(now)))
        };
        text.parse().ok().or_else(by_date)
    });
    let wait =
        given.or_else(|| (reply.status == 429).then(|| in_words(&reply.body).unwrap_or(HOUR)));
    wait.map(|wait| wait.min(LONGEST_REST))
}

/// "Request was throttled. Expected available in 1234 seconds."
fn in_words(body: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(body);
    let (_, rest) = text.split_once("available in ")?;
    rest.split(' ').next()?.parse().ok()
}

/// For how many seconds a source is to be left alone after this.
pub(super) fn rest(feed: Feed, reply: &Reply, now: u64) -> u64 {
    let wanted = wait(reply, now).unwrap_or(0);
    match feed {
        Feed::Celestrak => wanted.max(OFFENDED),
        _ => wanted,
    }
}

/// `CelesTrak` refuses what it has answered before until it is renewed.
pub(super) fn is_not_renewed(feed: Feed, status: u16, said: &Text) -> bool {
    feed == Feed::Celestrak && status == 403 && said.contains("has not updated since")
}

/// Why there is no answer; `again` is when the source may be asked once more.
pub(super) fn no_answer(has_token: bool, reply: &Reply, said: Text, again: u64) -> NoAnswer {
    match reply.status {
        300..=399 => {
            let to = reply.location.as_deref().unwrap_or_default();
            NoAnswer::Moved(line(to, NAME))
        }
        401 => NoAnswer::NoToken,
        403 if has_token => NoAnswer::NoToken,
        403 => NoAnswer::Forbidden(said),
        429 => NoAnswer::Throttled(time(again)),
        503 if reply.retry_after.is_some() => NoAnswer::Throttled(time(again)),
        status => NoAnswer::Status(status),
    }
}

/// A second since 1970 as the time of the day, on another day with that day.
pub(super) fn time(seconds: u64) -> String {
    let then = UNIX_EPOCH
        .checked_add(Duration::from_secs(seconds))
        .unwrap_or(UNIX_EPOCH);
    let then = clock::local(then);
    let form = if then.date() == clock::now().date() {
        "%H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    then.format(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, retry_after: Option<&str>, body: &str) -> Reply {
        Reply {
            status,
            retry_after: retry_after.map(str::to_owned),
            body: body.into(),
            ..Reply::default()
        }
    }

    #[test]
    fn a_source_says_when_it_wants_to_be_asked_again() {
        // Friday, 27 November 2026, 00:00:00.
        let now = 1_795_737_600;
        for (status, header, body, seconds) in [
            (429, Some("17"), "", Some(17)),
            (429, Some("Fri, 27 Nov 2026 00:01:00 GMT"), "", Some(60)),
            (
                429,
                Some("Fri, 31 Dec 9999 00:00:00 GMT"),
                "",
                Some(LONGEST_REST),
            ),
            (429, Some("99999999999999999999"), "", Some(HOUR)),
            (
                429,
                None,
                "{\"detail\": \"Expected available in 1234 seconds.\"}",
                Some(1234),
            ),
            (429, None, "", Some(HOUR)),
            (503, Some("5"), "", Some(5)),
            (503, None, "", None),
            (200, Some("5"), "", None),
        ] {
            assert_eq!(
                wait(&reply(status, header, body), now),
                seconds,
                "{status} {header:?} {body}"
            );
        }
    }

    #[test]
    fn the_questions_of_an_hour_are_limited_and_a_clock_that_was_put_back_is_no_trap() {
        let now = 1_000_000;
        let asked = |times: Vec<u64>, rests_until| Asked { times, rests_until };
        let ll2 = |asked| rests_until(Feed::LaunchLibrary, &asked, now);
        assert_eq!(ll2(asked(vec![now - 60; 11], 0)), None);
        assert_eq!(ll2(asked(vec![now - 60; 12], 0)), Some(now - 60 + HOUR));
        assert_eq!(ll2(asked(vec![now - 4000; 12], 0)), None);
        assert_eq!(ll2(asked(Vec::new(), now + 5)), Some(now + 5));
        assert_eq!(ll2(asked(Vec::new(), u64::MAX)), Some(now + LONGEST_REST));
        assert_eq!(ll2(asked(Vec::new(), now)), None);
    }
}
