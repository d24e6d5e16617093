import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './chromium.js';
import { firefoxUse } from './firefox.js';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.js',
  outputDir: 'results',
  // A test that passes the second time has found a bug.
  retries: 0,
  // A busy machine is no bug: these only end what hangs.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    viewport: { width: 1360, height: 860 },
    locale: 'en-GB',
    // A trace takes two thirds of a run's time. For one test: `playwright test --trace on x.spec.js -g title`.
    trace: 'off',
    // What it would answer, a test could not.
    serviceWorkers: 'block',
  },
  projects: [
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], channel: undefined, viewport: { width: 1360, height: 860 }, launchOptions: launchOptions() },
    },
    // Firefox starts and draws more slowly here: it runs what differs between browsers, the tests with this tag.
    { name: 'firefox', grep: /@firefox/, use: firefoxUse() },
  ],
});
