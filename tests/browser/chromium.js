// Which Chromium the tests and the screenshots start: an installed one if there is one, else Playwright's own.
// Run as a command it prints the program's path, or fails when there is none.

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installed } from './installed.js';

/** The path of an installed Chromium that starts, or undefined. */
export function installedChromium() {
  return installed('CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
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
