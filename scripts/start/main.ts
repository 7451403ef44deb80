import { ChatPage } from '@/test/e2e/chat-page';
import { startFreeServices } from '@/test/emulators/free-services';
import { launchExtensionBrowser } from '../browser/extension-browser';
import { CHROME_BUILD, ensureChromeBuild } from '../setup/build';
import { ensureChromium } from '../setup/chromium';
import { readArguments } from './arguments';
import { askInTerminal } from './ask-in-terminal';
import { openProfile } from './profile';
import { serveWelcomePage } from './welcome-page';

/** About what services do. */
const STAND_IN_TOKENS_PER_SECOND = 40;

const startArguments = readArguments(process.argv.slice(2));
const { isLive, isHeadless, question } = startArguments;
const executable = await ensureChromium();
await ensureChromeBuild();
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
});
await run();

/** Everything is closed again when this returns: browser, stand-ins and page. */
async function run(): Promise<void> {
  const script = { tokensPerSecond: STAND_IN_TOKENS_PER_SECOND };
  await using standIns = isLive ? null : await startFreeServices(script);
  await using profile = await openProfile(startArguments);
  await using welcome = await serveWelcomePage();
  await using extension = await launchExtensionBrowser({
    userDataDir: profile.path,
    network: standIns === null ? 'live' : Object.values(standIns),
    headless: isHeadless,
    hostAccess: isLive && !isHeadless ? 'none' : 'granted', // nobody could answer the prompt
  });
  await extension.context.pages()[0]?.goto(welcome.url);
  const chat = new ChatPage(await extension.openSidePanel());
  tellWhatRuns();
  const closed = extension.context.waitForEvent('close', { timeout: 0 });
  await Promise.race([
    isHeadless ? askInTerminal(chat, question) : useWindow(chat, closed),
    stopped,
  ]);
}

async function useWindow(chat: ChatPage, closed: Promise<unknown>): Promise<void> {
  console.log('\nClose the window or press Ctrl+C to stop.');
  if (question !== '') await chat.ask(question);
  await closed;
}

function tellWhatRuns(): void {
  const answers = isLive
    ? 'The real services answer; Sidelight asks for access to each at its first use.'
    : `STAND-INS ON THIS COMPUTER ANSWER, not the real services, and nothing else can be reached.
For the real services: npm start -- --live`;
  console.log(`
Sidelight runs in ${executable}${isHeadless ? ', without a window' : ''}, its panel open.
${answers}

To load this build into a browser of your own: chrome://extensions, Developer mode,
Load unpacked, ${CHROME_BUILD}`);
}
