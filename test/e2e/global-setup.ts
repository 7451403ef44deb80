import { ensureChromeBuild } from '@/scripts/setup/build';
import { ensureChromium } from '@/scripts/setup/chromium';

/** Lets `npx playwright test` run on a fresh clone, and never against yesterday's build. */
export default async function globalSetup(): Promise<void> {
  await ensureChromium();
  await ensureChromeBuild();
}
