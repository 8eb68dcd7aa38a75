//! The clipboard, by way of the terminal, and the browser, by way of the desktop.

use std::io;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;

use super::terminal;
use crate::domain::text::address::Address;

/// Asks the terminal to put a text on the clipboard (OSC 52). It gives no answer: some do it, some ask
/// the user, some do nothing.
pub(super) fn copy(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    terminal::write(&bytes)
}

/// Shows an address in a browser, which runs in a session of its own without our terminal. The program does not
/// wait for it; a thread collects its exit status. `xdg-open` and its like choose the browser, by `$BROWSER`
/// among others.
///
/// # Errors
/// What to say where none could be started.
pub(super) fn open(address: &Address) -> Result<(), String> {
    open::that_detached_with_timeout(&**address, Duration::ZERO)
        .map_err(|_| format!("no browser could be started: {address}"))
}
