//! The types of sources in CSL 1.0.2 (schema `csl-types.rnc`).

use super::vocabulary;

vocabulary! {
    /// What a source is, in the words of CSL.
    "CSL type"
    pub enum CslType {
        /// A preprint or other article that has not appeared elsewhere.
        Article = "article",
        /// An article in a journal.
        ArticleJournal = "article-journal",
        /// An article in a magazine.
        ArticleMagazine = "article-magazine",
        /// An article in a newspaper.
        ArticleNewspaper = "article-newspaper",
        /// A bill before a legislature.
        Bill = "bill",
        /// A book.
        Book = "book",
        /// A recording that was broadcast.
        Broadcast = "broadcast",
        /// A chapter of a book.
        Chapter = "chapter",
        /// A work of ancient literature.
        Classic = "classic",
        /// A collection of an archive.
        Collection = "collection",
        /// Data.
        Dataset = "dataset",
        /// A document of no other type.
        Document = "document",
        /// An entry of a database or catalogue.
        Entry = "entry",
        /// An entry of a dictionary.
        EntryDictionary = "entry-dictionary",
        /// An entry of an encyclopedia.
        EntryEncyclopedia = "entry-encyclopedia",
        /// Something that took place: an exhibition, a conference.
        Event = "event",
        /// An illustration.
        Figure = "figure",
        /// A picture or a photograph.
        Graphic = "graphic",
        /// A hearing of a legislature.
        Hearing = "hearing",
        /// An interview.
        Interview = "interview",
        /// A case before a court.
        LegalCase = "legal_case",
        /// A law.
        Legislation = "legislation",
        /// An unpublished manuscript.
        Manuscript = "manuscript",
        /// A map.
        Map = "map",
        /// A film or video.
        MotionPicture = "motion_picture",
        /// Printed music.
        MusicalScore = "musical_score",
        /// A pamphlet.
        Pamphlet = "pamphlet",
        /// A paper of a conference.
        PaperConference = "paper-conference",
        /// A patent.
        Patent = "patent",
        /// A live performance.
        Performance = "performance",
        /// A journal or other periodical as a whole.
        Periodical = "periodical",
        /// A letter or conversation.
        PersonalCommunication = "personal_communication",
        /// A post on a forum or social medium.
        Post = "post",
        /// A post of a blog.
        PostWeblog = "post-weblog",
        /// A regulation.
        Regulation = "regulation",
        /// A report.
        Report = "report",
        /// A review of something other than a book.
        Review = "review",
        /// A review of a book.
        ReviewBook = "review-book",
        /// Software.
        Software = "software",
        /// A recording of music or speech.
        Song = "song",
        /// A speech.
        Speech = "speech",
        /// A technical standard.
        Standard = "standard",
        /// A thesis.
        Thesis = "thesis",
        /// A treaty between states.
        Treaty = "treaty",
        /// A page of the web.
        Webpage = "webpage",
    }
}
