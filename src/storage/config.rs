//! The settings: which public sources are asked, where they are, and how the network is reached. The file is read and
//! never written; without one the defaults stand.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::open;
use super::xdg;
use crate::domain::findings::kept::{NotKept, SettingsFault};
use crate::domain::text::suggest;

/// Its name in the folder for settings.
const FILE: &str = "config.toml";
/// The longest time for one question, in seconds.
const SLOWEST: i64 = 600;

/// What is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub launch_library: Site,
    /// The launch sites that are asked for, by their numbers in Launch Library 2.
    pub locations: Vec<i64>,
    pub token: Option<Secret>,
    pub celestrak: Site,
    pub gcat: Site,
    pub proxy: Proxy,
    /// Certificates that are trusted instead of the usual ones, in the PEM format.
    pub ca_file: Option<PathBuf>,
    /// For one question.
    pub timeout: Duration,
}

/// A public source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// It is asked where none is named.
    pub on: bool,
    /// What its addresses begin with, without a slash at the end.
    pub base: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// As the variables of the environment say.
    Environment,
    None,
    At(Secret),
}

impl Secret {
    /// None if it has characters that could not be sent.
    pub fn new(text: &str) -> Option<Self> {
        let is_sound = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_sound.then(|| Self(text.to_owned()))
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Default for Config {
    fn default() -> Self {
        let site = |on, base: &str| Site {
            on,
            base: base.to_owned(),
        };
        Self {
            launch_library: site(true, "https://ll.thespacedevs.com/2.3.0"),
            locations: vec![6, 15, 18],
            token: None,
            celestrak: site(true, "https://celestrak.org"),
            gcat: site(false, "https://planet4589.org"),
            proxy: Proxy::Environment,
            ca_file: None,
            timeout: Duration::from_secs(60),
        }
    }
}

impl Config {
    /// The file, whether it is there or not: `roscope/config.toml` in `$XDG_CONFIG_HOME`, else in `~/.config`.
    pub fn file(xdg_config_home: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
        let folder = xdg::folder(xdg_config_home, home, ".config")?;
        Some(folder.join("roscope").join(FILE))
    }

    /// Reads it; the defaults where there is none.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(file: &Path) -> Result<Self, NotKept> {
        if file.symlink_metadata().is_err() {
            return Ok(Self::default());
        }
        let bytes = open::read(file)?.bytes;
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| NotKept::SettingsNoText(file.to_owned()))?;
        Self::from_text(&text).map_err(|faults| NotKept::Settings(file.to_owned(), faults))
    }

    fn from_text(text: &str) -> Result<Self, Vec<(usize, SettingsFault)>> {
        let mut reader = Reader {
            text,
            faults: Vec::new(),
        };
        let mut config = Self::default();
        match DeTable::parse(text) {
            Ok(table) => reader.config(table.get_ref(), &mut config),
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                // The message may quote what stands there, a token perhaps: only its kind is told.
                reader.fault(start, SettingsFault::NoToml);
            }
        }
        reader.faults.sort();
        if reader.faults.is_empty() {
            Ok(config)
        } else {
            Err(reader.faults)
        }
    }
}

/// A key and its value.
type Entry<'t, 'i> = (&'t str, &'t Spanned<DeValue<'i>>);

/// Notes all faults of a file, with their lines.
struct Reader<'t> {
    text: &'t str,
    faults: Vec<(usize, SettingsFault)>,
}

