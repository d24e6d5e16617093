"""The scenarios that `record.py` can record, by their names.

The first ones are scenarios of the folder above, so that one can see that this recorder tells what that one told.
"""
import socket

SCENARIOS = {}


def scenario(name, title, delay=0.02, sysctl=None, linger=1.0):
    def keep(prepare):
        SCENARIOS[name] = (title, delay, sysctl or {}, linger, prepare)
        return prepare
    return keep


def server(reply='world', first=0.2, close=True, after=None, **listener):
    """Accepts one connection, reads a request, answers, reads to the end of it and closes `first` seconds later."""
    def program(p):
        lst = p.listener(**listener)
        conn = lst.accept(timeout=20)
        if conn:
            conn.recv(timeout=20)
            if reply: conn.send(reply)
            if after: after(p, conn)
            else: conn.recv(timeout=20)
            p.sleep(first)
            if close: conn.close()
        lst.close()
    return program


def client(pause=0.2, request='hello', answer=True, after=None, **how):
    """Connects, sends a request, reads the answer and closes `pause` seconds later."""
    def program(p):
        sock = p.connected(**how)
        if 'err' in p.recording.app[-1]:
            return sock.close()
        if request: sock.send(request)
        if answer: sock.recv(timeout=20)
        p.sleep(pause)
        if after: after(p, sock)
        sock.close()
    return program


def usual(r, c=None, s=None):
    r.on('S', s or server())
    r.on('C', c or client(), 0.05)


# --- scenarios of the folder above --------------------------------------------------------------------------------
@scenario('01', 'normal connection')
def _(r): usual(r)

@scenario('03', 'server closes at once')
def _(r): usual(r, s=server(first=0))

@scenario('04d', 'duplicate SYN 30 ms later')
def _(r): usual(r); r.rule('C>S', 'SYN', 'dup', by=0.03)

@scenario('09', 'one data segment dropped')
def _(r): usual(r); r.rule('C>S', 'DATA', 'drop')

@scenario('15', 'last ACK dropped once', linger=63)
def _(r): usual(r); r.rule('C>S', 'ACK', 'drop', nth=(3,))

@scenario('16a', 'orphan FIN_WAIT_2, tcp_fin_timeout=3', sysctl={'C:tcp_fin_timeout': 3})
def _(r):
    def late(p, conn):
        conn.recv(timeout=20); p.sleep(5); conn.send('late1'); p.sleep(.3); conn.send('late2'); conn.recv(); p.sleep(.3)
    usual(r, s=server(first=0, after=late))

@scenario('18', 'simultaneous close', delay=0.3)
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.send('world'); p.sleep(1.3)
        conn.close(); lst.close()
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(1.0); sock.close()
    usual(r, c, s)

def simultaneous_open(r, late=0.0, after=None):
    def s(p):
        sock = p.socket('s'); sock.bind(); p.sleep(.05 + late); sock.connect()
        sock.recv(timeout=20); sock.send('world'); sock.recv(timeout=20); p.sleep(.5); sock.close()
    def c(p):
        sock = p.connected(); p.sleep(.5); sock.send('hello'); sock.recv(timeout=20); p.sleep(.2); sock.close()
    r.on('S', s); r.on('C', c, .05)

@scenario('19', 'simultaneous open', delay=0.3)
def _(r): simultaneous_open(r)

@scenario('20', 'connect to a closed port')
def _(r): r.on('C', client(), .05)

@scenario('21a', 'client closes with unread data')
def _(r):
    def unread(p, conn): conn.recv(timeout=5); conn.send('x')
    usual(r, client(answer=False, pause=.3), server('unread data', first=0, after=unread))

@scenario('24a', 'old duplicate SYN reaches the listener')
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.recv(); conn.close(); lst.accept(timeout=3); lst.close()
    def c(p):
        sock = p.connected(); sock.send('hello'); p.sleep(.3); sock.linger(1, 0).close(); p.sleep(.5)
        r.replay(lambda row: row['flags'] == 'SYN', 'old duplicate SYN of the dead connection')
    usual(r, c, s)

@scenario('24c', 'old duplicate SYN, server in TIME_WAIT')
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.send('world'); conn.close(); p.sleep(2.5); lst.close()
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); sock.recv(); p.sleep(.2); sock.close(); p.sleep(1)
        r.replay(lambda row: row['flags'] == 'SYN', 'old duplicate SYN')
    usual(r, c, s)

def twice(r, s_first=False, gap=2.0, bind=True, reuse=False, reuse_listener=True):
    """Two connections between the same ports, one after the other."""
    def s(p):
        lst = p.listener(reuse=reuse_listener)
        for round in range(2):
            conn = lst.accept(timeout=gap + 3)
            if not conn: break
            conn.recv(timeout=9); conn.send('world')
            if s_first and round == 0: conn.close(); continue
            conn.recv(timeout=9); conn.close()
        lst.close()
    def c(p):
        for round in range(2):
            sock = p.connected(bind=bind, reuse=reuse)
            if 'err' not in p.recording.app[-1]:
                sock.send('hello'); sock.recv(timeout=9)
                if s_first and round == 0: sock.recv(timeout=9)
                p.sleep(.1)
            sock.close()
            if round == 0: p.sleep(gap)
    usual(r, c, s)

@scenario('26a', 'server TIME_WAIT, reconnect 2 s later')
def _(r): twice(r, s_first=True)

@scenario('26i', 'client TIME_WAIT, one ephemeral port', sysctl={'C:ip_local_port_range': '40000 40000'})
def _(r): twice(r, bind=False)

@scenario('26f', 'client TIME_WAIT, same port with SO_REUSEADDR')
def _(r): twice(r, reuse=True)

@scenario('33', 'close in SYN_SENT', delay=0.3)
def _(r):
    def c(p): sock = p.socket(); sock.bind(); sock.connect(block=False); p.sleep(.2); sock.close()
    def s(p): lst = p.listener(); lst.accept(timeout=3); lst.close()
    usual(r, c, s)

@scenario('34b', 'duplicate FIN in CLOSE_WAIT')
def _(r): usual(r, s=server(first=.4)); r.rule('C>S', 'FIN,ACK', 'dup', by=.01)


# --- opening --------------------------------------------------------------------------------------------------------
NO_TS = {'tcp_timestamps': 0}
PLAIN = {'tcp_sack': 0, 'tcp_timestamps': 0}

