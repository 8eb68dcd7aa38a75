//! How much of the file a fault makes unreadable.

use crate::domain::file::span::Span;
use crate::domain::findings::diagnostic::Diagnostic;

/// What a fault means for the rest of the text.
pub(super) enum Effect {
    /// A date without its quotes: its value can still be read.
    Bare(Diagnostic),
    /// Everything else can still be read.
    Aside(Diagnostic),
    /// It follows from another fault.
    Follows,
    /// These lines cannot be read.
    Blank(Span, Diagnostic),
}
