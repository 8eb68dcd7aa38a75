//! What public sources say and the catalogue does not: found once, entered as by hand, and never told again.

use std::path::Path;

use crate::feed::{ALL, EITHER, FLOWN, HEAD, Launch, MOVED, NEW, catalogue, page, satcat};
use crate::fixtures::today;
use chrono::NaiveDate;
use proptest::prelude::*;
use roscope::domain::catalogue::Catalogue;
use roscope::domain::edit::Edit;
use roscope::domain::format::keyword::MilestoneStatus;
use roscope::domain::inbox::Inbox;
use roscope::domain::inbox::candidates::{Candidate, Clash, Kind, Says};
use roscope::domain::inbox::sighting::Sightings;
use roscope::feeds::{self, Content, satellites};
use roscope::storage::{load_text, plan};
use roscope::words::ENGLISH;

fn loaded(text: &str) -> Catalogue {
    load_text(Path::new("a.toml"), text).unwrap().catalogue
}

fn launches(launches: &[Launch]) -> Sightings {
    let answer = feeds::read(page(launches).as_bytes(), today()).unwrap();
    let Content::Flights(mut flights) = answer.content else {
        panic!()
    };
    for flight in &mut flights {
        flight.history.clear();
    }
    Sightings {
        flights,
        ..Sightings::default()
    }
}

fn list(text: &str, catalogue: &Catalogue, complete: bool) -> Sightings {
    let answer = feeds::read(text.as_bytes(), today()).unwrap();
    let Content::Objects(objects) = answer.content else {
        panic!()
    };
    satellites::sightings(&objects, catalogue, today(), complete)
}

fn waiting(seen: Sightings, catalogue: &Catalogue) -> Vec<Candidate> {
    let mut inbox = Inbox::default();
    inbox.take(seen, catalogue);
    inbox.waiting(catalogue, today()).candidates
}

fn told(candidates: &[Candidate]) -> Vec<String> {
    let line = |one: &Candidate| {
        format!(
            "{} {}: {}",
            one.kind().word(),
            one.name,
            ENGLISH.candidate(one)
        )
    };
    candidates.iter().map(line).collect()
}

/// The text of the catalogue with these entered.
fn entered(text: &str, candidates: &[Candidate]) -> String {
    let mut text = text.to_owned();
    for one in candidates {
        let edits: Vec<Edit> = match &one.says {
            Says::Question { choices, .. } => choices[0].edits.clone(),
            _ => one.edits.clone(),
        };
        let proven = plan(Path::new("a.toml"), &text, &edits).unwrap();
        proven.text().clone_into(&mut text);
    }
    text
}

#[test]
fn what_is_news_comes_in_the_order_of_its_urgency() {
    assert_eq!(
        told(&waiting(launches(&ALL), &loaded(&catalogue()))),
        [
            "outcome Gruz MS-7 cargo launch: done on 10 November 2026",
            "question Sokol-1 | 16 x Severnet: on 10 February 2027: is it severnet-second-batch or severnet-third-batch?",
            "statement Gruz MS-8 cargo launch: in February 2027 (TASS, 10 October 2026); now in January 2027",
            "new Sokol-5 | Pogoda No. 2: launch on 3 March 2027, no entry yet",
        ]
    );
}

#[test]
fn what_is_entered_or_dismissed_is_not_told_again() {
    let text = catalogue();
    let before = loaded(&text);
    let mut inbox = Inbox::default();
    inbox.take(launches(&ALL), &before);
    let all = inbox.waiting(&before, today()).candidates;
    let after = loaded(&entered(&text, &all));
    inbox.take(launches(&ALL), &after);
    assert_eq!(told(&inbox.waiting(&after, today()).candidates), [""; 0]);

    let mut inbox = Inbox::default();
    inbox.take(launches(&ALL), &before);
    for one in &all {
        inbox.dismiss(one, today(), None);
    }
    let found = inbox.found(&before, today());
    inbox.tidy(&[found]);
    inbox.take(launches(&ALL), &before);
    assert_eq!(told(&inbox.waiting(&before, today()).candidates), [""; 0]);
    assert_eq!(inbox.restore(&all[0].id()), 1);
    assert_eq!(inbox.waiting(&before, today()).candidates.len(), 1);
    // Another value of the same record is another candidate.
    let moved = Launch {
        net: "2027-03-31T00:00:00Z",
        comment: "NET March.",
        updated: "2026-11-11T01:00:00Z",
        ..MOVED
    };
    inbox.take(launches(&[moved]), &before);
    assert_eq!(inbox.waiting(&before, today()).candidates.len(), 2);
}