@scenario('101', 'SYN dropped three times, kernel defaults')
def _(r): usual(r); r.rule('C>S', 'SYN', 'drop', nth=(1, 2, 3))

@scenario('102', 'SYN dropped for ever, tcp_syn_retries=2, linear default', sysctl={'C:tcp_syn_retries': 2})
def _(r): usual(r, s=lambda p: (p.listener(), p.sleep(1))); r.rule('C>S', 'SYN', 'drop', nth='all')

@scenario('103', 'duplicate SYN reaches an ESTABLISHED server')
def _(r): usual(r, c=client(.6)); r.rule('C>S', 'SYN', 'dup', by=.3)

@scenario('104', 'duplicate SYN reaches an ESTABLISHED server, no timestamps', sysctl=NO_TS)
def _(r): usual(r, c=client(.6)); r.rule('C>S', 'SYN', 'dup', by=.3)

@scenario('105', 'duplicate SYN+ACK at an ESTABLISHED client, no timestamps', sysctl=NO_TS)
def _(r): usual(r, c=client(.5)); r.rule('S>C', 'SYN,ACK', 'dup', by=.25)

@scenario('106', 'SYN+ACK dropped for ever, tcp_synack_retries=1, tcp_syn_retries=2',
          sysctl={'S:tcp_synack_retries': 1, 'C:tcp_syn_retries': 2, 'tcp_syn_linear_timeouts': 0}, linger=4)
def _(r):
    usual(r, s=lambda p: (p.listener().accept(timeout=9))); r.rule('S>C', 'SYN,ACK', 'drop', nth='all')

@scenario('107', 'SYN+ACK dropped twice')
def _(r): usual(r); r.rule('S>C', 'SYN,ACK', 'drop', nth=(1, 2))

@scenario('108', 'final ACK and everything after it dropped: the server gives up, tcp_synack_retries=1',
          sysctl={'S:tcp_synack_retries': 1}, linger=2)
def _(r):
    def c(p):
        sock = p.connected(); p.sleep(7); sock.send('hello'); sock.recv(timeout=3); sock.close()
    usual(r, c, lambda p: p.listener().accept(timeout=9))
    r.rule('C>S', 'ACK', 'drop', nth=(1, 2, 3))

@scenario('109', 'final ACK dropped, client sends 1.5 s later')
def _(r):
    usual(r, c=lambda p: (lambda sock: (p.sleep(1.5), sock.send('hello'), sock.recv(), p.sleep(.2), sock.close()))(p.connected()))
    r.rule('C>S', 'ACK', 'drop')

@scenario('110', 'final ACK dropped, the server speaks first: it waits for the SYN+ACK timer')
def _(r):
    def s(p): lst = p.listener(); conn = lst.accept(); conn.send('hi'); conn.recv(); conn.close(); lst.close()
    def c(p): sock = p.connected(); sock.recv(); p.sleep(.2); sock.close()
    usual(r, c, s); r.rule('C>S', 'ACK', 'drop')

@scenario('111', 'simultaneous open, one SYN dropped', delay=.3)
def _(r): simultaneous_open(r); r.rule('C>S', 'SYN', 'drop')

@scenario('112', 'simultaneous open, one SYN+ACK dropped', delay=.3)
def _(r): simultaneous_open(r); r.rule('S>C', 'SYN,ACK', 'drop')

@scenario('113', 'connect to oneself across: the second connect 200 ms later', delay=.3)
def _(r): simultaneous_open(r, late=.2)

@scenario('114', 'simultaneous open without timestamps and SACK', delay=.3, sysctl=PLAIN)
def _(r): simultaneous_open(r)

@scenario('115', 'connect to a closed port, no timestamps, twice', sysctl=NO_TS)
def _(r): r.on('C', client(), .05); r.on('C', client(bind=False), .5)

@scenario('116', 'the listener is closed while the handshake is under way')
def _(r):
    def s(p): lst = p.listener(); p.sleep(.12 - .0); lst.close()
    r.on('S', s); r.on('C', client(), .05)
    r.rule('S>C', 'SYN,ACK', 'delay', by=.1)

@scenario('117', 'RST in SYN_RECV')
def _(r):
    def s(p): lst = p.listener(); lst.accept(timeout=3); lst.close()
    def c(p): sock = p.socket(); sock.bind(); sock.connect(block=False); p.sleep(.03); sock.close(); p.sleep(1)
    usual(r, c, s)

@scenario('118', 'SYN+ACK with a wrong ACK at a client in SYN_SENT')
def _(r):
    usual(r); r.rule('S>C', 'SYN,ACK', 'delay', by=.3)
    r.on('C', lambda p: r.inject('S>C', 'SYN,ACK', seq=0, ack=500, note='crafted SYN+ACK, wrong ACK', mss=1460), .15)

@scenario('119', 'RST without ACK at a client in SYN_SENT is ignored; RST+ACK refuses')
def _(r):
    usual(r, s=lambda p: (p.listener(), p.sleep(1))); r.rule('S>C', 'SYN,ACK', 'drop', nth='all')
    r.on('C', lambda p: r.inject('S>C', 'RST', seq=0, note='crafted RST without ACK'), .15)
    r.on('C', lambda p: r.inject('S>C', 'RST,ACK', seq=0, ack=1, note='crafted RST+ACK'), .4)

@scenario('120', 'close() in SYN_SENT while the SYN is lost')
def _(r):
    r.rule('C>S', 'SYN', 'drop', nth='all')
    r.on('C', lambda p: (lambda sock: (sock.bind(), sock.connect(block=False), p.sleep(1.5), sock.close()))(p.socket()), .05)

@scenario('121', 'connect() gives up after 1.5 s, the SYN is answered later')
def _(r):
    usual(r, c=lambda p: (lambda sock: (p.sleep(.1), sock.close()))(p.connected(timeout=1.5)), s=lambda p: p.listener().accept(timeout=4))
    r.rule('S>C', 'SYN,ACK', 'delay', nth=(1, 2, 3), by=2.0)


# --- loss of data ---------------------------------------------------------------------------------------------------
@scenario('201', 'data dropped three times, kernel defaults')
def _(r): usual(r); r.rule('C>S', 'DATA', 'drop', nth=(1, 2, 3))

@scenario('202', 'the answer dropped once')
def _(r): usual(r); r.rule('S>C', 'DATA', 'drop')

