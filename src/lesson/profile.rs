//! A lesson's run on another kind of machine.

use crate::lesson::Part;
use crate::simulation::{Profile, Settings};
use crate::timeline::Recording;

static TEXTBOOK: Settings = Settings::rfc9293();

/// Copies the fields in which `$chosen` differs from the textbook.
macro_rules! keep_choices {
    ($chosen:ident, $into:ident: $($field:ident $(. $inner:ident)?),* $(,)?) => {
        $(if $chosen.$field$(.$inner)? != TEXTBOOK.$field$(.$inner)? {
            $into.$field$(.$inner)? = $chosen.$field$(.$inner)?;
        })*
    };
}

impl Part {
    /// The profile on which it runs if nobody asks for another.
    pub fn profile(&self) -> Profile {
        let chosen = (self.setup)().scenario.settings[0].tcp.rto_min;
        let is_it = |profile: &Profile| profile.settings().tcp.rto_min == chosen;
        let found = Profile::ALL.into_iter().find(is_it);
        found.unwrap_or_default()
    }

    /// Its recording on hosts of this profile. What the lesson has chosen itself stays.
    pub fn recording(&self, profile: Profile) -> Recording {
        let recording = (self.setup)();
        if profile == self.profile() {
            recording
        } else {
            moved(recording, profile)
        }
    }
}

/// The recording on hosts of another profile.
#[inline(never)]
fn moved(mut recording: Recording, profile: Profile) -> Recording {
    for settings in &mut recording.scenario.settings {
        *settings = with_choices(profile.settings(), settings);
    }
    recording
}

/// Those settings, but for what a lesson may choose and has chosen.
fn with_choices(mut settings: Settings, chosen: &Settings) -> Settings {
    keep_choices!(chosen, settings:
        tcp.msl, tcp.time_wait_msl, tcp.handshake, tcp.ack_delay, tcp.receive_buffer, tcp.fin_wait_2_timeout, tcp.user_timeout,
        tcp.keep_alive, keep_alive, port_low, port_high, initial_numbers, descriptors, max_backlog, max_syn_backlog, syn_cookies,
    );
    settings
}
