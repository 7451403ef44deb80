import { decodeBase64 } from '@/lib/chat/base64';
import type { QuotedPage, Extent, Refusal } from '@/lib/chat/page-reading';
import { request } from '@/lib/messaging/request-client';
import type { Offer } from '@/lib/messaging/take-offers';
import { hasHostAccess, requestHostAccess } from '@/lib/platform/host-access';
import { attachFiles } from '../images/attachments';
import { whenOpen, type Chat } from '../chat/chat';
import {
  fillComposer,
  focusComposer,
  type ContextProblem,
  type Readable,
} from '../chat/composer-store';
import { draftKeyOf } from '../chat/follow-drafts';
import { tabInFront, type OpenTab } from './open-tabs';

/** Puts something of the tab in front beside the prompt, or says why that cannot be. */
export async function addFromFront(chat: Chat, wanted: Readable): Promise<void> {
  const tab = await tabInFront();
  await addFromTab(chat, wanted, tab);
}

/** Puts something of a tab beside the prompt, or says why that cannot be. */
export async function addFromTab(
  chat: Chat,
  wanted: Readable,
  tab: Pick<OpenTab, 'id' | 'url'> | null,
): Promise<void> {
  const { composer, conversation } = chat;
  const { conversationId } = conversation.getState();
  composer.setState({ isReading: true, contextProblem: null });
  const read = tab === null ? 'no-access' : await readTab(chat, wanted, tab.id);
  composer.setState({ isReading: false });
  if (conversation.getState().conversationId !== conversationId) return; // left meanwhile
  if (typeof read === 'string') {
    const where = { tabId: tab?.id ?? null, url: tab?.url ?? '' };
    composer.setState({ contextProblem: { reason: read, wanted, ...where } });
  } else if (read !== null) {
    composer.setState(({ context }) => ({ context: withQuote(context, read) }));
  }
  focusComposer(composer);
}

/** `null` for a picture, which stands with the images. */
async function readTab(
  chat: Chat,
  wanted: Readable,
  tabId: number,
): Promise<QuotedPage | Refusal | null> {
  try {
    if (wanted === 'screen') {
      const screen = await request('read-screen', { tabId });
      if (screen.type === 'refused') return screen.reason;
      await attachFiles(chat, [pictureFile(screen.base64)]);
      return null;
    }
    return await readQuote(wanted, tabId);
  } catch {
    return 'no-access';
  }
}

/** What is selected in a tab, or its page. @throws {ChatError} when the background does not answer. */
export async function readQuote(
  wanted: 'selection' | 'page',
  tabId: number,
): Promise<QuotedPage | Refusal> {
  const reading = await request(wanted === 'page' ? 'read-page' : 'read-selection', { tabId });
  if (reading.type === 'refused') return reading.reason;
  return { source: wanted, page: reading.page, extent: 'start' };
}

function pictureFile(base64: string): File {
  return new File([decodeBase64(base64)], 'screenshot.png', { type: 'image/png' });
}

/** The same page read once more takes its old place, and so does the same selection. */
function withQuote(context: readonly QuotedPage[], read: QuotedPage): readonly QuotedPage[] {
  const at = context.findIndex(({ source, page }) => {
    const isSamePage = source === read.source && page.url === read.page.url;
    return isSamePage && (source === 'page' || page.text === read.page.text);
  });
  return at < 0 ? [...context, read] : context.with(at, read);
}

export function removeQuote({ composer }: Chat, quote: QuotedPage): void {
  composer.setState(({ context }) => ({ context: context.filter((each) => each !== quote) }));
  focusComposer(composer);
}

/** Sends another part of a page. */
export function changeExtent({ composer }: Chat, quote: QuotedPage, extent: Extent): void {
  composer.setState(({ context }) => ({
    context: context.map((each) => (each === quote ? { ...quote, extent } : each)),
  }));
}

export function dismissProblem({ composer }: Chat): void {
  composer.setState({ contextProblem: null });
  focusComposer(composer);
}

const ALL_SITES = ['https://*/*', 'http://*/*'] as const;

/** What to ask the browser for to read a page: its site, or all where it does not tell which it is. */
export function originsOf(url: string): readonly string[] {
  const { protocol = '', host = '' } = URL.canParse(url) ? new URL(url) : {};
  return /^https?:$/.test(protocol) ? [`${protocol}//${host}/*`] : ALL_SITES;
}

/** Whether there is access that could still be asked for, so that a page can be read. */
export async function canAskFor(url: string): Promise<boolean> {
  return !(await hasHostAccess(originsOf(url)));
}

/** Asks the browser for access to the page, and reads it. Call it first thing in a click handler. */
export async function allowAndRead(chat: Chat, problem: ContextProblem): Promise<void> {
  const isGranted = await requestHostAccess(originsOf(problem.url)).catch(() => false);
  if (!isGranted) return;
  const { tabId, wanted, url } = problem;
  if (tabId === null) await addFromFront(chat, wanted);
  else await addFromTab(chat, wanted, { id: tabId, url });
}

/** Asks the browser for access to all pages. Call it first thing in a click handler or a key's. */
export function allowAllSites(): Promise<boolean> {
  return requestHostAccess(ALL_SITES).catch(() => false);
}

/** Lets the pages of a quote's site be read from now on. Call it first thing in a click handler. */
export function allowAlways({ page }: QuotedPage): void {
  void requestHostAccess(originsOf(page.url)).catch(() => false);
}

/**
 * Puts into the box what a menu or another surface of ours asked about, beside what was typed there
 * before.
 */
export async function takeOffer(
  { composer, conversation, drafts }: Chat,
  { text, context, imageIds, refusal }: Offer,
): Promise<void> {
  await drafts.read(draftKeyOf(await whenOpen(conversation)));
  composer.setState((state) => ({
    context: [...state.context, ...context],
    images: [...state.images, ...imageIds.map((id) => ({ id, name: '' }))],
    contextProblem:
      refusal === null ? null : { reason: refusal, wanted: 'page', tabId: null, url: '' },
  }));
  const { text: typed } = composer.getState();
  fillComposer(composer, [typed, text].filter((each) => each !== '').join('\n\n'));
}