@scenario('203', 'the answer dropped twice, no SACK, no timestamps', sysctl=PLAIN)
def _(r): usual(r); r.rule('S>C', 'DATA', 'drop', nth=(1, 2))

@scenario('204', 'two segments swapped by 60 ms, no SACK, no timestamps', sysctl={**PLAIN, 'tcp_recovery': 0})
def _(r):
    def two(p, sock): sock.send('BBBBB'); sock.recv(timeout=5)
    usual(r, client(request='AAAAA', answer=False, pause=0, after=two, ), server('ok', first=.2)) ; r.rule('C>S', 'DATA', 'delay', by=.06)

@scenario('205', 'FIN overtakes the data by 100 ms')
def _(r): usual(r, client(pause=0, answer=False), server(None)); r.rule('C>S', 'DATA', 'delay', by=.1)

@scenario('206', 'ACK of the answer dropped, the client is silent')
def _(r): usual(r, client(pause=1)); r.rule('C>S', 'ACK', 'drop', nth=(2,))

@scenario('207', 'duplicate of data without timestamps', sysctl=NO_TS)
def _(r): usual(r, client(.4)); r.rule('C>S', 'DATA', 'dup', by=.05)

@scenario('208', 'duplicate of the answer')
def _(r): usual(r, client(.4)); r.rule('S>C', 'DATA', 'dup', by=.05)

@scenario('209', 'duplicate ACK of the data')
def _(r): usual(r, client(.4)); r.rule('S>C', 'ACK', 'dup', by=.05)

@scenario('210', 'Nagle: three small writes at once')
def _(r):
    usual(r, client(request='A', answer=False, after=lambda p, s: (s.send('B'), s.send('C'), s.recv()), pause=0),
          server('ok', after=lambda p, c: (c.recv(), c.recv())))

@scenario('211', 'TCP_NODELAY: three small writes at once')
def _(r):
    def c(p):
        sock = p.connected(); sock.tcp('TCP_NODELAY', 1); sock.send('A'); sock.send('B'); sock.send('C'); sock.recv(timeout=3); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(.2); conn.recv(); conn.send('ok'); conn.recv(); conn.close(); lst.close()
    usual(r, c, s)

@scenario('212', 'TCP_CORK held 200 ms at most, taken away')
def _(r):
    def c(p):
        sock = p.connected(); sock.tcp('TCP_CORK', 1); sock.send('A'); p.sleep(.05); sock.send('BC'); p.sleep(.4); sock.send('D'); p.sleep(.03)
        sock.tcp('TCP_CORK', 0); sock.recv(timeout=3); p.sleep(.1); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(1); conn.recv(); conn.send('ok'); conn.recv(); conn.close(); lst.close()
    usual(r, c, s)

@scenario('213', 'two requests on one connection, the second dropped')
def _(r):
    usual(r, client(after=lambda p, s: (s.send('again'), s.recv(), p.sleep(.1))),
          server(after=lambda p, c: (c.recv(), c.send('more'), c.recv()), first=0))
    r.rule('C>S', 'DATA', 'drop', nth=(2,))

@scenario('214', 'ten full segments, the fourth dropped', sysctl={})
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(.6); conn.recv(); conn.send('ok'); conn.recv(); conn.close(); lst.close()
    usual(r, client(request='x' * 14480), s); r.rule('C>S', 'DATA', 'drop', nth=(4,))

@scenario('215', 'ten full segments, the fourth dropped, no SACK', sysctl=PLAIN)
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(.6); conn.recv(); conn.send('ok'); conn.recv(); conn.close(); lst.close()
    usual(r, client(request='x' * 14600), s); r.rule('C>S', 'DATA', 'drop', nth=(4,))

@scenario('216', 'the last of four full segments dropped: tail loss')
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(.6); conn.recv(); conn.send('ok'); conn.recv(); conn.close(); lst.close()
    usual(r, client(request='x' * 5792), s); r.rule('C>S', 'DATA', 'drop', nth=(4,))

@scenario('217', '20 kB in one burst: slow start')
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(.6); conn.recv(); conn.send('ok'); conn.recv(); conn.close(); lst.close()
    usual(r, client(request='x' * 28960), s)


# --- closing --------------------------------------------------------------------------------------------------------
@scenario('301', 'client FIN dropped three times')
def _(r): usual(r); r.rule('C>S', 'FIN,ACK', 'drop', nth=(1, 2, 3))

@scenario('302', 'client FIN dropped once, no SACK', sysctl=PLAIN)
def _(r): usual(r); r.rule('C>S', 'FIN,ACK', 'drop')

@scenario('303', 'server FIN dropped once')
def _(r): usual(r); r.rule('S>C', 'FIN,ACK', 'drop')

@scenario('304', 'server FIN dropped for ever, tcp_orphan_retries=2, fin_timeout=4', linger=9,
          sysctl={'S:tcp_orphan_retries': 2, 'C:tcp_fin_timeout': 4})
def _(r): usual(r); r.rule('S>C', 'FIN,ACK', 'drop', nth='all')

@scenario('305', 'last ACK dropped for ever, tcp_orphan_retries=2', linger=9, sysctl={'S:tcp_orphan_retries': 2})
def _(r): usual(r); r.rule('C>S', 'ACK', 'drop', nth=tuple(range(3, 20)))

@scenario('306', 'last ACK dropped for ever, default tcp_orphan_retries', linger=70)
def _(r): usual(r); r.rule('C>S', 'ACK', 'drop', nth=tuple(range(3, 40)))

@scenario('307', 'ACK of the client FIN dropped for ever, tcp_orphan_retries=3', linger=8, sysctl={'C:tcp_orphan_retries': 3})
def _(r): usual(r, s=server(first=6)); r.rule('S>C', 'ACK', 'drop', nth=tuple(range(2, 20)))

@scenario('308', 'FIN,ACK of the server lost when it answers the FIN at once')
def _(r): usual(r, s=server(first=0)); r.rule('S>C', 'FIN,ACK', 'drop')

@scenario('309', 'data reaches an orphan FIN_WAIT_2: RST')
def _(r):
    usual(r, s=server(first=.1, after=lambda p, c: (c.recv(), p.sleep(.5), c.send('late1'), p.sleep(.2), c.send('late2'), c.recv())))

