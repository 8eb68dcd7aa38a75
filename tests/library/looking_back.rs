//! What has changed, on the screen: since when it is asked, what the list leads to, what is copied.

use std::sync::Arc;
use std::time::Duration;

use crate::dashboard::{self, Dashboard};
use crate::fixtures::{LATER, SAMPLE, today};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use roscope::app::list::Row;
use roscope::app::news::News;
use roscope::app::tab::{ListId, Tab};
use roscope::app::{Effect, Msg, Popup, update};
use roscope::domain::changes::What;
use roscope::domain::computed::since::{Older, Since};

/// The sample a month later, compared with the sample: on the tab of the changes.
fn later() -> Dashboard {
    let mut later = Dashboard::new(LATER);
    later.fetch_older("old.toml", SAMPLE);
    later
}

fn enter(dashboard: &mut Dashboard) -> Option<Effect> {
    dashboard.event(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE))
}

/// The cursor on the change of which the list shows this.
fn on(text: &str) -> Dashboard {
    let mut dashboard = later();
    dashboard.press("g");
    for _ in 0..20 {
        if dashboard
            .app
            .change()
            .is_some_and(|change| roscope::words::ENGLISH.change(change).contains(text))
        {
            return dashboard;
        }
        dashboard.press("down");
    }
    panic!("no change says {text}");
}

#[test]
fn a_first_look_goes_back_as_far_as_something_has_changed() {
    let usual = |text: &str| {
        let catalogue = dashboard::read(text).unwrap().catalogue;
        Older::usual(None, &catalogue, today()).0.since
    };
    assert_eq!(usual(SAMPLE), Since::Days(90));
    let silent = SAMPLE.replace("2025-", "2022-").replace("2026-", "2023-");
    assert_eq!(usual(&silent), Since::Days(30));
}

#[test]
fn where_the_last_visit_holds_nothing_the_last_days_do() {
    let last = |text: &str| Older {
        catalogue: Some(Arc::new(dashboard::read(text).unwrap().catalogue)),
        ..Older::dated(Since::LastVisit)
    };
    let words = |last: Older, text: &str| {
        let mut dashboard = Dashboard::new(text);
        dashboard.app.news = News::usual(Some(last));
        dashboard.press("6").text(100, 30)
    };
    let text = words(last(SAMPLE), LATER);
    assert!(text.contains("Changes since the last visit"), "{text}");
    // A comment is no change.
    let text = words(last(SAMPLE), &format!("# more\n{SAMPLE}"));
    assert!(text.contains("Changes in the last 90 days"), "{text}");
    // Where nothing is found at all the last visit is told of.
    let silent = SAMPLE.replace("2025-", "2022-").replace("2026-", "2023-");
    let text = words(last(&silent), &silent);
    assert!(
        text.contains("nothing has changed since the last visit"),
        "{text}"
    );
}

#[test]
fn a_visit_follows_the_file_once_something_changes() {
    let mut dashboard = Dashboard::new(SAMPLE);
    let last = Older {
        catalogue: Some(Arc::new(dashboard::read(SAMPLE).unwrap().catalogue)),
        ..Older::dated(Since::LastVisit)
    };
    dashboard.app.news = News::usual(Some(last));
    assert!(
        dashboard
            .press("6")
            .text(100, 30)
            .contains("Changes in the last 90 days")
    );
    let text = dashboard.save(LATER).text(100, 30);
    assert!(text.contains("Changes since the last visit"), "{text}");
}

#[test]
fn the_last_visit_may_come_after_the_first_frame_and_after_another_reading() {
    let last = || Older {
        catalogue: Some(Arc::new(dashboard::read(SAMPLE).unwrap().catalogue)),
        ..Older::dated(Since::LastVisit)
    };
    for is_read_again in [false, true] {
        let mut dashboard = Dashboard::new(LATER);
        dashboard.app.news = News::awaited();
        let text = dashboard.press("6").text(100, 30);
        assert!(text.contains("the last visit is being read"), "{text}");
        let recalled = dashboard.app.awaiting().recall(Some(last())).unwrap();
        if is_read_again {
            dashboard.save(SAMPLE).save(LATER);
        }
        update(&mut dashboard.app, Msg::Recalled(recalled));
        let text = dashboard.text(100, 30);
        assert!(text.contains("Changes since the last visit"), "{text}");
        assert!(text.contains("later"), "{text}");
    }
}

#[test]
fn what_is_asked_for_before_the_last_visit_is_known_stays() {
    let mut dashboard = Dashboard::new(LATER);
    dashboard.app.news = News::awaited();
    let recalled = dashboard.app.awaiting().recall(None).unwrap();
    dashboard.fetch_older("old.toml", SAMPLE);
    update(&mut dashboard.app, Msg::Recalled(recalled));
    let text = dashboard.text(100, 30);
    assert!(text.contains("Changes since old.toml"), "{text}");
}

