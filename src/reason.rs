//! What the system says of a failure, in plain words: the one place that reads its errors.

use std::io::{Error, ErrorKind};

/// Why, without the number that the system has for it.
pub fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a directory, not a file".to_owned(),
        ErrorKind::BrokenPipe => "nobody reads from it any more".to_owned(),
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or_default();
            words.to_lowercase()
        }
    }
}

/// Why something cannot be written, and what can be done about it.
pub fn unwritable(error: &Error) -> String {
    let way_out = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room, or name a place elsewhere",
        ErrorKind::NotFound => return "there is no such folder: make it first".to_owned(),
        ErrorKind::PermissionDenied => "name a file that you may write",
        ErrorKind::IsADirectory => "name a file in it",
        ErrorKind::BrokenPipe => return reason(error),
        _ => "name a place elsewhere",
    };
    format!("{}: {way_out}", reason(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_the_system_is_told() {
        for number in 1..140 {
            let error = Error::from_raw_os_error(number);
            for words in [reason(&error), unwritable(&error)] {
                assert!(!words.contains("os error"), "{words}");
            }
        }
        let full = Error::from(ErrorKind::StorageFull);
        assert_eq!(reason(&full), "the disk is full");
        assert_eq!(
            unwritable(&full),
            "the disk is full: make room, or name a place elsewhere"
        );
    }
}