@scenario('310', 'data reaches a full FIN_WAIT_2 whose owner closes then: RST')
def _(r):
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); sock.shutdown(); p.sleep(.3); sock.close(); p.sleep(.5)
    usual(r, c, server(first=.1, after=lambda p, c: (c.recv(), p.sleep(.15), c.send('late1'), p.sleep(.4), c.send('late2'), c.recv())))

@scenario('311', 'simultaneous close, one FIN dropped', delay=.3)
def _(r): SCENARIOS['18'][4](r); r.rule('C>S', 'FIN,ACK', 'drop')

@scenario('312', 'simultaneous close, one ACK in CLOSING dropped', delay=.3)
def _(r): SCENARIOS['18'][4](r); r.rule('C>S', 'ACK', 'drop', nth=(3,))

@scenario('313', 'simultaneous close, both FINs dropped', delay=.3)
def _(r): SCENARIOS['18'][4](r); r.rule('C>S', 'FIN,ACK', 'drop'); r.rule('S>C', 'FIN,ACK', 'drop')

@scenario('314', 'simultaneous close with data in the FINs', delay=.3)
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.send('world'); p.sleep(1.3); conn.send('bye'); conn.close(); lst.close()
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(1.0); sock.send('bye'); sock.close()
    usual(r, c, s)

@scenario('315', 'simultaneous shutdown with data crossing', delay=.3)
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.send('world'); p.sleep(1.3); conn.send('bye'); conn.shutdown()
        conn.recv(); conn.recv(); conn.close(); lst.close()
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(1.0); sock.send('bye'); sock.shutdown(); sock.recv(); sock.recv(); sock.close()
    usual(r, c, s)

@scenario('316', 'duplicate of the server FIN reaches TIME_WAIT')
def _(r): usual(r); r.rule('S>C', 'FIN,ACK', 'dup', by=.3)

@scenario('317', 'duplicate of the client FIN reaches LAST_ACK')
def _(r): usual(r, s=server(first=0)); r.rule('C>S', 'FIN,ACK', 'dup', by=.01)

@scenario('318', 'duplicate of the client FIN reaches nobody')
def _(r): usual(r, s=server(first=0)); r.rule('C>S', 'FIN,ACK', 'dup', by=.3)

@scenario('319', 'half close, the server sends data and it is lost once')
def _(r):
    def c(p):
        sock = p.connected(); sock.send('request'); sock.shutdown(); sock.recv(); sock.recv(); sock.recv(); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.recv(); conn.send('part0'); p.sleep(.1); conn.send('part1'); p.sleep(.1); conn.close(); lst.close()
    usual(r, c, s); r.rule('S>C', 'DATA', 'drop', nth=(2,))

@scenario('320', 'shutdown(SHUT_RD): data is still acknowledged')
def _(r):
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); sock.shutdown('SHUT_RD'); p.sleep(.3); sock.recv(); sock.send('more'); p.sleep(.3); sock.close()
    usual(r, c, server(first=.1, after=lambda p, c: (p.sleep(.1), c.send('unwanted'), c.recv(), c.recv())))

@scenario('321', 'shutdown(SHUT_RDWR)')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.shutdown('SHUT_RDWR'); sock.recv(); sock.send('x'); p.sleep(.5); sock.close()
    usual(r, c)

@scenario('322', 'shutdown(SHUT_RDWR), then the server sends data')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.shutdown('SHUT_RDWR'); p.sleep(1); sock.close()
    usual(r, c, server(first=.1, after=lambda p, c: (c.recv(), c.send('late1'), p.sleep(.3), c.send('late2'), c.recv())))

@scenario('323', 'client closes, the answer arrives later: RST')
def _(r): usual(r, client(answer=False, pause=0), server(first=.1, after=lambda p, c: (p.sleep(.1), c.send('x'), c.recv())))

@scenario('324', 'server closes with unread request, client is silent', )
def _(r):
    def s(p): lst = p.listener(); conn = lst.accept(); p.sleep(.3); conn.close(); lst.close()
    usual(r, client(answer=False, pause=1, after=lambda p, s: (s.recv(), s.recv())), s)

@scenario('325', 'SO_LINGER {1,0}: client aborts')
def _(r): usual(r, client(after=lambda p, s: s.linger(1, 0)), server(first=.1, after=lambda p, c: (c.recv(), c.recv(), c.send('x'))))

@scenario('326', 'SO_LINGER {1,2}: close() waits for the ACK of the FIN')
def _(r): usual(r, client(after=lambda p, s: s.linger(1, 2)))

@scenario('327', 'SO_LINGER {1,1}, FIN lost: close() gives up after a second', sysctl={'C:tcp_orphan_retries': 3})
def _(r): usual(r, client(after=lambda p, s: s.linger(1, 1)), s=server(first=3)); r.rule('C>S', 'FIN,ACK', 'drop', nth=(1, 2, 3))

@scenario('328', 'SO_LINGER {1,0}, the RST is lost, the server writes later')
def _(r):
    usual(r, client(after=lambda p, s: s.linger(1, 0)), server(first=.1, after=lambda p, c: (p.sleep(1), c.send('x'), p.sleep(.2), c.send('y'), c.recv())))
    r.rule('C>S', 'RST,ACK', 'drop')

@scenario('329', 'client shutdown, server never closes for 3 s, tcp_fin_timeout=1: the client closes after 1.5 s', sysctl={'C:tcp_fin_timeout': 1}, linger=3)
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.shutdown(); p.sleep(1.5); sock.close()
    usual(r, c, server(first=4))

@scenario('330', 'tcp_fin_timeout=90: an orphan FIN_WAIT_2 longer than TIME_WAIT', sysctl={'C:tcp_fin_timeout': 90}, linger=5)
def _(r): usual(r, s=server(first=3))

@scenario('331', 'server closes first and the client never: tcp_fin_timeout=2', sysctl={'S:tcp_fin_timeout': 2})
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.recv(); p.sleep(4); sock.send('late'); p.sleep(.2); sock.recv(); sock.send('x'); sock.close()
    usual(r, c, server(first=0, after=lambda p, c: None))


# --- failures -------------------------------------------------------------------------------------------------------
@scenario('401', 'keep-alive answered three times')
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.keepalive(1, 1, 3); conn.recv(); conn.send('world'); conn.recv(); conn.close(); lst.close()
    usual(r, client(3.5), s)

