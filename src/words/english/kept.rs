//! Why an answer of a source or the settings cannot be read or written.

use std::path::Path;

use crate::domain::findings::diagnostic::quote;
use crate::domain::findings::kept::{NotKept, SettingsFault};
use crate::domain::text::clean::clean;

pub(super) fn not_kept(why: &NotKept) -> String {
    match why {
        NotKept::Because(why) => why.clone(),
        NotKept::NoAnswers(folder, why) => {
            format!("nothing can be kept in {}: {}", shown(folder), clean(why))
        }
        NotKept::NoJson => "what is to be kept cannot be written as JSON".to_owned(),
        NotKept::SettingsNoText(file) => format!("{}: it is not UTF-8 text", shown(file)),
        NotKept::Settings(file, faults) => {
            let file = shown(file);
            let lines = faults.iter();
            let lines = lines.map(|(line, fault)| format!("{file}:{line}: {}", settings(fault)));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

fn settings(fault: &SettingsFault) -> String {
    match fault {
        SettingsFault::NoToml => "this is no TOML: see https://toml.io".to_owned(),
        SettingsFault::UnknownKey {
            key,
            table,
            meant,
            known,
        } => {
            let place = if table.is_empty() {
                String::new()
            } else {
                format!(" of {table}")
            };
            let hint = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("its keys: {}", known.join(", ")),
            };
            format!("unknown key {}{place}; {hint}", quote(key))
        }
        SettingsFault::NoTable(key) => format!("{} is a table: [{key}]", quote(key)),
        SettingsFault::BadValue(example) => format!("bad value; write {example}"),
    }
}

fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}
