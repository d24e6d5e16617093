"""Records what two real Linux TCPs do, as JSON in the schema of ../README.md.

Two network namespaces, one TUN device in each. A thread takes the IP packets out of one device and puts them into the
other after a fixed delay, unless a rule of the scenario says otherwise. The programs are threads with blocking
sockets. Socket states come from the tracepoint sock:inet_sock_set_state and, for the small sockets that have no
tracepoint (SYN_RECV and TIME_WAIT), from asking inet_diag every 2 ms.

Needs root, /dev/net/tun and tracefs. Everything is private to the process and gone when it ends.
"""
import ctypes, datetime, errno, fcntl, heapq, json, os, platform, re, select, socket, struct, subprocess, tempfile
import threading, time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNS, CLONE_NEWNET = 0x20000, 0x40000000
BASE = {'tcp_congestion_control': 'reno', 'tcp_rmem': '4096 131072 6291456', 'tcp_wmem': '4096 16384 4194304',
        'tcp_no_metrics_save': '1'}
CLIENT_PORT, SERVER_PORT = 40000, 8000
FLAGS = ((2, 'SYN'), (1, 'FIN'), (4, 'RST'), (8, 'PSH'), (16, 'ACK'))
STATES = {1: 'ESTABLISHED', 2: 'SYN_SENT', 3: 'SYN_RECV', 4: 'FIN_WAIT_1', 5: 'FIN_WAIT_2', 6: 'TIME_WAIT', 7: 'CLOSED',
          8: 'CLOSE_WAIT', 9: 'LAST_ACK', 10: 'LISTEN', 11: 'CLOSING', 12: 'SYN_RECV'}
TRACED = {'ESTABLISHED': 1, 'SYN_SENT': 2, 'SYN_RECV': 3, 'FIN_WAIT1': 4, 'FIN_WAIT2': 5, 'TIME_WAIT': 6, 'CLOSE': 7,
          'CLOSE_WAIT': 8, 'LAST_ACK': 9, 'LISTEN': 10, 'CLOSING': 11, 'NEW_SYN_RECV': 12}


