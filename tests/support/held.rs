//! What is held: a text, or a screen, is what it was when somebody last looked at it and kept it.

use crate::dashboard::Dashboard;

/// Holds a text against `tests/snapshots/OF__NAME.snap`.
#[track_caller]
pub(crate) fn hold(of: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("{of}__{name}"), text));
}

/// Parts of one text, each under its heading.
#[derive(Default)]
pub(crate) struct Parts(String);

impl Parts {
    pub(crate) fn add(&mut self, heading: &str, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.extend(["## ", heading, "\n", text]);
    }

    #[track_caller]
    pub(crate) fn hold(&self, of: &str, name: &str) {
        hold(of, name, &self.0);
    }
}

/// One screen in all the sizes and clothes that it is looked at in. Its texts are held in one file and its
/// styles in another, so that a change of colours leaves the texts alone.
#[derive(Default)]
#[must_use = "it is not held yet"]
pub(crate) struct Screen {
    texts: Parts,
    styles: Parts,
}

impl Screen {
    /// Text and styles at each of these sizes; each of a dashboard of its own, since a screen may remember.
    pub(crate) fn at(mut self, sizes: &[(u16, u16)], dashboard: impl Fn() -> Dashboard) -> Self {
        for size in sizes {
            self = self.picture("", *size, dashboard());
        }
        self
    }

    /// Text and styles in certain clothes.
    pub(crate) fn picture(mut self, how: &str, size: (u16, u16), mut dashboard: Dashboard) -> Self {
        let (text, styles) = dashboard.picture(size.0, size.1);
        self.texts.add(&heading(how, size), &text);
        self.styles.add(&heading(how, size), &styles);
        self
    }

    /// The text alone.
    pub(crate) fn text(mut self, how: &str, size: (u16, u16), mut dashboard: Dashboard) -> Self {
        let text = dashboard.text(size.0, size.1);
        self.texts.add(&heading(how, size), &text);
        self
    }

    #[track_caller]
    pub(crate) fn hold(self, of: &str, name: &str) {
        self.texts.hold(of, name);
        if !self.styles.0.is_empty() {
            self.styles.hold(of, &format!("{name}.styles"));
        }
    }
}

fn heading(how: &str, (width, height): (u16, u16)) -> String {
    format!("{width}x{height} {how}").trim_end().to_owned()
}
