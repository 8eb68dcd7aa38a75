//! Names with a star in them: `RASSVET*`, `*[GLONASS-*]`.

/// Whether a name fits a pattern, in which each `*` stands for any characters, also none. Case does not matter.
pub fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.trim().to_uppercase(), name.trim().to_uppercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters_and_for_none() {
        for (pattern, name) in [
            ("RASSVET*", "RASSVET-3 1"),
            ("rassvet*", "Rassvet"),
            ("rassvet*", "RASSVET-3 1"),
            ("*[GLONASS-*]", "COSMOS 2619 [GLONASS-K1]"),
            ("LUCH-5A", "LUCH-5A "),
            ("LUCH-5A", "LUCH-5A"),
            ("*", ""),
            ("A*B*C", "AxBxBxC"),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("RESURS-P *", "RESURS-DK 1"),
            ("*[GLONASS-*]", "GLONASS-K1"),
            ("AIST-2T*", "AISTECHSAT 2"),
            ("LUCH-5A", "LUCH-5AB"),
            ("LUCH-5A", "LUCH-5AX"),
            ("A*A", "A"),
            ("", "LUCH"),
            ("AB*BA", "ABA"),
            ("A*B*C", "ACB"),
            ("*GLONASS", "GLONASS-K"),
        ] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
