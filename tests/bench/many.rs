//! A catalogue with so many milestones more.

use std::fmt::Write as _;

/// The catalogue with so many milestones more, spread over its first projects.
#[allow(clippy::unwrap_used, reason = "a benchmark may panic")]
pub(crate) fn many(catalogue: &str, milestones: usize) -> String {
    let projects = project_ids(catalogue);
    let mut text = String::new();
    let (head, sources) = catalogue.split_at(catalogue.find("\n[source.").unwrap());
    text.push_str(head);
    for number in 0..milestones {
        write!(
            text,
            "\n[[milestone]]\nid = \"extra-{number}\"\nname = \"Extra milestone {number}\"\n\
             of = [\"{}\"]\nstatus = \"planned\"\nsources = [\"tass-2025-06-25\"]\nstatements = [\n  \
             {{ said = 2024-01-01, when = \"{}\", source = \"tass-2025-06-25\" }},\n  \
             {{ said = 2025-06-25, when = \"{}-Q{}\", source = \"tass-2025-06-25\" }},\n]\n",
            projects[number % projects.len()],
            2025 + number % 9,
            2026 + number % 11,
            number % 4 + 1,
        )
        .unwrap();
    }
    text.push_str(sources);
    text
}

fn project_ids(catalogue: &str) -> Vec<&str> {
    let sections = catalogue.split("\n[[project]]\n").skip(1);
    let ids = sections.filter_map(|section| section.lines().next()?.strip_prefix("id = \""));
    ids.filter_map(|id| id.strip_suffix('"')).collect()
}
