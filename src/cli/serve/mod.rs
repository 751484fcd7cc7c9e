//! `serve`: the pages that `build` would write, from memory, in a browser on this machine; they follow every saved change.
//!
//! The project is run again whenever a file that it reads changes ([`FileWatcher`]); what came of it is a
//! [`ServedPages`], which one thread per connection answers from. Nothing is written, and nobody but this machine is
//! answered.

mod request;
mod server;
mod site;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::terminal::Terminal;
use super::watch::FileWatcher;
use super::{Exit, project};
use crate::Error;
use crate::diagnostic::summary;
use crate::number::Date;
use crate::pipeline::{self, Options};
use crate::world::Recording;
use server::Server;
use site::{ServedPages, Serving};

/// Show the briefs in your browser while you write; a saved change is seen at once
#[derive(Debug, Args)]
#[command(
    long_about = "Show the briefs in your browser while you write; a saved change is seen at once\n\n\
                  What is shown is what `build` would write, drafts included, made in memory: nothing is written to disk. An open \
                  page loads itself again when a file of the project was saved, where you were in it. While there are errors \
                  they stand over the last good page, each with its line; warnings wait folded in a corner.\n\n\
                  Only this machine is answered, and only under the names `localhost` and `127.0.0.1`. What stands in the way of \
                  writing the pages, such as a file of somebody else in `reports/`, is for `check` to say. Ctrl-C ends it.",
    after_help = "Examples:\n  knowns serve\n  knowns serve --port 9000 --on 2026-03-01"
)]
pub(super) struct Serve {
    /// The port; 0 for any that is free [default: 8017, or the next that is free]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The day on which questions, reviews and waivers are looked at, as in `2025-11-03` [default: the publication's `as_of`]
    #[arg(long, value_name = "DATE", value_parser = project::day)]
    on: Option<Date>,
}

/// The port where none is asked for, and how many after it are tried.
const PORT: u16 = 8017;
const TRIED: u16 = 20;

impl Serve {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::open(project)?;
        let how = Options { on: self.on, ..Options::default() };
        let (listener, port) = self.listen()?;
        let mut watcher = FileWatcher::begin(&world)?;
        let served = Arc::new(Serving::default());
        let mut opening = Some((Server { served: Arc::clone(&served), port }, listener));
        loop {
            let noted = Recording::new(&world);
            let run = pipeline::watched(&noted, &how, &|_| {});
            let is_other = served.put(ServedPages::of(&run, &served.site()));
            if let Some((door, listener)) = opening.take() {
                door.open(listener)?;
                terminal.line(&format!("serving http://127.0.0.1:{port}/ until you press Ctrl-C"));
            }
            if is_other {
                terminal.line(&summary(&run.problems).unwrap_or_else(|| "no problems".to_owned()));
            }
            drop(run);
            terminal.arrived()?;
            if !watcher.follow(noted.lookups())? {
                watcher.wait();
            }
        }
    }

    /// Takes a port of this machine that no other machine can reach.
    fn listen(&self) -> Result<(TcpListener, u16), Error> {
        let ports = self.port.map_or(PORT..=PORT + TRIED, |port| port..=port);
        let mut refused = None;
        for port in ports {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            match TcpListener::bind(address).and_then(|listener| Ok((listener.local_addr()?.port(), listener))) {
                Ok((port, listener)) => return Ok((listener, port)),
                Err(cause) => refused = Some((address, cause)),
            }
        }
        let (address, cause) = refused.expect("a port was tried");
        Err(Error::system("listen on", Path::new(&address.to_string()))(cause))
    }
}
