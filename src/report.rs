//! stub
use crate::domain::diagnostic::{Diagnostic, Report};
pub fn lines(_: &Report, d: &Diagnostic, _: usize) -> Vec<String> {
    vec![d.message.clone()]
}
