//! `roscope diff`: what has changed from one catalogue to another.

use std::ffi::OsString;
use std::io::Write;

use clap::ValueHint;

use super::changes::against::Side;
use super::changes::{Output, ReportedChanges};
use super::ending::{CommandResult, Stop};
use super::options::Options;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The older catalogue: a file, `-` for standard input, or REV:path for a revision of Git
    #[arg(value_hint = ValueHint::FilePath)]
    old: OsString,

    /// The newer one, likewise
    #[arg(value_hint = ValueHint::FilePath)]
    new: OsString,

    #[command(flatten)]
    output: Output,
}

pub(super) fn run(cli: &Options, args: &Args, colour: bool, out: &mut impl Write) -> CommandResult {
    let (old, new) = (Side::of(&args.old), Side::of(&args.new));
    if (&old, &new) == (&Side::StandardInput, &Side::StandardInput) {
        let why = "standard input can be read once: one of the two has to be a file";
        return Err(Stop::Misused(why.to_owned()));
    }
    let words = format!("from {} to {}", old.words(), new.words());
    let [old, new] = [old, new].map(|side| args.output.or_trouble(side.read(cli.as_of)));
    let (old, new) = (old?, new?);
    ReportedChanges::new(words, &old, &new).tell(&args.output, cli, colour, out)
}
