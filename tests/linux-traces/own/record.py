#!/usr/bin/env python3
"""record.py FOLDER [NAME...] [-j N]: records scenarios (all, if none is named) into FOLDER, N at a time."""
import argparse, json, multiprocessing, os, sys
from recorder import Run
from scenarios import SCENARIOS


def line(value): return json.dumps(value, ensure_ascii=False, separators=(',', ':'))


def written(trace):
    """JSON with one call, one segment and one socket to a line."""
    fields = []
    for name, value in trace.items():
        if name in ('app', 'segments'):
            rows = ',\n'.join('  ' + line(row) for row in value)
            fields.append(' %s:[\n%s\n ]' % (line(name), rows) if value else ' %s:[]' % line(name))
        elif name == 'states':
            rows = ',\n'.join('  %s:%s' % (line(key), line(row)) for key, row in value.items())
            fields.append(' "states":{\n%s\n }' % rows)
        else:
            fields.append(' %s:%s' % (line(name), line(value)))
    return '{\n%s\n}\n' % ',\n'.join(fields)


def record(job):
    number, name, folder = job
    title, delay, sysctl, linger, prepare = SCENARIOS[name]
    try:
        run = Run(number, delay, sysctl)
        prepare(run)
        trace = {'id': name, 'title': title, **run.record(linger)}
    except Exception as error:
        return '%s FAILED: %r' % (name, error)
    with open(os.path.join(folder, name + '.json'), 'w') as file:
        file.write(written(trace))
    return name


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('folder')
    options.add_argument('names', nargs='*')
    options.add_argument('-j', type=int, default=4)
    options = options.parse_intermixed_args()
    os.makedirs(options.folder, exist_ok=True)
    names = options.names or sorted(SCENARIOS)
    jobs = [(20 + place % 200, name, options.folder) for place, name in enumerate(names)]
    with multiprocessing.Pool(options.j, maxtasksperchild=1) as pool:
        for done in pool.imap_unordered(record, jobs, chunksize=1):
            print(done, flush=True)


if __name__ == '__main__':
    sys.exit(main())
