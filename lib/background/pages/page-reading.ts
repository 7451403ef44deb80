import { browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { decodeBase64, toBase64 } from '@/lib/chat/base64';
import {
  pageTextSchema,
  type PageReading,
  type PageText,
  type Refusal,
} from '@/lib/chat/page-reading';
import { withoutInvisible } from '@/lib/context/invisible';
import { isQuiet, SUGGESTED_QUIET_SITES } from '@/lib/context/quiet-sites';
import { readPdf } from '@/lib/platform/dom-host';
import { readSettings } from '@/lib/settings/settings';
import { keepAliveDuring } from '../keep-alive';
import { withAttempts } from './attempts';
import { fetchPdf } from './pdf-file';

interface Place {
  readonly tabId: number;
  /** 0 is the page itself. */
  readonly frameId?: number;
}

/** Where a video has a transcript, often. */
const WATCH_PAGE = /^https:\/\/(?:www|m)\.youtube\.com\/watch\?/;

/** Reads the text of a page: its article, or all of it; of the PDF that it shows, or its video. */
export function readPage(tabId: number): Promise<PageReading> {
  return readText({ tabId }, async (target, url) => {
    if (await mayBePdf(target)) return keepAliveDuring(readPdfAt(url));
    const transcript = WATCH_PAGE.test(url) ? await run(target, '/read-transcript.js') : null;
    return z.parse(pageTextSchema, transcript ?? (await run(target, '/read-page.js')));
  });
}

async function run(
  target: Target,
  file: '/read-page.js' | '/read-transcript.js',
): Promise<unknown> {
  const [frame] = await browser.scripting.executeScript({ target, files: [file] });
  return frame?.result;
}

/** Calls a function in a page: it may use nothing from around it. */
async function call<Given extends (string | number)[]>(
  target: Target,
  func: (...given: Given) => unknown,
  ...args: Given
): Promise<unknown> {
  const [frame] = await browser.scripting.executeScript({ target, func, args });
  return frame?.result;
}

/** Its viewer says so in Chrome; Firefox lets no script into its own. */
async function mayBePdf(target: Target): Promise<boolean> {
  try {
    return (await call(target, contentTypeHere)) === 'application/pdf';
  } catch {
    return true;
  }
}

/** Runs in the page. */
const contentTypeHere = () => document.contentType;

async function readPdfAt(url: string): Promise<PageText> {
  const bytes = await fetchPdf(url);
  const pdf = bytes === null ? null : await readPdf(bytes);
  const { title, ...rest } = pdf ?? { title: '', text: '', length: 0, hiddenCharacters: 0 };
  return { title: title || nameOf(url), url, ...rest, source: 'pdf' };
}

/** Reads what is selected in a page. `known` is what the browser told of it, without its lines. */
export function readSelection(place: Place, known = ''): Promise<PageReading> {
  return readText(place, async (target) => {
    const { title, url, text } = z.parse(selectionSchema, await call(target, selectionHere));
    const visible = withoutInvisible(text.trim() === '' ? known : text);
    const { length } = visible.text;
    return { title, url, text: visible.text, length, hiddenCharacters: visible.removed };
  });
}

const selectionSchema = z.object({ title: z.string(), url: z.string(), text: z.string() });

/** Runs in the page. */
function selectionHere() {
  const { activeElement } = document;
  const isField = activeElement instanceof HTMLTextAreaElement;
  const field = isField ? activeElement : null;
  const text =
    field !== null && field.selectionStart !== field.selectionEnd
      ? field.value.slice(field.selectionStart, field.selectionEnd)
      : (getSelection()?.toString() ?? '');
  return { title: document.title, url: location.href, text };
}

/** An image of a page, as `attach` takes it. */
interface PageImage {
  readonly name: string;
  readonly base64: string;
}

/** Of an image's file, in bytes. */
const MAX_IMAGE_BYTES = 20_000_000;

/**
 * An image of a page: its file, fetched as the page may fetch it, else what of it is on the screen;
 * or why neither can be had.
 */
export async function readImage(place: Place, address: string): Promise<PageImage | Refusal> {
  const name = nameOf(address);
  const read = await throughGate(place, async (target) => {
    return z.parse(imageSchema, await call(target, imageHere, address, MAX_IMAGE_BYTES));
  });
  if (typeof read === 'string') return read;
  if (read.base64 !== null) return { name, base64: read.base64 };
  if (read.rectangle === null || (place.frameId ?? 0) !== 0) return 'no-access';
  const base64 = await capture(place.tabId, read.rectangle).catch(() => null);
  return base64 === null ? 'no-access' : { name, base64 };
}

/** What the browser shows of the page in a tab. */
export async function readScreen(
  tabId: number,
): Promise<
  | { readonly type: 'image'; readonly base64: string }
  | { readonly type: 'refused'; readonly reason: Refusal }
> {
  const shot = await throughGate({ tabId }, () => shoot(tabId));
  return shot === 'no-access' || shot === 'quiet-site'
    ? { type: 'refused', reason: shot }
    : { type: 'image', base64: shot };
}

/** What a tab shows, as PNG in base64. @throws where it does not show now. */
async function shoot(tabId: number): Promise<string> {
  const { windowId, active } = await browser.tabs.get(tabId);
  if (!active) throw new Error('Another tab is in front of it');
  const shot = await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
  return shot.slice(shot.indexOf(',') + 1);
}

const rectangleSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** Pixels of the screen for one of the page. */
  scale: z.number(),
});
const imageSchema = z.object({
  base64: z.nullable(z.string()),
  rectangle: z.nullable(rectangleSchema),
});

