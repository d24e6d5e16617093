//! Things found by the number of their socket.

use crate::host::SocketId;
use std::collections::VecDeque;

/// Things in the order of their sockets' numbers. Numbers only go up, so what is new stands last; and what goes first
/// has mostly come first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ById<T> {
    entries: VecDeque<(SocketId, Box<T>)>,
}

impl<T> ById<T> {
    /// Nothing.
    pub const fn new() -> Self {
        Self {
            entries: VecDeque::new(),
        }
    }

    /// The thing of that number.
    pub fn get(&self, id: SocketId) -> Option<&T> {
        self.place(id).ok().map(|place| &*self.entries[place].1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: SocketId) -> Option<&mut T> {
        let place = self.place(id).ok()?;
        Some(&mut *self.entries[place].1)
    }

    /// Adds a thing, in place of one of that number.
    pub fn insert(&mut self, id: SocketId, thing: T) {
        match self.place(id) {
            Ok(place) => *self.entries[place].1 = thing,
            Err(place) => self.entries.insert(place, (id, Box::new(thing))),
        }
    }

    /// Takes the thing of that number away.
    pub fn remove(&mut self, id: SocketId) -> Option<T> {
        let place = self.place(id).ok()?;
        self.entries.remove(place).map(|(_, thing)| *thing)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (SocketId, &T)> {
        self.entries.iter().map(|(id, thing)| (*id, &**thing))
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, thing)| &mut **thing)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn place(&self, id: SocketId) -> Result<usize, usize> {
        match self.entries.back() {
            Some((last, _)) if id <= *last => {
                self.entries.binary_search_by_key(&id, |(other, _)| *other)
            }
            _ => Err(self.entries.len()),
        }
    }
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self::new()
    }
}
