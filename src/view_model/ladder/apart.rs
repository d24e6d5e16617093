//! Where the two lanes differ in a host's state.

use crate::simulation::HostId;
use crate::timeline::Timeline;
use crate::view_model::Apart;
use crate::view_model::scene::Scene;
use crate::view_model::stay::state_at;

/// The stretches of both lifelines, up to the cursor; none where nothing is compared.
pub(super) fn apart(scene: &Scene) -> Vec<Apart> {
    let mut apart = Vec::new();
    if let Some(other) = scene.other() {
        for host in HostId::ALL {
            add(scene, other, host, &mut apart);
        }
    }
    apart
}

#[inline(never)]
fn add(scene: &Scene, other: &Timeline, host: HostId, apart: &mut Vec<Apart>) {
    let (here, there) = (scene.timeline.stays(host), other.stays(host));
    let mut top = None;
    for at in scene.lanes.track().stops() {
        let at = *at;
        if at > scene.now {
            break;
        }
        let y = scene.y(at);
        if state_at(here, at) != state_at(there, at) {
            top = top.or(Some(y));
        } else if let Some(top) = top.take() {
            apart.push(Apart {
                host,
                top,
                bottom: y,
            });
        }
    }
    if let Some(top) = top {
        // How long it lasts is not known yet: to the bottom, where the page cuts it off.
        let bottom = scene.last_y();
        apart.push(Apart { host, top, bottom });
    }
}
