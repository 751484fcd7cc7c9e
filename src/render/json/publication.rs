//! Who publishes, and under which licence.

use crate::view::Composer;

use crate::render::json::shape::part;

part! {
    /// Who publishes.
    pub(super) struct Publication {
        /// Its name.
        pub(super) title: String,
        /// Who publishes it.
        pub(super) publisher: String,
        /// Where the pages stand.
        pub(super) url: Option<String>,
        /// Who wrote the briefs.
        pub(super) authors: Vec<Author>,
        /// Where corrections and questions go.
        pub(super) contact: Option<String>,
        /// How the work is done.
        pub(super) method: Option<String>,
        /// How mistakes are corrected.
        pub(super) corrections: Option<String>,
        /// Who pays.
        pub(super) funding: Option<String>,
        /// Interests of the publisher in the subject.
        pub(super) conflicts: Option<String>,
    }
}

part! {
    /// Somebody who wrote or checked.
    pub(super) struct Author {
        /// The name.
        pub(super) name: String,
        /// What they did.
        pub(super) role: Option<String>,
    }
}

part! {
    /// A licence.
    pub(super) struct Licence {
        /// Its name.
        pub(super) name: String,
        /// Where its text is.
        pub(super) url: Option<String>,
    }
}

/// Returns who publishes.
pub(super) fn of(composer: &Composer<'_>) -> Publication {
    let publication = &composer.model.publication;
    let author = |author: &crate::model::Author| Author { name: author.name.clone(), role: author.role.clone() };
    Publication {
        title: publication.title.clone(),
        publisher: composer.publisher_name(),
        url: publication.url.clone(),
        authors: publication.authors.iter().map(author).collect(),
        contact: publication.contact.clone(),
        method: publication.method.clone(),
        corrections: publication.corrections.clone(),
        funding: publication.funding.clone(),
        conflicts: publication.conflicts.clone(),
    }
}

/// Returns the licence of the text.
pub(super) fn licence(composer: &Composer<'_>) -> Option<Licence> {
    let licence = composer.model.publication.licence.as_ref()?;
    Some(Licence { name: licence.name.clone(), url: licence.url.clone() })
}
