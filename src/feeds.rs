//! What public sources publish, read into records: bytes in, values out. No file, no network, no clock.

pub mod elements;
