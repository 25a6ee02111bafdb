//! What a finding says to a person.

/// One sentence: what is wrong, and the best French when there is one.
pub fn of(rule: &str, surface: &str, best: Option<&str>) -> String {
    let shown = &*shorten(surface);
    let [before, shown, after] = match rule {
        "EN102" => ["English phrase “", shown, "” in French text"],
        "EN103" => ["text left in English", "", ""],
        "EN107" => ["this text is in English, not French", "", ""],
        "EN104" => ["“", shown, "” is the English spelling"],
        "EN105" => ["“", shown, "” is a French word broken by search-and-replace"],
        "EN106" => ["“", shown, "” stands here in its English sense"],
        _ => ["English word “", shown, "” in French text"],
    };
    match best {
        Some(french) => [before, shown, after, "; perhaps “", french, "”"].concat(),
        None => [before, shown, after].concat(),
    }
}

fn shorten(surface: &str) -> String {
    const SHOWN: usize = 60;
    if surface.chars().count() <= SHOWN {
        return surface.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let start: String = surface.chars().take(SHOWN).collect();
    format!("{}…", start.split_whitespace().collect::<Vec<_>>().join(" "))
}
