//! What a fault costs.

use crate::domain::diagnostic::Diagnostic;
use crate::domain::span::Span;

/// What a fault means for the rest of the text.
pub(super) enum Effect {
    /// A date without its quotes: what it says is known all the same.
    Bare(Diagnostic),
    /// Nothing else is hurt.
    Aside(Diagnostic),
    /// It follows from another fault.
    Follows,
    /// These lines cannot be read.
    Blank(Span, Diagnostic),
}
