//! Settings by the kernel's names.

use super::*;
use crate::tcp::Limit;

#[test]
fn names_of_the_kernel_set_what_they_say() {
    let mut settings = Settings::linux();
    for (name, value) in [
        ("tcp_syn_retries", "3"),
        ("net.ipv4.tcp_syn_linear_timeouts", "0"),
        ("tcp_orphan_retries", "0"),
        ("tcp_retries2", "4"),
        ("tcp_fin_timeout", "3"),
        ("tcp_tw_reuse", "1"),
        ("tcp_syncookies", "0"),
        ("tcp_max_syn_backlog", "8"),
        ("ip_local_port_range", "40000 40001"),
        ("tcp_timestamps", "0"),
        ("net.core.somaxconn", "16"),
        ("tcp_dsack", "0"),
    ] {
        settings.set_sysctl(name, value).unwrap();
    }
    let tcp = &settings.tcp;
    assert_eq!(tcp.r2_syn, Limit::Retransmissions(3));
    assert_eq!(tcp.syn_linear_timeouts, 0);
    assert_eq!(tcp.r2_orphan, Limit::TimeOf(8));
    assert_eq!(tcp.r2, Limit::TimeOf(4));
    assert_eq!(tcp.fin_wait_2_timeout, Some(Duration::from_secs(3)));
    assert!(!tcp.timestamps);
    assert_eq!(settings.time_wait_reuse, Some(Duration::from_secs(1)));
    assert_eq!(settings.syn_cookies, SynCookies::Off);
    assert_eq!(settings.max_syn_backlog, 8);
    assert_eq!((settings.port_low, settings.port_high), (40_000, 40_001));
    assert_eq!(settings.max_backlog, 16);
}

#[test]
fn without_sack_there_is_neither_probe_nor_rack_whatever_the_order() {
    let set = |pairs: &[(&str, &str)]| {
        let mut settings = Settings::linux();
        for (name, value) in pairs {
            settings.set_sysctl(name, value).unwrap();
        }
        (settings.tcp.tail_loss_probe, settings.tcp.repairs_overtaken)
    };
    assert_eq!(set(&[]), (true, true));
    assert_eq!(set(&[("tcp_sack", "0")]), (false, false));
    let (probe, rack) = (("tcp_early_retrans", "3"), ("tcp_recovery", "1"));
    assert_eq!(set(&[("tcp_sack", "0"), probe, rack]), (false, false));
    assert_eq!(set(&[("tcp_early_retrans", "0")]), (false, true));
    assert_eq!(set(&[("tcp_recovery", "0")]), (true, false));
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut settings = Settings::linux();
    let unknown = settings.set_sysctl("tcp_magic", "1").unwrap_err();
    assert_eq!(unknown.to_string(), "no sysctl called tcp_magic");
    for (name, value) in [
        ("tcp_syn_retries", "many"),
        ("tcp_syn_retries", "256"),
        ("tcp_fin_timeout", ""),
        ("tcp_fin_timeout", "99999999999"),
        ("tcp_syncookies", "7"),
        ("ip_local_port_range", "5 4"),
        ("ip_local_port_range", "5 70000"),
        ("ip_local_port_range", "0 10"),
        ("ip_local_port_range", "5"),
        ("tcp_retries1", "1 2"),
    ] {
        let error = settings.set_sysctl(name, value).unwrap_err();
        assert_eq!(error.to_string(), format!("{name} cannot be {value:?}"));
    }
    assert_eq!(settings, Settings::linux());
}