/** Runs in the page. */
async function imageHere(address: string, maxBytes: number) {
  const image = [...document.images].find(({ currentSrc, src }) =>
    [currentSrc, src].includes(address),
  );
  const bounds = image?.getBoundingClientRect();
  const rectangle =
    bounds === undefined
      ? null
      : {
          x: bounds.x,
          y: bounds.y,
          width: bounds.width,
          height: bounds.height,
          scale: devicePixelRatio,
        };
  try {
    const response = await fetch(address);
    const blob = await response.blob();
    if (!response.ok || blob.size > maxBytes) return { base64: null, rectangle };
    const url = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(String(reader.result)));
      reader.addEventListener('error', () => reject(reader.error));
      reader.readAsDataURL(blob);
    });
    return { base64: url.slice(url.indexOf(',') + 1), rectangle };
  } catch {
    return { base64: null, rectangle }; // another site's image, which the page itself may not read
  }
}

/** What of a rectangle of the page is on the screen, as PNG in base64. */
async function capture(
  tabId: number,
  { x, y, width, height, scale }: z.infer<typeof rectangleSchema>,
): Promise<string> {
  const picture = new Blob([decodeBase64(await shoot(tabId))], { type: 'image/png' });
  const screen = await createImageBitmap(picture);
  const left = Math.max(0, Math.round(x * scale));
  const top = Math.max(0, Math.round(y * scale));
  const right = Math.min(screen.width, Math.round((x + width) * scale));
  const bottom = Math.min(screen.height, Math.round((y + height) * scale));
  const canvas = new OffscreenCanvas(Math.max(1, right - left), Math.max(1, bottom - top));
  canvas.getContext('2d')?.drawImage(screen, -left, -top);
  return toBase64(await canvas.convertToBlob({ type: 'image/png' }));
}

function nameOf(address: string): string {
  if (!URL.canParse(address) || address.startsWith('data:')) return '';
  return new URL(address).pathname.split('/').at(-1)?.slice(0, 100) ?? '';
}

type Target = { tabId: number; frameIds?: number[] };

async function readText(
  place: Place,
  read: (target: Target, url: string) => Promise<PageText>,
): Promise<PageReading> {
  const page = await throughGate(place, read);
  if (typeof page === 'string') return { type: 'refused', reason: page };
  if (page.text.trim() === '') return { type: 'refused', reason: 'empty' };
  return { type: 'page', page };
}

/** The one gate that every read of a page goes through: nothing is read of a quiet site. */
async function throughGate<Value>(
  { tabId, frameId = 0 }: Place,
  read: (target: Target, url: string) => Promise<Value>,
): Promise<Value | Exclude<Refusal, 'empty'>> {
  const { quietSites } = await readSettings();
  const quiet = quietSites ?? SUGGESTED_QUIET_SITES;
  const target = { tabId, frameIds: [frameId] };
  const address = await addressOf(target);
  if (address === null) return 'no-access';
  if (isQuiet(address, quiet)) return 'quiet-site';
  try {
    if (frameId !== 0 && isQuiet(await frameAddress(target), quiet)) return 'quiet-site';
    return await read(target, address);
  } catch {
    return 'no-access';
  }
}

/** A frame may show another site than its page. */
async function frameAddress(target: Target): Promise<string> {
  return z.parse(z.string(), await call(target, () => location.href));
}

/**
 * The address of the page in a tab, from the browser and not from the page; `null` where we have no
 * access to it.
 */
function addressOf({ tabId }: Target): Promise<string | null> {
  return withAttempts(async () => {
    const { url = '' } = await browser.tabs.get(tabId);
    if (url === '') throw new Error('No access');
    return url;
  }).catch(() => null);
}