impl Reader<'_> {
    fn fault(&mut self, start: usize, why: SettingsFault) {
        let before = self.text.get(..start).unwrap_or_default();
        self.faults.push((before.matches('\n').count() + 1, why));
    }

    fn config(&mut self, table: &DeTable<'_>, config: &mut Config) {
        self.each(table, "", &["feed", "network"], |reader, (key, value)| {
            let Some(inner) = reader.table(key, value) else {
                return;
            };
            if key == "feed" {
                reader.feeds(inner, config);
            } else {
                reader.network(inner, config);
            }
        });
    }

    fn feeds(&mut self, table: &DeTable<'_>, config: &mut Config) {
        let known = ["launch-library", "celestrak", "gcat"];
        self.each(table, "feed", &known, |reader, (key, value)| {
            let Some(inner) = reader.table(key, value) else {
                return;
            };
            match key {
                "launch-library" => reader.launch_library(inner, config),
                "celestrak" => reader.site(key, inner, &mut config.celestrak),
                _ => reader.site(key, inner, &mut config.gcat),
            }
        });
    }

    fn launch_library(&mut self, table: &DeTable<'_>, config: &mut Config) {
        let known = ["on", "base", "locations", "token"];
        self.each(
            table,
            "launch-library",
            &known,
            |reader, (key, value)| match key {
                "locations" => {
                    let numbers = value.get_ref().as_array().and_then(|all| {
                        let number = |one: &Spanned<DeValue<'_>>| whole(one.get_ref());
                        all.iter().map(number).collect::<Option<Vec<_>>>()
                    });
                    let sound = numbers.filter(|all| (1..=50).contains(&all.len()));
                    reader.put(
                        value,
                        sound,
                        &mut config.locations,
                        "locations = [6, 15, 18]",
                    );
                }
                "token" => {
                    let token = value.get_ref().as_str().and_then(Secret::new).map(Some);
                    reader.put(
                        value,
                        token,
                        &mut config.token,
                        "token = \"0123456789abcdef\"",
                    );
                }
                _ => reader.site_key((key, value), &mut config.launch_library),
            },
        );
    }

    fn site(&mut self, name: &str, table: &DeTable<'_>, site: &mut Site) {
        self.each(table, name, &["on", "base"], |reader, entry| {
            reader.site_key(entry, site);
        });
    }

    fn site_key(&mut self, (key, value): Entry<'_, '_>, site: &mut Site) {
        if key == "on" {
            self.put(value, value.get_ref().as_bool(), &mut site.on, "on = true");
        } else {
            let base = value.get_ref().as_str().and_then(base);
            self.put(
                value,
                base,
                &mut site.base,
                "base = \"https://example.org\"",
            );
        }
    }

    fn network(&mut self, table: &DeTable<'_>, config: &mut Config) {
        let known = ["proxy", "ca_file", "timeout_s"];
        self.each(table, "network", &known, |reader, (key, value)| match key {
            "proxy" => {
                let proxy = value.get_ref().as_str().and_then(|word| match word {
                    "env" => Some(Proxy::Environment),
                    "none" => Some(Proxy::None),
                    address if address.contains("://") => Secret::new(address).map(Proxy::At),
                    _ => None,
                });
                let example = "proxy = \"env\", \"none\" or \"http://proxy.example.org:3128\"";
                reader.put(value, proxy, &mut config.proxy, example);
            }
            "ca_file" => {
                let path = value
                    .get_ref()
                    .as_str()
                    .map(|path| Some(PathBuf::from(path)));
                reader.put(
                    value,
                    path,
                    &mut config.ca_file,
                    "ca_file = \"/etc/ssl/company.pem\"",
                );
            }
            _ => {
                let seconds =
                    whole(value.get_ref()).filter(|number| (1..=SLOWEST).contains(number));
                let time = seconds.map(|number| Duration::from_secs(number.unsigned_abs()));
                reader.put(value, time, &mut config.timeout, "timeout_s = 600");
            }
        });
    }

    /// Goes through the keys that it may have, and notes those that it may not.
    fn each<'t>(
        &mut self,
        table: &'t DeTable<'_>,
        of: &str,
        known: &[&str],
        mut read: impl FnMut(&mut Self, Entry<'t, '_>),
    ) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                read(self, (name, value));
                continue;
            }
            let fault = SettingsFault::UnknownKey {
                key: name.to_owned(),
                table: of.to_owned(),
                meant: suggest::nearest(name, known.iter().copied()).map(str::to_owned),
                known: known.iter().map(|key| (*key).to_owned()).collect(),
            };
            self.fault(key.span().start, fault);
        }
    }

    fn table<'t, 'i>(
        &mut self,
        key: &str,
        value: &'t Spanned<DeValue<'i>>,
    ) -> Option<&'t DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.fault(value.span().start, SettingsFault::NoTable(key.to_owned()));
        }
        table
    }

    fn put<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        read: Option<T>,
        to: &mut T,
        example: &'static str,
    ) {
        match read {
            Some(read) => *to = read,
            // What stands there is not quoted: it may be a token.
            None => self.fault(value.span().start, SettingsFault::BadValue(example)),
        }
    }
}

