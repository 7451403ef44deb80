import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['{lib,components,scripts}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          exclude: ['test/budget.test.ts'],
          setupFiles: ['test/setup.ts'],
          // For what hangs: how fast something is, the bench tells. Others may want the processor.
          testTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        resolve: { alias: { '@': import.meta.dirname } },
        test: { name: 'firefox', include: ['test/firefox/*.test.ts'], testTimeout: 60_000 },
      },
      { test: { name: 'budget', include: ['test/budget.test.ts'] } },
    ],
  },
});
