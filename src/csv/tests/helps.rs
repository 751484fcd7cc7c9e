//! What a problem advises is right: taken at its word, again and again, it leads to a table with the rows that the file has.

use std::collections::BTreeSet;

use serde_yaml::{Mapping, Value};

use super::read;

/// The keys that helps propose for a dataset.
const KEYS: [&str; 6] = ["delimiter", "skip_rows", "header_rows", "skip_below", "footer_rows", "rest_of_line"];

/// Puts what a help proposes into a declaration; returns whether it proposes anything.
fn apply(help: &str, dataset: &mut Mapping) -> bool {
    let mut applied = BTreeSet::new();
    for (_, quoted) in help.split('`').enumerate().filter(|(at, _)| at % 2 == 1) {
        let Ok(Value::Mapping(proposed)) = serde_yaml::from_str(quoted) else { continue };
        for (key, value) in proposed {
            let name = key.as_str().unwrap().to_owned();
            // Of two proposals for one key the first is meant first.
            if !applied.insert(name.clone()) {
                continue;
            }
            if KEYS.contains(&name.as_str()) {
                dataset.insert(key, value);
            } else if value.get("of").is_some() {
                let fields = dataset.entry("fields".into()).or_insert_with(|| Value::Mapping(Mapping::new()));
                fields.as_mapping_mut().unwrap().insert(key, value);
            } else {
                applied.remove(&name);
            }
        }
    }
    !applied.is_empty()
}

/// Follows all advice until there is none; returns how many rows and columns the table has then.
fn followed(file: &str) -> (usize, usize) {
    let mut dataset = Mapping::new();
    for _ in 0..10 {
        let declared = serde_yaml::to_string(&dataset).unwrap();
        let (table, problems) = read(&declared, file);
        if problems.is_empty() {
            let table = table.unwrap();
            return (table.rows, table.columns.len());
        }
        let said: Vec<String> = problems.iter().map(super::line).collect();
        let before = dataset.clone();
        for help in problems.iter().flat_map(|problem| &problem.helps) {
            assert!(apply(help, &mut dataset), "{help} proposes nothing for {file:?}");
        }
        assert_ne!(before, dataset, "{said:#?} is said again of {file:?}");
    }
    panic!("advice without end for {file:?}: {dataset:?}");
}

#[test]
fn advice_that_is_followed_leads_to_a_table() {
    for (file, size) in [
        // An office's table: titles, two columns without a name, notes padded with separators.
        (
            "Table 4711;;;;\nBirths: country, months;;;;\nBirths (number);;;;\n;;boys;girls;all\n2020;January;5;6;11\n\
             2020;February;7;8;15\n2020;March;4;4;8\n__________;;;;\n© The office, 2025;;;;\nStand: 28.07.2025;;;;\n",
            (3, 5),
        ),
        // Names in two rows, notes without separators and with quotes.
        (
            "Table 12\nPeople: states, days\n;;North;North;South;South\n;;men;women;men;women\n31.12.2015;under 1;5;6;7;8\n\
             31.12.2015;1;6;7;8;9\n31.12.2015;2;7;8;9;9\n__________\n\"Since 2011:\nthe new census.\"\n© The office, 2025\n",
            (3, 6),
        ),
        // A bank's series: a description, no name above the first columns, remarks with commas.
        (
            "Data source: https://bank.example/KEY\n,KEY.1\n,\"A rate, adjusted\"\nCollection:,Average\nPeriod:,[Percent]\n\
             ,,status,remarks\n2023Aug,5.3,E,\n2023Jul,5.1,E,\n2023Jun,5.0,N,first, second, third\n",
            (3, 4),
        ),
        // A data bank: title lines, a separator after the last name, padded notes.
        (
            "\"Data\",\"Indicators\",\n\n\"Updated\",\"2025-10-07\",\n\n\"name\",\"code\",\"2022\",\"2023\",\nAruba,ABW,106,107,\n\
             Angola,AGO,35,36,\n\"Data from database: Indicators of the bank\",,,,\n\"Last Updated: 10/07/2025\",,,,\n",
            (2, 4),
        ),
        // No header.
        ("1989,5.2\n1990,7.0\n1991,7.5\n", (3, 2)),
        ("Berlin,12,3\nBremen,15,4\nHamburg,11,2\n", (3, 3)),
        // Units, and units with codes.
        ("month,n\n,persons\n2025-01,10\n2025-02,20\n", (2, 2)),
        ("time,a,b\nUTC,kg,m\nT,A1,B1\n2025-01,1,2\n2025-02,2,3\n", (2, 3)),
        // Names that repeat below names over several columns.
        (";North;;South;\nyear;men;women;men;women\n2015;1;2;3;4\n2016;2;3;4;5\n", (2, 5)),
        // Names that repeat, and nothing else.
        ("month,n,n\n2025-01,1,2\n2025-02,3,4\n", (2, 3)),
        // A statistics program wrote row numbers and no name for them.
        ("\"\",\"day\",\"rate\"\n\"1\",2025-01-01,5\n\"2\",2025-01-02,6\n", (2, 3)),
        ("day,rate\n1,2025-01-01,5\n2,2025-01-02,6\n", (2, 3)),
        // Every separator.
        ("a;b\n1;2,5\n2;3,5\n", (2, 2)),
        ("a|b\n1|2\n", (1, 2)),
        ("a\tb\n1\t2\n", (1, 2)),
        // Notes after notes that were declared, with blank lines between them.
        ("a,b\n1,2\n3,4\n\nNotes\n\nSource: us\n\n", (2, 2)),
    ] {
        assert_eq!(followed(file), size, "{file}");
    }
}

#[test]
fn footers_are_counted_from_the_end_of_the_file() {
    // With one line of footer declared, what is proposed next covers the blank line above it too.
    let file = "a,b\n1,2\n3,4\nNotes\n\nSource: us\n\n";
    let (_, problems) = read("{ footer_rows: 1 }", file);
    assert!(problems[0].helps[0].contains("`footer_rows: 3`"), "{problems:?}");
    assert_eq!(read("{ footer_rows: 3 }", file).0.unwrap().rows, 2);
}

#[test]
fn rows_that_only_look_alike_are_kept() {
    for (file, rows) in [
        // A last row without values, a month that is not in yet, a section that goes on.
        ("name,code,2022,2023\nAruba,ABW,106,107\nAngola,AGO,35,36\nZimbabwe,,,\n", 3),
        ("month,n\n2025-01,5\n2025-02,6\n2025-03,\n", 3),
        ("name,n\nNorth: the old towns,\nA,5\nB,6\n", 3),
        ("name,n,m\nSource of the river,,\nA,5,6\nB,6,7\n", 3),
        ("a,b,c\nx,y,z\nu,v,w\n", 2),
        ("name,2019,2020\nA,1,2\nB,2,3\n", 2),
        ("name,1/22/20,1/23/20\nA,1,2\nB,2,3\n", 2),
        ("week,0,1,2\nA,1,2,3\nB,2,3,4\n", 2),
        ("n\n5\n6\n", 2),
        ("m,n\n2025-01,..\n2025-02,5\n2025-03,6\n", 3),
    ] {
        let (table, problems) = read("", file);
        assert_eq!(problems, [], "{file}");
        assert_eq!(table.unwrap().rows, rows, "{file}");
    }
}
