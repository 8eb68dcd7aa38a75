//! The options that every command has: which catalogue, of which day, and how it is shown.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use strum::VariantArray as _;

use crate::domain::text::clean::clean;
use crate::domain::when::{Unreadable, When};
use crate::storage::{self, Answers, Config, ElementFiles, Inboxes, Located, Places, Visits};
use crate::tui::clock::Clock;
use crate::ui::theme::Theme;
use crate::words::{ENGLISH, Words};

const THEME: &str = "The colours; auto goes by NO_COLOR and the terminal's background";
const ASCII: &str = "Draw with plain characters only, as where the locale is not UTF-8 [env: ROSCOPE_ASCII; 0: with all]";
const COLOR: &str =
    "Colours in the output; auto goes by the terminal, NO_COLOR, CLICOLOR and CLICOLOR_FORCE";
const NAMED: &str = "The catalogue, for every command [env: ROSCOPE_CATALOGUE]";

/// What every command has stands below what is its own.
const LAST: usize = 500;

/// What `--theme` takes beside the themes.
const AUTO: &str = "auto";

/// None where the environment and the terminal decide.
type Choice = Option<Theme>;

#[derive(Debug, clap::Args)]
pub struct Options {
    /// The catalogue to show; `-` or a pipe is read once [default: ./programs.toml, else the one in the
    /// data folder, else the built-in one]
    pub file: Option<PathBuf>,

    #[arg(long, global = true, display_order = LAST, value_name = "FILE", help = NAMED)]
    pub catalogue: Option<PathBuf>,

    #[arg(
        long,
        env = "ROSCOPE_THEME",
        hide_env_values = true,
        value_parser = themes(),
        default_value = AUTO,
        help = THEME
    )]
    pub theme: Choice,

    #[arg(long, help = ASCII)]
    pub ascii: bool,

    /// Read-only: never write
    #[arg(long)]
    pub read_only: bool,

    /// Show what stood on this day: 2026-05-01, 2026-Q1, "early 2026" (the last day counts)
    #[arg(long, global = true, display_order = LAST, value_name = "DATE", value_parser = last_day)]
    pub as_of: Option<NaiveDate>,

    #[arg(
        long,
        global = true,
        display_order = LAST,
        value_enum,
        default_value_t = Colour::Auto,
        value_name = "WHEN",
        help = COLOR
    )]
    pub color: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

/// The themes that there are, and `auto`. An empty variable counts as not set.
fn themes() -> impl TypedValueParser<Value = Choice> {
    let auto = [PossibleValue::new(AUTO).alias("")];
    let all = Theme::VARIANTS
        .iter()
        .map(|theme| PossibleValue::new(<&str>::from(*theme)));
    PossibleValuesParser::new(auto.into_iter().chain(all)).map(|word| word.parse().ok())
}

impl Options {
    pub(super) fn located(&self) -> Located {
        located(self.file.clone().or_else(|| self.catalogue.clone()))
    }
}

impl Colour {
    /// Whether to write colours. `NO_COLOR` (no-color.org) and `CLICOLOR=0` say no, `CLICOLOR_FORCE`
    /// (bixense.com/clicolors) says yes even to a pipe; the option wins over all of them.
    pub(super) fn is_wanted(self, is_terminal: bool) -> bool {
        let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let is_zero = |name: &str| value(name).is_some_and(|value| value == "0");
        let is_dumb = value("TERM").is_some_and(|term| term == "dumb");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if value("NO_COLOR").is_some() => false,
            Self::Auto if value("CLICOLOR_FORCE").is_some() && !is_zero("CLICOLOR_FORCE") => true,
            Self::Auto => is_terminal && !is_dumb && !is_zero("CLICOLOR"),
        }
    }
}

/// The catalogue to show, where the arguments name this one or none.
pub(super) fn located(named: Option<PathBuf>) -> Located {
    let named = named.or_else(|| variable("ROSCOPE_CATALOGUE"));
    let places = Places::from_variables(variable("XDG_DATA_HOME"), variable("HOME"));
    storage::locate(named, &places)
}

/// A path in a variable of the environment.
pub(super) fn variable(name: &str) -> Option<PathBuf> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty());
    value.map(PathBuf::from)
}

/// Where the copies of the last visits are.
pub(super) fn visits() -> Visits {
    Visits::from_variables(variable("XDG_STATE_HOME"), variable("HOME"))
}

/// Where the inboxes are.
pub(super) fn inboxes() -> Inboxes {
    Inboxes::from_variables(variable("XDG_STATE_HOME"), variable("HOME"))
}

/// The files with orbital elements.
pub(super) fn element_files() -> ElementFiles {
    ElementFiles::from_variables(variable("XDG_CACHE_HOME"), variable("HOME"))
}

/// Where the answers of the public sources are kept; none where there is no folder for caches.
pub(super) fn answers() -> Option<Answers> {
    Answers::from_variables(variable("XDG_CACHE_HOME"), variable("HOME"))
}

/// The file of the settings, whether it is there or not.
pub(super) fn settings_file() -> Option<PathBuf> {
    Config::file(variable("XDG_CONFIG_HOME"), variable("HOME"))
}

/// The language of the user.
pub(super) fn tongue() -> Words {
    ENGLISH
}

/// The last day of what is typed.
pub(super) fn last_day(text: &str) -> Result<NaiveDate, String> {
    let today = Clock::Local.today();
    let read = When::typed(text, today);
    if let Err(why @ Unreadable::NoSuchDay) = read {
        return Err(format!("{}: {}", tongue().unreadable(&why), clean(text)));
    }
    read.ok().and_then(When::last).ok_or_else(|| {
        "write a day, a month or the like: 2026-05-01, 2026-Q1, \"early 2026\"".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn options(arguments: &[&str]) -> Options {
        let line = Line::try_parse_from([&["roscope"], arguments].concat()).unwrap();
        line.options
    }

    #[test]
    fn the_themes_are_those_of_the_screens() {
        let theme = |word| options(&["--theme", word]).theme;
        for known in Theme::VARIANTS {
            assert_eq!(theme(<&str>::from(*known)), Some(*known));
        }
        assert_eq!((theme(AUTO), theme("")), (None, None));
    }

    #[test]
    fn a_date_stands_for_its_last_day() {
        let as_of = |date| options(&["--as-of", date]).as_of;
        let day = NaiveDate::from_ymd_opt(2026, 3, 31);
        assert_eq!(as_of("2026-Q1"), day);
        assert_eq!(as_of("I квартал 2026"), day);
        let yesterday = Clock::Local.today().pred_opt();
        // It may be midnight in between.
        assert!(as_of("yesterday") >= yesterday);
        for none in ["NET 2029", "soon"] {
            assert!(last_day(none).unwrap_err().starts_with("write a day"));
        }
        assert!(last_day("soon").is_err());
    }

    #[test]
    fn the_file_may_be_named_in_two_ways() {
        let named = |arguments: &[&str]| options(arguments).located();
        assert_eq!(named(&["a.toml"]), Located::File("a.toml".into()));
        assert_eq!(
            named(&["--catalogue", "b.toml"]),
            Located::File("b.toml".into())
        );
        assert_eq!(
            named(&["a.toml", "--catalogue", "b.toml"]),
            Located::File("a.toml".into())
        );
    }
}
