//! What is wrong with a web address.

use crate::domain::text::address::{LONGEST, NoAddress, Why};

/// "it must begin with https:// or http://".
pub(super) fn bad_address(why: &Why) -> String {
    let begins = "it must begin with https:// or http://";
    match why {
        Why::NoScheme => begins.to_owned(),
        Why::OtherScheme(scheme) => format!("{scheme}: opens no page, {begins}"),
        Why::NoHost => "no site is named behind ://".to_owned(),
        Why::Blank => "it has a blank in it, which is written %20".to_owned(),
        Why::Mark(mark) => format!("it has a {mark} in it, which no address has"),
        Why::TooLong => format!("it is longer than {LONGEST} characters"),
    }
}

pub(super) fn no_address(no_address: &NoAddress) -> String {
    let why = bad_address(&no_address.why);
    let meant = no_address.meant.as_ref();
    let meant = meant.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
    format!("not a web address: {why}{meant}")
}
