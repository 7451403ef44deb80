import { browser } from 'wxt/browser';

const OFFSCREEN_PAGE = 'offscreen.html';

let tasks = 0;
let lastChange: Promise<unknown> = Promise.resolve();

/**
 * Runs `task` while there is an offscreen document, which lives as long as the last of them: Chrome
 * allows one.
 */
export async function withOffscreen<Value>(task: () => Promise<Value>): Promise<Value> {
  tasks += 1;
  try {
    await inTurn(open);
    return await task();
  } finally {
    tasks -= 1;
    await inTurn(closeUnused);
  }
}

function inTurn(change: () => Promise<void>): Promise<void> {
  const changed = lastChange.then(change);
  lastChange = changed.catch(() => {}); // who asked for it is told
  return changed;
}

async function open(): Promise<void> {
  if (await browser.offscreen.hasDocument()) return;
  await browser.offscreen.createDocument({
    url: OFFSCREEN_PAGE,
    reasons: ['DOM_PARSER', 'WORKERS'],
    justification:
      'Tells how this browser writes out a piece of HTML, and reads the text of a PDF in a worker.',
  });
}

async function closeUnused(): Promise<void> {
  if (tasks === 0 && (await browser.offscreen.hasDocument())) {
    await browser.offscreen.closeDocument();
  }
}
