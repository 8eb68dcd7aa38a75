//! One write-back, for `run.sh` to kill or to fail at each of its calls: sets the line `# written: `
//! of a file. `recover FILE` does what a start does, and prints what it keeps.
#![allow(clippy::print_stdout, reason = "that is what it is for")]

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use roscope::storage::{Failed, recover, replace};

const LINE: &str = "# written: ";

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["recover", file] => {
            for kept in recover(Path::new(file)) {
                println!("{}", kept.display());
            }
            ExitCode::SUCCESS
        }
        ["set", file, value] => set(Path::new(file), value),
        _ => ExitCode::from(2),
    }
}

/// The calls between these two are those of the write-back.
fn mark(what: &str) {
    let _ = fs::metadata(format!("/write-back-{what}"));
}

fn set(file: &Path, value: &str) -> ExitCode {
    mark("begins");
    let replaced = replace(file, |text| {
        with(text, value).ok_or("there is no such line")
    });
    mark("ends");
    let why = match replaced {
        Ok(replaced) if replaced.kept.is_empty() => return ExitCode::SUCCESS,
        Ok(_) => "it kept what nobody else wrote".to_owned(),
        Err(Failed::Refused(why)) => why.to_owned(),
        Err(Failed::NotWritten(why)) => why,
    };
    let _ = writeln!(io::stderr(), "error: {why}");
    ExitCode::FAILURE
}

fn with(text: &[u8], value: &str) -> Option<Vec<u8>> {
    let text = str::from_utf8(text).ok()?;
    let (before, rest) = text.split_once(LINE)?;
    let (_, after) = rest.split_once('\n')?;
    Some(format!("{before}{LINE}{value}\n{after}").into())
}
