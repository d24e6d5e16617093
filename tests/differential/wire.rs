//! Our segments as real IPv4 packets and back, so that every run of this test crosses a wire of bytes, checksums included.

use core::net::SocketAddrV4;
use smoltcp::phy::ChecksumCapabilities;
use smoltcp::wire::{
    IpAddress, IpProtocol, Ipv4Packet, Ipv4Repr, TcpOption, TcpPacket, TcpSeqNumber,
};
use tcpscope::tcp::{Control, Segment, SeqNumber, Timestamps};

const TCP_HEADER: usize = 20;

/// The packet that carries `segment`.
pub(crate) fn to_packet(segment: &Segment) -> Vec<u8> {
    let options = options(segment);
    let options_len: usize = options.iter().map(TcpOption::buffer_len).sum();
    let header_len = TCP_HEADER + options_len.next_multiple_of(4);
    let ip = Ipv4Repr {
        src_addr: *segment.source.ip(),
        dst_addr: *segment.destination.ip(),
        next_header: IpProtocol::Tcp,
        payload_len: header_len + segment.payload.len(),
        hop_limit: 64,
    };
    let mut bytes = vec![0; ip.buffer_len() + ip.payload_len];
    let mut packet = Ipv4Packet::new_unchecked(&mut bytes);
    ip.emit(&mut packet, &ChecksumCapabilities::default());
    let mut tcp = TcpPacket::new_unchecked(packet.payload_mut());
    tcp.set_src_port(segment.source.port());
    tcp.set_dst_port(segment.destination.port());
    tcp.set_seq_number(TcpSeqNumber(segment.seq.value().cast_signed()));
    tcp.set_ack_number(TcpSeqNumber(
        segment.ack.unwrap_or_default().value().cast_signed(),
    ));
    tcp.set_header_len(u8::try_from(header_len).unwrap());
    tcp.clear_flags();
    tcp.set_syn(segment.is_syn());
    tcp.set_fin(segment.is_fin());
    tcp.set_rst(segment.is_rst());
    tcp.set_psh(segment.push);
    tcp.set_ack(segment.ack.is_some());
    tcp.set_window_len(segment.wnd);
    tcp.set_urgent_at(0);
    // What padding follows is zero already: the end of the list.
    let mut rest = tcp.options_mut();
    for option in options {
        rest = option.emit(rest);
    }
    tcp.payload_mut().copy_from_slice(&segment.payload);
    tcp.fill_checksum(&IpAddress::Ipv4(ip.src_addr), &IpAddress::Ipv4(ip.dst_addr));
    bytes
}

/// The segment in `packet`. Options that we do not have (SACK) are left out.
pub(crate) fn from_packet(packet: &[u8]) -> Segment {
    let ip = Ipv4Packet::new_checked(packet).expect("an IPv4 packet");
    assert!(ip.verify_checksum(), "the IPv4 checksum");
    let tcp = TcpPacket::new_checked(ip.payload()).expect("a TCP segment");
    let (source, destination) = (ip.src_addr(), ip.dst_addr());
    assert!(
        tcp.verify_checksum(&IpAddress::Ipv4(source), &IpAddress::Ipv4(destination)),
        "the TCP checksum"
    );
    let control = match (tcp.syn(), tcp.fin(), tcp.rst()) {
        (false, false, false) => None,
        (true, false, false) => Some(Control::Syn),
        (false, true, false) => Some(Control::Fin),
        (false, false, true) => Some(Control::Rst),
        _ => panic!("more than one of SYN, FIN and RST"),
    };
    let mut segment = Segment {
        source: SocketAddrV4::new(source, tcp.src_port()),
        destination: SocketAddrV4::new(destination, tcp.dst_port()),
        seq: seq(tcp.seq_number()),
        ack: tcp.ack().then(|| seq(tcp.ack_number())),
        control,
        push: tcp.psh(),
        wnd: tcp.window_len(),
        mss: None,
        window_scale: None,
        timestamps: None,
        payload: tcp.payload().to_vec(),
    };
    let mut rest = tcp.options();
    while !rest.is_empty() {
        let (after, option) = TcpOption::parse(rest).expect("an option");
        match option {
            TcpOption::EndOfList => break,
            TcpOption::MaxSegmentSize(mss) => segment.mss = Some(mss),
            TcpOption::WindowScale(shift) => segment.window_scale = Some(shift),
            TcpOption::TimeStamp { tsval, tsecr } => {
                segment.timestamps = Some(Timestamps {
                    value: tsval,
                    echo: tsecr,
                });
            }
            _ => {}
        }
        rest = after;
    }
    segment
}

fn options(segment: &Segment) -> Vec<TcpOption<'static>> {
    let timestamps = segment.timestamps.map(|stamps| TcpOption::TimeStamp {
        tsval: stamps.value,
        tsecr: stamps.echo,
    });
    [
        segment.mss.map(TcpOption::MaxSegmentSize),
        segment.window_scale.map(TcpOption::WindowScale),
        timestamps,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn seq(number: TcpSeqNumber) -> SeqNumber {
    SeqNumber::new(number.0.cast_unsigned())
}
