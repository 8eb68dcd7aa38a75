//! A server on this machine that answers by a script, well or badly, and counts who asks.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What is done on a connection, one thing behind the other; then it is closed.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Send(Vec<u8>),
    /// Nothing, until the other side goes.
    Stall,
    /// A byte, again and again, with a short rest, until the other side goes.
    Drip(u8),
    /// The same bytes without end, until the other side goes.
    Pour(Vec<u8>),
    /// The connection is broken, not closed.
    Reset,
}

/// A question that came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// "/launches/?limit=100".
    pub(crate) target: String,
    /// All lines, in small letters.
    pub(crate) heads: String,
    /// How many came before it.
    pub(crate) before: usize,
}

pub(crate) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    scheme: &'static str,
}

trait Wire: Read + Write + Send {}
impl<T: Read + Write + Send> Wire for T {}

/// A good answer.
pub(crate) fn ok(body: &str) -> Vec<Act> {
    with(body, "")
}

/// The same with more lines before it.
pub(crate) fn with(body: &str, heads: &str) -> Vec<Act> {
    let length = body.len();
    send(&format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n{heads}\r\n{body}"
    ))
}

pub(crate) fn send(text: &str) -> Vec<Act> {
    vec![Act::Send(text.as_bytes().to_vec())]
}

impl Server {
    pub(crate) fn new(script: impl Fn(&Asked) -> Vec<Act> + Send + Sync + 'static) -> Self {
        Self::start(None, script)
    }

    /// With a certificate of `tests/fixtures/tls`.
    pub(crate) fn secure(
        certificate: &str,
        script: impl Fn(&Asked) -> Vec<Act> + Send + Sync + 'static,
    ) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls");
        let certificate = CertificateDer::from_pem_file(format!("{folder}/{certificate}")).unwrap();
        let key = PrivateKeyDer::from_pem_file(format!("{folder}/key.pem")).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider);
        let config = config.with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth();
        let config = config.with_single_cert(vec![certificate], key).unwrap();
        Self::start(Some(Arc::new(config)), script)
    }

    fn start(
        tls: Option<Arc<ServerConfig>>,
        script: impl Fn(&Asked) -> Vec<Act> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            asked: Arc::default(),
            scheme: if tls.is_some() { "https" } else { "http" },
        };
        let (asked, script) = (Arc::clone(&server.asked), Arc::new(script));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let (asked, script, tls) = (Arc::clone(&asked), Arc::clone(&script), tls.clone());
                thread::spawn(move || {
                    let tcp = stream.try_clone().unwrap();
                    let mut wire: Box<dyn Wire> = match tls {
                        None => Box::new(stream),
                        Some(config) => {
                            let connection = ServerConnection::new(config).unwrap();
                            Box::new(StreamOwned::new(connection, stream))
                        }
                    };
                    // Whoever asks may go at any time.
                    let Some(question) = read(&mut wire, &asked) else {
                        return;
                    };
                    for act in script(&question) {
                        if perform(&act, &mut wire, &tcp).is_err() {
                            return;
                        }
                    }
                });
            }
        });
        server
    }

    pub(crate) fn base(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// How many questions came.
    pub(crate) fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn read(wire: &mut dyn Wire, asked: &Mutex<Vec<Asked>>) -> Option<Asked> {
    let mut heads = Vec::new();
    let mut byte = [0];
    while !heads.ends_with(b"\r\n\r\n") {
        if wire.read(&mut byte).ok()? == 0 {
            return None;
        }
        heads.push(byte[0]);
    }
    let heads = String::from_utf8(heads).ok()?;
    let mut all = asked.lock().unwrap();
    let question = Asked {
        target: heads.split(' ').nth(1)?.to_owned(),
        heads: heads.to_lowercase(),
        before: all.len(),
    };
    all.push(question.clone());
    Some(question)
}

fn perform(act: &Act, wire: &mut dyn Wire, tcp: &TcpStream) -> std::io::Result<()> {
    match act {
        Act::Send(bytes) => {
            wire.write_all(bytes)?;
            wire.flush()
        }
        Act::Stall => {
            let mut rest = [0; 64];
            while wire.read(&mut rest)? > 0 {}
            Ok(())
        }
        Act::Drip(byte) => loop {
            wire.write_all(&[*byte])?;
            wire.flush()?;
            thread::sleep(Duration::from_millis(50));
        },
        Act::Pour(bytes) => loop {
            wire.write_all(bytes)?;
        },
        Act::Reset => {
            // With bytes unread, closing breaks the connection.
            tcp.shutdown(std::net::Shutdown::Both)
        }
    }
}
