//! Why nothing came, told from the errors of the libraries.

use std::io::{self, ErrorKind};

use rustls::CertificateError;

use super::reply::Error;
use crate::domain::inbox::answer::{Certificate, NoAnswer};
use crate::reason::reason;

/// `seconds` is how long a question may take.
pub(super) fn why(error: Error, seconds: u64) -> NoAnswer {
    let error = match error {
        Error::Ureq(error) => error,
        Error::NoLength => return NoAnswer::NoLength,
        Error::TooLong(longest) => return NoAnswer::TooLong(longest),
        Error::Compressed => return NoAnswer::Compressed,
    };
    match error {
        ureq::Error::HostNotFound => NoAnswer::NoHost,
        ureq::Error::Timeout(which) => NoAnswer::TooSlow(limit(which).min(seconds)),
        ureq::Error::LargeResponseHeader(..) => NoAnswer::Heads,
        ureq::Error::Protocol(error) if format!("{error:?}").ends_with("TooManyHeaders") => {
            NoAnswer::Heads
        }
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => NoAnswer::Proxy,
        ureq::Error::Rustls(error) => insecure(&error),
        ureq::Error::Io(error) => unconnected(&error),
        ureq::Error::BodyStalled => NoAnswer::CutOff,
        ureq::Error::ConnectionFailed => NoAnswer::NoConnection(String::new()),
        _ => NoAnswer::Garbled,
    }
}

fn limit(which: ureq::Timeout) -> u64 {
    let limit = match which {
        ureq::Timeout::Resolve => super::RESOLVE,
        ureq::Timeout::Connect => super::CONNECT,
        ureq::Timeout::PerRead => super::PAUSE,
        ureq::Timeout::RecvResponse => super::FIRST_BYTE,
        _ => return u64::MAX,
    };
    limit.as_secs()
}

fn unconnected(error: &io::Error) -> NoAnswer {
    let inner = error.get_ref();
    if let Some(error) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return insecure(error);
    }
    match error.kind() {
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe => NoAnswer::CutOff,
        ErrorKind::InvalidData => NoAnswer::Garbled,
        _ => NoAnswer::NoConnection(reason(error)),
    }
}

fn insecure(error: &rustls::Error) -> NoAnswer {
    use CertificateError as Bad;
    let rustls::Error::InvalidCertificate(bad) = error else {
        return NoAnswer::Garbled;
    };
    NoAnswer::Certificate(match bad {
        Bad::Expired
        | Bad::ExpiredContext { .. }
        | Bad::NotValidYet
        | Bad::NotValidYetContext { .. } => Certificate::Day,
        Bad::NotValidForName | Bad::NotValidForNameContext { .. } => Certificate::Host,
        Bad::UnknownIssuer => Certificate::Unknown,
        _ => Certificate::Bad,
    })
}
