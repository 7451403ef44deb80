import { setTimeout as sleep } from 'node:timers/promises';
import type { ContextPart } from '@/lib/chat/message';
import { toPagePart } from '@/lib/context/page-part';
import type { ReaderPage } from '../browser/reader-page';

/** Payloads on one page: loading one takes longer than reading it. */
const MAX_COUNT = 12;

/** What the built script reads of pages that say payloads, once as text and once as their own HTML. */
export async function readAsPages(
  reader: ReaderPage,
  payloads: readonly string[],
): Promise<ContextPart[]> {
  const parts: ContextPart[] = [];
  for (let at = 0; at < payloads.length; at += MAX_COUNT) {
    parts.push(...(await readTogether(reader, payloads.slice(at, at + MAX_COUNT))));
  }
  return parts;
}

/** HTML that leads away is gone before it is read: then it is looked for among its neighbours. */
async function readTogether(
  reader: ReaderPage,
  payloads: readonly string[],
): Promise<ContextPart[]> {
  const texts = payloads.map((payload) => `<p>${escaped(payload)}</p>`);
  const start = `<!doctype html><title>${escaped(payloads[0] ?? '')}</title><main>${texts.join('')}`;
  const whole = await read(reader, start + payloads.map((payload) => payload + ENDS).join(''));
  if (whole !== null) return [whole];
  if (payloads.length === 1) return [await readCalmly(reader, start)];
  const middle = payloads.length >> 1;
  return [
    ...(await readTogether(reader, payloads.slice(0, middle))),
    ...(await readTogether(reader, payloads.slice(middle))),
  ];
}

/** A page that leads nowhere; the one before may still lead away from it. */
async function readCalmly(reader: ReaderPage, html: string): Promise<ContextPart> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const part = await read(reader, html);
    if (part !== null) return part;
    await sleep(PAUSE_MS);
  }
  throw new Error(`This page is not read: ${html.slice(0, 200)}`);
}

const MAX_TRIES = 10;
const PAUSE_MS = 200;

/** Of what would take in the next payload's HTML. */
const ENDS = '--></textarea></title></script></style></noscript></template></svg></math>';

async function read(reader: ReaderPage, html: string): Promise<ContextPart | null> {
  const page = await reader.read(html).catch(() => null);
  return page && toPagePart(page, { source: 'page', maxLength: Infinity });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
