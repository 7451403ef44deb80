import { browser, type Browser } from 'wxt/browser';
import { newId, type BlobId, type ConversationId } from '@/lib/chat/ids';
import type { PageReading, QuotedPage, Refusal } from '@/lib/chat/page-reading';
import { toPagePart } from '@/lib/context/page-part';
import { offerToWindow } from '@/lib/messaging/offers';
import { showInWindow } from '@/lib/messaging/window-state';
import { CAN_SHOW_CARD } from '@/lib/platform/page-card';
import { openSidebar } from '@/lib/platform/sidebar';
import { namesSelection, promptAbout } from '@/lib/prompts/saved-prompts';
import { readSettings, watchSettings } from '@/lib/settings/settings';
import type { AskHandlers } from './ask-handlers';
import { ask, takesImages } from './asks';
import { answerHere } from '../pages/inline-card';
import { readImage, readPage, readSelection } from '../pages/page-reading';
import { languageName, readPrompts } from './prompts';
import { textFor } from '../texts';

type ClickData = Browser.contextMenus.OnClickData;

const CONTEXTS = ['selection', 'page', 'link', 'image'] as const;
type MenuContext = (typeof CONTEXTS)[number];

/** What asks without one of the user's prompts, by what was clicked on. */
const ASK_ITEMS = {
  selection: { title: 'askAboutSelection', text: 'askAboutSelectionText' },
  page: { title: 'askAboutPage', text: 'askAboutPageText' },
  link: { title: 'askAboutLink', text: 'askAboutLinkText' },
  image: { title: 'askAboutImage', text: 'askAboutImageText' },
} as const;
const ASK_PREFIX = 'ask:';
const ANSWER_HERE = 'answer-here';
const PROMPT_PREFIX = 'prompt:';

/** Adds "Ask about …" and the user's prompts to the menus of pages. Call it synchronously at the start. */
export function serveContextMenus(handlers: AskHandlers): void {
  browser.runtime.onInstalled.addListener(() => void buildMenus());
  browser.runtime.onStartup.addListener(() => void buildMenus());
  watchSettings(() => void buildMenus(), new AbortController().signal);
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return;
    if (info.menuItemId === ANSWER_HERE) {
      const { frameId = 0, selectionText = '' } = info;
      void answerHere({ tabId: tab.id, frameId, selectionText }, handlers);
      return;
    }
    openSidebar(tab.windowId); // first, or the click no longer counts
    const { id: tabId, windowId } = tab;
    void askAbout({ info, tabId, windowId }, handlers).catch(() => {}); // a reply says what failed
  });
}

let lastBuild: Promise<unknown> = Promise.resolve();

/** One after the other: two at once would add everything twice. */
function buildMenus(): Promise<unknown> {
  lastBuild = lastBuild.then(addMenus, addMenus);
  return lastBuild;
}

async function addMenus(): Promise<void> {
  const prompts = await readPrompts();
  await browser.contextMenus.removeAll();
  for (const context of CONTEXTS) {
    const { title } = ASK_ITEMS[context];
    addItem(`${ASK_PREFIX}${context}`, textFor(title), [context]);
  }
  if (CAN_SHOW_CARD) addItem(ANSWER_HERE, textFor('answerHere'), ['selection']);
  for (const { id, title } of prompts) {
    addItem(`${PROMPT_PREFIX}${id}`, title.replaceAll('%', '%%'), ['selection', 'page']);
  }
}

function addItem(id: string, title: string, contexts: [MenuContext, ...MenuContext[]]): void {
  browser.contextMenus.create({ id, title, contexts }, () => {
    void browser.runtime.lastError; // an item that is there already is no error
  });
}

interface Click {
  readonly info: ClickData;
  readonly tabId: number;
  readonly windowId: number;
}

/** What a click asks about. */
interface Subject {
  readonly kind: MenuContext;
  readonly context: readonly QuotedPage[];
  readonly imageIds: readonly BlobId[];
}

