//! A small honest project in memory, with places where a kind puts in what there is very much of.

use std::collections::BTreeMap;

use knowns::world::Memory;

/// The files of a project.
pub(crate) struct Project(BTreeMap<String, String>);

/// The parts of the registry; each is put in where its section is.
#[derive(Default)]
pub(crate) struct Registry {
    /// Behind `registry: 1`.
    pub(crate) top: String,
    pub(crate) parties: String,
    pub(crate) sources: String,
    /// Keys of the measure.
    pub(crate) measure: String,
    pub(crate) measures: String,
    /// Keys of the dataset.
    pub(crate) dataset: String,
    pub(crate) datasets: String,
    pub(crate) figures: String,
    pub(crate) tables: String,
    /// Keys of the claim.
    pub(crate) claim: String,
    pub(crate) claims: String,
    /// Ids of further claims of the brief.
    pub(crate) listed: String,
    pub(crate) unknowns: String,
    /// Keys of the brief.
    pub(crate) brief: String,
    pub(crate) briefs: String,
    /// Behind everything.
    pub(crate) end: String,
}

/// The data that the claim is tested on.
pub(crate) const DATA: &str = "month,boats\n2024-05,812\n2024-06,941\n";

impl Registry {
    /// Returns the project with this registry.
    pub(crate) fn project(&self) -> Project {
        let files = [("claims.yaml".to_owned(), self.text()), ("data/boats.csv".to_owned(), DATA.to_owned())];
        Project(files.into())
    }

    fn text(&self) -> String {
        let section =
            |name: &str, entries: &str| if entries.is_empty() { String::new() } else { format!("{name}:\n{entries}") };
        let Self {
            top,
            parties,
            measure,
            measures,
            dataset,
            datasets,
            claim,
            claims,
            listed,
            unknowns,
            brief,
            briefs,
            end,
            ..
        } = self;
        format!(
            "registry: 1\n{top}publication: {{ title: Harbour desk, publisher: The Desk, as_of: 2024-08-01, \
             contact: desk@example.org, method: Numbers are read from the harbour office's record. }}\n\
             parties:\n  office: Harbour Office\n{parties}{}\
             measures:\n  landings:\n    counts: events\n    kept_by: office\n    record: monthly\n    \
             definition: Boats that landed; one boat can land more than once.\n{measure}{measures}\
             datasets:\n  monthly:\n    file: data/boats.csv\n    measure: landings\n    publisher: office\n    \
             vintage: 2024-07-10\n{dataset}{datasets}{}{}\
             claims:\n  june:\n    statement: Landings in June were more than 900.\n    \
             said: {{ by: A letter to the editor, date: 2024-07 }}\n    quantity: more than 900\n    \
             test: {{ of: monthly, where: {{ month: 2024-06 }}, sum: boats }}\n    reading: All landings in June 2024.\n{claim}{claims}\
             unknowns:\n  crews:\n    question: How large were the crews?\n    because: The record does not ask.\n    \
             would_resolve: A published count of crews.\n{unknowns}\
             briefs:\n  landings-june:\n    question: Were June landings more than 900?\n    claims: [june{listed}]\n    \
             unknowns: [crews]\n    limitations: One month of one record.\n{brief}{briefs}{end}",
            section("sources", &self.sources),
            section("figures", &self.figures),
            section("tables", &self.tables),
        )
    }
}

impl Project {
    /// Returns the project whose brief has this body in its own template.
    pub(crate) fn template(body: &str) -> Self {
        let template = format!("{{% extends \"knowns/brief.md\" %}}\n{{% block body %}}\n{body}\n{{% endblock %}}\n");
        Registry::default().project().file("templates/landings-june.md", template)
    }

    /// Returns the project with these data.
    pub(crate) fn data(data: impl Into<String>) -> Self {
        Registry::default().project().file("data/boats.csv", data)
    }

    /// Returns the same with one more file.
    pub(crate) fn file(mut self, path: &str, content: impl Into<String>) -> Self {
        self.0.insert(path.to_owned(), content.into());
        self
    }

    /// Returns how many bytes all files have.
    pub(crate) fn bytes(&self) -> usize {
        self.0.values().map(String::len).sum()
    }

    /// Returns the world that it is read from.
    pub(crate) fn world(&self) -> Memory {
        Memory::with(self.0.iter().map(|(path, content)| (path.as_str(), content.as_str())))
    }
}
