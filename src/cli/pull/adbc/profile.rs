//! Profiles: where they are looked for is the driver manager's business. What of one is secret must be known before a driver speaks.

use adbc_core::options::{OptionDatabase, OptionValue};
use adbc_driver_manager::profile::{ConnectionProfile as _, ConnectionProfileProvider as _, FilesystemProfileProvider};

use crate::pull::{PullFault, Secrets, Sort};
use crate::snapshot::Profile;
use crate::text::secrets_in;

/// What of an option's name says that its value is secret.
const SECRET: [&str; 9] = ["password", "passwd", "pwd", "secret", "token", "key", "auth", "credential", "header"];

/// Variables that drivers read by themselves.
const OF_DRIVERS: [&str; 4] = ["PGPASSWORD", "MOTHERDUCK_TOKEN", "SNOWFLAKE_PASSWORD", "DATABRICKS_TOKEN"];

/// Returns everything of a profile that must not be said; a fault where there is none, or it lacks a variable.
pub(super) fn secrets(named: &Profile) -> Result<Secrets, PullFault> {
    let name = named.name();
    let failed = |error: adbc_core::error::Error| {
        // The lines below the first show what stands in the file.
        let why = error.message.lines().next().unwrap_or_default().to_owned();
        PullFault::new(Sort::Connection, format!("profile `{name}` cannot be used: {why}")).help(format!(
            "put `{name}.toml` where ADBC looks for profiles (ADBC_PROFILE_PATH, or ~/.config/adbc/profiles), as docs/warehouses.md shows"
        ))
    };
    let profile = FilesystemProfileProvider::default().get_profile(name).map_err(failed)?;
    let mut secrets = Secrets::default();
    for (option, value) in profile.get_options().map_err(failed)? {
        let OptionValue::String(value) = value else { continue };
        let key = match &option {
            OptionDatabase::Uri => "uri".to_owned(),
            OptionDatabase::Username => "username".to_owned(),
            OptionDatabase::Password => "password".to_owned(),
            other => other.as_ref().to_lowercase(),
        };
        if SECRET.iter().any(|word| key.contains(word)) {
            secrets.add(&value);
        }
        for secret in secrets_in(&value) {
            secrets.add(secret);
            secret.split_once(':').into_iter().for_each(|(_, password)| secrets.add(password));
        }
        for variable in variables(&value) {
            let Some(value) = variable_of(variable).filter(|value| !value.is_empty()) else {
                // An absent one would be taken for an empty one.
                let why = format!("profile `{name}` takes `{variable}` from the environment, where it is not set");
                return Err(PullFault::new(Sort::Connection, why).help(format!("set {variable}, and pull again")));
            };
            secrets.add(&value);
        }
    }
    OF_DRIVERS.iter().filter_map(|variable| variable_of(variable)).for_each(|value| secrets.add(&value));
    Ok(secrets)
}

/// Returns the variables that a value takes from the environment: `{{ env_var(NAME) }}`.
fn variables(value: &str) -> impl Iterator<Item = &str> {
    value.split("env_var(").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.trim()))
}

fn variable_of(name: &str) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a profile takes what is secret from the environment, by its own form"
    )]
    std::env::var(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_a_value_are_found() {
        let value = "postgresql://{{ env_var(KNOWNS_USER) }}:{{env_var( KNOWNS_PW )}}@host";
        assert_eq!(variables(value).collect::<Vec<_>>(), ["KNOWNS_USER", "KNOWNS_PW"]);
        assert_eq!(variables("plain").count(), 0);
    }
}
