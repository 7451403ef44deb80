import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatPage } from '@/test/e2e/chat-page';

const SAMPLE_QUESTION = 'What can you do?';
const POLL_INTERVAL_MS = 50;

/** Asks in the side panel, prints the reply while it streams there, and saves a picture of it. */
export async function askInTerminal(chat: ChatPage, question: string): Promise<void> {
  const prompt = question === '' ? SAMPLE_QUESTION : question;
  console.log(`\nYou: ${prompt}\n`);
  await chat.ask(prompt);
  await printWhileStreaming(chat);
  const screenshot = path.join(tmpdir(), 'sidelight.png');
  await chat.page.screenshot({ path: screenshot });
  console.log(`\nThe panel as it looks now: ${screenshot}`);
  for (const alert of await chat.alert.allInnerTexts()) {
    console.error(`\nThis failed: ${alert}`);
    process.exitCode = 1;
  }
}

async function printWhileStreaming(chat: ChatPage): Promise<void> {
  let printed = '';
  for (;;) {
    const isBusy = (await chat.lastReply.getAttribute('aria-busy')) === 'true';
    const text = await chat.lastReplyText();
    const ready = isBusy ? settledPart(text) : text;
    if (ready.startsWith(printed)) {
      process.stdout.write(ready.slice(printed.length));
      printed = ready;
    } else if (!isBusy) {
      process.stdout.write(`\n\n${ready}`); // it came out otherwise than it had looked
    }
    if (!isBusy) break;
    await sleep(POLL_INTERVAL_MS);
  }
  process.stdout.write('\n');
}

/**
 * What more text will not redraw: in the last line a mark may yet turn into formatting, and a row of
 * a table gets its cells one by one.
 */
function settledPart(text: string): string {
  const lastLine = text.lastIndexOf('\n') + 1;
  const mark = text.slice(lastLine).search(/[*_`~[|<\\]|.*\t|^\s*[-+#>\d]/);
  return (mark === -1 ? text : text.slice(0, lastLine + mark)).trimEnd();
}
