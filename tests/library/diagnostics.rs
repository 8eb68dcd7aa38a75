//! Every kind of finding has a broken catalogue that shows it; whole reports are held by snapshots.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::held::Parts;
use roscope::domain::file::loaded::{Snapshot, Unloadable};
use roscope::domain::findings::diagnostic::{Code, Counts, Report};
use roscope::report::{Printer, WIDTH};
use roscope::storage;
use strum::VariantArray as _;

fn report(path: &Path) -> Report {
    match storage::load(path) {
        Ok(Snapshot { report, .. }) | Err(Unloadable::Invalid(report)) => report,
        Err(Unloadable::Unreadable(why)) => panic!("{why}"),
    }
}

fn shown(report: &Report) -> String {
    let printer = Printer::new(report, roscope::words::ENGLISH);
    let frames = report
        .diagnostics
        .iter()
        .map(|finding| printer.plain(finding, WIDTH));
    frames.collect::<Vec<_>>().join("\n")
}

fn fixtures(folder: &str) -> Vec<(String, PathBuf)> {
    let folder = Path::new("tests/fixtures").join(folder);
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut files: Vec<_> = files
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    files.sort();
    files
}

#[test]
fn every_code_has_a_fixture_that_shows_it_and_nothing_else() {
    let codes: BTreeSet<&str> = Code::VARIANTS.iter().map(|code| code.name()).collect();
    let files: BTreeSet<String> = fixtures("bad").into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        files.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        codes
    );
    for (name, path) in fixtures("bad") {
        let found = report(&path);
        let found: BTreeSet<&str> = found
            .diagnostics
            .iter()
            .map(|found| found.code.name())
            .collect();
        assert_eq!(found, BTreeSet::from([name.as_str()]), "{}", path.display());
    }
}

#[test]
fn every_finding_has_a_place_and_advice() {
    for (_, path) in fixtures("bad").into_iter().chain(fixtures("mixed")) {
        let report = report(&path);
        for finding in &report.diagnostics {
            let range = finding.at.span.range();
            assert!(report.text.get(range).is_some(), "{finding:?}");
            let is_syntax = finding.code == Code::Syntax;
            assert!(finding.help.is_some() || is_syntax, "{finding:?}");
        }
    }
}

#[test]
fn reports_of_one_fault_and_of_many() {
    for folder in ["bad", "mixed"] {
        let mut reports = Parts::default();
        for (name, path) in fixtures(folder) {
            reports.add(&name, &shown(&report(&path)));
        }
        reports.hold("diagnostics", folder);
    }
}

#[test]
fn the_sample_is_sound() {
    let report = report(Path::new("tests/fixtures/sample.toml"));
    assert_eq!(report.counts, Counts::default(), "{}", shown(&report));
}

#[test]
fn the_shipped_catalogue_has_nothing_that_its_keeper_could_mend() {
    let report = report(Path::new("programs.toml"));
    let Counts {
        errors, warnings, ..
    } = report.counts;
    assert_eq!((errors, warnings), (0, 0), "{}", shown(&report));
}
