import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/global-setup.ts',
  workers: 1, // each test has a browser of its own, and replies are timed
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  timeout: 30_000,
  expect: { timeout: 10_000 },
});
