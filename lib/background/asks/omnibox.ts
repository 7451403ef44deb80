import { browser, type Browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { conversationIdSchema, newId, type ConversationId } from '@/lib/chat/ids';
import { chatPage } from '@/lib/messaging/chat-page';
import { namesSelection, promptAbout, type SavedPrompt } from '@/lib/prompts/saved-prompts';
import { ask } from './asks';
import type { AskHandlers } from './ask-handlers';
import { languageName, readPrompts } from './prompts';
import { textFor } from '../texts';

const MAX_SUGGESTIONS = 6;
/** A suggestion that opens a chat; no question begins with it. */
const CHAT_PREFIX = 'chat:';

/**
 * Answers in the address bar after the keyword: what is typed is asked in a chat that fills the tab;
 * prompts and recent chats are suggested. Call it synchronously when the background starts.
 */
export function serveOmnibox(handlers: AskHandlers): void {
  browser.omnibox.setDefaultSuggestion({ description: escape(textFor('omniboxAsk')) });
  browser.omnibox.onInputChanged.addListener((text, suggest) => {
    void suggestionsFor(text, handlers).then(suggest, () => suggest([]));
  });
  browser.omnibox.onInputEntered.addListener((text, disposition) => {
    void enter(text, disposition, handlers);
  });
}

interface Suggestion {
  readonly content: string;
  readonly description: string;
}

async function suggestionsFor(typed: string, { starting }: AskHandlers): Promise<Suggestion[]> {
  const words = typed.trim().toLocaleLowerCase();
  const [prompts, conversations] = await Promise.all([
    readPrompts(),
    starting.then((service) => service.conversations.list()),
  ]);
  const fromPrompts = prompts.map((prompt) => ({
    content: questionOf(prompt, typed),
    description: escape(`${prompt.title} ${typed.trim()}`),
  }));
  const fromChats = conversations
    .filter(({ title }) => title.toLocaleLowerCase().includes(words))
    .map(({ id, title }) => ({ content: `${CHAT_PREFIX}${id}`, description: escape(title) }));
  const offered = words === '' ? [...fromChats, ...fromPrompts] : [...fromPrompts, ...fromChats];
  return offered.slice(0, MAX_SUGGESTIONS);
}

/** A prompt of what was typed: there is no page. */
function questionOf({ text }: SavedPrompt, typed: string): string {
  const words = typed.trim();
  const question = promptAbout(text, { title: '', url: '', text: words }, languageName());
  return namesSelection(text) ? question : `${question}\n\n${words}`.trim();
}

async function enter(
  text: string,
  disposition: `${Browser.omnibox.OnInputEnteredDisposition}`,
  { starting, keepRunning }: AskHandlers,
): Promise<void> {
  const opened = text.startsWith(CHAT_PREFIX)
    ? z.safeParse(conversationIdSchema, text.slice(CHAT_PREFIX.length)).data
    : undefined;
  const conversationId = opened ?? newId<ConversationId>();
  const url = browser.runtime.getURL(chatPage(conversationId));
  if (disposition === 'currentTab') await browser.tabs.update({ url });
  else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
  if (opened !== undefined || text.trim() === '') return;
  keepRunning(await ask(await starting, { conversationId, text }));
}

/** Descriptions are XML in Chrome. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
