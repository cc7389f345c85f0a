//! A timer for asynchronous transports without a runtime of their own.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

/// Waits on a thread of its own, which starts when the future is polled for the first time.
pub(crate) fn sleep(duration: Duration) -> impl Future<Output = ()> + Send {
    Sleep::Created(duration)
}

enum Sleep {
    Created(Duration),
    Running(Arc<Mutex<State>>),
}

#[derive(Default)]
struct State {
    is_over: bool,
    waker: Option<Waker>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match &*self {
            Self::Created(duration) if duration.is_zero() => Poll::Ready(()),
            Self::Created(duration) => {
                let state = Arc::new(Mutex::new(State {
                    is_over: false,
                    waker: Some(context.waker().clone()),
                }));
                start(*duration, Arc::clone(&state));
                *self = Self::Running(state);
                Poll::Pending
            }
            Self::Running(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                if state.is_over {
                    return Poll::Ready(());
                }
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

fn start(duration: Duration, state: Arc<Mutex<State>>) {
    thread::spawn(move || {
        thread::sleep(duration);
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.is_over = true;
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::task::Wake;

    use super::*;

    struct Woken(mpsc::Sender<()>);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            let _ = self.0.send(());
        }
    }

    #[test]
    fn a_sleeping_future_is_woken_when_its_time_is_over() {
        let (sender, woken) = mpsc::channel();
        let waker = Waker::from(Arc::new(Woken(sender)));
        let mut context = Context::from_waker(&waker);
        let mut sleep = Box::pin(sleep(Duration::from_millis(1)));
        assert!(sleep.as_mut().poll(&mut context).is_pending());
        woken.recv().expect("the waker is called");
        assert!(sleep.as_mut().poll(&mut context).is_ready());
    }
}