#[test]
fn an_outcome_takes_the_place_of_what_was_noted_before() {
    let text = catalogue();
    let after = loaded(&entered(
        &text,
        &waiting(launches(&[FLOWN]), &loaded(&text)),
    ));
    let milestone = after
        .milestones()
        .iter()
        .find(|one| &*one.entry.id.value == "gruz-ms-7")
        .unwrap();
    assert_eq!(milestone.recorded.status.value, MilestoneStatus::Done);
    assert_eq!(
        milestone.actual.as_ref().unwrap().value.to_string(),
        "2026-11-10"
    );
    assert_eq!(
        (&milestone.recorded.note, milestone.recorded.source.len()),
        (&None, 0)
    );
    assert_eq!(milestone.ll2.as_deref(), Some(FLOWN.id().as_str()));
    let sources: Vec<&str> = milestone
        .entry
        .sources
        .iter()
        .map(|id| &*id.value)
        .collect();
    assert_eq!(sources, ["agency-2026-05-01", "ll2-2026-11-10-00000007"]);
    assert!(
        milestone
            .entry
            .sources
            .iter()
            .all(|id| after.source(&id.value).is_some())
    );
}

#[test]
fn the_day_of_moscow_and_that_of_universal_time_both_agree_and_another_contradicts() {
    let catalogue = loaded(&catalogue());
    let at = |net| {
        waiting(
            launches(&[Launch {
                name: "Sokol-1 | Gruz MS-6",
                net,
                ..FLOWN
            }]),
            &catalogue,
        )
    };
    assert_eq!(told(&at("2026-04-25T22:21:47Z")), [""; 0]);
    assert_eq!(told(&at("2026-04-26T20:00:00Z")), [""; 0]);
    let clash = at("2026-04-27T20:00:00Z");
    assert!(
        matches!(clash[0].says, Says::Conflict(Clash::Day { .. })),
        "{clash:?}"
    );
    assert!(clash[0].edits.is_empty());
    let failed = Launch {
        name: "Sokol-1 | Gruz MS-6",
        net: "2026-04-26T10:00:00Z",
        status: 4,
        ..FLOWN
    };
    let clash = waiting(launches(&[failed]), &catalogue);
    assert!(
        matches!(clash[0].says, Says::Conflict(Clash::Outcome { .. })),
        "{clash:?}"
    );
}

#[test]
fn a_key_ties_whatever_the_names_say_and_foreign_launches_need_one() {
    let foreign = Launch {
        name: "Falcon 9 | Crew-99",
        place: 12,
        ..FLOWN
    };
    let text = catalogue();
    let found = |text: &str| {
        let catalogue = loaded(text);
        let mut inbox = Inbox::default();
        inbox.take(launches(std::slice::from_ref(&foreign)), &catalogue);
        inbox.found(&catalogue, today())
    };
    let none = found(&text);
    assert_eq!((none.candidates.len(), none.left.foreign), (0, 1));
    let tied = text.replacen(
        "id = \"gruz-ms-8\"",
        &format!("id = \"gruz-ms-8\"\nll2 = \"{}\"", foreign.id()),
        1,
    );
    let one = found(&tied);
    assert_eq!(one.candidates[0].target.as_deref(), Some("gruz-ms-8"));
}

