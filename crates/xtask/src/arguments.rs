//! A command line of switches and options, read without a library.

use std::collections::VecDeque;

use crate::shell::Result;

/// What has not been read yet of the command line.
pub struct Arguments(VecDeque<String>);

impl Arguments {
    /// All arguments after the program's name.
    pub fn new(arguments: impl Iterator<Item = String>) -> Self {
        Self(arguments.collect())
    }

    /// Takes the first argument.
    pub fn command(&mut self) -> Option<String> {
        self.0.pop_front()
    }

    /// Takes `name`, and says whether it was there.
    pub fn switch(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < before
    }

    /// Takes `name VALUE`.
    pub fn option(&mut self, name: &str) -> Result<Option<String>> {
        let Some(place) = self.0.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        self.0.remove(place);
        match self.0.remove(place) {
            Some(value) => Ok(Some(value)),
            None => Err(format!("{name} needs a value").into()),
        }
    }

    /// Takes every `name VALUE`.
    pub fn options(&mut self, name: &str) -> Result<Vec<String>> {
        let mut values = Vec::new();
        while let Some(value) = self.option(name)? {
            values.push(value);
        }
        Ok(values)
    }

    /// All that is left.
    pub fn rest(self) -> Vec<String> {
        self.0.into()
    }

    /// Complains about what nobody took.
    pub fn finish(self) -> Result<()> {
        match self.0.front() {
            Some(argument) => Err(format!("unknown argument {argument}").into()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn takes_what_is_known_and_complains_about_the_rest() {
        let mut arguments = read("web --dev --only fmt --out x --only tidy --fast");
        assert_eq!(arguments.command().as_deref(), Some("web"));
        assert!(arguments.switch("--dev") && !arguments.switch("--release"));
        assert_eq!(arguments.options("--only").unwrap(), ["fmt", "tidy"]);
        assert_eq!(arguments.option("--out").unwrap().as_deref(), Some("x"));
        assert_eq!(
            arguments.finish().unwrap_err().to_string(),
            "unknown argument --fast"
        );
    }

    #[test]
    fn an_option_needs_its_value() {
        assert!(read("--out").option("--out").is_err());
    }
}