fn whole(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// An address that is secure, or on this machine; without a slash at its end.
fn base(text: &str) -> Option<String> {
    let host = text.strip_prefix("https://");
    let here = ["127.0.0.1", "[::1]"];
    let plain = text.strip_prefix("http://").filter(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        here.iter().any(|here| {
            let port = host.strip_prefix(here);
            port.is_some_and(|port| port.is_empty() || port.starts_with(':'))
        })
    });
    let rest = host.or(plain)?;
    let is_sound = rest
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"@?#\\".contains(&byte));
    let is_named = rest.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[');
    (is_sound && is_named).then(|| text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, SettingsFault)> {
        Config::from_text(text).unwrap_err()
    }

    #[test]
    fn what_is_not_set_stands_by_default() {
        assert_eq!(Config::from_text("").unwrap(), Config::default());
        let text = "[feed.celestrak]\non = false\nbase = \"http://127.0.0.1:8080/\"\n[network]\ntimeout_s = 5\n\
                    [feed.launch-library]\nlocations = [0xf]\ntoken = \"secret\"\n";
        let config = Config::from_text(text).unwrap();
        assert!(!config.celestrak.on);
        assert_eq!(config.celestrak.base, "http://127.0.0.1:8080");
        assert_eq!(config.timeout, Duration::from_secs(5));
        assert_eq!(config.locations, [15]);
        assert!(!format!("{config:?}").contains("secret"));
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_what_was_meant() {
        let text =
            "[feed.celestrack]\non = true\n[network]\nproxi = \"env\"\ntimeout_s = \"slow\"\n";
        let found = faults(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0].0, 1);
        let meant = |place: usize| match &found[place].1 {
            SettingsFault::UnknownKey { meant, .. } => meant.as_deref(),
            _ => None,
        };
        assert_eq!(meant(0), Some("celestrak"), "{found:?}");
        assert_eq!(found[1].0, 4);
        assert_eq!(meant(1), Some("proxy"), "{found:?}");
        assert_eq!(found[2], (5, SettingsFault::BadValue("timeout_s = 600")));
    }

    #[test]
    fn no_fault_quotes_a_token() {
        for text in [
            "[feed.launch-library]\ntoken = \"tok en\"",
            "[feed.launch-library]\ntoken = tok-en",
            "[feed.launch-library]\ntoken = [\"token\"]",
            "[network]\nproxy = \"tok@en\"",
        ] {
            let all = format!("{:?}", faults(text));
            assert!(!all.contains("tok en") && !all.contains("tok-en"), "{all}");
            assert!(!all.contains("tok@en"), "{all}");
        }
    }

    #[test]
    fn an_address_is_secure_or_of_this_machine() {
        for good in [
            "https://a.org/x/",
            "http://127.0.0.1:1",
            "http://[::1]:1",
            "http://127.0.0.1/a",
        ] {
            assert!(base(good).is_some(), "{good}");
        }
        for bad in [
            "http://a.org",
            "http://127.0.0.1.a.org",
            "http://127.0.0.1@a.org",
            "https://user:word@a.org",
            "file:///etc/passwd",
            "https://",
            "https://a.org/?x",
            "https:///x",
        ] {
            assert!(base(bad).is_none(), "{bad}");
        }
    }
}
