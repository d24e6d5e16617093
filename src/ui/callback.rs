//! What is to be done when something happens.

use core::fmt;
use std::rc::Rc;

/// A function to call back, shared by all who may call it.
pub(crate) struct Callback<T>(Rc<dyn Fn(T)>);

impl<T: 'static> Callback<T> {
    /// Calls it.
    pub(crate) fn emit(&self, value: T) {
        (self.0)(value);
    }

    /// The same for another kind of value, by way of what that means.
    pub(crate) fn reform<U: 'static>(&self, meaning: impl Fn(U) -> T + 'static) -> Callback<U> {
        let callback = self.clone();
        Callback::from(move |value| callback.emit(meaning(value)))
    }
}

impl<T, F: Fn(T) + 'static> From<F> for Callback<T> {
    fn from(function: F) -> Self {
        Self(Rc::new(function))
    }
}

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Callback<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Callback")
    }
}