#[test]
fn a_record_that_comes_to_be_another_launch_counts_no_more_for_its_entry() {
    let text = catalogue().replacen(
        "id = \"gruz-ms-8\"",
        &format!("id = \"gruz-ms-8\"\nll2 = \"{}\"", MOVED.id()),
        1,
    );
    let catalogue = loaded(&text);
    let other = Launch {
        name: "Sokol-5 | Pogoda No. 3",
        status: 3,
        net: "2026-11-12T10:00:00Z",
        precision: 0,
        updated: "2026-11-13T10:00:00Z",
        ..MOVED
    };
    let mut forth = Inbox::default();
    forth.take(launches(&[MOVED]), &catalogue);
    assert_eq!(
        told(&forth.waiting(&catalogue, today()).candidates).len(),
        1
    );
    let taken = forth.take(launches(std::slice::from_ref(&other)), &catalogue);
    assert_eq!(taken.changed.len(), 1);
    let mut back = Inbox::default();
    back.take(launches(&[other]), &catalogue);
    let taken = back.take(launches(&[MOVED]), &catalogue);
    assert_eq!(taken.older, 1);
    for inbox in [forth, back] {
        let waiting = inbox.waiting(&catalogue, today()).candidates;
        assert_eq!(
            told(&waiting),
            ["new Sokol-5 | Pogoda No. 3: launched on 12 November 2026, no entry yet"]
        );
    }
}

#[test]
fn only_a_whole_list_counts_satellites() {
    let catalogue = loaded(&catalogue());
    let part = list(&satcat(40), &catalogue, false);
    assert_eq!(
        told(&waiting(part, &catalogue)),
        [
            "outcome Gruz MS-7 cargo launch: done on 9 November 2026",
            "outcome Gruz MS-7 landing: done on 18 November 2026"
        ]
    );
    let whole = told(&waiting(list(&satcat(40), &catalogue, true), &catalogue));
    assert_eq!(
        whole[2],
        "count Severnet: 39 in orbit, 40 launched, 1 lost, on 20 November 2026; recorded: 37 in orbit"
    );
    // 24 are recorded to have been launched: a list with fewer misses some.
    let short = waiting(list(&satcat(20), &catalogue, true), &catalogue);
    assert!(short.iter().any(|one| matches!(
        one.says,
        Says::Conflict(Clash::Fewer {
            recorded: 24,
            told: 20
        })
    )));
    // As many as are recorded are no news.
    assert_eq!(
        waiting(list(&satcat(38), &catalogue, true), &catalogue).len(),
        2
    );
}

#[test]
fn two_sources_that_say_alike_are_one_candidate_with_both_cited() {
    let text = catalogue();
    let catalogue = loaded(&text);
    let mut seen = launches(&[FLOWN]);
    let up = satcat(0)
        + "GRUZ-MS 7 CHASTI,2026-240B,101001,PAY,+,CIS,2026-11-09,TYMSC,,92,51,423,416,,,EA,ORB\n";
    seen.flights.extend(list(&up, &catalogue, false).flights);
    let waiting = waiting(seen, &catalogue);
    let [one] = waiting.as_slice() else {
        panic!("{:?}", told(&waiting))
    };
    assert_eq!((one.cites.len(), one.prints.len()), (2, 2));
    let after = loaded(&entered(&text, &waiting));
    assert!(after.source("celestrak-2026-11-20-2026-240").is_some());
}

#[test]
fn a_launch_that_two_sources_name_differently_is_entered_with_the_numbers_of_both() {
    let text = catalogue();
    let before = loaded(&text);
    let seen = || {
        let secret = Launch {
            name: "Sokol-1 | Kosmos (Unknown Payload)",
            place: 6,
            ..FLOWN
        };
        let mut seen = launches(&[secret]);
        let up = format!(
            "{HEAD}\nCOSMOS 2600,2026-240A,101001,PAY,+,CIS,2026-11-09,PLMSC,,92,51,423,416,,,EA,ORB\n"
        );
        seen.flights.extend(list(&up, &before, false).flights);
        seen
    };
    let new = waiting(seen(), &before);
    assert_eq!(new.len(), 1, "{:?}", told(&new));
    let after = loaded(&entered(&text, &new));
    assert_eq!(told(&waiting(seen(), &after)), [""; 0]);
}

#[test]
fn a_launch_of_a_log_of_the_past_without_an_entry_is_left_aside() {
    let catalogue = loaded(&catalogue());
    let log = "#Launch_Tag\tLaunch_Date\tPiece\tType\tName\tPLName\tLV_Type\tLaunch_Site\tLVState\tLaunch_Code\n\
               2026-090 \t2026 Apr 25 2221:47\t2026-090A\tP\tGruz MS-6\t-\tSokol-1\tGIK-5\tRU\tOS\n\
               2026-091 \t2026 Apr 27 2221:47\t2026-091A\tP\tKosmos-1\t-\tSokol-1\tGIK-5\tRU\tOS\n";
    let answer = feeds::read(log.as_bytes(), today()).unwrap();
    let Content::Flights(flights) = answer.content else {
        panic!()
    };
    let mut inbox = Inbox::default();
    inbox.take(
        Sightings {
            flights,
            ..Sightings::default()
        },
        &catalogue,
    );
    let found = inbox.found(&catalogue, today());
    assert_eq!(
        (found.candidates.len(), found.ties.len(), found.left.past),
        (0, 1, 1)
    );
}

