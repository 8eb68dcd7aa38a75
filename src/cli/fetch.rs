//! `roscope fetch`: asks public sources, each by its rules. What they say goes the way of `roscope import` into the
//! inbox; the catalogue is not touched.

mod answered;
mod ask;
mod document;
mod rules;
mod source;

use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use signal_hook::consts::{SIGINT, SIGTERM};

use super::ending::{CommandResult, Exit, Stop, note};
use super::intake;
use super::options::{Options, answers, settings_file, tongue, variable};
use super::{json, kept, read};
use crate::app::Shown;
use crate::domain::inbox::answer::NoAnswer;
use crate::domain::inbox::feed::Feed;
use crate::domain::inbox::line::{NAME, line};
use crate::domain::text::clean::clean;
use crate::feeds::questions::About;
use crate::net::{self, Network, Unusable};
use crate::storage::{self, Answers, Config, Proxy, Secret, Turn};
use crate::words::Noun;
use answered::{Answered, Content};
use source::{Source, Step, World};

/// The variable with the token for Launch Library 2.
const TOKEN: &str = "ROSCOPE_LL2_TOKEN";
/// So long it takes until another one that asks is looked after again.
const LOOK: Duration = Duration::from_millis(100);

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which sources [default: those that are on in the settings]
    #[arg(value_name = "FEED", value_enum)]
    feeds: Vec<Named>,

    /// Also the dates that a launch had before
    #[arg(long)]
    history: bool,

    /// The launches as a whole, not only what was changed; the rests that the sources want hold all the same
    #[arg(long)]
    all: bool,

    /// Ask nobody: use what was answered before
    #[arg(long, conflicts_with = "all")]
    offline: bool,

    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Named {
    LaunchLibrary,
    Celestrak,
    Gcat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Named {
    fn feed(self) -> Feed {
        match self {
            Self::LaunchLibrary => Feed::LaunchLibrary,
            Self::Celestrak => Feed::Celestrak,
            Self::Gcat => Feed::Gcat,
        }
    }
}

pub(super) fn run(cli: &Options, args: &Args, out: &mut impl Write) -> CommandResult {
    let shown = read::shown(cli)?;
    let config = settings()?;
    let is_off = interrupted()?;
    let is_off = || is_off.load(Ordering::Relaxed);
    let sources = sources(args, &config, &shown, &is_off)?;
    let stopped = sources
        .iter()
        .any(|one| one.failed == Some(NoAnswer::Stopped));
    if args.format == Format::Text {
        for source in &sources {
            tell(source, out)?;
        }
    }
    let answered = sources.iter().flat_map(|one| &one.answered);
    let seen = answered::sightings(answered, &shown.catalogue, args.history);
    let today = shown.board.today;
    let news = kept::change(cli, |inbox| {
        intake::take(inbox, seen, &shown.catalogue, today)
    })?;
    match args.format {
        Format::Text => intake::tell(&news, false, out)?,
        Format::Json => json::write(out, &document::new(&sources, &news, &shown.catalogue))?,
    }
    let failed = sources.iter().any(|one| one.failed.is_some());
    Ok(match (stopped, failed) {
        (true, _) => Exit::Told(SIGINT as u8),
        (false, true) => Exit::Bad,
        (false, false) => Exit::Good,
    })
}

/// What the file of the settings says, and the environment.
fn settings() -> Result<Config, Stop> {
    let file = settings_file();
    let config = file.map_or(Ok(Config::default()), |file| Config::read(&file));
    let mut config = config.map_err(|faults| Stop::Broken(cleaned(&tongue().not_kept(&faults))))?;
    if let Some(token) = variable(TOKEN) {
        let token = token.to_str().and_then(Secret::new);
        let wrong = || Stop::Failed(format!("{TOKEN} has characters that no token has"));
        config.token = Some(token.ok_or_else(wrong)?);
    }
    Ok(config)
}

fn cleaned(lines: &str) -> String {
    let lines = lines.lines().map(|line| format!("error: {}", clean(line)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Set by a signal that wants us to end: what is whole by then is used.
fn interrupted() -> Result<Arc<AtomicBool>, Stop> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        let registered = signal_hook::flag::register(signal, Arc::clone(&flag));
        registered.map_err(|_| Stop::Failed("signals cannot be listened to".to_owned()))?;
    }
    Ok(flag)
}

/// Asks each of the sources.
fn sources(
    args: &Args,
    config: &Config,
    shown: &Shown,
    is_off: &dyn Fn() -> bool,
) -> Result<Vec<Source>, Stop> {
    let answers = answers().ok_or_else(|| {
        Stop::Failed("there is no folder for the answers: set XDG_CACHE_HOME or HOME".to_owned())
    })?;
    let network = if args.offline {
        None
    } else {
        Some(network(config)?)
    };
    let feeds = feeds(args, config);
    let Some(_turn) = turn(&answers, is_off)? else {
        return Ok(Vec::new());
    };
    let mut progress = Progress::new();
    let mut tell = |step: &Step<'_>| progress.tell(step);
    let mut world = World {
        answers: &answers,
        network: network.as_ref(),
        today: shown.board.today,
        all: args.all,
        is_off,
        progress: &mut tell,
    };
    let mut sources = Vec::new();
    for feed in feeds {
        if is_off() {
            break;
        }
        sources.push(ask::ask(feed, config, &shown.catalogue, &mut world));
    }
    Ok(sources)
}

fn feeds(args: &Args, config: &Config) -> Vec<Feed> {
    let mut named: Vec<Feed> = args.feeds.iter().map(|named| named.feed()).collect();
    if named.is_empty() {
        let all = [
            (Feed::LaunchLibrary, &config.launch_library),
            (Feed::Celestrak, &config.celestrak),
            (Feed::Gcat, &config.gcat),
        ];
        named.extend(
            all.into_iter()
                .filter(|(_, site)| site.on)
                .map(|(feed, _)| feed),
        );
    }
    named.sort_unstable();
    named.dedup();
    named
}

fn network(config: &Config) -> Result<Network, Stop> {
    let proxy = match &config.proxy {
        Proxy::Environment => net::Proxy::Environment,
        Proxy::None => net::Proxy::None,
        Proxy::At(address) => net::Proxy::At(address.reveal()),
    };
    let trusted = config
        .ca_file
        .as_deref()
        .map(storage::read_once)
        .transpose();
    let trusted = trusted.map_err(|why| Stop::Failed(format!("ca_file: {why}")))?;
    let network = Network::new(proxy, trusted.as_deref(), config.timeout);
    network.map_err(|why| {
        let why = match why {
            Unusable::Proxy => "proxy: that is no address of a proxy",
            Unusable::Certificates => {
                "ca_file: there is no certificate in that file; it wants the PEM format"
            }
        };
        Stop::Failed(why.to_owned())
    })
}

/// The right to ask; one program at a time has it. None if somebody did not want to wait.
fn turn(answers: &Answers, is_off: &dyn Fn() -> bool) -> Result<Option<Turn>, Stop> {
    let mut told = false;
    while !is_off() {
        if let Some(turn) = answers
            .turn()
            .map_err(|why| Stop::Failed(tongue().not_kept(&why)))?
        {
            return Ok(Some(turn));
        }
        if !told {
            note("another roscope is asking: waiting until it has ended");
            told = true;
        }
        if net::wait(LOOK, is_off).is_err() {
            break;
        }
    }
    Ok(None)
}

/// A line for each question, on standard error: on a terminal it is written anew while the answer comes.
struct Progress {
    is_terminal: bool,
    begun: Option<Instant>,
}

impl Progress {
    fn new() -> Self {
        Self {
            is_terminal: io::stderr().is_terminal(),
            begun: None,
        }
    }

    fn tell(&mut self, step: &Step<'_>) {
        let seconds = self
            .begun
            .get_or_insert_with(Instant::now)
            .elapsed()
            .as_secs_f64();
        if step.is_done {
            self.begun = None;
        }
        if !self.is_terminal && !step.is_done {
            return;
        }
        let about = match &step.question.about {
            About::Launches => "launches",
            About::Satellites(word) | About::Orbits(word) => word,
            About::Log => "log",
        };
        let feed = step.feed.word();
        let size = step.bytes.div_ceil(1024);
        let text = format!(
            "{feed}  {}  {about}  {size} KB  {seconds:.1} s",
            step.number
        );
        let text = clean(&text).into_owned();
        let (begin, end) = match (self.is_terminal, step.is_done) {
            (true, false) => ("\r\x1b[K", ""),
            (true, true) => ("\r\x1b[K", "\n"),
            (false, _) => ("", "\n"),
        };
        // Nobody need see it.
        let _ = write!(io::stderr(), "{begin}{text}{end}");
    }
}

/// A line for each answer; remarks and failures beside the output.
fn tell(source: &Source, out: &mut impl Write) -> Result<(), Stop> {
    let name = source.feed.word();
    for told in source.answered.iter().filter_map(told) {
        writeln!(out, "{name}: {told}")?;
    }
    for remark in &source.remarks {
        let told = tongue().remark_of_source(remark);
        note(&format!("{name}: {}", clean(&told)));
    }
    if let Some(failure) = failure(source) {
        let _ = writeln!(io::stderr(), "error: {failure}");
    }
    Ok(())
}

fn told(answered: &Answered) -> Option<String> {
    let about = match &answered.about {
        About::Satellites(word) | About::Orbits(word) => format!(" ({word})"),
        About::Launches | About::Log => String::new(),
    };
    let told = match &answered.content {
        Content::Records(answer) => intake::told(answer),
        Content::Orbits(count) => {
            let count = tongue().counted(count.cast_signed() as i64, Noun::Record);
            format!("{}, {count}", tongue().feed(Feed::Elements))
        }
        Content::Nothing(_) => return None,
    };
    Some(clean(&format!("{told}{about}")).into_owned())
}

/// Whose failure it is, and why.
fn failure(source: &Source) -> Option<String> {
    let why = tongue().no_answer(source.failed.as_ref()?);
    let line = line(&format!("{}: {why}", source.feed.word()), 3 * NAME);
    Some(clean(&line).into_owned())
}
