//! What each standing means, in the words that readers see.

use crate::evaluate::Standing;

use super::Composer;

/// A standing in words, and what it means.
#[derive(Debug, Clone)]
pub struct Meaning<'a> {
    /// The standing; none for what is added to one, such as "(provisional)".
    pub standing: Option<Standing>,
    /// How it is worded: in one way, or in several where the words differ with who speaks.
    pub said: Vec<&'a str>,
    /// What that means, in sentences.
    pub means: &'a str,
}

impl Composer<'_> {
    /// Returns every standing with what it means, the best borne out first.
    pub fn meanings(&self) -> Vec<Meaning<'static>> {
        let (words, means) = (&self.words().standings, &self.words().around.meanings);
        let depends = self.words().pages.depends_on_reading.as_str();
        let own = [&words.self_reported_agency, &words.self_reported_critics, &words.self_reported];
        let rows: [(Option<Standing>, Vec<&str>, &str); 12] = [
            (Some(Standing::Established), vec![&words.established], &means.established),
            (Some(Standing::Refuted), vec![&words.refuted], &means.refuted),
            (Some(Standing::Reported), vec![&words.reported], &means.reported),
            (Some(Standing::SelfReported), own.map(String::as_str).to_vec(), &means.self_reported),
            (Some(Standing::Contested), vec![&words.contested], &means.contested),
            (Some(Standing::Contested), vec![depends], &means.depends_on_reading),
            (Some(Standing::Outdated), vec![&words.outdated], &means.outdated),
            (Some(Standing::Unsupported), vec![&words.unsupported], &means.unsupported),
            (Some(Standing::NotChecked), vec![&words.not_checked], &means.not_checked),
            (Some(Standing::NotAssessed), vec![&words.not_assessed], &means.not_assessed),
            (None, vec![&words.provisional], &means.provisional),
            (None, vec![&words.on_revised], &means.on_revised),
        ];
        rows.into_iter().map(|(standing, said, means)| Meaning { standing, said, means }).collect()
    }
}
