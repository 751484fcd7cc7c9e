//! The connection of a query: the name of a profile, which lies outside the project with everything that is secret.

use crate::text::has_secret;

/// What the connection of a query begins with.
const SCHEME: &str = "profile://";

/// The name of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile(String);

/// Why words are no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConnectionFault {
    /// An address with a user's name or password in it.
    Userinfo,
    /// An address, or something else that is no profile.
    NoProfile,
    /// A profile by a path, which is another one on every machine.
    Path,
}

impl Profile {
    /// Returns the profile that a connection names.
    pub(crate) fn parse(written: &str) -> Result<Self, ConnectionFault> {
        if has_secret(written) {
            return Err(ConnectionFault::Userinfo);
        }
        let name = written.strip_prefix(SCHEME).ok_or(ConnectionFault::NoProfile)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if name.contains(['/', '\\']) || name.starts_with('.') {
            return Err(ConnectionFault::Path);
        }
        if name.is_empty() || !name.chars().all(plain) {
            return Err(ConnectionFault::NoProfile);
        }
        Ok(Self(name.to_owned()))
    }

    /// Returns its name.
    #[cfg(any(feature = "adbc", test))]
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// Returns it as a registry writes it.
    pub(crate) fn uri(&self) -> String {
        format!("{SCHEME}{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_the_name_of_a_profile_and_nothing_else() {
        assert_eq!(Profile::parse("profile://warehouse").unwrap().uri(), "profile://warehouse");
        for (written, fault) in [
            ("postgresql://me:secret@host/db", ConnectionFault::Userinfo),
            ("postgresql://me@host/db", ConnectionFault::Userinfo),
            ("profile://me:secret@warehouse", ConnectionFault::Userinfo),
            ("me:secret@host", ConnectionFault::Userinfo),
            ("postgresql://host/db?password=secret", ConnectionFault::Userinfo),
            ("profile://warehouse?token=secret", ConnectionFault::Userinfo),
            ("postgresql://host/db", ConnectionFault::NoProfile),
            ("warehouse", ConnectionFault::NoProfile),
            ("profile://", ConnectionFault::NoProfile),
            ("profile://a b", ConnectionFault::NoProfile),
            ("profile:///etc/adbc/x.toml", ConnectionFault::Path),
            ("profile://../x", ConnectionFault::Path),
        ] {
            assert_eq!(Profile::parse(written), Err(fault), "{written}");
        }
    }
}
