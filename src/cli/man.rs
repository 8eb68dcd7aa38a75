//! `roscope man`: the manual as one page of roff, which `man -l -` reads.

use std::io::{self, Write};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::ending::{CommandResult, Exit};
use super::options::tongue;
use crate::domain::search::{Field, State};

pub(super) fn run(command: clap::Command, out: &mut impl Write) -> CommandResult {
    let mut command = command.after_help("");
    command.build();
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    // Without a date: the version of the program says how old the page is.
    let version = env!("CARGO_PKG_VERSION");
    writeln!(page, ".TH roscope 1 \"\" \"roscope {version}\" roscope")?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    filter(&mut page)?;
    subcommands(&command, "roscope", &mut page)?;
    end(&mut page)?;
    out.write_all(&page)?;
    Ok(Exit::Good)
}

/// The commands of a command, each followed by its own.
fn subcommands(command: &clap::Command, name: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let parts = command.get_subcommands().filter(|part| !part.is_hide_set());
    for part in parts.filter(|part| part.get_name() != "help") {
        let name = format!("{name} {}", part.get_name());
        subcommand(part, &name, page)?;
        subcommands(part, &name, page)?;
    }
    Ok(())
}

/// A command, its own sections one step down.
fn subcommand(command: &clap::Command, name: &str, page: &mut Vec<u8>) -> io::Result<()> {
    Roff::new()
        .control("SH", [name.to_uppercase().as_str()])
        .to_writer(page)?;
    // The options that every command takes are listed once.
    let own = command.clone().mut_args(|argument| {
        let is_global = argument.is_global_set() || argument.get_id() == "help";
        let is_hidden = is_global || argument.is_hide_set();
        argument.hide(is_hidden)
    });
    let man = Man::new(own);
    let mut own = Vec::new();
    man.render_synopsis_section(&mut own)?;
    man.render_description_section(&mut own)?;
    if command
        .get_arguments()
        .any(|argument| !argument.is_global_set())
    {
        man.render_options_section(&mut own)?;
    }
    let own = String::from_utf8_lossy(&own).replace("\n.SH ", "\n.SS ");
    let own = match own.strip_prefix(".SH ") {
        Some(rest) => format!(".SS {rest}"),
        None => own,
    };
    page.write_all(own.as_bytes())?;
    examples(command, page)
}

/// The examples stand as they are, line by line.
fn examples(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let help = command.get_after_help().map(ToString::to_string);
    let Some(help) = help else { return Ok(()) };
    let mut roff = Roff::new();
    roff.control("SS", ["EXAMPLES"]).control("nf", []);
    for line in help.lines().skip(1) {
        roff.text([roman(line.trim_start())]);
    }
    roff.control("fi", []).to_writer(page)
}

fn filter(page: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["FILTER"]);
    roff.text([roman(
        "One language for the dashboard and for list, next, late, timeline and export. Terms side by side \
         must all fit, | is or, ! is not, quotation marks keep words together. Words are looked for in \
         names and ids, in either language and script, on either keyboard layout, hyphens aside.",
    )]);
    let states = State::WORDS
        .iter()
        .map(|(word, state)| (*word, tongue().state(*state)));
    for (term, help) in states.chain(
        Field::ALL
            .iter()
            .map(|field| (field.example(), tongue().field(*field))),
    ) {
        roff.control("TP", []);
        roff.text([bold(term)]);
        roff.text([roman(help)]);
    }
    roff.to_writer(page)
}

fn end(page: &mut Vec<u8>) -> io::Result<()> {
    const SECTIONS: [(&str, &[(&str, &str)]); 3] = [
        (
            "ENVIRONMENT",
            &[
                ("ROSCOPE_CATALOGUE", "The catalogue, where none is named."),
                (
                    "XDG_DATA_HOME",
                    "Where roscope/programs.toml is looked for.",
                ),
                (
                    "XDG_STATE_HOME",
                    "Where a copy of the last visit and the inbox are kept.",
                ),
                (
                    "XDG_CACHE_HOME",
                    "Where the answers of public sources are kept.",
                ),
                (
                    "XDG_CONFIG_HOME",
                    "Where roscope/config.toml is looked for: which public sources are asked, and how.",
                ),
                (
                    "ROSCOPE_LL2_TOKEN",
                    "The token for Launch Library 2; it is never shown and never kept.",
                ),
                (
                    "ROSCOPE_THEME",
                    "The colours, as --theme names them, for the start-up file of a shell.",
                ),
                (
                    "ROSCOPE_ASCII",
                    "Plain characters, as with --ascii; 0: all of them, whatever is said below.",
                ),
                (
                    "LC_ALL, LC_CTYPE, LANG",
                    "The locale: one that is set and not UTF-8 gets plain characters.",
                ),
                (
                    "TERM, COLORTERM",
                    "How many colours there are: 256, eight, or none; plain characters on linux and vt100.",
                ),
                (
                    "NO_COLOR, CLICOLOR, CLICOLOR_FORCE",
                    "No colour; none when 0; colour in a pipe too.",
                ),
            ],
        ),
        (
            "FILES",
            &[(
                "programs.toml",
                "The catalogue; roscope schema and the head of the file describe it.",
            )],
        ),
        (
            "EXIT STATUS",
            &[
                ("0", "Done; something was found."),
                ("1", "The answer is no, or the catalogue has errors."),
                ("2", "The arguments make no sense."),
            ],
        ),
    ];
    for (title, items) in SECTIONS {
        let mut roff = Roff::new();
        roff.control("SH", [title]);
        for (term, help) in items {
            roff.control("TP", []);
            roff.text([bold(*term)]);
            roff.text([roman(*help)]);
        }
        roff.to_writer(page)?;
    }
    Ok(())
}
