use intrus::text::{Scanner, TokenKind};
use std::collections::HashMap;
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut scanner = Scanner::new(&text, 0, text.len(), &[]);
    let mut count: HashMap<String, (usize, HashMap<String, usize>)> = HashMap::new();
    loop {
        let mut n = 0;
        while !scanner.quick_tokens(|_| n += 1) {
            break;
        }
        let before = scanner.clone();
        let Some(t) = scanner.next_token() else { break };
        // would quick have told? after a line end it returns true; skip these
        let mut again = before.clone();
        let mut any = false;
        again.quick_tokens(|_| any = true);
        if any {
            continue;
        }
        let s = t.span.of(&text);
        let first = s.chars().next().unwrap();
        let class = if first.is_ascii_digit() {
            "digit".into()
        } else if first.is_ascii_lowercase() {
            "lower".into()
        } else if first.is_ascii_uppercase() {
            "UPPER".into()
        } else if first.is_alphabetic() {
            "alpha".into()
        } else {
            format!("{first:?}")
        };
        let e = count.entry(format!("{:?} {class}", t.kind)).or_default();
        e.0 += 1;
        let next: String = text[t.span.end..].chars().take(2).collect();
        *e.1.entry(format!("{s}|{next}")).or_default() += 1;
        let _ = TokenKind::Word;
    }
    let mut all: Vec<_> = count.into_iter().collect();
    all.sort_by_key(|x| std::cmp::Reverse(x.1.0));
    for (k, (n, m)) in all.iter().take(30) {
        let mut v: Vec<_> = m.iter().collect();
        v.sort_by_key(|x| std::cmp::Reverse(*x.1));
        println!("{n:7} {k}: {:?}", v.iter().take(14).map(|x| format!("{}={}", x.0, x.1)).collect::<Vec<_>>());
    }
}
