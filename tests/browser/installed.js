// Finds an installed browser: the tests take one that is there rather than download their own.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of the first of `names` on PATH that starts, or undefined. The environment's `variable` has precedence. */
export function installed(variable, names) {
  // Some systems ship a program that only tells how to get the real one, hence starting it.
  const starts = (program) => spawnSync(program, ['--version'], { encoding: 'utf8' }).status === 0;
  const chosen = process.env[variable];
  if (chosen) {
    if (!starts(chosen)) {
      throw new Error(`${variable} is set to ${chosen}, which does not start`);
    }
    return chosen;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .filter(existsSync)
    .find(starts);
}
