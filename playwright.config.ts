import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testIgnore: process.platform === 'linux' ? [] : 'real-input.spec.ts', // its display is an X server
  globalSetup: './test/e2e/global-setup.ts',
  retries: 1, // a busy machine can starve a browser; what passes at the second try is named
  workers: 1, // each test has a browser of its own, and replies are timed
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  timeout: 30_000,
  expect: { timeout: 10_000 },
});
