//! The other keyboard layout: what the same keys write on the Russian one, or on the Latin one.

/// The letters of the Russian layout (ЙЦУКЕН), and what stands on the same keys of the Latin one.
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ";
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";

/// A text as it would have come out on the other layout: "cj.p" for "союз", "ыщнгя" for "soyuz". One
/// with a Russian letter was meant to be Latin.
pub fn swapped(text: &str) -> String {
    let (from, to) = if text.chars().any(|c| RUSSIAN.contains(c)) {
        (RUSSIAN, LATIN)
    } else {
        (LATIN, RUSSIAN)
    };
    let swap = |c| {
        let place = from.chars().position(|other| other == c)?;
        to.chars().nth(place)
    };
    text.chars().map(|c| swap(c).unwrap_or(c)).collect()
}

/// The letter of the Latin layout on the key of a Russian one; nothing for any other character.
pub fn latin(c: char) -> Option<char> {
    let place = RUSSIAN.chars().position(|letter| letter == c)?;
    LATIN.chars().nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_leads_there_and_back() {
        assert_eq!(RUSSIAN.chars().count(), LATIN.chars().count());
        assert_eq!(swapped("cj.p-5"), "союз-5");
        assert_eq!(swapped("ыщнгя-5"), "soyuz-5");
        assert_eq!(swapped(&swapped("Ьун")), "Ьун");
        assert_eq!(swapped("日本 5"), "日本 5");
    }
}
