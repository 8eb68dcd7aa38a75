//! The examples under the help of each command.

pub(super) const ROSCOPE: &str = "\
Examples:
  roscope                                  # the dashboard
  roscope next --days 90                   # what comes in the next 90 days
  roscope list milestones 'late open'      # what is behind and still to come
  roscope show soyuz-5                     # one entry with all that is known of it
  roscope --as-of 2025-06-25               # the view of that day
  git show HEAD~9:programs.toml | roscope -   # the catalogue of that revision, read once";

pub(super) const LIST: &str = "\
Examples:
  roscope list milestones 'vehicle:angara when:2027..2028 slip:>12'
  roscope list vehicles operational --columns name,class,flights --sort -flights
  roscope list sources grade:weak --format csv > weak.csv
  roscope list milestones 'overdue | late' --format json | jq '.milestones[].id'";

pub(super) const NEXT: &str = "\
Examples:
  roscope next                             # the next 12 months
  roscope next --days 30 project:science
  roscope next --format md key";

pub(super) const LATE: &str = "\
Examples:
  roscope late                             # the overdue ones first
  roscope late vehicle:soyuz --columns slip,first,when,name
  roscope late --as-of 2025-06-25";

pub(super) const STATUS: &str = "\
Examples:
  roscope status                           # five lines
  roscope status > /etc/motd.d/roscope";

pub(super) const EXPORT: &str = "\
Examples:
  roscope export --format json | jq '.milestones[] | select(.days_overdue > 365) | .id'
  roscope export --format csv --output tables
  roscope export --format ics --output roscope.ics key open
  roscope export --format html --output roscope.html";

pub(super) const TIMELINE: &str = "\
Examples:
  roscope timeline key
  roscope timeline vehicle:angara --from 2024 --to 2030
  roscope timeline --group year --trail none --ascii";

pub(super) const SHOW: &str = "\
Examples:
  roscope show soyuz-5
  roscope show luna-26 --format json | jq '.milestone.statements'";

pub(super) const RECORD: &str = "\
Examples:
  roscope record
  roscope record --format json | jq '.cuts[] | {name, kept, closed}'";

pub(super) const ORBITS: &str = "\
Examples:
  roscope orbits rassvet
  roscope orbits rassvet --elements gp.csv --at '2026-07-10 12:00 UTC'
  roscope orbits glonass --format json | jq '.northern_sea_route.points[] | {name, minutes}'";

pub(super) const SINCE: &str = "\
Examples:
  roscope since                            # since the last visit
  roscope since 7d --format md
  roscope since HEAD~3 --exit-code";

pub(super) const DIFF: &str = "\
Examples:
  roscope diff old.toml programs.toml
  roscope diff HEAD~1:programs.toml programs.toml --format md
  git show HEAD~1:programs.toml | roscope diff - programs.toml";

pub(super) const BRIEF: &str = "\
Examples:
  roscope brief --since 30d > brief.md";

pub(super) const SET: &str = "\
Examples:
  roscope set soyuz-5-maiden status=done actual=2026-04-30
  roscope set luna-26 status_note='flight model in assembly' --dry-run";

pub(super) const SAY: &str = "\
Examples:
  roscope say luna-26 2028-Q4 --by Bakanov --source tass-2025-06-25
  roscope say luna-26 'не ранее 2029' --said 2026-11-20 --source tass-2025-06-25 --dry-run";

pub(super) const COUNT: &str = "\
Examples:
  roscope count rassvet 37 --working 31 --on 2026-09-20 --source gh-rassvet-tracker-2026-09";

pub(super) const ADD_MILESTONE: &str = "\
Examples:
  roscope add milestone 'Luna-31 launch' 2036 --of space-science --source tass-2025-06-25
  roscope add milestone 'Луна-31: пуск' 'не ранее 2036' --of space-science --id luna-31 \\
    --said 2026-11-20 --source tass-2025-06-25 --dry-run";

pub(super) const ADD_SOURCE: &str = "\
Examples:
  roscope add source tass-2026-11-20 --title 'Luna-31 in the plan' --publisher TASS \\
    --date 2026-11-20 --url https://tass.ru/kosmos/1 --grade agency";

pub(super) const FETCH: &str = "\
Examples:
  roscope fetch                            # all sources that are on
  roscope fetch celestrak                  # this one
  roscope fetch --offline                  # what they answered before, for another catalogue";

pub(super) const IMPORT: &str = "\
Examples:
  roscope import launches.json             # a page of Launch Library 2
  roscope import satcat.csv --complete     # a whole answer of CelesTrak: satellites are counted
  curl -s https://celestrak.org/satcat/records.php?NAME=RASSVET | roscope import - --complete";

pub(super) const INBOX: &str = "\
Examples:
  roscope inbox                            # what waits
  roscope inbox show 3fa9c1                # the lines that it would write
  roscope inbox accept 3fa9c1 5b02de --dry-run
  roscope inbox dismiss 3fa9c1 --why 'a placeholder'";

pub(super) const CHECK: &str = "\
Examples:
  roscope check                            # the catalogue that the dashboard would show
  roscope check programs.toml --deny-warnings
  roscope check --format github programs.toml";

pub(super) const INIT: &str = "\
Examples:
  roscope init                             # writes ./programs.toml
  roscope init ~/.local/share/roscope/programs.toml";

pub(super) const SCHEMA: &str = "\
Examples:
  roscope schema > programs.schema.json";

pub(super) const COMPLETIONS: &str = "\
Examples:
  roscope completions bash > ~/.local/share/bash-completion/completions/roscope
  roscope completions zsh > ~/.zfunc/_roscope
  roscope completions fish > ~/.config/fish/completions/roscope.fish
  roscope completions elvish >> ~/.config/elvish/rc.elv";

pub(super) const MAN: &str = "\
Examples:
  roscope man | man -l -
  roscope man > ~/.local/share/man/man1/roscope.1";

pub(super) const PATHS: &str = "\
Examples:
  roscope paths
  ROSCOPE_CATALOGUE=other.toml roscope paths";
