//! The clock of the program, as far as days go.

use std::time::SystemTime;

use chrono::{Local, NaiveDate};

/// The day of the calendar here and now. A clock that stands before 1970 shows its first day.
pub fn today() -> NaiveDate {
    if SystemTime::now() < SystemTime::UNIX_EPOCH {
        NaiveDate::default()
    } else {
        Local::now().date_naive()
    }
}
