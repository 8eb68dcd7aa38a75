//! The network: one question, and its answer or why there is none. The only part that opens a connection, and only when
//! it is asked to. Nothing here outlasts its time, and whoever asks may stop waiting at any moment.

mod failure;
mod reply;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig};

use crate::domain::inbox::answer::NoAnswer;
pub use reply::{Reply, seconds_of};

/// The longest times: for the name of the host, for a connection, for the first byte, between two reads.
const RESOLVE: Duration = Duration::from_secs(5);
const CONNECT: Duration = Duration::from_secs(10);
const FIRST_BYTE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_secs(15);
/// The longest lines before an answer, in bytes.
const HEADS: usize = 64 << 10;
/// What a thread that does not end by itself gets beyond its time.
const GRACE: Duration = Duration::from_secs(1);
/// So often is looked whether somebody wants to stop.
const LOOK: Duration = Duration::from_millis(50);
/// Before a second attempt.
const AGAIN: Duration = Duration::from_secs(2);

/// How the network is reached.
#[derive(Clone, Debug)]
pub struct Network {
    agent: Agent,
    timeout: Duration,
}

/// Which way a question goes.
#[derive(Clone, Copy, Debug)]
pub enum Proxy<'a> {
    /// As the variables of the environment say.
    Environment,
    None,
    At(&'a str),
}

/// A question.
#[derive(Clone, Debug)]
pub struct Request {
    pub url: String,
    /// What is sent beside the usual.
    pub headers: Vec<(&'static str, String)>,
    /// The longest answer, in bytes.
    pub longest: usize,
    /// It is asked a second time if the connection breaks before anything came.
    pub again: bool,
}

/// What stands in the way of any question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    Proxy,
    /// No certificate is in the file.
    Certificates,
}

impl Network {
    /// `trusted` are certificates in the PEM format that are trusted instead of the usual ones; `timeout` is for
    /// each question as a whole.
    ///
    /// # Errors
    /// What of this cannot be used.
    pub fn new(
        proxy: Proxy<'_>,
        trusted: Option<&[u8]>,
        timeout: Duration,
    ) -> Result<Self, Unusable> {
        let proxy = match proxy {
            Proxy::Environment => ureq::Proxy::try_from_env(),
            Proxy::None => None,
            Proxy::At(address) => Some(ureq::Proxy::new(address).map_err(|_| Unusable::Proxy)?),
        };
        let mut tls = TlsConfig::builder();
        if let Some(pem) = trusted {
            tls = tls.root_certs(RootCerts::new_with_certs(&certificates(pem)?));
        }
        let within = |limit: Duration| Some(limit.min(timeout));
        let config = Agent::config_builder()
            .proxy(proxy)
            .tls_config(tls.build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEADS)
            .max_idle_connections(0)
            .user_agent(concat!("roscope/", env!("CARGO_PKG_VERSION")))
            .timeout_resolve(within(RESOLVE))
            .timeout_connect(within(CONNECT))
            .timeout_recv_response(within(FIRST_BYTE))
            .timeout_per_read(within(FIRST_BYTE.min(PAUSE)))
            .timeout_global(Some(timeout));
        Ok(Self {
            agent: config.build().into(),
            timeout,
        })
    }

    /// Asks. `progress` is told how many bytes have come; if `is_off` says so, nobody waits for the rest.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn ask(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(u64),
        is_off: &dyn Fn() -> bool,
    ) -> Result<Reply, NoAnswer> {
        let begun = Instant::now();
        let ends = begun + self.timeout + GRACE;
        let first = self.attempt(request, ends, progress, is_off);
        let may_ask_again = request.again && begun.elapsed() + 2 * AGAIN < self.timeout;
        match first {
            Err((NoAnswer::CutOff, 0)) if may_ask_again => {
                wait(AGAIN, is_off)?;
                self.attempt(request, ends, progress, is_off)
            }
            first => first,
        }
        .map_err(|(why, _)| why)
    }

    /// In a thread of its own, since not every step of it can be stopped; with a failure, how many bytes had come.
    fn attempt(
        &self,
        request: &Request,
        ends: Instant,
        progress: &mut dyn FnMut(u64),
        is_off: &dyn Fn() -> bool,
    ) -> Result<Reply, (NoAnswer, u64)> {
        let (answer, answers) = mpsc::sync_channel(1);
        let came = Arc::new(AtomicU64::new(0));
        let (agent, asked, counted) = (self.agent.clone(), request.clone(), Arc::clone(&came));
        thread::spawn(move || {
            let reply = reply::fetch(&agent, &asked, &counted);
            // Whoever asked may have gone.
            let _ = answer.send(reply);
        });
        let seconds = self.timeout.as_secs();
        loop {
            let bytes = came.load(Ordering::Relaxed);
            progress(bytes);
            match answers.recv_timeout(LOOK) {
                Ok(Ok(reply)) => return Ok(reply),
                Ok(Err(error)) => return Err((failure::why(error, seconds), bytes)),
                Err(RecvTimeoutError::Disconnected) => return Err((NoAnswer::CutOff, 1)),
                Err(RecvTimeoutError::Timeout) if is_off() => {
                    return Err((NoAnswer::Stopped, bytes));
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() >= ends => {
                    return Err((NoAnswer::TooSlow(seconds), bytes));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// Waits, unless somebody wants to stop.
///
/// # Errors
/// Somebody does.
pub fn wait(time: Duration, is_off: &dyn Fn() -> bool) -> Result<(), NoAnswer> {
    let ends = Instant::now() + time;
    while Instant::now() < ends {
        if is_off() {
            return Err(NoAnswer::Stopped);
        }
        thread::sleep(LOOK);
    }
    Ok(())
}

/// Those of a file.
fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, Unusable> {
    let mut all = Vec::new();
    for item in ureq::tls::parse_pem(pem) {
        if let PemItem::Certificate(one) = item.map_err(|_| Unusable::Certificates)? {
            all.push(one);
        }
    }
    if all.is_empty() {
        return Err(Unusable::Certificates);
    }
    Ok(all)
}
