import type { Page } from '@playwright/test';
import type { RecordedResponse } from '@/test/emulators/emulator';
import type { Script } from '@/test/emulators/script';
import type { Bench } from './bench';

/** Milliseconds since the epoch. */
export interface TimedReply {
  readonly firstByteAt: number;
  readonly lastByteAt: number;
  readonly firstPaintedAt: number;
  readonly lastPaintedAt: number;
}

export type ReplyScript = Pick<Script, 'reply' | 'tokensPerSecond'>;

/** Asks in the side panel, as a user does. */
export async function askInPanel(
  { chat, panel, emulator }: Bench,
  script: ReplyScript,
): Promise<TimedReply> {
  Object.assign(emulator.script, script, STRICT);
  const before = await chat.lastMessageId();
  const [{ firstAt, lastAt }] = await Promise.all([
    panel.evaluate(
      async ([id, lookAt]) => {
        const painted = await probe.textPainted(() => probe.replyAfter(id), lookAt);
        const article = probe.replyAfter(id)?.closest('article');
        await probe.painted(
          () =>
            article?.ariaBusy === 'false' && article.querySelector('[aria-busy="true"]') === null,
        );
        return painted;
      },
      [before, lookAtOf(script)] as const,
    ),
    chat.ask('Tell me more.'),
  ]);
  return { ...bytesOf(emulator), firstPaintedAt: firstAt, lastPaintedAt: lastAt };
}

/** Asks in one of the pages that the panel is compared with. */
export async function askInPage(
  page: Page,
  { emulator }: Bench,
  script: ReplyScript,
): Promise<TimedReply> {
  Object.assign(emulator.script, script, RELAXED);
  const { firstAt, lastAt } = await page.evaluate(async (lookAt) => {
    document.querySelector('main')?.replaceChildren();
    const painted = probe.textPainted(() => document.querySelector('main'), lookAt);
    await ask('Tell me more.');
    return painted;
  }, lookAtOf(script));
  return { ...bytesOf(emulator), firstPaintedAt: firstAt, lastPaintedAt: lastAt };
}

/** A burst is to be timed; a reply at a pace is to cost what it costs without being looked at. */
function lookAtOf({ tokensPerSecond }: ReplyScript): 'frames' | 'changes' {
  return Number.isFinite(tokensPerSecond) ? 'changes' : 'frames';
}

const STRICT = { tokens: 'both', hash: 'strict', checksOrigin: true, checksCookies: true } as const;
/** What lets a page chat that knows nothing of the service. */
const RELAXED = { tokens: 'none', hash: 'any', checksOrigin: false, checksCookies: false } as const;

function bytesOf({ requests }: Bench['emulator']): Pick<TimedReply, 'firstByteAt' | 'lastByteAt'> {
  const last = requests.findLast(({ method }) => method === 'POST');
  const { firstByteAt, lastByteAt }: Partial<RecordedResponse> = last?.response ?? {};
  if (typeof firstByteAt !== 'number' || typeof lastByteAt !== 'number') {
    throw new Error('The stand-in was not asked');
  }
  return { firstByteAt, lastByteAt };
}
