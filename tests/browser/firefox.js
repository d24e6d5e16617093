// Which Firefox the tests start, and how: an installed one, over WebDriver BiDi, by Playwright's `moz-firefox` channel.
// (Playwright's own Firefox is a patched one, which cannot be had everywhere; this is the one that readers have.)
// Run as a command it prints the program's path, or fails when there is none.

import { pathToFileURL } from 'node:url';
import { installed } from './installed.js';

/** The path of an installed Firefox that starts, or undefined. */
export function installedFirefox() {
  return installed('FIREFOX', ['firefox-esr', 'firefox']);
}

/** What a Playwright project needs for its tests to run in Firefox; `prefs` are more settings of `about:config`. */
export function firefoxUse(prefs = {}) {
  return {
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: { executablePath: installedFirefox(), firefoxUserPrefs: prefs },
  };
}

/**
 * Makes Playwright's driver content with a Firefox that does not know all of its commands: it sends each context one to
 * set `prefers-color-scheme`, unasked, which Firefox 153 does not have. (A test of Firefox's themes sets the preference
 * `ui.systemUsesDarkTheme` instead.) This reaches into the driver, so it holds for the version in package.json.
 */
export function forgiving(browser) {
  const sessions = Object.getPrototypeOf(browser._connection.toImpl(browser)._browserSession);
  const { send } = sessions;
  sessions.send = async function (method, params) {
    try {
      return await send.call(this, method, params);
    } catch (error) {
      if (method === 'emulation.setMediaFeaturesOverride' && error.message.includes('unknown command')) {
        return {};
      }
      throw error;
    }
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const program = installedFirefox();
  if (program) {
    console.log(program);
  } else {
    process.exitCode = 1;
  }
}
