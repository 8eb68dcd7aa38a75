//! `roscope since`: what has changed since the last visit, some days ago, a date, a revision.

use std::io::Write;

use clap::ValueHint;

use super::changes::against::{older, parse};
use super::changes::{Output, ReportedChanges};
use super::ending::CommandResult;
use super::options::Options;
use super::read;
use crate::domain::computed::since::Since;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Since when: last, 7d, 2w, 2026-10-01, a revision of Git, another file [default: the last visit, else
    /// 30d, 90d or 365d, the first with changes]
    #[arg(value_name = "WHAT", value_hint = ValueHint::FilePath, value_parser = parse)]
    since: Option<Since>,

    #[command(flatten)]
    output: Output,
}

pub(super) fn run(cli: &Options, args: &Args, colour: bool, out: &mut impl Write) -> CommandResult {
    let output = &args.output;
    let shown = output.or_trouble(read::shown(cli))?;
    let catalogue = &shown.catalogue;
    let (old, words) = output.or_trouble(older(cli, &shown, args.since.as_ref()))?;
    ReportedChanges::new(words, &old, catalogue).tell(output, cli, colour, out)
}
