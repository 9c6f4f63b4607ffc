//! Faults of the keyboard, put into an input at even distances.

/// The text with so many typed counts one off in their last digit, evenly spread.
pub fn with_wrong_digits(text: &str, many: usize) -> String {
    changed(text, many, |line, last| {
        let digit = last.to_digit(10).unwrap();
        let wrong = char::from_digit((digit + 1) % 10, 10).unwrap();
        format!("{}{wrong}", &line[..line.len() - 1])
    })
}

/// The text with so many lines that cannot be read: a quotation mark that is never closed.
pub fn with_broken_lines(text: &str, many: usize) -> String {
    changed(text, many, |line, _| line.replace(" = ", " = \""))
}

fn changed(text: &str, many: usize, change: impl Fn(&str, char) -> String) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let begin = lines
        .iter()
        .position(|line| line.starts_with("[targets.\""))
        .unwrap();
    let figures: Vec<usize> = (begin..lines.len())
        .filter(|at| {
            lines[*at].contains(" = ")
                && lines[*at].ends_with(|last: char| ('1'..='8').contains(&last))
        })
        .collect();
    for which in 0..many {
        let at = figures[which * figures.len() / many];
        let last = lines[at].chars().last().unwrap();
        lines[at] = change(&lines[at], last);
    }
    lines.join("\n") + "\n"
}
