//! Taking back one of our writes when others have saved since: what they changed is merged with the text from
//! before the write, as Git merges two branches.

use std::path::Path;

use similar::TextMerge;

use crate::domain::changes::{Change, changes};
use crate::domain::edit::Refusal;
use crate::storage::load_text;

/// The text without the write that made `after` of `before`; `name` is that of the file.
///
/// Where others changed the same lines it is refused; and the new text must differ from `now` by just what the
/// write had done.
///
/// # Errors
/// Why it is not taken back.
pub fn undo(name: &Path, now: &str, before: &str, after: &str) -> Result<String, Refusal> {
    if now == after {
        return Ok(before.to_owned());
    }
    let text = put_back(now, before, after).ok_or(Refusal::ChangedSince)?;
    let told = |old: &str, new: &str| told(name, old, new);
    match (told(now, &text), told(after, before)) {
        (Some(done), Some(wanted)) if done == wanted => Ok(text),
        _ => Err(Refusal::UndoesMore),
    }
}

fn told(name: &Path, old: &str, new: &str) -> Option<Vec<Change>> {
    let read = |text| load_text(name, text).ok();
    Some(changes(&read(old)?.catalogue, &read(new)?.catalogue))
}

/// What others changed in the text after the write, merged with taking the write back.
fn put_back(now: &str, before: &str, after: &str) -> Option<String> {
    let merge = TextMerge::from_lines(after, now, before);
    (!merge.is_conflicted()).then(|| merge.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    const SAMPLE: &str = include_str!("../../../tests/fixtures/sample.toml");
    const NEW: &str = "  { said = 2026-11-19, when = \"2029\", source = \"agency-2026-03-10\" },\n";

    fn written() -> String {
        let last = SAMPLE.lines().find(|line| line.contains("\"2028-Q4\""));
        let last = format!("{}\n", last.unwrap());
        SAMPLE.replacen(&last, &format!("{last}{NEW}"), 1)
    }

    fn undone(now: &str) -> Option<String> {
        undo(Path::new("a.toml"), now, SAMPLE, &written()).ok()
    }

    #[test]
    fn our_lines_go_and_what_others_saved_elsewhere_stays() {
        assert_eq!(undone(&written()).as_deref(), Some(SAMPLE));
        let remark = |text: &str| format!("# a remark\n{text}# another\n");
        assert_eq!(undone(&remark(&written())), Some(remark(SAMPLE)));
        let above = |text: &str| text.replacen("when = \"2027\", by", "when = \"2027-Q4\", by", 1);
        assert_ne!(above(SAMPLE), SAMPLE);
        assert_eq!(undone(&above(&written())), Some(above(SAMPLE)));
        let status = |text: &str| text.replacen("at-risk", "delayed", 1);
        assert_ne!(status(SAMPLE), SAMPLE);
        assert_eq!(undone(&status(&written())), Some(status(SAMPLE)));
    }

    #[test]
    fn what_was_changed_at_the_place_stays() {
        for now in [
            SAMPLE.to_owned(),
            written().replacen("\"2029\"", "\"2030\"", 1),
            written().replacen(NEW, &format!("{NEW}  # said today\n"), 1),
            String::new(),
            "[broken\n".to_owned() + &written(),
        ] {
            assert!(undone(&now).is_none(), "{now}");
        }
        assert!(undo(Path::new("a.toml"), SAMPLE, SAMPLE, "").is_err());
    }
}
