//! The field's own terms and rules: date windows, the ledger of statements, slips, checks.
//!
//! Pure: no IO, no clock (`today` is a parameter), nothing of the terminal and nothing of TOML.

pub mod address;
pub mod agenda;
pub mod as_of;
pub mod board;
pub mod candidates;
pub mod catalogue;
pub mod changes;
pub mod check;
pub mod clean;
pub mod diagnostic;
pub mod edit;
pub mod fault;
pub mod feed;
pub mod fnv;
pub mod format;
pub mod keyword;
pub mod kind;
pub mod layout;
pub mod ledger;
pub mod loaded;
pub mod mention;
pub mod outlook;
pub mod record;
pub mod romanize;
pub mod search;
pub mod sighting;
pub mod since;
pub mod slip;
pub mod slug;
pub mod span;
pub mod standing;
pub mod storable;
pub mod suggest;
pub mod survival;
pub mod verbatim;
pub mod when;
