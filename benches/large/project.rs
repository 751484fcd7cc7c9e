//! The large project: a thousand briefs, twenty thousand claims, two million rows, the same bytes every time.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use knowns::diagnostic::code;
use knowns::rules;

/// How large the project is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) briefs: usize,
    pub(crate) claims_per_brief: usize,
    pub(crate) datasets: usize,
    pub(crate) rows_per_dataset: usize,
}

impl Size {
    pub(crate) const LARGE: Self =
        Self { briefs: 1_000, claims_per_brief: 20, datasets: 20, rows_per_dataset: 100_000 };
    pub(crate) const SMALL: Self = Self { briefs: 20, claims_per_brief: 20, datasets: 2, rows_per_dataset: 2_000 };
}

const MONTHS: usize = 120;

/// A generator of numbers that look random and never change (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }
}

/// Whether the rules are held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    Held,
    Off,
}

/// Writes the registry's own file, with the rules held or not.
pub(crate) fn write_head(root: &Path, size: Size, rules: Rules) {
    fs::write(root.join("claims.yaml"), head(size, rules)).unwrap();
}

/// Writes the project below `root`.
pub(crate) fn write(root: &Path, size: Size) {
    for folder in ["data", "claims", "templates"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    let mut numbers = Numbers(2026);
    let regions = size.rows_per_dataset / MONTHS;
    let mut totals: Vec<Vec<u64>> = Vec::new();
    for dataset in 0..size.datasets {
        let mut csv = String::from("month,region,group,total\n");
        let mut sums = Vec::new();
        for region in 0..regions {
            for month in 0..MONTHS {
                let total = 1_000 + numbers.next(90_000);
                sums.push(total);
                let (year, of_year, group) = (2016 + month / 12, month % 12 + 1, region % 7);
                writeln!(csv, "{year}-{of_year:02},region {region},group {group},{total}").unwrap();
            }
        }
        for rest in regions * MONTHS..size.rows_per_dataset {
            writeln!(csv, "2026-01,rest {rest},group 0,{}", numbers.next(100)).unwrap();
        }
        fs::write(root.join(format!("data/d{dataset}.csv")), csv).unwrap();
        totals.push(sums);
    }
    write_head(root, size, Rules::Held);
    for brief in 0..size.briefs {
        fs::write(root.join(format!("templates/b{brief}.md")), template(brief)).unwrap();
    }
    let files = size.briefs.div_ceil(100);
    for file in 0..files {
        let briefs = file * 100..((file + 1) * 100).min(size.briefs);
        fs::write(root.join(format!("claims/{file:03}.yaml")), section(size, briefs, &totals, &mut numbers)).unwrap();
    }
}

/// Changes the cell on which the first claim rests.
pub(crate) fn change_a_cell(root: &Path) {
    let claims = fs::read_to_string(root.join("claims/000.yaml")).unwrap();
    let after = |words: &str| claims.split_once(words).unwrap().1;
    let dataset = after("of: ").split_once('\n').unwrap().0;
    let (month, rest) = after("month: ").split_once(", region: ").unwrap();
    let region = rest.split_once(" }").unwrap().0;
    let file = root.join(format!("data/{dataset}.csv"));
    let data = fs::read_to_string(&file).unwrap();
    let begins = format!("{month},{region},");
    let row = data.lines().find(|line| line.starts_with(&begins)).unwrap();
    let (cells, number) = row.rsplit_once(',').unwrap();
    let changed = format!("{cells},{}", number.parse::<u64>().unwrap() + 1);
    fs::write(&file, data.replacen(row, &changed, 1)).unwrap();
}

/// Adds a sentence to the template of the first brief, another each time.
pub(crate) fn change_a_template(root: &Path, nth: usize) {
    let file = root.join("templates/b0.md");
    let text = fs::read_to_string(&file).unwrap();
    let sentence = format!("The office answered our question number {} of this kind.", nth + 1);
    fs::write(file, text.replace("{% endblock %}", &format!("\n{sentence}\n{{% endblock %}}"))).unwrap();
}

/// Says the first claim in other words, others each time.
pub(crate) fn change_a_claim(root: &Path, nth: usize) {
    let file = root.join("claims/000.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let (from, to) = if nth.is_multiple_of(2) {
        ("Visits to region", "The visits to region")
    } else {
        ("The visits to region", "Visits to region")
    };
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// Adds an open question to the first brief, another each time.
pub(crate) fn add_an_unknown(root: &Path, nth: usize) {
    let file = root.join("claims/000.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let unknown = format!(
        "unknowns:\n  more_{nth}:\n    question: How many came on foot, part {nth}?\n    reason: not-collected\n    \
         because: The record does not ask.\n    would_resolve: A published count.\n"
    );
    let text = text.replacen("unknowns:\n", &unknown, 1);
    fs::write(file, text.replacen("u_0]", &format!("more_{nth}, u_0]"), 1)).unwrap();
}

/// Two hundred words of prose, as a brief has them, with what it prints between them.
fn template(brief: usize) -> String {
    let claim = |nth: usize| format!("claims.c_{brief}_{nth}");
    format!(
        "{{% extends \"knowns/brief.md\" %}}\n\n{{% block body %}}\n## What was said\n\n\
         A newspaper article says that there were {{{{ {0}.quantity }}}} visits to one region, and {{{{ {1}.quantity }}}} to \
         another. The record of the office has {{{{ {0}.value }}}} and {{{{ {1}.value }}}}. Standing of the first: \
         {{{{ {0}.standing }}}}. A visit is an event and not a person; somebody who comes twice is counted twice.\n\n\
         ## What the record holds\n\n\
         The office records each visit on the day on which it takes place, with the region and a group. It does not ask why \
         somebody comes, nor what came of it. Whoever reads the record can tell how often people came, and cannot tell how \
         many people they were. According to the article, a third region had {{{{ {2}.quantity }}}}; the record has \
         {{{{ {2}.value }}}}. Nobody we found keeps a count of people, and the absence of such a count says nothing of how many \
         there were.\n\n\
         - The article also speaks of a month in which there were {{{{ {3}.quantity }}}} visits.\n\
         - For the same month the record has {{{{ {3}.value }}}}.\n\n\
         We looked only at what the office publishes. What other bodies count may differ, because they mean something else by \
         a visit, because they count on another day, or because they leave out those who did not stay.\n{{% endblock %}}\n",
        claim(0),
        claim(1),
        claim(2),
        claim(3)
    )
}

fn head(size: Size, rules: Rules) -> String {
    let mut yaml = String::from(
        "registry: 1\npublication:\n  title: Statistics desk\n  publisher: The Desk\n  as_of: 2026-06-30\n  \
         contact: desk@example.org\n  method: Every figure is read from the registered data.\n",
    );
    if rules == Rules::Off {
        yaml.push_str("  rules:\n");
        for rule in code::all().filter(|code| rules::is_rule(code)) {
            writeln!(yaml, "    {}: off", rule.name).unwrap();
        }
    }
    yaml.push_str(
        "parties:\n  office:\n    name: Statistics Office\n    interests: { found: none, date: 2026-01-01 }\n  paper: A newspaper\nmeasures:\n",
    );
    for dataset in 0..size.datasets {
        writeln!(
            yaml,
            "  visits_{dataset}:\n    label: visits\n    counts: events\n    kept_by: office\n    record: d{dataset}\n    definition: Recorded visits in district {dataset}; one person can be counted twice."
        )
        .unwrap();
    }
    yaml.push_str("datasets:\n");
    for dataset in 0..size.datasets {
        writeln!(
            yaml,
            "  d{dataset}:\n    file: data/d{dataset}.csv\n    title: Visits in district {dataset}\n    measure: visits_{dataset}\n    publisher: office\n    vintage: 2026-06-01\n    fields: {{ month: yearmonth, region: string, group: string, total: integer }}"
        )
        .unwrap();
    }
    yaml.push_str("include: [claims/*.yaml]\n");
    yaml
}

fn section(size: Size, briefs: std::ops::Range<usize>, totals: &[Vec<u64>], numbers: &mut Numbers) -> String {
    let mut claims = String::from("claims:\n");
    let mut unknowns = String::from("unknowns:\n");
    let mut listed = String::from("briefs:\n");
    for brief in briefs {
        let mut ids = Vec::new();
        for nth in 0..size.claims_per_brief {
            let dataset = usize::try_from(numbers.next(size.datasets as u64)).unwrap();
            let row = usize::try_from(numbers.next(totals[dataset].len() as u64)).unwrap();
            let (region, month, total) = (row / MONTHS, row % MONTHS, totals[dataset][row]);
            let period = format!("{}-{:02}", 2016 + month / 12, month % 12 + 1);
            // One claim in ten is wrong by far.
            let said = if nth % 10 == 9 { total * 2 } else { total / 100 * 100 };
            let id = format!("c_{brief}_{nth}");
            writeln!(
                claims,
                "  {id}:\n    statement: Visits to region {region} in {period} were more than {said}.\n    said: {{ by: A newspaper article, date: {period} }}\n    quantity: more than {said}\n    test:\n      of: d{dataset}\n      where: {{ month: {period}, region: region {region} }}\n      sum: total\n      reading: All recorded visits to the region in that month.\n    instead: \"There were {{{{ value }}}} visits.\"\n    period: {period}"
            )
            .unwrap();
            ids.push(id);
        }
        writeln!(
            unknowns,
            "  u_{brief}:\n    question: How many people were these visits?\n    reason: not-collected\n    because: The record counts visits and not people.\n    would_resolve: A published count of people."
        )
        .unwrap();
        writeln!(
            listed,
            "  visits-{brief}:\n    question: What is known of visits, part {brief}?\n    topics: [visits]\n    template: b{brief}.md\n    claims: [{}]\n    unknowns: [u_{brief}]\n    limitations: Only what the office records.",
            ids.join(", ")
        )
        .unwrap();
    }
    claims + &unknowns + &listed
}