@scenario('402', 'client keep-alive, link cut', linger=2)
def _(r):
    def c(p): sock = p.connected(); sock.keepalive(1, 1, 2); sock.send('hello'); sock.recv(); p.sleep(.3); r.cut(); sock.recv(); sock.send('x'); sock.close()
    usual(r, c, server(after=lambda p, c: c.recv(timeout=5), first=0))

@scenario('403', 'keep-alive probe lost once')
def _(r):
    def c(p): sock = p.connected(); sock.keepalive(1, 1, 3); sock.send('hello'); sock.recv(); p.sleep(3.5); sock.close()
    usual(r, c); r.rule('C>S', 'ACK', 'drop', nth=(3,))

@scenario('404', 'keep-alive at a peer that has lost its state: RST')
def _(r):
    def c(p): sock = p.connected(); sock.keepalive(1, 1, 3); sock.send('hello'); sock.recv(); sock.recv(); sock.send('x'); sock.close()
    def s(p): lst = p.listener(); conn = lst.accept(); conn.recv(); conn.send('world'); p.sleep(.2); r.cut(); conn.linger(1, 0).close(); r.mend(); lst.close()
    usual(r, c, s)

@scenario('405', 'TCP_USER_TIMEOUT=3000, link cut with data in flight', linger=2)
def _(r):
    def c(p): sock = p.connected(); sock.tcp('TCP_USER_TIMEOUT', 3000); sock.send('hello'); sock.recv(); p.sleep(.2); r.cut(); sock.send('lost'); sock.recv(); sock.send('x'); sock.close()
    usual(r, c, server(after=lambda p, c: c.recv(timeout=6), first=0))

@scenario('406', 'TCP_USER_TIMEOUT=1500 and SYN lost')
def _(r):
    def c(p): sock = p.socket(); sock.tcp('TCP_USER_TIMEOUT', 1500); sock.bind(); sock.connect(); sock.close()
    r.on('C', c, .05); r.rule('C>S', 'SYN', 'drop', nth='all')

@scenario('407', 'link cut 2 s with data in flight, then mended')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(.2); r.cut(); sock.send('lost'); p.sleep(2); r.mend(); sock.recv(); p.sleep(.2); sock.close()
    usual(r, c, server(after=lambda p, c: (c.recv(), c.send('found'), c.recv())))

@scenario('408', 'link cut for ever, tcp_retries2=3', sysctl={'C:tcp_retries2': 3}, linger=2)
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(.2); r.cut(); sock.send('lost'); sock.recv(); sock.recv(); sock.close()
    usual(r, c, server(after=lambda p, c: c.recv(timeout=3), first=0, ))

@scenario('409', 'the client loses its state, the server writes: RST')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(.2); r.cut(); sock.linger(1, 0).close(); p.sleep(.2); r.mend()
    usual(r, c, server(first=.1, after=lambda p, c: (p.sleep(1), c.send('push'), c.recv(), c.recv())))

@scenario('410', 'the client loses its state, the server closes: RST for the FIN')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(.2); r.cut(); sock.linger(1, 0).close(); p.sleep(.2); r.mend(); p.sleep(1)
    usual(r, c, server(first=1, after=lambda p, c: None))

@scenario('411', 'client reboots, connects again from the same port, no timestamps', sysctl=NO_TS)
def _(r): reboot(r)

@scenario('412', 'client reboots, connects again, the challenge ACK is lost', )
def _(r): reboot(r); r.rule('S>C', 'ACK', 'drop', nth=(2,))

def reboot(r):
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); p.sleep(.2); r.cut(); sock.linger(1, 0).close(); p.sleep(.2); r.mend(); p.sleep(.3)
        sock = p.connected(name='c2'); sock.send('again'); sock.recv(); p.sleep(.2); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.send('world'); conn.recv(); conn.close()
        conn = lst.accept(name='conn2', timeout=5); conn.recv(); conn.send('world'); conn.recv(); conn.close(); lst.close()
    usual(r, c, s)


# --- old duplicates, made-up segments -------------------------------------------------------------------------------
def crafted(r, *steps, idle=None, at=.4):
    """A connection on which nothing happens but these made-up segments, half a second apart."""
    def c(p):
        sock = p.connected(); sock.send('12345678'); p.sleep(at)
        for step in steps: r.inject(*step[0], **step[1]); p.sleep(.6)
        sock.send('87654321'); p.sleep(.3); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); data = True
        while data: data = conn.recv(timeout=9)
        conn.close(); lst.close()
    usual(r, c, s)

def made(way, flags, **how): return ((way, flags), how)

