//! `roscope completions`: what a shell needs to complete commands, options, words and ids; and the ids.
//!
//! The scripts are clap's. Where a shell allows it, an argument that is an id is completed with the
//! ids of the catalogue, which the script asks `roscope ids` for.

use std::io::Write;

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use super::{Cli, Exit, Stop, read};

pub(super) fn run(shell: Shell, out: &mut impl Write) -> Result<Exit, Stop> {
    let mut command = Cli::command();
    let takers = takers(&command);
    let mut script = Vec::new();
    generate(shell, &mut command, "roscope", &mut script);
    let script = String::from_utf8_lossy(&script);
    match shell {
        Shell::Bash => write!(out, "{script}{}", bash(&takers))?,
        Shell::Fish => write!(out, "{script}{}", fish(&takers))?,
        Shell::Zsh => write!(out, "{}", zsh(&script))?,
        Shell::Elvish => write!(out, "{}", in_each(&script, &takers, "= {", ELVISH))?,
        Shell::PowerShell => write!(out, "{}", in_each(&script, &takers, " {", POWERSHELL))?,
        _ => write!(out, "{script}")?,
    }
    Ok(Exit::Good)
}

/// The ids of all entries, one a line: for the scripts.
pub(super) fn ids(cli: &Cli, out: &mut impl Write) -> Result<Exit, Stop> {
    let shown = read::shown(cli)?;
    let catalogue = &shown.catalogue;
    for id in catalogue.ids() {
        writeln!(out, "{}", crate::domain::clean::clean(id))?;
    }
    Ok(Exit::Good)
}

/// The names of arguments that are ids.
const IDS: [&str; 3] = ["id", "milestone", "constellation"];

/// The commands that take an id first.
fn takers(command: &clap::Command) -> Vec<String> {
    let takes_id = |command: &&clap::Command| {
        let first = command.get_positionals().next();
        first.is_some_and(|argument| IDS.contains(&argument.get_id().as_str()))
    };
    let takers = command.get_subcommands().filter(takes_id);
    takers
        .map(|command| command.get_name().to_owned())
        .collect()
}

fn bash(takers: &[String]) -> String {
    format!(
        r#"
_roscope_with_ids() {{
    _roscope "$@"
    local word=${{COMP_WORDS[COMP_CWORD]}}
    case "${{COMP_WORDS[1]}}:$word" in
        *:-*) ;;
        {}) [[ $COMP_CWORD -eq 2 ]] && COMPREPLY=($(compgen -W "$(roscope ids 2>/dev/null)" -- "$word")) ;;
    esac
}}
complete -F _roscope_with_ids -o bashdefault -o default roscope
"#,
        takers
            .iter()
            .map(|name| format!("{name}:*"))
            .collect::<Vec<_>>()
            .join("|")
    )
}

fn fish(takers: &[String]) -> String {
    format!(
        "complete -c roscope -n \"__fish_roscope_using_subcommand {}\" -f -a \"(roscope ids 2>/dev/null)\"\n",
        takers.join(" ")
    )
}

/// In place of a file name, an argument that is an id takes one.
fn zsh(script: &str) -> String {
    let (head, rest) = script.split_once('\n').unwrap_or((script, ""));
    let is_id = |line: &str| {
        let name = line.trim_start().strip_prefix("':");
        let name = name.and_then(|rest| rest.split_once(" -- "));
        name.is_some_and(|(name, _)| IDS.contains(&name))
    };
    let lines = rest
        .lines()
        .map(|line| match line.strip_suffix(":_default' \\") {
            Some(start) if is_id(line) => format!("{start}:_roscope_ids' \\\n"),
            _ => format!("{line}\n"),
        });
    let ids = "\n_roscope_ids() {\n    local -a ids\n    ids=(${(f)\"$(roscope ids 2>/dev/null)\"})\n    \
               compadd -a ids\n}\n";
    format!("{head}\n{ids}{}", lines.collect::<String>())
}

/// The candidates that are ids, as these shells are told them.
const ELVISH: &str = "roscope ids 2> /dev/null | each {|id| edit:complex-candidate $id }";
const POWERSHELL: &str = "roscope ids 2> $null | ForEach-Object { [CompletionResult]::new($_, $_, \
                          [CompletionResultType]::ParameterValue, $_) }";

/// These scripts have a block for each command, which begins with its name: one line more in those that
/// take an id.
fn in_each(script: &str, takers: &[String], opening: &str, line: &str) -> String {
    let heads: Vec<String> = takers
        .iter()
        .map(|name| format!("'roscope;{name}'{opening}"))
        .collect();
    let mut told = String::new();
    for known in script.lines() {
        told.push_str(known);
        told.push('\n');
        if heads
            .iter()
            .any(|head| known.trim().trim_start_matches('&') == head)
        {
            told.extend(["            ", line, "\n"]);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(shell: Shell) -> String {
        let mut out = Vec::new();
        run(shell, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn ids_are_completed_where_one_is_asked_for() {
        let takers = takers(&Cli::command());
        for name in ["show", "set", "say", "count"] {
            assert!(takers.contains(&name.to_owned()), "{name}");
        }
        assert!(script(Shell::Bash).contains("show:*"));
        assert!(script(Shell::Fish).contains("__fish_roscope_using_subcommand show"));
        let zsh = script(Shell::Zsh);
        assert!(zsh.starts_with("#compdef roscope\n"));
        assert!(zsh.contains("':id -- ") && zsh.contains(":_roscope_ids' \\\n"));
        for (shell, line) in [(Shell::Elvish, ELVISH), (Shell::PowerShell, POWERSHELL)] {
            let blocks = script(shell).matches(line).count();
            assert_eq!(blocks, takers.len(), "{shell}");
        }
    }
}
