//! The tests that see the tool from outside: its library, its commands, whole projects.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes expected texts with hashes")]

mod accept;
mod architecture;
mod around;
mod brief_as_data;
mod briefs;
mod broken;
mod build;
mod cache;
mod cases;
mod charts;
#[path = "../children/mod.rs"]
mod children;
mod claims_table;
mod command_line;
mod diff;
mod due;
mod edition_pages;
mod editions;
mod editions_page;
mod example;
mod feed;
mod first_briefs;
mod fix;
mod floors;
mod formats;
mod fuzz;
mod hostile;
mod linked_data;
mod links;
mod lost_output;
mod many_problems;
mod moved;
mod new;
mod page_templates;
mod pdf;
mod practice;
mod precision;
mod project;
mod promise;
mod publishing;
mod registry_page;
mod rename;
mod reserved_names;
mod rules;
mod running;
mod safety;
mod same_bytes;
mod sarif;
mod say_it;
mod schema;
mod serve;
mod slow_clients;
mod small_counts;
mod standing;
mod tests_end;
mod themes;
mod threads;
mod trace;
mod two_forms;
mod verify;
mod views_page;
mod vintages;
mod watch;
