//! On whose word a launch date stands: a speaker is named only where the link is that speaker's own channel.

use chrono::{DateTime, NaiveDate, Utc};

use super::window::Date;
use crate::domain::inbox::line::{REMARK, line};
use crate::domain::inbox::sighting::{Dated, Said, State};
use crate::domain::text::clean::Text;
use crate::domain::when::When;

/// A remark beside a record.
#[derive(Clone, Debug)]
pub(super) struct Update {
    pub(super) on: DateTime<Utc>,
    pub(super) text: Text,
    pub(super) url: Option<Text>,
    /// The date that it gives.
    pub(super) when: Option<When>,
}

const RECORD: &str = "Launch Library 2";

/// Channels of those who speak for themselves: how an address begins, without scheme and `www.`.
const CHANNELS: [(&str, &str); 11] = [
    ("roscosmos.ru", "Roscosmos"),
    ("t.me/roscosmos_gk", "Roscosmos"),
    ("t.me/roscosmos_press", "Roscosmos"),
    ("t.me/rt_space", "RT Space"),
    ("x.com/russianspaceweb", "RussianSpaceWeb"),
    ("twitter.com/russianspaceweb", "RussianSpaceWeb"),
    ("russianspaceweb.com", "RussianSpaceWeb"),
    ("nasa.gov", "NASA"),
    ("tass.ru", "TASS"),
    ("kaztag.kz", "KazTAG"),
    ("t.me/mod_russia", "Ministry of Defence"),
];

/// When the date that stands was given, and by whom: the newest remark that gives it, else the newest that adds
/// the launch, else the day of the record. The remarks come newest first.
pub(super) fn said(updates: &[Update], date: &Date, state: State, day: NaiveDate) -> Said {
    let gives = |update: &&Update| update.when.is_some() && update.when == date.when;
    let adds = |update: &&Update| update.text.to_lowercase().starts_with("added launch");
    let bare = |update: &&Update| adds(update) && !update.text.to_lowercase().contains("time");
    let update = updates
        .iter()
        .find(gives)
        .or_else(|| updates.iter().find(bare));
    let mut said = match update {
        Some(update) => word(update),
        None => Said {
            day,
            by: RECORD.into(),
            note: None,
        },
    };
    if state == State::Placeholder {
        let note = said.note.map_or("placeholder".to_owned(), |note| {
            format!("placeholder; {note}")
        });
        said.note = Some(line(&note, REMARK));
    }
    said
}

/// Every date that a remark gives, oldest first.
pub(super) fn history(updates: &[Update]) -> Vec<Dated> {
    let dated = |update: &Update| {
        Some(Dated {
            when: update.when?,
            said: word(update),
        })
    };
    updates.iter().rev().filter_map(dated).collect()
}

fn word(update: &Update) -> Said {
    let place = update.url.as_deref().map(place);
    let channel = place.and_then(|place| {
        let of = |(channel, _): &&(&str, &str)| is_of(place, channel);
        CHANNELS.iter().find(of).map(|(_, speaker)| *speaker)
    });
    let notices = update.text.contains("NOTAM").then_some("airspace notices");
    let by = channel.or(notices).unwrap_or(RECORD);
    let note = match (place, by) {
        (Some(place), RECORD) => Some(format!("citing {place}")),
        (Some(place), _) => Some(format!("through {RECORD}, citing {place}")),
        (None, RECORD) => None,
        (None, _) => Some(format!("through {RECORD}")),
    };
    Said {
        day: update.on.date_naive(),
        by: by.into(),
        note: note.map(|note| line(&note, REMARK)),
    }
}

/// An address without its scheme.
fn place(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    bare.strip_prefix("www.").unwrap_or(bare)
}

/// It is the channel itself or a page of it, not one whose name begins alike.
fn is_of(place: &str, channel: &str) -> bool {
    let place = place.to_lowercase();
    let rest = place.strip_prefix(channel);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::comment;

    fn update(on: &str, text: &str, url: &str) -> Update {
        let on: DateTime<Utc> = on.parse().unwrap();
        let url = Some(url).filter(|url| !url.is_empty()).map(Into::into);
        Update {
            on,
            when: comment::date(text, on.date_naive()),
            text: text.into(),
            url,
        }
    }

    #[test]
    fn the_newest_remark_that_gives_the_date_tells_who_said_it_when() {
        let updates = [
            update(
                "2026-06-08T21:45:00Z",
                "Switching launch vehicle variant.",
                "https://forum.example.com/1",
            ),
            update(
                "2026-04-29T21:01:00Z",
                "NET September 9.",
                "https://t.me/rt_space/1558",
            ),
            update(
                "2025-12-20T03:46:00Z",
                "Added launch.",
                "https://forum.example.com/2",
            ),
        ];
        let date = Date {
            when: "2026-09-09".parse().ok(),
            also: None,
        };
        let day = "2026-06-08".parse().unwrap();
        let told = said(&updates, &date, State::Ahead, day);
        assert_eq!(
            (told.day.to_string().as_str(), &*told.by),
            ("2026-04-29", "RT Space")
        );
        assert_eq!(
            told.note.as_deref(),
            Some("through Launch Library 2, citing t.me/rt_space/1558")
        );
        let other = Date {
            when: "2026-10".parse().ok(),
            also: None,
        };
        let told = said(&updates, &other, State::Placeholder, day);
        assert_eq!(
            (told.day.to_string().as_str(), &*told.by),
            ("2025-12-20", "Launch Library 2")
        );
        assert_eq!(
            told.note.as_deref(),
            Some("placeholder; citing forum.example.com/2")
        );
        assert_eq!(said(&[], &other, State::Ahead, day).day, day);
    }

    #[test]
    fn a_channel_is_not_one_whose_name_begins_alike() {
        let by = |url: &str| {
            word(&update("2026-04-29T21:01:00Z", "NET May.", url))
                .by
                .to_string()
        };
        assert_eq!(by("https://www.roscosmos.ru/39057/"), "Roscosmos");
        assert_eq!(
            by("https://x.com/RussianSpaceWeb/status/2"),
            "RussianSpaceWeb"
        );
        assert_eq!(by("https://tass.ru.example.com/"), RECORD);
        assert_eq!(by("https://t.me/rt_spacefan/1"), RECORD);
    }
}
