//! What waits in the inbox, as JSON.

use serde_json::{Value, json};

use super::super::json::when;
use crate::domain::catalogue::Catalogue;
use crate::domain::format::keyword::Keyword as _;
use crate::domain::inbox::Inbox;
use crate::domain::inbox::candidates::{Candidate, Clash, Point, Says};
use crate::domain::inbox::sighting::{Cited, Dated, Said};

pub(super) fn list(candidates: &[&Candidate], catalogue: &Catalogue) -> Value {
    let all = candidates.iter().map(|one| candidate(one, catalogue));
    json!({ "candidates": all.collect::<Vec<_>>() })
}

pub(super) fn candidate(one: &Candidate, catalogue: &Catalogue) -> Value {
    let target = one.target.as_ref().and_then(|id| catalogue.find(id));
    json!({
        "id": one.id(),
        "kind": one.kind().word(),
        "target": one.target,
        "target_kind": target.map(|at| at.kind.name()),
        "name": &*one.name,
        "says": says(&one.says),
        "score": score(&one.points),
        "points": points(&one.points),
        "remarks": one.remarks.iter().map(|remark| <&str>::from(*remark)).collect::<Vec<_>>(),
        "sources": one.cites.iter().map(cited).collect::<Vec<_>>(),
    })
}

/// The sum of the points; none where the entry names the record.
fn score(points: &[Point]) -> Option<i32> {
    let is_scored = !points.is_empty() && !points.contains(&Point::Key);
    is_scored.then(|| points.iter().map(|point| point.worth()).sum())
}

fn points(points: &[Point]) -> Vec<&'static str> {
    points.iter().map(|point| <&str>::from(*point)).collect()
}

fn says(says: &Says) -> Value {
    match says {
        Says::Date {
            when: date,
            was,
            said: by,
            before,
        } => json!({
            "when": when(*date),
            "was": was.map(when),
            "said": said(by),
            "before": before.iter().map(dated).collect::<Vec<_>>(),
        }),
        Says::Outcome { status, actual } => {
            json!({ "status": status.word(), "actual": when(*actual) })
        }
        Says::Count {
            on,
            launched,
            in_orbit,
            lost,
            was,
        } => json!({
            "on": on.to_string(),
            "launched": launched,
            "in_orbit": in_orbit,
            "lost": lost,
            "in_orbit_recorded": was,
        }),
        Says::New {
            when: date,
            has_flown,
        } => json!({ "when": when(*date), "has_flown": has_flown }),
        Says::Question {
            when: date,
            choices,
        } => json!({
            "when": date.map(when),
            "choices": choices.iter().map(|choice| json!({
                "milestone": choice.milestone,
                "score": choice.score,
                "points": points(&choice.points),
            })).collect::<Vec<_>>(),
        }),
        Says::Conflict(clash) => conflict(*clash),
    }
}

fn conflict(clash: Clash) -> Value {
    match clash {
        Clash::Day { recorded, told } => json!({ "recorded": when(recorded), "told": when(told) }),
        Clash::Outcome { recorded, told } => {
            json!({ "recorded": recorded.word(), "told": told.word() })
        }
        Clash::NotFlown { recorded, told } => {
            json!({ "recorded": when(recorded), "told": told.map(when) })
        }
        Clash::Fewer { recorded, told } => json!({ "recorded": recorded, "told": told }),
    }
}

fn said(said: &Said) -> Value {
    json!({ "day": said.day.to_string(), "by": &*said.by, "note": said.note.as_deref() })
}

fn dated(date: &Dated) -> Value {
    json!({ "when": when(date.when), "said": said(&date.said) })
}

fn cited(cited: &Cited) -> Value {
    json!({
        "feed": cited.feed.word(),
        "id": cited.id,
        "title": &*cited.title,
        "publisher": &*cited.publisher,
        "date": cited.date.to_string(),
        "url": cited.url.as_deref(),
        "grade": cited.grade.word(),
    })
}

pub(super) fn dismissed(inbox: &Inbox) -> Value {
    let all = inbox.dismissed.iter().map(|one| {
        json!({
            "id": one.print.short(),
            "on": one.on.to_string(),
            "name": &*one.name,
            "why": one.why.as_deref(),
        })
    });
    json!({ "dismissed": all.collect::<Vec<_>>() })
}