@scenario('501', 'RST in window, not exact; exact; no timestamps', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', 'RST', seq=109), made('C>S', 'RST', seq=9))

@scenario('502', 'RST+ACK, exact, ACK of nothing sent', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', 'RST,ACK', seq=9, ack=900))

@scenario('503', 'SYN in the window of an ESTABLISHED connection', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', 'SYN', seq=109), made('C>S', 'SYN', seq=9), made('C>S', 'SYN', seq=-70000))

@scenario('504', 'two challenge ACKs within the rate limit', sysctl=NO_TS)
def _(r):
    def c(p):
        sock = p.connected(); sock.send('12345678'); p.sleep(.4); r.inject('C>S', 'RST', seq=109); p.sleep(.1); r.inject('C>S', 'RST', seq=209); p.sleep(.1)
        r.inject('C>S', 'SYN', seq=100); p.sleep(.6); r.inject('C>S', 'SYN', seq=100); p.sleep(.3); sock.close()
    usual(r, c, server(None))

@scenario('505', 'data below, across and above the window edge', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', 'PSH,ACK', seq=1, ack=1, data=b'OLD data'), made('C>S', 'PSH,ACK', seq=5, ack=1, data=b'OLD data'), made('C>S', 'PSH,ACK', seq=20, ack=1, data=b'OLD data'))

@scenario('506', 'FIN in the window, out of order', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', 'FIN,ACK', seq=17, ack=1))

@scenario('507', 'FIN,ACK made up at the right place: the server closes', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', 'FIN,ACK', seq=9, ack=1))

@scenario('508', 'old ACK and ACK of unsent data', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', 'ACK', seq=9, ack=-5), made('C>S', 'ACK', seq=9, ack=7000), made('C>S', 'ACK', seq=9, ack=-100000))

@scenario('509', 'segments without ACK: data, FIN, nothing', sysctl=NO_TS)
def _(r): crafted(r, made('C>S', '-', seq=9, data=b'no ACK'), made('C>S', 'FIN', seq=9), made('C>S', '-', seq=9))

@scenario('510', 'with timestamps: data without a timestamp option, and RST without one')
def _(r): crafted(r, made('C>S', 'PSH,ACK', seq=9, ack=1, data=b'OLD data'), made('C>S', 'RST', seq=9))

@scenario('511', 'segments for a port without a socket')
def _(r):
    def c(p):
        for n, (flags, how) in enumerate([('SYN', dict(raw_seq=100)), ('ACK', dict(raw_seq=100, ack=300)), ('FIN,ACK', dict(raw_seq=100, ack=300)),
                                          ('PSH,ACK', dict(raw_seq=100, ack=300, data=b'data')), ('RST', dict(raw_seq=100)), ('FIN', dict(raw_seq=100)),
                                          ('-', dict(raw_seq=100, data=b'data'))]):
            r.inject('C>S', flags, **how); p.sleep(.2)
    r.on('C', c, .05)

@scenario('512', 'segments for a listener')
def _(r):
    r.on('S', lambda p: (lambda lst: (p.sleep(2.5), lst.close()))(p.listener()))
    def c(p):
        for flags, how in [('ACK', dict(raw_seq=100, ack=300)), ('FIN,ACK', dict(raw_seq=100, ack=300)), ('RST', dict(raw_seq=100)),
                           ('SYN,ACK', dict(raw_seq=100, ack=300)), ('FIN', dict(raw_seq=100)), ('-', dict(raw_seq=100, data=b'data'))]:
            r.inject('C>S', flags, **how); p.sleep(.3)
    r.on('C', c, .05)

def time_wait(r, *steps, gap=.8):
    """The server closes first; made-up segments reach its TIME_WAIT."""
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.send('world'); conn.close(); p.sleep(1 + gap * len(steps)); lst.close()
    def c(p):
        sock = p.connected(); sock.send('hello'); sock.recv(); sock.recv(); p.sleep(.2); sock.close(); p.sleep(.5)
        for step in steps: r.inject(*step[0], **step[1]); p.sleep(gap)
    usual(r, c, s)

@scenario('520', 'RST in TIME_WAIT, tcp_rfc1337=0', sysctl=NO_TS)
def _(r): time_wait(r, made('C>S', 'RST', seq=7), made('C>S', 'ACK', seq=7, ack=7))

@scenario('521', 'RST in TIME_WAIT, tcp_rfc1337=1', sysctl={**NO_TS, 'S:tcp_rfc1337': 1})
def _(r): time_wait(r, made('C>S', 'RST', seq=7), made('C>S', 'FIN,ACK', seq=6, ack=7))

@scenario('522', 'RST off the mark, old data, old ACK in TIME_WAIT', sysctl=NO_TS)
def _(r): time_wait(r, made('C>S', 'RST', seq=70), made('C>S', 'PSH,ACK', seq=1, ack=1, data=b'hello'), made('C>S', 'ACK', seq=7, ack=7), made('C>S', 'PSH,ACK', seq=7, ack=7, data=b'hello'))

@scenario('523', 'SYN below and SYN above in TIME_WAIT, no timestamps', sysctl=NO_TS)
def _(r): time_wait(r, made('C>S', 'SYN', seq=0, mss=1460), made('C>S', 'SYN', seq=100000, mss=1460))

@scenario('524', 'old duplicate SYN in TIME_WAIT, tcp_rfc1337=1', sysctl={'S:tcp_rfc1337': 1})
def _(r): SCENARIOS['24c'][4](r)

@scenario('525', 'old duplicate SYN reaches LAST_ACK')
def _(r):
    usual(r, s=server(first=.05), c=client(after=lambda p, s: None)); r.rule('C>S', 'ACK', 'drop', nth=(3,))
    r.on('C', lambda p: r.replay(lambda row: row['flags'] == 'SYN', 'old SYN'), .6)

@scenario('526', 'old duplicate SYN reaches CLOSE_WAIT')
def _(r):
    usual(r, s=server(first=1)); r.on('C', lambda p: r.replay(lambda row: row['flags'] == 'SYN', 'old SYN'), .7)

@scenario('527', 'old duplicate SYN reaches FIN_WAIT_2')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.recv(); p.sleep(1); sock.close()
    usual(r, c, server(first=0, after=lambda p, c: None)); r.on('C', lambda p: r.replay(lambda row: row['flags'] == 'SYN', 'old SYN'), .7)

@scenario('528', 'RST reaches FIN_WAIT_2, then CLOSE_WAIT of the other')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.recv(); p.sleep(1); sock.send('x'); p.sleep(.2); sock.send('y'); sock.recv(); sock.close()
    usual(r, c, server(first=0, after=lambda p, c: None)); r.on('C', lambda p: r.inject('C>S', 'RST', seq=6), .7)

@scenario('529', 'RST reaches CLOSE_WAIT while recv() waits for nothing')
def _(r):
    usual(r, s=server(first=.2, after=lambda p, c: (c.recv(), p.sleep(.6), c.send('x'), c.recv()))); r.on('C', lambda p: r.inject('C>S', 'RST', seq=7), .7)

@scenario('530', 'RST reaches SYN_RECV by hand')
def _(r):
    r.rule('C>S', 'ACK', 'drop'); usual(r, c=client(request=None, answer=False, pause=1), s=lambda p: p.listener().accept(timeout=2))
    r.on('C', lambda p: r.inject('C>S', 'RST', seq=1), .3)

@scenario('531', 'ACK with a wrong number reaches SYN_RECV')
def _(r):
    r.rule('C>S', 'ACK', 'drop'); usual(r, c=client(request=None, answer=False, pause=1.5), s=lambda p: p.listener().accept(timeout=2))
    r.on('C', lambda p: r.inject('C>S', 'ACK', seq=1, ack=77), .3)

@scenario('532', 'SYN with another number reaches SYN_RECV')
def _(r):
    r.rule('C>S', 'ACK', 'drop'); usual(r, c=client(request=None, answer=False, pause=1.5), s=lambda p: p.listener().accept(timeout=2))
    r.on('C', lambda p: r.inject('C>S', 'SYN', seq=5000, mss=1460), .3)


# --- ports, TIME_WAIT, queues ---------------------------------------------------------------------------------------
@scenario('601', 'server TIME_WAIT, reconnect 2 s later, no timestamps', sysctl=NO_TS)
def _(r): twice(r, s_first=True)

@scenario('602', 'server TIME_WAIT, reconnect at once, no timestamps', sysctl=NO_TS)
def _(r): twice(r, s_first=True, gap=.05)

@scenario('603', 'client TIME_WAIT, same port with SO_REUSEADDR, no timestamps', sysctl=NO_TS)
def _(r): twice(r, reuse=True)

@scenario('604', 'client TIME_WAIT, same port with SO_REUSEADDR, tcp_tw_reuse=0', sysctl={'C:tcp_tw_reuse': 0})
def _(r): twice(r, reuse=True)

@scenario('605', 'client TIME_WAIT, one ephemeral port, tcp_tw_reuse=1, 2 s later', sysctl={'C:ip_local_port_range': '40000 40000', 'C:tcp_tw_reuse': 1})
def _(r): twice(r, bind=False)

@scenario('606', 'client TIME_WAIT, one ephemeral port, tcp_tw_reuse=1, no timestamps', sysctl={'C:ip_local_port_range': '40000 40000', 'C:tcp_tw_reuse': 1, **NO_TS})
def _(r): twice(r, bind=False)

@scenario('607', 'client TIME_WAIT, one ephemeral port, tcp_tw_reuse=1, delay 200 ms', sysctl={'C:ip_local_port_range': '40000 40000', 'C:tcp_tw_reuse': 1, 'C:tcp_tw_reuse_delay': 200})
def _(r): twice(r, bind=False, gap=.5)

@scenario('608', 'two ephemeral ports, three connections', sysctl={'C:ip_local_port_range': '40000 40001'})
def _(r):
    def c(p):
        for n in range(3):
            sock = p.socket('c%d' % n); sock.connect(); p.sleep(.1)
        p.sleep(.3)
    def s(p):
        lst = p.listener()
        for n in range(3): lst.accept('conn%d' % n, timeout=1)
    usual(r, c, s)

@scenario('609', 'server TIME_WAIT, listener had SO_REUSEADDR: bind without and with it')
def _(r): rebind(r, True)

@scenario('610', 'server TIME_WAIT, listener had none: bind with it, then on another port')
def _(r): rebind(r, False)

def rebind(r, reuse):
    def s(p):
        lst = p.listener(reuse=reuse); conn = lst.accept(); conn.recv(); conn.send('world'); conn.close(); lst.close(); p.sleep(.6)
        one = p.socket('plain'); one.bind(); one.close()
        two = p.socket('reuse'); two.reuse()
        if two.bind(): two.listen(4)
        two.close()
        three = p.socket('other'); three.bind(8001); three.listen(4); three.close()
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.recv(); p.sleep(.2); sock.close()
    usual(r, c, s)

@scenario('611', 'connection in CLOSE_WAIT and LAST_ACK: bind without and with SO_REUSEADDR')
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.recv(); conn.recv(); lst.close()
        one = p.socket('plain'); one.bind(); one.close()
        two = p.socket('reuse'); two.reuse().bind(); two.listen(4); conn.close(); p.sleep(.3); two.close()
    usual(r, client(answer=False), s)

@scenario('612', 'accept queue overflow: backlog 1, four clients', linger=3)
def _(r): overflow(r)

@scenario('613', 'accept queue overflow, tcp_abort_on_overflow=1', sysctl={'S:tcp_abort_on_overflow': 1}, linger=3)
def _(r): overflow(r)

def overflow(r, clients=4, backlog=1):
    def s(p):
        lst = p.listener(backlog=backlog); p.sleep(2.2)
        for n in range(clients):
            conn = lst.accept('conn%d' % n, timeout=.5)
            if conn: conn.recv(timeout=1); conn.close()
        lst.close()
    r.on('S', s)
    for n in range(clients):
        def c(p, n=n):
            sock = p.socket('c%d' % n); sock.bind(40000 + n)
            if sock.connect(): sock.send('req%d' % n); sock.recv(timeout=3)
            sock.close()
        r.on('C', c, .05 + .1 * n)

@scenario('614', 'backlog 0, two clients, the first accepted late', linger=2)
def _(r): overflow(r, 2, 0)

def flood(r, spoofed, backlog):
    def s(p):
        lst = p.listener(backlog=backlog); conn = lst.accept(timeout=12)
        if conn: conn.recv(); conn.send('world'); conn.recv(); conn.close()
        p.sleep(2); lst.close()
    def c(p):
        for n in range(spoofed):
            r.inject('C>S', 'SYN', raw_seq=1000 * n + 7, client=r.client[:-1] + str(100 + n), cport=10000 + n, mss=1460, note='spoofed SYN', win=64240)
            p.sleep(.004)
        p.sleep(.3); client()(p)
    r.on('S', s); r.on('C', c, .05)

@scenario('620', 'SYN flood, tcp_syncookies=1, backlog 4', sysctl={'S:tcp_max_syn_backlog': 8, 'S:tcp_synack_retries': 1})
def _(r): flood(r, 24, 4)

@scenario('621', 'SYN cookies always', sysctl={'S:tcp_syncookies': 2})
def _(r): usual(r)

@scenario('622', 'SYN cookies always, final ACK lost, data carries it', sysctl={'S:tcp_syncookies': 2})
def _(r): usual(r); r.rule('C>S', 'ACK', 'drop')

@scenario('623', 'SYN cookies always, no timestamps; SYN+ACK lost', sysctl={'S:tcp_syncookies': 2, **NO_TS})
def _(r): usual(r); r.rule('S>C', 'SYN,ACK', 'drop')

@scenario('624', 'SYN cookies always: an ACK with a made-up cookie gets a RST', sysctl={'S:tcp_syncookies': 2})
def _(r): usual(r); r.on('C', lambda p: r.inject('C>S', 'ACK', raw_seq=900, ack=12345, cport=41000), .4)

@scenario('625', 'SYN flood, no cookies, backlog 2, synack_retries=0', sysctl={'S:tcp_syncookies': 0, 'S:tcp_synack_retries': 0})
def _(r): flood(r, 8, 2)

@scenario('626', 'two clients in parallel from two ports')
def _(r):
    def s(p):
        lst = p.listener(); one = lst.accept('conn1'); two = lst.accept('conn2')
        for conn in (one, two): conn.recv(); conn.send('world')
        for conn in (one, two): conn.recv(); conn.close()
        lst.close()
    r.on('S', s)
    for n in range(2):
        def c(p, n=n): sock = p.socket('c%d' % n); sock.bind(40000 + n); sock.connect(); sock.send('hello'); sock.recv(); p.sleep(.2); sock.close()
        r.on('C', c, .05 + .01 * n)

@scenario('627', 'never accepted; the listener is closed: RST')
def _(r): usual(r, client(answer=False, pause=.1, after=lambda p, s: (s.recv(), s.send('x'))), lambda p: (lambda lst: (p.sleep(.5), lst.close()))(p.listener()))

@scenario('628', 'bind twice, listen twice, connect twice')
def _(r):
    def c(p): sock = p.socket(); sock.bind(); sock.connect(); sock.connect(); sock.send('hello'); sock.recv(); p.sleep(.1); sock.close()
    usual(r, c)

@scenario('629', 'send, recv, shutdown on an unconnected socket')
def _(r):
    def c(p): sock = p.socket(); sock.send('x'); sock.recv(timeout=1); sock.shutdown(); sock.close()
    r.on('C', c, .05)

# --- window, acknowledgments ----------------------------------------------------------------------------------------
@scenario('701', 'tcp_delack: three requests, answers after 60 ms')
def _(r):
    def c(p):
        sock = p.connected()
        for n in range(3): sock.send('req%d' % n); sock.recv(); p.sleep(.1)
        sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept()
        for n in range(3): conn.recv(); p.sleep(.06); conn.send('rsp%d' % n)
        conn.recv(); conn.close(); lst.close()
    usual(r, c, s)

@scenario('702', 'the server greets, then request and answer twice')
def _(r):
    def c(p):
        sock = p.connected(); sock.recv()
        for n in range(2): p.sleep(.05); sock.send('req%d' % n); sock.recv()
        p.sleep(.1); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); conn.send('220 hello')
        for n in range(2): conn.recv(); conn.send('rsp%d' % n)
        conn.recv(); conn.send('221 bye'); conn.close(); lst.close()
    usual(r, c, s)

@scenario('703', 'server closes 60 ms after the EOF')
def _(r): usual(r, s=server(first=.06))

@scenario('704', 'window scaling off', sysctl={'tcp_window_scaling': 0})
def _(r): usual(r)

@scenario('705', 'timestamps at one side only', sysctl={'S:tcp_timestamps': 0})
def _(r): usual(r); r.rule('C>S', 'DATA', 'drop')

@scenario('706', 'SACK at one side only', sysctl={'C:tcp_sack': 0})
def _(r): usual(r); r.rule('C>S', 'FIN,ACK', 'drop')

@scenario('707', 'long delay: 300 ms one way, data lost once', delay=.3)
def _(r): usual(r); r.rule('C>S', 'DATA', 'drop')

@scenario('708', 'long delay: 300 ms one way, SYN lost once', delay=.3)
def _(r): usual(r); r.rule('C>S', 'SYN', 'drop')

@scenario('709', 'very long delay: 600 ms one way, longer than the initial RTO', delay=.6)
def _(r): usual(r)

@scenario('711', 'server answers and closes at once, client closes after')
def _(r):
    def c(p): sock = p.connected(); sock.send('hello'); sock.recv(); sock.recv(); sock.close()
    usual(r, c, server(first=0, after=lambda p, c: None))

@scenario('712', 'TCP_SYNCNT=1, linear timeouts off: connect() gives up after 3 s', sysctl={'C:tcp_syn_linear_timeouts': 0})
def _(r):
    r.rule('C>S', 'SYN', 'drop', nth='all')
    def c(p): sock = p.socket(); sock.tcp('TCP_SYNCNT', 1); sock.bind(); sock.connect(); sock.close()
    r.on('C', c, .05)

@scenario('713', 'TCP_LINGER2=2: orphan FIN_WAIT_2 for 2 s')
def _(r):
    usual(r, client(after=lambda p, s: s.tcp('TCP_LINGER2', 2)), server(first=3))

@scenario('714', 'TCP_QUICKACK on and off')
def _(r):
    def s(p):
        lst = p.listener(); conn = lst.accept()
        for n in range(6):
            conn.recv()
            if n == 1: conn.tcp('TCP_QUICKACK', 0)
            if n == 3: conn.tcp('TCP_QUICKACK', 1)
            p.sleep(.01); conn.send('rsp%d' % n)
        conn.recv(); conn.close(); lst.close()
    def c(p):
        sock = p.connected()
        for n in range(6): sock.send('req%d' % n); sock.recv(); p.sleep(.1)
        sock.close()
    usual(r, c, s)

@scenario('715', 'SO_LINGER {1,2}, the peer closes at once')
def _(r): usual(r, client(after=lambda p, s: s.linger(1, 2)), server(first=0))

@scenario('716', 'client closes while data is still unacknowledged and lost')
def _(r):
    usual(r, client(answer=False, pause=0), server(None, first=0)); r.rule('C>S', 'DATA', 'drop'); r.rule('C>S', 'FIN,ACK', 'drop')

@scenario('717', 'three writes, all lost once, then close')
def _(r):
    def c(p):
        sock = p.connected(); sock.tcp('TCP_NODELAY', 1); sock.send('A'); sock.send('B'); sock.send('C'); sock.recv(timeout=3); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(1); conn.recv(); conn.send('ok'); conn.recv(); conn.close(); lst.close()
    usual(r, c, s); r.rule('C>S', 'DATA', 'drop', nth=(1, 2, 3))

@scenario('718', 'window update lost: zero window, the reader opens it, the update is dropped')
def _(r):
    def c(p): sock = p.connected(); sock.send('x' * 200000, timeout=9); sock.shutdown(); sock.recv(timeout=9); sock.close()
    def s(p):
        lst = p.listener(); conn = lst.accept(); p.sleep(1.5)
        while conn.recv(timeout=3): pass
        conn.send('done'); conn.close(); lst.close()
    usual(r, c, s)

@scenario('719', 'request lost, link mended within the handshake: ACK and request lost')
def _(r): usual(r); r.rule('C>S', 'ACK', 'drop'); r.rule('C>S', 'DATA', 'drop')

@scenario('720', 'FIN of the client and ACK of it lost in turn')
def _(r): usual(r, s=server(first=2)); r.rule('C>S', 'FIN,ACK', 'drop'); r.rule('S>C', 'ACK', 'drop', nth=(2,))