#[test]
fn an_inbox_is_read_back_as_it_was_kept() {
    let catalogue = loaded(&catalogue());
    let mut inbox = Inbox::default();
    inbox.take(launches(&ALL), &catalogue);
    inbox.take(list(&satcat(40), &catalogue, true), &catalogue);
    let waiting = inbox.waiting(&catalogue, today()).candidates;
    inbox.dismiss(&waiting[0], today(), Some("why not"));
    let kept = serde_json::to_string(&inbox).unwrap();
    assert_eq!(serde_json::from_str::<Inbox>(&kept).unwrap(), inbox);
}

#[test]
fn the_past_of_a_record_is_one_candidate_with_its_dates() {
    let catalogue = loaded(&catalogue());
    let answer = feeds::read(page(&[MOVED]).as_bytes(), today()).unwrap();
    let Content::Flights(mut flights) = answer.content else {
        panic!()
    };
    assert_eq!(flights[0].history.len(), 1);
    let mut earlier = flights[0].history[0].clone();
    earlier.when = "2026-12".parse().unwrap();
    earlier.said.day = "2026-06-01".parse::<NaiveDate>().unwrap();
    flights[0].history.insert(0, earlier);
    let waiting = waiting(
        Sightings {
            flights,
            ..Sightings::default()
        },
        &catalogue,
    );
    let Says::Date { before, .. } = &waiting[0].says else {
        panic!()
    };
    assert_eq!(before.len(), 1);
    let said = waiting[0]
        .edits
        .iter()
        .filter(|edit| matches!(edit, Edit::Say { .. }));
    assert_eq!(said.count(), 2);
}

proptest! {
    /// However the files come, and in whatever order, the same waits.
    #[test]
    fn the_order_of_the_files_changes_nothing(order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(), parts in 1_usize..4) {
        let catalogue = loaded(&catalogue());
        let mut inbox = Inbox::default();
        let shuffled: Vec<Launch> = order.iter().map(|place| ALL[*place].clone()).collect();
        for part in shuffled.chunks(parts) {
            inbox.take(launches(part), &catalogue);
        }
        let whole = waiting(launches(&[EITHER, NEW, MOVED, FLOWN]), &catalogue);
        prop_assert_eq!(inbox.waiting(&catalogue, today()).candidates, whole);
    }

    /// What changes within the day says nothing new; another day does.
    #[test]
    fn a_fingerprint_is_of_the_day(hour in 0_u32..20, minute in 0_u32..60) {
        let catalogue = loaded(&catalogue());
        let mut seen = launches(&[NEW]);
        let print = |seen: Sightings| waiting(seen, &catalogue)[0].prints.clone();
        let first = print(seen.clone());
        let net = format!("2027-03-03T{hour:02}:{minute:02}:00Z");
        let text = page(&[NEW]).replace(NEW.net, &net);
        let Content::Flights(flights) = feeds::read(text.as_bytes(), today()).unwrap().content else { panic!() };
        seen.flights = flights;
        prop_assert_eq!(print(seen.clone()), first.clone());
        seen.flights[0].when = "2027-03-04".parse().ok();
        prop_assert_ne!(print(seen), first);
    }
}

#[test]
fn every_kind_has_been_seen() {
    let catalogue = loaded(&catalogue());
    let mut seen = launches(&ALL);
    let more = list(&satcat(40), &catalogue, true);
    seen.endings = more.endings;
    seen.tallies = more.tallies;
    let kinds: Vec<Kind> = waiting(seen, &catalogue)
        .iter()
        .map(Candidate::kind)
        .collect();
    for kind in [
        Kind::Outcome,
        Kind::Question,
        Kind::Statement,
        Kind::Count,
        Kind::New,
    ] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
}
