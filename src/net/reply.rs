//! What comes back for a question, read within its limits.

use std::io::{self, Read as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body};

use super::Request;

/// Of an answer that is none, so many bytes are read, for what it says.
const EXCUSE: usize = 64 << 10;
/// The longest line that is kept of what stands before an answer, in bytes.
const LINE: usize = 500;
const PIECE: usize = 32 << 10;

/// What came. Of a failure the body is what the source says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    pub body: Vec<u8>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub location: Option<String>,
    pub retry_after: Option<String>,
    /// The time of the source, in seconds since 1970.
    pub date: Option<u64>,
}

/// Why nothing came.
#[derive(Debug)]
pub(super) enum Error {
    Ureq(ureq::Error),
    NoLength,
    TooLong(usize),
    Compressed,
}

impl<E: Into<ureq::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::Ureq(error.into())
    }
}

/// Seconds since 1970 of a time as HTTP writes it.
pub fn seconds_of(time: &str) -> Option<u64> {
    seconds(httpdate::parse_http_date(time).ok()?)
}

fn seconds(time: SystemTime) -> Option<u64> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    Some(since.as_secs())
}

pub(super) fn fetch(agent: &Agent, request: &Request, came: &AtomicU64) -> Result<Reply, Error> {
    let mut get = agent
        .get(&request.url)
        .header("accept-encoding", "identity");
    for (name, value) in &request.headers {
        get = get.header(*name, value);
    }
    let mut response = get.call()?;
    // From here on the connection did not break before anything came.
    came.fetch_max(1, Ordering::Relaxed);
    let heads = response.headers();
    let mut reply = Reply {
        status: response.status().as_u16(),
        body: Vec::new(),
        etag: line(heads, "etag"),
        last_modified: line(heads, "last-modified"),
        location: line(heads, "location"),
        retry_after: line(heads, "retry-after"),
        date: line(heads, "date").and_then(|date| seconds_of(&date)),
    };
    if reply.status == 304 {
        return Ok(reply);
    }
    if reply.status == 200 {
        reply.body = whole(&mut response, request.longest, came)?;
    } else {
        reply.body = excuse(&mut response);
    }
    Ok(reply)
}

fn line(heads: &HeaderMap, name: &str) -> Option<String> {
    let value = heads.get(name)?.to_str().ok()?;
    (value.len() <= LINE).then(|| value.to_owned())
}

/// The body, if it can be told to be whole.
fn whole(
    response: &mut Response<Body>,
    longest: usize,
    came: &AtomicU64,
) -> Result<Vec<u8>, Error> {
    let heads = response.headers();
    let is = |name: &str, word: &str| {
        line(heads, name).is_some_and(|text| text.eq_ignore_ascii_case(word))
    };
    if heads.contains_key("content-encoding") && !is("content-encoding", "identity") {
        return Err(Error::Compressed);
    }
    let is_chunked = is("transfer-encoding", "chunked");
    let length = line(heads, "content-length").and_then(|length| length.trim().parse::<u64>().ok());
    match length {
        Some(length) if length > longest as u64 => return Err(Error::TooLong(longest)),
        None if !is_chunked => return Err(Error::NoLength),
        Some(_) | None => {}
    }
    let mut reader = response.body_mut().as_reader();
    let mut body = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => body.extend_from_slice(piece.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
        if body.len() > longest {
            return Err(Error::TooLong(longest));
        }
        came.store(body.len() as u64, Ordering::Relaxed);
    }
    if length.is_some_and(|length| length != body.len() as u64) {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    Ok(body)
}

/// As much as came of what the source says of its refusal.
fn excuse(response: &mut Response<Body>) -> Vec<u8> {
    let mut text = Vec::new();
    let mut reader = response.body_mut().as_reader().take(EXCUSE as u64);
    // What broke off is as good.
    let _ = reader.read_to_end(&mut text);
    text
}
