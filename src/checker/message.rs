//! What a finding says to a person.

/// One sentence: what is wrong, and the best French when there is one.
pub fn of(rule: &str, surface: &str, best: Option<&str>) -> String {
    let shown = shorten(surface);
    let what = match rule {
        "EN102" => format!("English phrase “{shown}” in French text"),
        "EN103" => "text left in English".to_owned(),
        "EN107" => "this text is in English, not French".to_owned(),
        "EN104" => format!("“{shown}” is the English spelling"),
        "EN105" => format!("“{shown}” is a French word broken by search-and-replace"),
        "EN106" => format!("“{shown}” stands here in its English sense"),
        _ => format!("English word “{shown}” in French text"),
    };
    match best {
        Some(french) => format!("{what}; perhaps “{french}”"),
        None => what,
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
