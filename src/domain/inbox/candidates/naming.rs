//! Names in their words: which series a satellite or ship is of, and which one of it.

use std::collections::HashSet;

use crate::domain::search::folded;

/// A name in one alphabet, word by word.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    words: Vec<String>,
    marks: Vec<Designation>,
}

/// A word, and what stands directly behind it: "progress" with "ms", "34".
#[derive(Clone, Debug, PartialEq, Eq)]
struct Designation {
    word: String,
    chain: Vec<String>,
}

/// How a name stands to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    None,
    /// Of one series.
    Series,
    /// Of one series, with another number.
    Other,
    /// Of one series, with the same number.
    Serial,
}

/// Words that are no name, as they come out of folding.
const COMMON: [&str; 16] = [
    "cargo",
    "cosmos",
    "demo",
    "flyght",
    "fyrst",
    "kosmos",
    "launch",
    "mayden",
    "myssyon",
    "obyect",
    "others",
    "payload",
    "satellyte",
    "satellytes",
    "test",
    "unknovn",
];
/// Short words between names.
const BETWEEN: [&str; 17] = [
    "all", "and", "at", "by", "for", "from", "yn", "yts", "nev", "of", "on", "one", "syx", "the",
    "to", "tvo", "vyth",
];
/// Two names of one series, as they come out of folding.
const ALIASES: [(&str, &str); 2] = [("uragan", "glonass"), ("electro", "elektro")];

impl Naming {
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut naming = Self::default();
        for text in texts {
            let words = words(text);
            naming.marks.extend(marks(&words));
            naming.words.extend(words);
        }
        naming
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one == word)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// The words that name something.
    pub(super) fn names(&self) -> HashSet<&str> {
        self.marks.iter().map(|mark| mark.word.as_str()).collect()
    }

    pub(super) fn kinship(&self, other: &Self) -> Kinship {
        let pairs = self
            .marks
            .iter()
            .flat_map(|one| other.marks.iter().map(move |two| (one, two)));
        let pairs = pairs.filter(|(one, two)| one.word == two.word);
        let kin = pairs.map(|(one, two)| kinship(&one.chain, &two.chain));
        kin.max().unwrap_or(Kinship::None)
    }

    /// "16 x": so many at once.
    pub(super) fn batch(&self) -> Option<&str> {
        let pairs = self.words.iter().zip(self.words.iter().skip(1));
        let mut batches = pairs.filter(|(number, by)| is_number(number) && *by == "ks");
        batches.next().map(|(number, _)| number.as_str())
    }

    /// Its words begin with these.
    pub(super) fn begins_with(&self, other: &Self) -> bool {
        !other.words.is_empty() && self.words.starts_with(&other.words)
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

fn kinship(one: &[String], two: &[String]) -> Kinship {
    let same = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    match (one.get(same), two.get(same)) {
        (Some(a), Some(b)) if has_digit(a) && has_digit(b) => Kinship::Other,
        (Some(_), Some(_)) => Kinship::None,
        _ => {
            let last = same.checked_sub(1).and_then(|last| one.get(last));
            let is_serial = last.is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()));
            if is_serial {
                Kinship::Serial
            } else {
                Kinship::Series
            }
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded
        .split(' ')
        .filter(|word| !word.is_empty() && *word != "no");
    let word = |word: &str| {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == word);
        let word = alias.map_or(word, |(_, name)| name);
        // "13L" is number 13, made for flight.
        let bare = word.strip_suffix('l').filter(|bare| is_number(bare));
        bare.unwrap_or(word).to_owned()
    };
    words.map(word).collect()
}

fn marks(words: &[String]) -> Vec<Designation> {
    let mut marks = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let is_name = word.len() >= 4 && word.chars().all(char::is_alphabetic);
        if !is_name || COMMON.contains(&word.as_str()) {
            continue;
        }
        let behind = words.get(place + 1..).unwrap_or_default();
        let chain: Vec<String> = behind
            .iter()
            .take_while(|word| is_link(word))
            .cloned()
            .collect();
        // "No. 1 and 2" are two.
        if let [and, second, ..] = behind.get(chain.len()..).unwrap_or_default()
            && and == "and"
            && has_digit(second)
            && let Some((_, stem)) = chain.split_last()
        {
            let chain = stem.iter().chain([second]).cloned().collect();
            marks.push(Designation {
                word: word.clone(),
                chain,
            });
        }
        marks.push(Designation {
            word: word.clone(),
            chain,
        });
    }
    marks
}

/// A letter or two of a series, or a number.
fn is_link(word: &str) -> bool {
    has_digit(word) && word.len() <= 6 || word.len() <= 3 && !BETWEEN.contains(&word)
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

/// Two names have a word in common that names something, or all their words.
pub fn same_thing(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| Naming::of([name]));
    one.words == other.words || !one.names().is_disjoint(&other.names())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kin(one: &str, two: &str) -> Kinship {
        Naming::of([one]).kinship(&Naming::of([two]))
    }

    #[test]
    fn a_serial_number_tells_ships_of_one_series_apart() {
        use Kinship::{None, Other, Serial, Series};

        for (one, two, expected) in [
            (
                "Progress MS-34 (95P)",
                "Progress MS-34 cargo launch",
                Serial,
            ),
            (
                "Progress MS-34 (95P)",
                "Progress MS-33, first from mended Site 31/6",
                Other,
            ),
            ("PROGRESS-MS 34", "«Прогресс МС-34»", Serial),
            ("Elektro-L No.5", "Elektro-L No. 5 launch", Serial),
            ("Meteor-M No. 2-4", "Meteor-M No. 2-3 launch", Other),
            (
                "Ionosfera-M No. 2",
                "Ionosfera-M No. 1 and 2 launch",
                Serial,
            ),
            (
                "16 x Rassvet-3",
                "First 16 serial Rassvet satellites launched",
                Series,
            ),
            (
                "Rassvet-2 No. 1",
                "Rassvet-2: three more test satellites launched",
                Serial,
            ),
            ("Uragan-K2 No. 13L", "First Glonass-K2 launch", Series),
            ("Glonass-K1 No. 19", "First Glonass-K2 launch", Other),
            (
                "Glonass-K1 No. 19",
                "GLONASS launch of September 2025",
                Series,
            ),
            ("Soyuz MS-21", "Maiden flight of Soyuz-5", None),
            ("Express-AMU4", "First Express-RV launch", None),
            ("Ekspress-AMU4", "Express-AMU4 launch", Series),
            ("Kosmos (Unknown Payload)", "Kosmos launch", None),
            ("Luna-25", "Luna-25 lander", Serial),
        ] {
            assert_eq!(kin(one, two), expected, "{one} at {two}");
        }
    }

    #[test]
    fn so_many_at_once_are_a_batch() {
        assert_eq!(Naming::of(["16 x Rassvet-3"]).batch(), Some("16"));
        assert_eq!(Naming::of(["First 16 serial Rassvet"]).batch(), None);
    }
}
