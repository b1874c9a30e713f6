import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

// Debian's browser, by preference the one without windows, which needs a fifth less time; CHROMIUM names another.
const chromium =
  process.env.CHROMIUM ??
  ['chromium-headless-shell', 'chromium', 'google-chrome'].map((name) => `/usr/bin/${name}`).find(existsSync);

/** Browser tests against a real host with the small demo airline; see tests/host.ts. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: false,
  // Each with a host of its own.
  workers: 3,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['junit', { outputFile: process.env.BROWSER_REPORT ?? 'test-results/browser.xml' }]],
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { ...(chromium && { executablePath: chromium }), args: ['--no-sandbox'] },
    // Nobody opens the traces of continuous integration.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
  },
  projects: [
    { name: 'tests', testMatch: '**/*.spec.ts' },
    { name: 'screenshots', testMatch: '**/*.shots.ts' },
    { name: 'vitals', testMatch: '**/*.vitals.ts' },
  ],
});
