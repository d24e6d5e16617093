// Which Chromium the tests and the screenshots start: an installed one if there is one, else Playwright's own.
// Run as a command it prints the program's path, or fails when there is none.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of an installed Chromium that starts, or undefined. */
export function installedChromium() {
  // Some systems ship a `chromium` that only tells how to get one, hence starting it.
  const starts = (program) => spawnSync(program, ['--version'], { encoding: 'utf8' }).status === 0;
  if (process.env.CHROMIUM) {
    if (!starts(process.env.CHROMIUM)) {
      throw new Error(`CHROMIUM is set to ${process.env.CHROMIUM}, which does not start`);
    }
    return process.env.CHROMIUM;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
    .filter(existsSync)
    .find(starts);
}

/** Options for Playwright's `launch`. */
export function launchOptions() {
  return {
    executablePath: installedChromium(),
    // No sandbox: root has none, and only our own page is loaded. The rest keeps the browser from calling home.
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  let program = installedChromium();
  if (!program) {
    const { chromium } = await import('@playwright/test');
    program = existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
  }
  if (program) {
    console.log(program);
  } else {
    process.exitCode = 1;
  }
}
