//! Work that may take a while, on threads of their own: the keys are answered meanwhile, and what comes of
//! it is a message that wakes the loop.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::signals::Bell;
use crate::app::Msg;

/// How long the end waits for jobs that were told to give up.
const PATIENCE: Duration = Duration::from_millis(200);

/// What runs on a thread of its own. It looks now and then whether anybody still waits for it.
/// Nothing may come of it.
pub type Job = Box<dyn FnOnce(&Cancelled) -> Option<Msg> + Send>;

/// Set once nobody waits for a job any more.
#[derive(Clone, Debug, Default)]
pub struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What a job is for. Of each there is one at a time: the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    LookingBack,
    /// The file is read.
    Reading,
    /// What the first frame does without.
    Recalling,
    /// Where the satellites are, and what they have in view.
    Surveying,
    /// What is not shown any more is freed.
    LettingGo,
}

/// The jobs that run, and what has come of those that have ended.
#[derive(Debug)]
pub(super) struct Jobs {
    running: Vec<(For, Cancelled)>,
    /// None once no job is to be started any more.
    tell: Option<Sender<(Cancelled, Option<Msg>)>>,
    told: Receiver<(Cancelled, Option<Msg>)>,
    bell: Bell,
}

impl Jobs {
    pub(super) fn new(bell: Bell) -> Self {
        let (tell, told) = mpsc::channel();
        Self {
            running: Vec::new(),
            tell: Some(tell),
            told,
            bell,
        }
    }

    /// Starts a job, in place of the one for the same.
    pub(super) fn start(&mut self, purpose: For, job: Job) -> io::Result<()> {
        self.cancel(purpose);
        let cancelled = Cancelled::default();
        let running = (purpose, cancelled.clone());
        let (tell, bell) = (self.tell.clone(), self.bell.try_clone()?);
        let run = move || {
            // What nobody waits for is freed here.
            let msg = job(&cancelled).filter(|_| !cancelled.is_set());
            if let Some(tell) = tell {
                let _ = tell.send((cancelled, msg));
            }
            bell.ring();
        };
        thread::Builder::new().name("job".into()).spawn(run)?;
        self.running.push(running);
        Ok(())
    }

    pub(super) fn is_running(&self, purpose: For) -> bool {
        self.running.iter().any(|(of, _)| *of == purpose)
    }

    /// Nothing will come any more of the job for this.
    pub(super) fn cancel(&mut self, purpose: For) {
        self.running.retain(|(of, cancelled)| {
            let stays = *of != purpose;
            if !stays {
                cancelled.set();
            }
            stays
        });
    }

    /// Takes what has come since the last time.
    pub(super) fn take(&mut self) -> Vec<Msg> {
        let wanted = self.told.try_iter().filter(|(of, _)| !of.is_set());
        let mut msgs = Vec::new();
        for (of, msg) in wanted {
            of.set();
            msgs.extend(msg);
        }
        self.running.retain(|(_, cancelled)| !cancelled.is_set());
        msgs
    }
}

/// A job that has started another program gets the time to end it.
impl Drop for Jobs {
    fn drop(&mut self) {
        if !self.is_running(For::LookingBack) {
            return;
        }
        self.running
            .iter()
            .for_each(|(_, cancelled)| cancelled.set());
        self.tell = None;
        let end = Instant::now() + PATIENCE;
        let left = || end.saturating_duration_since(Instant::now());
        while self.told.recv_timeout(left()).is_ok() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jobs() -> Jobs {
        let (bell, _) = Bell::pair().unwrap();
        Jobs::new(bell)
    }

    /// A job that says this once it may.
    fn saying(words: &'static str) -> (Job, Sender<()>) {
        let (let_go, wait) = mpsc::channel();
        let job = move |_: &Cancelled| {
            let _ = wait.recv();
            Some(Msg::Failed(words.to_owned()))
        };
        (Box::new(job), let_go)
    }

    fn until_told(jobs: &mut Jobs) -> Vec<String> {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let msgs = jobs.take();
            if !msgs.is_empty() || Instant::now() > end {
                let words = msgs.into_iter().map(|msg| match msg {
                    Msg::Failed(words) => words,
                    other => panic!("{other:?}"),
                });
                return words.collect();
            }
            thread::yield_now();
        }
    }

    #[test]
    fn of_two_jobs_for_the_same_the_last_one_counts() {
        let mut jobs = jobs();
        let ((first, go_first), (second, go_second)) = (saying("first"), saying("second"));
        jobs.start(For::LookingBack, first).unwrap();
        jobs.start(For::LookingBack, second).unwrap();
        go_first.send(()).unwrap();
        go_second.send(()).unwrap();
        assert_eq!(until_told(&mut jobs), ["second"]);
        assert!(jobs.running.is_empty());
    }

    #[test]
    fn a_job_of_which_nothing_comes_makes_room_for_the_next() {
        let mut jobs = jobs();
        let job: Job = Box::new(|_| None);
        jobs.start(For::Reading, job).unwrap();
        assert!(jobs.is_running(For::Reading));
        let end = Instant::now() + Duration::from_secs(30);
        while jobs.is_running(For::Reading) {
            assert!(jobs.take().is_empty());
            assert!(Instant::now() < end, "it has ended and still counts");
            thread::yield_now();
        }
    }

    #[test]
    fn nothing_comes_of_a_job_that_was_given_up_and_the_end_does_not_wait_for_it() {
        let mut jobs = jobs();
        let (job, _go) = saying("never");
        jobs.start(For::LookingBack, job).unwrap();
        jobs.cancel(For::LookingBack);
        assert!(jobs.take().is_empty());
        let begun = Instant::now();
        drop(jobs);
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
