import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChatPage } from '@/test/e2e/chat-page';
import { startDuckduckgoEmulator } from '@/test/emulators/duckduckgo';
import { launchExtensionBrowser } from './browser/extension-browser';
import { ensureChromeBuild } from './setup/build';
import { ensureChromium } from './setup/chromium';

/** What the README's pictures show: a question that people ask, and a reply of an ordinary length. */
const QUESTION = 'How does a service worker survive being stopped?';
const REPLY = `It does not survive: the browser **ends it** after 30 seconds without work. What survives is what
it wrote down.

1. **Write first, show later.** A character is drawn only once it is stored.
2. **Start again.** The next event wakes a new worker, which reads what the old one left.

| What is kept | Where |
| --- | --- |
| Text so far | a journal in IndexedDB |
| Cookies | the browser's own jar |

\`\`\`ts
const port = chrome.runtime.connect();
port.onDisconnect.addListener(reconnect);
\`\`\`
`;

const SIZE = { width: 400, height: 720 };

await ensureChromium();
await ensureChromeBuild();
const userDataDir = await mkdtemp(path.join(tmpdir(), 'sidelight-screenshots-'));
try {
  await using emulator = await startDuckduckgoEmulator({ script: { reply: REPLY } });
  await using extension = await launchExtensionBrowser({
    userDataDir,
    network: [emulator],
    headless: true,
    hostAccess: 'granted',
  });
  const page = await extension.openExtensionPage('sidepanel.html');
  await page.setViewportSize(SIZE);
  const chat = new ChatPage(page);
  await chat.ask(QUESTION);
  await chat.waitForReply();
  await page.waitForTimeout(500); // for colours that come late
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `docs/panel-${colorScheme}.png` });
  }
} finally {
  await rm(userDataDir, { recursive: true, force: true });
}
console.log('docs/panel-light.png and docs/panel-dark.png are new.');
