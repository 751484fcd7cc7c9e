//! Things and names in a row, as a sentence has them: `a, b and c`.

use super::{Conjunction, Language, fill};

/// A list of more names than this is cut short.
const NAMED: usize = 4;

impl Language {
    /// Returns things in a row: `a, b and c`.
    pub fn list<S: AsRef<str>>(self, things: &[S]) -> String {
        self.row(things, Conjunction::And)
    }

    /// Returns things of which one holds: `a, b or c`.
    pub fn either<S: AsRef<str>>(self, things: &[S]) -> String {
        self.row(things, Conjunction::Or)
    }

    fn row<S: AsRef<str>>(self, things: &[S], conjunction: Conjunction) -> String {
        let lists = &self.vocabulary().lists;
        let mut printed = String::new();
        for (index, thing) in things.iter().map(AsRef::as_ref).enumerate() {
            let joint = lists.before(index, things.len(), conjunction);
            let sounds = lists.and_before.as_ref().filter(|_| joint == lists.and);
            printed.push_str(sounds.and_then(|sounds| sounds.form_before(thing)).unwrap_or(joint));
            printed.push_str(thing);
        }
        printed
    }

    /// Returns names in a row within a sentence. Of more than four the first three are named; names that have a comma or an
    /// "and" of their own are joined so that each is seen whole.
    pub fn names<S: AsRef<str>>(self, names: &[S]) -> String {
        let lists = &self.vocabulary().lists;
        let mut row: Vec<String> = names.iter().map(|name| self.within(name.as_ref())).collect();
        if row.len() > NAMED {
            let left_out = row.len() - (NAMED - 1);
            row.truncate(NAMED - 1);
            row.push(fill(&lists.others, &[("n", &self.counted(left_out))]));
        }
        let jointed = |name: &String| name.contains(lists.comma.as_str()) || name.contains(lists.and.as_str());
        if row.iter().any(jointed) { self.clauses(&row) } else { self.list(&row) }
    }

    /// Returns clauses in a row, or other things that may have joints of their own: `a; b; and c`.
    pub fn clauses(self, clauses: &[String]) -> String {
        let joints = &self.vocabulary().lists.heavy;
        match clauses.split_last() {
            Some((last, [first])) => format!("{first}{}{last}", joints.two),
            Some((last, rest @ [_, _, ..])) => format!("{}{}{last}", rest.join(&joints.comma), joints.last),
            _ => clauses.concat(),
        }
    }

    /// Returns a name as it stands within a sentence: one that is a description ("The audit office") loses its capital, one
    /// that is a title ("The Gazette") keeps it.
    fn within(self, name: &str) -> String {
        // “L’institut” has its article before an apostrophe.
        let space = name.find(' ');
        let end = name.find(['\'', '’']).filter(|at| space.is_none_or(|space| *at < space)).or(space);
        let Some(end) = end.and_then(|at| Some(at + name[at..].chars().next()?.len_utf8())) else {
            return name.to_owned();
        };
        let (article, rest) = name.split_at(end);
        let small = article.to_lowercase();
        let describes = rest.chars().next().is_some_and(char::is_lowercase);
        if describes && self.vocabulary().lists.articles.iter().any(|known| known == small.trim_end()) {
            format!("{small}{rest}")
        } else {
            name.to_owned()
        }
    }

    /// Returns how many there are: in words as far as the language writes them so, else in digits.
    pub fn counted(self, count: usize) -> String {
        self.vocabulary().numbers.small.get(count).cloned().unwrap_or_else(|| count.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Language = Language::ENGLISH;

    #[test]
    fn lists_end_with_and() {
        let lists: [&[&str]; 4] = [&[], &["a"], &["a", "b"], &["a", "b", "c"]];
        assert_eq!(lists.map(|list| ENGLISH.list(list)), ["", "a", "a and b", "a, b and c"]);
        assert_eq!(ENGLISH.either(lists[3]), "a, b or c");
        assert_eq!(Language::spanish().list(lists[3]), "a, b y c");
    }

    #[test]
    fn in_spanish_and_gives_way_to_the_sound_that_follows() {
        assert_eq!(Language::spanish().list(&["el Banco", "Interpol"]), "el Banco e Interpol");
        assert_eq!(Language::spanish().list(&["cal", "hierro"]), "cal y hierro");
        assert_eq!(Language::spanish().list(&["padre", "hijo"]), "padre e hijo");
    }

    #[test]
    fn a_name_that_is_a_description_loses_its_capital_within_a_sentence() {
        assert_eq!(ENGLISH.names(&["The audit office", "A newspaper"]), "the audit office and a newspaper");
        assert_eq!(ENGLISH.names(&["The Gazette", "DHS", "Ann"]), "The Gazette, DHS and Ann");
        assert_eq!(Language::spanish().names(&["El País", "El ministerio"]), "El País y el ministerio");
        let french = Language::parse("fr").unwrap();
        assert_eq!(
            french.names(&["L’institut des eaux", "L’Équipe", "La police"]),
            "l’institut des eaux, L’Équipe et la police"
        );
    }

    #[test]
    fn names_with_joints_of_their_own_are_kept_apart() {
        let both = ["Fish, Game and Parks", "DHS"];
        assert_eq!(ENGLISH.names(&both), "Fish, Game and Parks, and DHS");
        assert_eq!(ENGLISH.names(&["DHS", "police and prosecutors", "ICE"]), "DHS; police and prosecutors; and ICE");
        assert_eq!(ENGLISH.names(&["police and prosecutors"]), "police and prosecutors");
    }

    #[test]
    fn of_many_names_the_first_are_said_and_the_others_counted() {
        let many: Vec<String> = (1..=14).map(|n| format!("N{n}")).collect();
        assert_eq!(ENGLISH.names(&many[..4]), "N1, N2, N3 and N4");
        assert_eq!(ENGLISH.names(&many[..5]), "N1, N2, N3 and two others");
        assert_eq!(ENGLISH.names(&many), "N1, N2, N3 and 11 others");
        assert_eq!(Language::spanish().names(&many[..8]), "N1, N2, N3 y cinco más");
    }
}
