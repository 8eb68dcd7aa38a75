//! The file: which one, how it is read, what is wrong with it, and when it has changed.
//!
//! Together with the terminal this is the only part that touches the world outside.

mod answers;
mod changed;
mod config;
mod context;
mod decode;
mod edit;
mod elements;
mod fingerprint;
pub mod git;
mod inboxes;
mod key;
mod load;
mod locate;
mod nodes;
mod open;

mod reader;
mod replace;
mod sound;
mod state;
mod syntax;
mod toml_1_1;
mod value;
mod visit;
mod watch;
mod xdg;

pub use answers::{Answers, Asked, Head, Kept, Turn};
pub use changed::changed;
pub use config::{Config, Proxy, Secret, Site};
pub use decode::decode;
pub use edit::{plan, undo};
pub use elements::{ElementFile, ElementFiles, NoElements, read_elements};
pub use inboxes::{Changed, Inboxes};
pub use load::{load, load_bytes, load_text, read, read_once};
pub use locate::{BUILT_IN, FILE_NAME, Located, Places, locate};
pub use open::{LONGEST, is_read_once};
pub use replace::{Failed, Replaced, recover, replace, write_all, write_new, write_whole};
pub use visit::{Visit, Visits};
pub use watch::Watch;
