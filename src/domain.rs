//! The field's own terms and rules: date windows, the ledger of statements, slips, checks.
//!
//! Pure: no IO, no clock (`today` is a parameter), nothing of the terminal and nothing of TOML. Its rooms:
//!
//! - [`when`]: dates as they are said;
//! - [`format`] and [`catalogue`]: the keys of the file, and the entries that it holds;
//! - [`file`]: places in the file;
//! - [`findings`]: what is wrong with it;
//! - [`computed`]: what follows from it on a day;
//! - [`changes`]: what differs between two catalogues;
//! - [`edit`]: what can be changed in one;
//! - [`inbox`]: what public sources say of launches and satellites, and what of it is not in the catalogue yet;
//! - [`search`] and [`text`]: finding entries; texts from outside made safe to show, to store, to compare.

pub mod catalogue;
pub mod changes;
pub mod computed;
pub mod edit;
pub mod file;
pub mod findings;
pub mod format;
pub mod inbox;
pub mod kind;
pub mod search;
pub mod text;
pub mod when;
