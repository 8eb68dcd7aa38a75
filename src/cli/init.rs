//! `roscope init`: a copy of the built-in catalogue, to edit.

use std::io::Write;
use std::path::Path;

use super::ending::{CommandResult, Exit, Stop};
use crate::domain::text::clean::clean;
use crate::storage::{self, BUILT_IN, FILE_NAME};

pub(super) fn run(path: &Path, out: &mut impl Write) -> CommandResult {
    let path = if path.is_dir() {
        path.join(FILE_NAME)
    } else {
        path.to_owned()
    };
    let shown = path.to_string_lossy();
    let shown = clean(&shown);
    if !storage::write_new(&path, BUILT_IN.as_bytes()).map_err(Stop::Failed)? {
        let why = format!("{shown} is there already: it was left as it is");
        return Err(Stop::Failed(why));
    }
    writeln!(
        out,
        "Wrote {shown}, a copy of the built-in catalogue. Next:"
    )?;
    writeln!(
        out,
        "  roscope {shown}         show it; the screen follows every save"
    )?;
    writeln!(out, "  roscope check {shown}   say what is wrong with it")?;
    writeln!(
        out,
        "  roscope schema          the schema that line 1 names, for completion in an editor"
    )?;
    Ok(Exit::Good)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn it_writes_a_copy_and_never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let mut out = Vec::new();
        run(folder.path(), &mut out).unwrap();
        let path = folder.path().join(FILE_NAME);
        assert_eq!(fs::read_to_string(&path).unwrap(), BUILT_IN);
        assert!(String::from_utf8(out).unwrap().contains("roscope check"));

        fs::write(&path, "mine").unwrap();
        let Err(Stop::Failed(why)) = run(&path, &mut Vec::new()) else {
            panic!("it must refuse");
        };
        assert!(why.contains("is there already"), "{why}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn a_link_that_leads_nowhere_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.toml");
        std::os::unix::fs::symlink("target.toml", &link).unwrap();
        assert!(run(&link, &mut Vec::new()).is_err());
        assert!(!folder.path().join("target.toml").exists());
    }
}