def system(result):
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def checksum(data):
    if len(data) % 2:
        data += b'\0'
    total = sum(struct.unpack('!%dH' % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


class Packet:
    """An IPv4 packet with a TCP segment in it."""

    def __init__(self, raw):
        self.raw = raw
        header = (raw[0] & 15) * 4
        self.src, self.dst = socket.inet_ntoa(raw[12:16]), socket.inet_ntoa(raw[16:20])
        tcp = raw[header:struct.unpack('!H', raw[2:4])[0]]
        self.sport, self.dport, self.seq, self.ack, offset, self.bits, self.win = struct.unpack('!HHIIBBH', tcp[:16])
        self.data = tcp[(offset >> 4) * 4:]
        self.options = {}
        options = tcp[20:(offset >> 4) * 4]
        while options and options[0]:
            if options[0] == 1:
                options = options[1:]
                continue
            kind, length = options[0], max(options[1], 2)
            body = options[2:length]
            if kind == 2: self.options['mss'] = struct.unpack('!H', body)[0]
            if kind == 3: self.options['ws'] = body[0]
            if kind == 4: self.options['sackok'] = 1
            if kind == 8: self.options['ts'] = list(struct.unpack('!II', body))
            if kind == 5: self.options['sack'] = list(zip(*[iter(struct.unpack('!%dI' % (len(body) // 4), body))] * 2))
            options = options[length:]

    @property
    def flags(self):
        return ','.join(name for bit, name in FLAGS if self.bits & bit) or '-'

    def matches(self, what):
        """Whether a rule means it: exact flags but for PSH, or DATA for anything that carries some."""
        flags = self.flags.replace('PSH,', '')
        return what == 'any' or (flags == what and (flags != 'ACK' or not self.data)) or (what == 'DATA' and bool(self.data))


def packed(src, dst, sport, dport, seq, ack, flags, win=502, data=b'', ts=None, mss=None):
    """A packet made by hand."""
    bits = sum(bit for bit, name in FLAGS if name in flags.split(','))
    options = b''
    if mss: options += struct.pack('!BBH', 2, 4, mss)
    if ts: options += struct.pack('!BBBBII', 1, 1, 8, 10, *ts)
    ends = socket.inet_aton(src) + socket.inet_aton(dst)
    offset = (20 + len(options)) // 4 << 4
    tcp = struct.pack('!HHIIBBHHH', sport, dport, seq & 0xffffffff, ack & 0xffffffff, offset, bits, win, 0, 0)
    tcp += options + data
    tcp = tcp[:16] + struct.pack('!H', checksum(ends + struct.pack('!HH', 6, len(tcp)) + tcp)) + tcp[18:]
    ip = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(tcp), 1, 0x4000, 64, 6, 0) + ends
    return ip[:10] + struct.pack('!H', checksum(ip)) + ip[12:] + tcp


class Namespace:
    """A network namespace with a TUN device; made in a thread of its own, so that the caller stays where it is."""

    def __init__(self, address, net, sysctls):
        self.address, self.error = address, None
        thread = threading.Thread(target=self._make, args=(net, sysctls))
        thread.start()
        thread.join()
        if self.error:
            raise self.error

    def _make(self, net, sysctls):
        try:
            system(LIBC.unshare(CLONE_NEWNET))
            self.ns = os.open('/proc/thread-self/ns/net', os.O_RDONLY)
            self.tun = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
            fcntl.ioctl(self.tun, 0x400454ca, struct.pack('16sH22x', b'tun0', 0x1001))
            for name, value in (('conf/all/rp_filter', 0), ('conf/tun0/rp_filter', 0)):
                self.write('ipv4/' + name, value)
            self.write('ipv6/conf/all/disable_ipv6', 1)
            for name, value in sysctls.items():
                self.write('ipv4/' + name, value)
            for words in (['addr', 'add', self.address + '/16', 'dev', 'tun0'], ['link', 'set', 'lo', 'up'],
                          ['link', 'set', 'tun0', 'up']):
                subprocess.run(['ip'] + words, check=True)
            self.diag = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 4)
        except Exception as error:
            self.error = error

    @staticmethod
    def write(name, value):
        with open('/proc/sys/net/' + name, 'w') as file:
            file.write(str(value))

    def enter(self):
        system(LIBC.setns(self.ns, CLONE_NEWNET))

    def ask(self, local, lport, remote, rport):
        """The state of the socket with these ends, and whether it is a small one; None if there is none."""
        ends = struct.pack('!HH', lport, rport) + socket.inet_aton(local) + bytes(12) + socket.inet_aton(remote)
        request = struct.pack('=BBBxI', socket.AF_INET, 6, 0, 0xfff) + ends + bytes(12) + struct.pack('=I', 0) + b'\xff' * 8
        self.diag.send(struct.pack('=IHHII', 16 + len(request), 20, 1, 1, 0) + request)
        answer = self.diag.recv(8192)
        if struct.unpack('=H', answer[4:6])[0] != 20:
            return None
        state, timer = answer[17], answer[18]
        inode = struct.unpack('=I', answer[16 + 68:16 + 72])[0]
        if state == 10:
            return None
        return STATES[state], timer == 3 or (state == 3 and inode == 0)


class Call:
    """A program's socket; each call on it is written down."""

    def __init__(self, program, name, sock):
        self.program, self.name, self.sock = program, name, sock
        # Nothing is closed but by a recorded call.
        program.recording.sockets.append(sock)

    def _log(self, call, arg, what, timed=True):
        run = self.program.recording
        row = {'t': run.now(), 'side': self.program.side, 'sock': self.name, 'call': call}
        if arg is not None: row['arg'] = arg
        run.app.append(row)
        ret = None
        try:
            ret = what()
            row['ret'] = ret[0] if isinstance(ret, tuple) else 'ok'
        except TimeoutError as error:
            row['err'] = errno.errorcode[error.errno] if error.errno else 'TimeoutError'
        except OSError as error:
            row['err'] = errno.errorcode[error.errno]
        if timed: row['dt'] = run.now() - row['t']
        run.stir()
        return ret[1] if isinstance(ret, tuple) else 'err' not in row

    def option(self, text, level, name, value):
        self._log('setsockopt', text, lambda: self.sock.setsockopt(level, name, value), timed=False)
        return self

    def reuse(self): return self.option('SO_REUSEADDR=1', socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    def linger(self, on, s): return self.option('SO_LINGER={%d,%d}' % (on, s), socket.SOL_SOCKET, socket.SO_LINGER,
                                                struct.pack('ii', on, s))
    def tcp(self, name, value): return self.option('%s=%d' % (name, value), socket.IPPROTO_TCP,
                                                   getattr(socket, name), value)
    def keepalive(self, idle, interval, count):
        self.option('SO_KEEPALIVE=1', socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return self.tcp('TCP_KEEPIDLE', idle).tcp('TCP_KEEPINTVL', interval).tcp('TCP_KEEPCNT', count)

    def bind(self, port=None):
        port = self.program.port if port is None else port
        at = (self.program.address, port)
        return self._log('bind', '%s:%d' % at, lambda: self.sock.bind(at) and None)

    def listen(self, backlog=16):
        return self._log('listen', backlog, lambda: self.sock.listen(backlog))

    def accept(self, name='conn', timeout=None):
        def accept():
            self.sock.settimeout(timeout)
            conn, peer = self.sock.accept()
            conn.settimeout(None)
            return 'peer port %d' % peer[1], Call(self.program, name, conn)
        return self._log('accept', None, accept)

    def connect(self, port=None, block=True, timeout=None):
        to = (self.program.peer, (self.program.peer_port if port is None else port))
        def connect():
            self.sock.settimeout(timeout if block else 0.0)
            self.sock.connect(to)
        return self._log('connect', '%s:%d' % to, connect)

    def send(self, data, flags=0, timeout=None):
        data = data.encode() if isinstance(data, str) else data
        def send():
            self.sock.settimeout(timeout)
            self.sock.sendall(data, flags | socket.MSG_NOSIGNAL)
        return self._log('send', '%d bytes' % len(data), send)

    def recv(self, timeout=None, size=65536):
        def recv():
            self.sock.settimeout(timeout)
            data = self.sock.recv(size)
            text = " '%s'" % data.decode() if len(data) <= 24 else ''
            return ('%d bytes%s' % (len(data), text) if data else 'EOF'), data
        return self._log('recv', None, recv)

    def shutdown(self, how='SHUT_WR'):
        return self._log('shutdown', how, lambda: self.sock.shutdown(getattr(socket, how)))

    def close(self):
        return self._log('close', None, self.sock.close)


class Program(threading.Thread):
    """A thread that lives in one of the two namespaces."""

    def __init__(self, run, side, what, start):
        super().__init__(daemon=True)
        self.recording, self.side, self.what, self.start_at = run, side, what, start
        ends = [(run.client, CLIENT_PORT), (run.server, SERVER_PORT)]
        (self.address, self.port), (self.peer, self.peer_port) = ends if side == 'C' else ends[::-1]

    def run(self):
        self.recording.namespaces[self.side].enter()
        self.sleep(self.start_at)
        try:
            self.what(self)
        except Exception as error:
            self.recording.errors.append(repr(error))
            raise

    def sleep(self, seconds): time.sleep(seconds)
    def socket(self, name='c'): return Call(self, name, socket.socket())

    def listener(self, backlog=16, reuse=True, name='lst'):
        sock = self.socket(name)
        if reuse: sock.reuse()
        if sock.bind(): sock.listen(backlog)
        return sock

    def connected(self, bind=True, name='c', reuse=False, **how):
        sock = self.socket(name)
        if reuse: sock.reuse()
        if bind: sock.bind()
        sock.connect(**how)
        return sock


class Run:
    """One recording. A scenario adds programs and rules to it, and then calls `record`."""

    def __init__(self, number, delay=0.02, sysctl=None):
        self.client, self.server = '10.%d.0.1' % number, '10.%d.0.2' % number
        self.delay, self.sysctl = delay, {side: dict(BASE) for side in 'CS'}
        for name, value in (sysctl or {}).items():
            for side in (name[0] if name[1] == ':' else 'CS'):
                self.sysctl[side][name.split(':')[-1]] = value
        self.programs, self.rules, self.errors, self.sockets = [], [], [], []
        self.app, self.marks, self.rows, self.polled, self.isn = [], [], [], [], {}
        self.line_up, self.held, self.queue, self.order = True, [], [], 0
        self.lock, self.origin, self.active = threading.RLock(), 0.0, 0.0

    def now(self): return time.monotonic() - self.origin
    def stir(self): self.active = time.monotonic()
    def on(self, side, what, start=0.0): self.programs.append((side, what, start))

    def rule(self, way, what, act, nth=(1,), by=0.0, note=None):
        """What becomes of the n-th segments of a kind on this way: drop, dup or delay (by seconds), hold."""
        self.rules.append({'way': way, 'what': what, 'act': act, 'nth': nth, 'by': by, 'seen': 0, 'note': note})

    def cut(self):
        self.line_up = False
        self.marks.append([self.now(), 'link down'])

    def mend(self):
        self.line_up = True
        self.marks.append([self.now(), 'link up'])

    # --- the wire ---------------------------------------------------------------------------------------------------
    def connection(self, packet, way):
        ends = [(packet.src, packet.sport), (packet.dst, packet.dport)]
        return tuple(ends if way == 'C>S' else ends[::-1])

    def relative(self, connection, side, number):
        """A sequence number relative to the incarnation that it lies nearest to, and which that is."""
        near = [((number - start + (1 << 31)) % (1 << 32) - (1 << 31), place + 1)
                for place, start in enumerate(self.isn.get((connection, side), []))]
        return min(reversed(near), key=lambda it: abs(it[0])) if near else (number, 1)

    def row(self, packet, way, act, **more):
        connection, side = self.connection(packet, way), way[0]
        if packet.bits & 2:
            starts = self.isn.setdefault((connection, side), [])
            if packet.seq not in starts: starts.append(packet.seq)
        (seq, inc), (ack, ack_inc) = (self.relative(connection, side, packet.seq),
                                      self.relative(connection, 'CS'['SC'.index(side)], packet.ack))
        if packet.bits & 4 and packet.seq == 0: seq, inc = 0, 1
        row = {'n': len(self.rows) + 1, 't': self.now(), 'dir': way, 'flags': packet.flags, 'seq': seq}
        if packet.bits & 16: row['ack'] = ack
        row.update(len=len(packet.data), win=packet.win)
        newest = max([len(self.isn.get((connection, side), ())) for side in 'CS'])
        if newest > 1 and inc > 1 or inc < len(self.isn.get((connection, side), ())): row['inc'] = inc
        if packet.bits & 16 and ack_inc < len(self.isn.get((connection, 'CS'['SC'.index(side)]), ())): row['ack_inc'] = ack_inc
        (caddr, cport), (_, sport) = connection
        if (caddr, cport, sport) != (self.client, CLIENT_PORT, SERVER_PORT):
            row['conn'] = '%d-%d' % (cport, sport) + ('' if caddr == self.client else '-' + caddr)
        options = dict(packet.options)
        if 'sack' in options:
            other = 'CS'['SC'.index(side)]
            options['sack'] = [[self.relative(connection, other, edge)[0] for edge in block] for block in options['sack']]
        row.update(options)
        if 0 < len(packet.data) <= 24: row['data'] = packet.data.decode('latin-1')
        row['act'] = act
        row.update(more)
        row['_raw'] = packet.raw
        self.rows.append(row)
        self.stir()
        return row

    def later(self, at, way, raw, row):
        self.order += 1
        heapq.heappush(self.queue, (at, self.order, way, raw, row))

    def sent(self, raw, way):
        if raw[0] >> 4 != 4 or raw[9] != 6:
            return
        packet, arrives = Packet(raw), time.monotonic() + self.delay
        if packet.dst not in (self.client, self.server):
            return self.row(packet, way, 'nohost')
        if not self.line_up:
            return self.row(packet, way, 'drop', note='link down')
        for rule in self.rules:
            if rule['way'] == way and packet.matches(rule['what']):
                rule['seen'] += 1
                if rule['nth'] == 'all' or rule['seen'] in rule['nth']:
                    return self.apply(rule, packet, way, raw, arrives)
        self.later(arrives, way, raw, self.row(packet, way, 'deliver'))

    def apply(self, rule, packet, way, raw, arrives):
        row = self.row(packet, way, rule['act'])
        if rule['act'] == 'delay':
            self.later(arrives + rule['by'], way, raw, row)
        elif rule['act'] == 'hold':
            self.held.append((way, raw, row))
        elif rule['act'] == 'dup':
            self.later(arrives, way, raw, row)
            copy = self.row(packet, way, 'inject', note='network duplicate of #%d' % row['n'])
            self.later(arrives + rule['by'], way, raw, copy)

    def release(self):
        """Lets go what was held back."""
        with self.lock:
            held, self.held = self.held, []
            for way, raw, row in held:
                self.later(time.monotonic(), way, raw, row)
        self.wake()

    def wake(self): os.write(self.bell[1], b'.')

    def replay(self, match, note):
        """Delivers once more, now, the first segment that fits."""
        with self.lock:
            old = next(row for row in self.rows if match(row))
            packet = Packet(old['_raw'])
            row = self.row(packet, old['dir'], 'inject', note=note)
            self.later(time.monotonic(), old['dir'], old['_raw'], row)
        self.wake()

    def inject(self, way, flags, seq=0, ack=None, data=b'', note='crafted', inc=None, ts=None, client=None, cport=None,
               sport=None, raw_seq=None, mss=None, win=502):
        """Delivers a segment made by hand. Numbers are relative to the newest incarnation, or that of `inc`."""
        with self.lock:
            ends = ((client or self.client, cport or CLIENT_PORT), (self.server, sport or SERVER_PORT))
            start = lambda side: (self.isn.get((ends, side)) or [0])[(inc or 0) - 1]
            side, other = (way[0], way[2])
            (src, dst) = ends if side == 'C' else ends[::-1]
            number = start(side) + seq if raw_seq is None else raw_seq
            raw = packed(src[0], dst[0], src[1], dst[1], number, 0 if ack is None else start(other) + ack, flags, win,
                         data, ts, mss)
            row = self.row(Packet(raw), way, 'inject', note=note)
            self.later(time.monotonic(), way, raw, row)
        self.wake()

    def forward(self):
        tuns = {self.namespaces[side].tun: way for side, way in (('C', 'C>S'), ('S', 'S>C'))}
        while not self.over:
            with self.lock:
                wait = max(0.0, self.queue[0][0] - time.monotonic()) if self.queue else 0.2
            ready, _, _ = select.select([*tuns, self.bell[0]], [], [], min(wait, 0.2))
            with self.lock:
                for tun in ready:
                    if tun == self.bell[0]:
                        os.read(tun, 64)
                        continue
                    while True:
                        try: raw = os.read(tun, 65536)
                        except BlockingIOError: break
                        self.sent(raw, tuns[tun])
                while self.queue and self.queue[0][0] <= time.monotonic():
                    _, _, way, raw, row = heapq.heappop(self.queue)
                    row['t_rx'] = self.now()
                    os.write(self.namespaces[way[2]].tun, raw)
                    self.stir()

    # --- the sockets' states ----------------------------------------------------------------------------------------
    def poll(self):
        last = {}
        while not self.over:
            with self.lock:
                connections = list(dict.fromkeys(connection for connection, _ in list(self.isn)))
            for connection in connections:
                for side in 'CS':
                    local, remote = connection if side == 'C' else connection[::-1]
                    namespace = self.namespaces[side]
                    if local[0] != namespace.address: continue
                    found = namespace.ask(local[0], local[1], remote[0], remote[1])
                    seen = found[0] if found and found[1] else 'full' if found else None
                    key = (side, local, remote)
                    if last.get(key) != seen:
                        last[key] = seen
                        self.polled.append((self.now(), key, seen))
            time.sleep(0.002 if time.monotonic() - self.active < 0.3 else 0.02)

    def traced(self, text):
        """What the tracepoint told: (time, key, old state, new state)."""
        for line in text.splitlines():
            found = re.search(r' (\d+\.\d+): inet_sock_set_state: .*sport=(\d+) dport=(\d+) saddr=(\S+) daddr=(\S+)'
                              r' .*oldstate=TCP_(\w+) newstate=TCP_(\w+)', line)
            if not found: continue
            at, sport, dport, saddr, daddr, old, new = found.groups()
            side = 'C' if saddr == self.client else 'S' if saddr == self.server else None
            if side is None or old == new: continue
            key = (side, (saddr, int(sport)), (daddr, int(dport)))
            yield float(at) - self.origin, key, STATES[TRACED[old]], STATES[TRACED[new]]

    def states(self, text):
        events = [(at, 0, key, old, new) for at, key, old, new in self.traced(text)]
        events += [(at, 1, key, None, seen) for at, key, seen in self.polled]
        states, small = {}, {}
        for at, polled, key, old, new in sorted(events, key=lambda event: event[:2]):
            side, (_, lport), (remote, rport) = key
            name = '%s %d>%d' % (side, lport, rport)
            if remote not in (self.client, self.server, '0.0.0.0'): name += '@' + remote
            if 'LISTEN' in (old, new):
                if new == 'SYN_RECV': continue
                name = '%s %d LISTEN' % (side, lport)
            rows = states.setdefault(name, [])
            last = rows[-1][1] if rows else 'CLOSED'
            if polled and new == 'full':
                small.pop(name, None)
            elif polled and new is None:
                if small.pop(name, None) == last: rows.append([at, 'CLOSED'])
            elif polled:
                if last == 'CLOSED' and rows and new != 'SYN_RECV': at = rows.pop()[0]
                last = rows[-1][1] if rows else 'CLOSED'
                if last != new: rows.append([at, new])
                small[name] = new
            else:
                if old == 'SYN_RECV' and last != 'SYN_RECV': rows.append([at, 'SYN_RECV'])
                if new != (rows[-1][1] if rows else 'CLOSED'): rows.append([at, new])
        return {name: [[round(at, 4), state] for at, state in rows] for name, rows in sorted(states.items()) if rows}

    # --- all together -----------------------------------------------------------------------------------------------
    def record(self, linger=1.0, limit=200.0):
        """Runs the programs to their end and `linger` seconds longer."""
        self.over, self.bell = False, os.pipe()
        number = int(self.client.split('.')[1])
        self.namespaces = {'C': Namespace(self.client, number, self.sysctl['C']),
                           'S': Namespace(self.server, number, self.sysctl['S'])}
        system(LIBC.unshare(CLONE_NEWNS))
        subprocess.run(['mount', '--make-rprivate', '/'], check=True)
        folder = tempfile.mkdtemp(prefix='trace')
        subprocess.run(['mount', '-t', 'tracefs', 'none', folder], check=True)
        instance = '%s/instances/tcpscope%d' % (folder, os.getpid())
        os.mkdir(instance)
        try:
            for name, value in (('trace_clock', 'mono'), ('buffer_size_kb', '512'),
                                ('events/sock/inet_sock_set_state/enable', '1')):
                with open(instance + '/' + name, 'w') as file: file.write(value)
            self.go(linger, limit)
            with open(instance + '/trace') as file: text = file.read()
        finally:
            with open(instance + '/events/sock/inet_sock_set_state/enable', 'w') as file: file.write('0')
            os.rmdir(instance)
            subprocess.run(['umount', folder], check=True)
            os.rmdir(folder)
        return self.trace(text)

    def go(self, linger, limit):
        programs = [Program(self, *program) for program in self.programs]
        self.origin = time.monotonic()
        workers = [threading.Thread(target=work, daemon=True) for work in (self.forward, self.poll)]
        for thread in workers + programs: thread.start()
        for program in programs: program.join(max(0.1, limit - self.now()))
        time.sleep(linger)
        self.over = True
        for thread in workers: thread.join()
        if self.errors: raise RuntimeError(self.errors)

    def trace(self, text):
        for row in self.rows: row.pop('_raw')
        for rows in (self.rows, self.app):
            for row in rows:
                for name in ('t', 't_rx', 'dt'):
                    if name in row: row[name] = round(row[name], 4)
        isns = {}
        for (ends, side), starts in self.isn.items():
            isns.setdefault('%d-%d' % (ends[0][1], ends[1][1]), {})[side] = starts
        return {
            'kernel': platform.release(), 'date': datetime.date.today().isoformat(),
            'one_way_delay_ms': self.delay * 1000, 'client': '%s:%d' % (self.client, CLIENT_PORT),
            'server': '%s:%d' % (self.server, SERVER_PORT), 'sysctl_set': self.sysctl,
            'marks': [[round(at, 4), what] for at, what in self.marks],
            'app': sorted(self.app, key=lambda row: row['t']), 'segments': self.rows, 'states': self.states(text),
            'isn': isns, 'notes': []}
