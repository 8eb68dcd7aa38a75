//! What came of asking the public sources, and why there is no answer.

use super::feeds::no_feed;
use super::kept::not_kept;
use crate::domain::inbox::answer::{Certificate, NoAnswer, Remark};

/// Why a question has no answer, and what can be done about it.
pub(super) fn no_answer(why: &NoAnswer) -> String {
    match why {
        NoAnswer::NoHost => "no address is known for it: is there a network?".to_owned(),
        NoAnswer::NoConnection(why) if why.is_empty() => "no connection comes about".to_owned(),
        NoAnswer::NoConnection(why) => format!("no connection comes about: {why}"),
        NoAnswer::TooSlow(seconds) => {
            format!("no answer within {seconds} s: try again later, or set `timeout_s`")
        }
        NoAnswer::CutOff => {
            "the connection broke before the answer was whole, so nothing of it is used".to_owned()
        }
        NoAnswer::Proxy => "the proxy lets nothing through: see `proxy` in the settings".to_owned(),
        NoAnswer::Certificate(bad) => certificate(*bad).to_owned(),
        NoAnswer::Garbled => {
            "what answers there does not speak the language of the web: is `base` right?".to_owned()
        }
        NoAnswer::Heads => "the lines before the answer are too many or too long".to_owned(),
        NoAnswer::NoLength => {
            "nothing says how long the answer is, so nobody can tell whether it is whole".to_owned()
        }
        NoAnswer::TooLong(most) => format!("the answer is longer than {} MiB", most >> 20),
        NoAnswer::Compressed => "the answer is compressed, which was not asked for".to_owned(),
        NoAnswer::Moved(to) if to.is_empty() => {
            "it has moved: look up where to, and set `base`".to_owned()
        }
        NoAnswer::Moved(to) => {
            format!("it has moved to {to}: look whether that is right, and set `base`")
        }
        NoAnswer::NoToken => {
            "the token is refused, or one is wanted: see ROSCOPE_LL2_TOKEN".to_owned()
        }
        NoAnswer::Forbidden(said) if said.is_empty() => "it refuses to answer (403)".to_owned(),
        NoAnswer::Forbidden(said) => format!("it refuses to answer: \"{said}\""),
        NoAnswer::Throttled(again) => format!("too many questions were asked: again at {again}"),
        NoAnswer::Status(404) => "it knows no such question (404): is `base` right?".to_owned(),
        NoAnswer::Status(status @ 500..) => {
            format!("it has a failure of its own ({status}): try again later")
        }
        NoAnswer::Status(status) => format!("it answers with status {status}"),
        NoAnswer::Unreadable(refused) => no_feed(refused),
        NoAnswer::Unkept(why) => not_kept(why),
        NoAnswer::Stopped => "stopped".to_owned(),
    }
}

fn certificate(bad: Certificate) -> &'static str {
    match bad {
        Certificate::Unknown => {
            "nobody whom we trust vouches for who answers there: a log-in page of the network? In a company that looks \
             into what is sent, name its certificate as `ca_file` in the settings"
        }
        Certificate::Day => {
            "its certificate is past its last day, or before its first: is the clock of this machine right?"
        }
        Certificate::Host => "its certificate is for another host: a log-in page of the network?",
        Certificate::Bad => "its certificate is bad, so nobody can tell who answers there",
    }
}

/// What is to be told beside the answers of a source.
pub(super) fn remark(remark: &Remark) -> String {
    match remark {
        Remark::OtherClock { ours, theirs } => {
            format!("its clock says {theirs}, ours says {ours}: its day is taken")
        }
        Remark::NotRenewed => "it has nothing new yet".to_owned(),
        Remark::Kept(since) => format!("the answer of {since} is used"),
        Remark::NothingKept => "nothing of it is kept: `roscope fetch` asks".to_owned(),
        Remark::Rests(until) => format!("it is left alone until {until}, as its rules want it"),
        Remark::Part { came, all } => {
            format!("{came} of {all} records came; what is missing is not taken for cancelled")
        }
        Remark::More(1) => "1 more question with the next `roscope fetch`".to_owned(),
        Remark::More(left) => format!("{left} more questions with the next `roscope fetch`"),
        Remark::NextElsewhere => {
            "its next page is said to be elsewhere, and is not asked for".to_owned()
        }
        Remark::Nothing(word) => format!("no satellite has {word} in its name"),
        Remark::Waits(seconds) => format!("it wants to be asked again in {seconds} s: waiting"),
    }
}