/// The changes from the sample to a month later, on the screen.
fn since_the_last_visit() -> Dashboard {
    let mut dashboard = Dashboard::new(LATER);
    let last = Older {
        catalogue: Some(Arc::new(dashboard::read(SAMPLE).unwrap().catalogue)),
        ..Older::dated(Since::LastVisit)
    };
    dashboard.app.news = News::usual(Some(last));
    dashboard.press("6");
    dashboard
}

#[test]
fn changes_are_read_after_a_minute_on_the_screen_or_at_their_end() {
    let seconds = Duration::from_secs;
    let is_read = |dashboard: &Dashboard| dashboard.app.news.read().is_some();
    let mut dashboard = since_the_last_visit();
    dashboard.app.has_stood(seconds(40));
    // Elsewhere no time counts.
    dashboard.press("1").app.has_stood(seconds(600));
    dashboard.press("6 ?").app.has_stood(seconds(600));
    dashboard.press("esc").app.has_stood(seconds(19));
    assert!(!is_read(&dashboard));
    dashboard.app.has_stood(seconds(1));
    assert_eq!(dashboard.app.news.read(), Some(LATER));

    let mut dashboard = since_the_last_visit();
    assert!(!is_read(dashboard.press("down down")));
    assert!(is_read(dashboard.press("end")));

    // The end of what a filter leaves is no end.
    let mut dashboard = since_the_last_visit();
    assert!(!is_read(dashboard.press("/ text:severnet enter end")));

    // What was asked for besides is another question, and what was read stays read.
    let mut dashboard = since_the_last_visit();
    dashboard.fetch_older("old.toml", SAMPLE);
    assert!(!is_read(dashboard.press("end")));
    let mut dashboard = since_the_last_visit();
    dashboard.press("end").fetch_older("old.toml", SAMPLE);
    assert!(is_read(&dashboard));

    // The file has changed: what has come is not read.
    let mut dashboard = since_the_last_visit();
    dashboard.app.has_stood(seconds(40));
    dashboard.save(&LATER.replacen("stages = 2", "stages = 3", 1));
    dashboard.app.has_stood(seconds(40));
    assert!(!is_read(&dashboard));
}

#[test]
fn what_is_being_asked_for_is_said_and_esc_gives_it_up() {
    let mut dashboard = Dashboard::new(SAMPLE);
    enter(dashboard.press("c text:HEAD"));
    let text = dashboard.text(100, 30);
    assert!(text.contains("asking for HEAD … Esc gives it up"), "{text}");
    let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
    assert_eq!(dashboard.event(escape), Some(Effect::StopFetching));
    assert_eq!(dashboard.notice(), "HEAD is not asked for any more");
    assert!(matches!(
        dashboard.app.over.popup(),
        Some(Popup::Since { .. })
    ));
    assert_eq!(dashboard.event(escape), None);
    assert!(dashboard.app.over.popup().is_none());
}

#[test]
fn c_asks_since_when_and_takes_a_choice_or_a_word() {
    let mut dashboard = Dashboard::new(SAMPLE);
    assert_eq!(
        enter(dashboard.press("2 c")),
        Some(Effect::FetchOlder("last".into()))
    );
    assert_eq!(
        enter(dashboard.press("down")),
        Some(Effect::FetchOlder("7d".into()))
    );
    let typed = enter(dashboard.press("text:HEAD~3"));
    assert_eq!(typed, Some(Effect::FetchOlder("HEAD~3".into())));
    // What is typed may have the letters that are keys elsewhere.
    let typed = enter(dashboard.press("esc esc c text:qцj.toml"));
    assert_eq!(typed, Some(Effect::FetchOlder("qцj.toml".into())));
    assert_eq!(
        enter(dashboard.press("esc esc c down down down down down")),
        None,
        "nothing typed"
    );
    dashboard.press("esc");
    assert_eq!(
        (dashboard.app.tab, dashboard.app.over.popup()),
        (Tab::Projects, None)
    );
}

#[test]
fn what_cannot_be_read_stays_to_be_mended() {
    let mut dashboard = Dashboard::new(SAMPLE);
    dashboard.press("c text:HEAD");
    let why = "this folder is in no Git repository".to_owned();
    update(&mut dashboard.app, Msg::OlderFetched(Err(why.clone())));
    assert_eq!(dashboard.notice(), why);
    assert_eq!(
        enter(&mut dashboard),
        Some(Effect::FetchOlder("HEAD".into()))
    );
}

#[test]
fn days_and_dates_are_told_by_the_catalogue_itself() {
    let mut dashboard = Dashboard::new(SAMPLE);
    assert_eq!(dashboard.press("6").app.list(ListId::Changes).entries(), 0);
    assert!(
        dashboard
            .text(100, 30)
            .contains("nothing has changed in the last 30 days")
    );
    let older = Older::dated(Since::parse("2026-05", |_| false).unwrap());
    update(&mut dashboard.app, Msg::OlderFetched(Ok(older)));
    let text = dashboard.text(100, 30);
    assert!(text.contains("Changes since May 2026"), "{text}");
    assert!(text.contains("2027 → Q1 2027"), "{text}");
    assert_eq!(dashboard.app.list(ListId::Changes).entries(), 6);
}