/** Asks about what is selected in a tab, else about its page. */
export async function askAboutSelection(
  { tabId, windowId }: Omit<Click, 'info'>,
  handlers: AskHandlers,
): Promise<void> {
  const selection = await readSelection({ tabId });
  const isEmpty = selection.type === 'refused' && selection.reason === 'empty';
  const subject = isEmpty
    ? subjectOf('page', await readPage(tabId))
    : subjectOf('selection', selection);
  await askInWindow({ subject, windowId, promptId: null, isOffered: false }, handlers);
}

async function askAbout({ info, tabId, windowId }: Click, handlers: AskHandlers): Promise<void> {
  const subject = await readSubject(info, tabId, handlers);
  const menuItemId = String(info.menuItemId);
  const promptId = menuItemId.startsWith(PROMPT_PREFIX)
    ? menuItemId.slice(PROMPT_PREFIX.length)
    : null;
  await askInWindow({ subject, windowId, promptId, isOffered: hasShift(info) }, handlers);
}

interface WindowAsk {
  readonly subject: Subject | Refusal;
  readonly windowId: number;
  /** One of the user's prompts; `null` asks without. */
  readonly promptId: string | null;
  /** Whether the question waits in the message box, whatever the settings say. */
  readonly isOffered: boolean;
}

/** Begins a conversation in the window's panel, or fills its message box where the user wants that. */
async function askInWindow(
  { subject, windowId, promptId, isOffered }: WindowAsk,
  handlers: AskHandlers,
): Promise<void> {
  if (typeof subject === 'string') {
    await offerToWindow(windowId, { text: '', context: [], imageIds: [], refusal: subject });
    return;
  }
  const { text, context } = await questionOf(promptId, subject);
  const { imageIds } = subject;
  const { asksAtOnce } = await readSettings();
  if (isOffered || !asksAtOnce || (imageIds.length > 0 && !(await takesImages()))) {
    const offered = { text, context: [...context], imageIds: [...imageIds], refusal: null };
    await offerToWindow(windowId, offered);
    return;
  }
  const conversationId = newId<ConversationId>();
  await showInWindow(windowId, conversationId);
  handlers.keepRunning(
    await ask(await handlers.starting, {
      conversationId,
      text,
      context: context.map(({ source, page, extent }) =>
        toPagePart(page, { source, ...(extent === 'all' && { maxLength: Infinity }) }),
      ),
      imageIds,
    }),
  );
}

async function readSubject(
  info: ClickData,
  tabId: number,
  { images }: AskHandlers,
): Promise<Subject | Refusal> {
  const { frameId = 0, selectionText, srcUrl, linkUrl, mediaType } = info;
  if (selectionText !== undefined && selectionText !== '') {
    return subjectOf('selection', await readSelection({ tabId, frameId }, selectionText));
  }
  if (srcUrl !== undefined && mediaType === 'image') {
    const image = await readImage({ tabId, frameId }, srcUrl);
    if (typeof image === 'string') return image;
    const imageId = newId<BlobId>();
    await (await images).attach({ imageId, ...image });
    return { kind: 'image', context: [], imageIds: [imageId] };
  }
  if (linkUrl !== undefined) {
    const { linkText = '' } = info as { readonly linkText?: string }; // Firefox alone tells it
    const { length } = linkUrl;
    const page = { title: linkText, url: linkUrl, text: linkUrl, length, hiddenCharacters: 0 };
    return { kind: 'link', context: [{ source: 'link', page, extent: 'all' }], imageIds: [] };
  }
  return subjectOf('page', await readPage(tabId));
}

function subjectOf(kind: 'selection' | 'page', reading: PageReading): Subject | Refusal {
  if (reading.type === 'refused') return reading.reason;
  const quote = { source: kind, page: reading.page, extent: 'start' } as const;
  return { kind, context: [quote], imageIds: [] };
}

async function questionOf(promptId: string | null, { kind, context }: Subject) {
  const prompt = (await readPrompts()).find(({ id }) => id === promptId);
  const text = prompt?.text ?? textFor(ASK_ITEMS[kind].text);
  const filled = promptAbout(text, context[0]?.page, languageName());
  return { text: filled, context: namesSelection(text) ? [] : context };
}

/** Firefox tells which keys were held; Chrome does not. */
function hasShift(info: ClickData): boolean {
  const { modifiers = [] } = info as { readonly modifiers?: readonly string[] };
  return modifiers.includes('Shift');
}
