import type { MathElement } from '@/lib/math/math-tree';
import type { MathLayout, readTex } from '@/lib/math/read-tex';

/** What is drawn of a formula: `null` if it is no TeX that we know. */
export type Reading = MathElement | null;

/** Time for formulas out of each frame, so that a reply full of them stays quick to open. */
const FRAME_MS = 16;
const SHARE_MS = 6;
/** To lay a formula out takes the browser longer than it takes us to read it. */
const SHARE_COUNT = 12;

let reader: typeof readTex | null = null;
let loading: Promise<void> | null = null;
let frameStart = 0;
let spentMs = 0;
let readCount = 0;
const waiting = new Set<() => void>();
let nextFrame: number | null = null;

/** Reads a formula, if the reader is there and has time left: then nothing flickers. */
export function readNow(source: string, layout: MathLayout): Reading | 'later' {
  const start = performance.now();
  if (start - frameStart > FRAME_MS) beginFrame(start);
  if (reader === null || !hasTime()) return 'later';
  const reading = reader(source, layout);
  spentMs += performance.now() - start;
  readCount += 1;
  return reading;
}

/** Calls `attempt` when there is time again. Returns what takes that back. */
export function whenThereIsTime(attempt: () => void): () => void {
  waiting.add(attempt);
  if (reader === null) loading ??= load();
  else nextFrame ??= requestAnimationFrame(tryAgain);
  return () => waiting.delete(attempt);
}

/** Its own chunk, fetched with the first formula. */
async function load(): Promise<void> {
  try {
    ({ readTex: reader } = await import('@/lib/math/read-tex'));
    tryAgain();
  } catch {
    loading = null; // an update took the chunk away: formulas stay TeX until the panel is opened anew
  }
}

function tryAgain(): void {
  nextFrame = null;
  beginFrame(performance.now());
  const attempts = [...waiting];
  waiting.clear();
  for (const attempt of attempts) {
    if (hasTime()) attempt();
    else whenThereIsTime(attempt);
  }
}

function hasTime(): boolean {
  return spentMs <= SHARE_MS && readCount < SHARE_COUNT;
}

function beginFrame(now: number): void {
  frameStart = now;
  spentMs = 0;
  readCount = 0;
}