#[test]
fn the_list_follows_the_file_and_the_cursor_stays() {
    let mut dashboard = on("severnet-service → ");
    let before = dashboard.app.list(ListId::Changes).entries();
    dashboard.save(&LATER.replacen("stages = 2", "stages = 3", 1));
    assert_eq!(dashboard.app.list(ListId::Changes).entries(), before + 1);
    let change = roscope::words::ENGLISH.change(dashboard.app.change().unwrap());
    assert!(change.contains("severnet-service → "), "{change}");
    // One that is more important comes above it.
    let failed = "status = \"failed\"\nactual = 2026-12-01";
    dashboard.save(&LATER.replacen("status = \"planned\"", failed, 1));
    let change = roscope::words::ENGLISH.change(dashboard.app.change().unwrap());
    assert!(change.contains("severnet-service → "), "{change}");
    dashboard.save(SAMPLE);
    assert_eq!(dashboard.app.list(ListId::Changes).entries(), 0);
    assert_eq!(dashboard.app.change(), None);
}

#[test]
fn enter_leads_to_what_has_changed() {
    let mut dashboard = on("later");
    enter(&mut dashboard);
    let page = dashboard.app.milestone_page().unwrap();
    assert_eq!(&*page.milestone, "luna-s1-launch");
    dashboard.press("esc");
    assert_eq!(
        (dashboard.app.tab, dashboard.app.milestone_page()),
        (Tab::Changes, None)
    );

    let mut dashboard = on("17 t → 16 t");
    enter(&mut dashboard);
    assert_eq!(dashboard.app.tab, Tab::Vehicles);
    let at = dashboard.app.selected().unwrap();
    let entry = dashboard.app.shown().unwrap().catalogue.entry(at);
    assert_eq!(&*entry.unwrap().id.value, "sokol-5");

    let mut dashboard = on("flies again");
    enter(&mut dashboard);
    assert!(matches!(
        dashboard.app.over.popup(),
        Some(Popup::Sources { .. })
    ));

    let mut dashboard = on("Decision on Ermak-T");
    enter(&mut dashboard);
    assert_eq!(
        dashboard.notice(),
        "the catalogue does not have it any more"
    );
    dashboard.press("w m");
    assert_eq!(dashboard.notice(), "nothing selected");
}

#[test]
fn a_change_is_cited_with_its_own_sources() {
    let copied = |mut dashboard: Dashboard| match dashboard
        .event(KeyEvent::new(KeyCode::Char('y'), KeyModifiers::NONE))
    {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        copied(on("later")),
        "Luna-S1 launch: Q4 2028 → from Jun 2029, later by 8 months (Petrov, 1 Dec 2026).\n\
         Sample News, 1 December 2026: \"Sokol-5 flies again, the Moon waits\", https://example.org/2026/12/01"
    );
    assert_eq!(copied(on("Decision")), "Decision on Ermak-T: deleted.");
    let mut dashboard = on("count rewritten");
    let open = KeyEvent::new(KeyCode::Char('o'), KeyModifiers::NONE);
    let effect = dashboard.event(open);
    assert!(matches!(effect, Some(Effect::OpenUrl(_))), "{effect:?}");
    assert_eq!(dashboard.notice(), "opening https://example.org/tracker");
}

#[test]
fn a_filter_keeps_what_fits_also_what_is_gone() {
    let found = |words: &str| {
        let mut dashboard = later();
        dashboard.press(&format!("/ text:{words} enter"));
        dashboard.app.list(ListId::Changes).entries()
    };
    assert_eq!(found("severnet"), 3);
    assert_eq!(found("decision"), 1);
    assert_eq!(found("zzz"), 0);
}

#[test]
fn a_filter_finds_what_was_removed_as_it_was() {
    let mut dashboard = Dashboard::new(SAMPLE);
    // Going back, all that the later catalogue has more is gone.
    dashboard.fetch_older("later.toml", LATER);
    let removed = |dashboard: &Dashboard| {
        let shown = dashboard.app.shown().unwrap();
        let rows = dashboard.app.list(ListId::Changes).rows().iter();
        let changes = dashboard.app.news.changes(shown);
        let found = rows.filter_map(|row| match row {
            Row::Change { place, .. } => changes.get(*place),
            _ => None,
        });
        let gone = found.filter(|change| change.what == What::Removed);
        gone.map(|change| change.subject.id.to_string())
            .collect::<Vec<_>>()
    };
    let all = removed(&dashboard);
    assert!(!all.is_empty());
    dashboard.press("/ text:!late enter");
    let some = removed(&dashboard);
    assert!(
        !some.is_empty() && some.iter().all(|id| all.contains(id)),
        "{some:?}"
    );
    dashboard.press("esc / text:source:nobody enter");
    assert_eq!(removed(&dashboard), [""; 0]);
}
