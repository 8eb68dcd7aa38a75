//! stub
use super::catalogue::Parts;
use super::diagnostic::Diagnostic;
pub fn check(_parts: &Parts) -> Vec<Diagnostic> {
    Vec::new()
}
