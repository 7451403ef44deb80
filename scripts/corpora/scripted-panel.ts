import path from 'node:path';
import type { Page } from '@playwright/test';
import * as z from '@/lib/schema';
import type { Conversation } from '@/lib/chat/conversation';
import { conversationIdSchema, newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { ChatEvent } from '@/lib/chat/events';
import type { ContextPart, Message, Prompt, Reply } from '@/lib/chat/message';
import type { Model } from '@/lib/chat/provider-info';
import type { ServerFrame } from '@/lib/messaging/chat-port';
import type { ExtensionBrowser } from '../browser/extension-browser';

const PROBE = path.join(import.meta.dirname, 'probe.js');

/** As a side panel is; and so high that the thread draws every message of a batch at once. */
const PANEL = { width: 420, height: 900 };
const HIGH_PANEL = { width: 420, height: 12_000 };
const WAIT_MS = 30_000;
const MAX_NAME_LENGTH = 4000;
const PIECES = 6;

interface WithPorts {
  ports: Set<chrome.runtime.Port>;
}

/** What was seen while some payloads were shown. */
export interface Sighting {
  readonly faults: readonly string[];
  readonly longestTaskMs: number;
}

/** The chat page of the built extension, with frames that the test sends in the background's place. */
export class ScriptedPanel {
  readonly page: Page;
  readonly #extension: ExtensionBrowser;
  /** What was seen from outside of the page, in words, since it was last told. */
  #effects: string[] = [];
  #shown: Conversation = conversationOf({ title: '', index: 0 });
  #step = 0;

  private constructor(extension: ExtensionBrowser, page: Page) {
    this.#extension = extension;
    this.page = page;
    this.#watch();
  }

  /** Opens the page in a tab, with all it may do under watch. */
  static async open(extension: ExtensionBrowser): Promise<ScriptedPanel> {
    await extension.worker.evaluate(() => {
      const scope = globalThis as unknown as WithPorts;
      scope.ports = new Set();
      chrome.runtime.onConnect.addListener((port) => {
        scope.ports.add(port);
        port.onDisconnect.addListener(() => scope.ports.delete(port));
      });
    });
    const page = await extension.context.newPage();
    await page.addInitScript({ path: PROBE });
    const panel = new ScriptedPanel(extension, page);
    await panel.#load();
    await panel.#loadLazyParts();
    return panel;
  }

  /**
   * Shows each payload as a whole reply, then once more as one that streams; each time as a prompt,
   * the name of a model, an error, reasoning and a source beside it.
   */
  async showReplies(payloads: readonly string[]): Promise<Sighting> {
    await this.page.setViewportSize(payloads.length > 1 ? HIGH_PANEL : PANEL);
    const thread = threadOf(payloads.map(asTexts));
    await this.#show(thread);
    await this.#waitForReplies(payloads.length);
    await this.page.evaluate(() => hostileProbe.unfold());
    const whole = await this.look();
    const wholeTexts = await this.page.evaluate(() => hostileProbe.replyTexts());

    const replies = thread.filter((message) => message.role === 'assistant');
    await this.#show(thread.map(asBegun));
    const pieces = payloads.map(inPieces);
    for (let at = 0; at < PIECES; at += 1) {
      const deltas = pieces.map((each) => ({ type: 'text-delta', text: each[at] ?? '' }) as const);
      await this.#send(replies.map(({ id }, index) => eventFrame(id, deltas[index])));
      await this.#settle();
    }
    const streaming = await this.look();
    const end = { type: 'end', outcome: { type: 'complete', finishReason: 'stop' } } as const;
    await this.#send(replies.map(({ id }) => eventFrame(id, end)));
    await this.#waitForReplies(payloads.length);
    const streamed = await this.look();
    const streamedTexts = await this.page.evaluate(() => hostileProbe.replyTexts());
    const differing = payloads.filter((_, index) => wholeTexts[index] !== streamedTexts[index]);
    const differences = differing.map((payload) => `streamed, it differs: ${quote(payload)}`);
    return together([whole, streaming, streamed, { faults: differences, longestTaskMs: 0 }]);
  }

  /** Shows each payload as the title of a conversation, in the line above the thread and in the list. */
  async showTitles(payloads: readonly string[]): Promise<Sighting> {
    const titles = payloads.map(nameOf);
    await this.#store(titles.map((title, index) => conversationOf({ title, index })));
    const sighting = await this.showList(titles.length);
    await this.forgetStored();
    return sighting;
  }

  /** Shows the list of the conversations that are stored. */
  async showList(count: number): Promise<Sighting> {
    await this.page.setViewportSize(PANEL);
    await this.page.getByRole('button', { name: 'Conversations', exact: true }).click();
    const list = this.page.getByRole('dialog', { name: 'Conversations' });
    await list
      .getByRole('listitem')
      .nth(Math.min(count, 10) - 1)
      .waitFor();
    const sighting = await this.look();
    await this.page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    return sighting;
  }

  /** Shows each part beside a prompt, unfolded. */
  async showContext(parts: readonly ContextPart[]): Promise<Sighting> {
    await this.page.setViewportSize(parts.length > 1 ? HIGH_PANEL : PANEL);
    const texts = parts.map((part) => ({ prompt: [part], reply: 'A reply' }));
    await this.#show(threadOf(texts));
    await this.#waitForReplies(parts.length);
    await this.page.waitForFunction(
      (count) => document.querySelectorAll('article[data-role="user"] details').length === count,
      parts.length,
      { timeout: WAIT_MS },
    );
    await this.page.evaluate(() => hostileProbe.unfold());
    return this.look();
  }

  /** Shows a conversation that the background has, with its replies unfolded. */
  async showStored(id: ConversationId, replyCount: number): Promise<Sighting> {
    await this.page.setViewportSize(replyCount > 1 ? HIGH_PANEL : PANEL);
    this.#step += 1; // another address each time, or the page would stay
    await this.goTo(`sidepanel.html?${this.#step}#${id}`);
    await this.#waitForReplies(replyCount);
    await this.page.evaluate(() => hostileProbe.unfold());
    return this.look();
  }

  /** Shows each payload as the name of a model that can be chosen. */
  async showModels(payloads: readonly string[]): Promise<Sighting> {
    const models: Model[] = payloads.map((payload, index) => ({
      id: `${index} ${nameOf(payload)}`,
      name: nameOf(payload),
      output: 'text',
    }));
    await this.#extension.worker.evaluate(
      (remembered) => chrome.storage.local.set({ models: { duckduckgo: remembered } }),
      models,
    );
    await this.#load();
    await this.page.getByRole('button', { name: 'Model' }).click();
    await this.page.getByRole('dialog', { name: 'Model' }).waitFor();
    const sighting = await this.look();
    await this.#extension.worker.evaluate(() => chrome.storage.local.remove('models'));
    await this.#load();
    return sighting;
  }

  /** Opens a page of the extension in the place of the chat. */
  async goTo(file: string): Promise<void> {
    await this.page.goto(`chrome-extension://${this.#extension.extensionId}/${file}`);
  }

  /** Empties the list of conversations, and opens the chat with a new one. */
  async forgetStored(): Promise<void> {
    await this.#store([]);
    await this.#load();
  }

  /** All conversations and all that is kept beside them. */
  storedText(): Promise<string> {
    return this.#extension.worker.evaluate(async () => {
      const opening = indexedDB.open('sidelight');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const database = opening.result;
      const reading = database.transaction('conversations').objectStore('conversations').getAll();
      await new Promise((resolve) => reading.addEventListener('success', resolve));
      database.close();
      return JSON.stringify([reading.result, await chrome.storage.local.get(null)]);
    });
  }

  #watch(): void {
    const { context } = this.#extension;
    const tell = (effect: string) => void this.#effects.push(effect);
    context.on('request', (request) => {
      if (!isOwn(request.url())) tell(`a request for ${request.url()}`);
    });
    context.on('page', (page) => tell(`a new page: ${page.url()}`));
    this.page.on('framenavigated', (frame) => {
      if (!isOwn(frame.url())) tell(`the page went to ${frame.url()}`);
    });
    this.page.on('dialog', (dialog) => {
      tell(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    this.page.on('download', (download) => tell(`a download of ${download.url()}`));
    this.page.on('crash', () => tell('the page crashed'));
  }

  async #load(): Promise<void> {
    await this.goTo('sidepanel.html');
    await this.page.getByRole('textbox', { name: 'Message' }).waitFor();
    await this.page.getByRole('heading', { name: 'New chat' }).waitFor();
    const stored = await this.page.evaluate(() => chrome.storage.local.get('currentConversation'));
    const id = z.parse(conversationIdSchema, stored['currentConversation']);
    this.#shown = { ...this.#shown, id };
  }

  /** What is loaded at first use is there when the first payload comes. */
  async #loadLazyParts(): Promise<void> {
    await this.#show(threadOf([asTexts('$x$\n\n```js\nx\n```\n')]));
    await this.page.locator('article math').waitFor();
    await this.look();
  }

  async #show(messages: readonly Message[]): Promise<void> {
    const leafId = messages.at(-1)?.id ?? null;
    this.#shown = { ...conversationOf({ title: '', index: 0 }), id: this.#shown.id, leafId };
    const frame = { conversation: this.#shown, messages: [...messages], isWhole: true };
    await this.#send([{ type: 'snapshot', ...frame }]);
    await this.#settle();
  }

  async #send(frames: readonly ServerFrame[]): Promise<void> {
    await this.#extension.worker.evaluate((sent) => {
      const { ports } = globalThis as unknown as WithPorts;
      for (const port of ports) for (const frame of sent) port.postMessage(frame);
    }, frames);
  }

  /** Frames come in order, so what was sent before a title is there when the title is. */
  async #settle(): Promise<void> {
    this.#step += 1;
    const title = `Step ${this.#step}`;
    await this.#send([{ type: 'conversation-changed', conversation: { ...this.#shown, title } }]);
    await this.page.waitForFunction(
      (expected) => document.querySelector<HTMLInputElement>('h1 input')?.value === expected,
      title,
      { timeout: WAIT_MS },
    );
    await this.page.evaluate(() => hostileProbe.drawn());
  }

  async #waitForReplies(count: number): Promise<void> {
    await this.page.waitForFunction(
      (expected) =>
        document.querySelectorAll('article[data-role="assistant"][aria-busy="false"]').length ===
        expected,
      count,
      { timeout: WAIT_MS },
    );
  }

  /** What was seen since the last look, once nothing changes any more. */
  async look(): Promise<Sighting> {
    await this.page.evaluate(() => hostileProbe.settled());
    const longestTaskMs = await this.page.evaluate(() => hostileProbe.takeLongestTaskMs());
    const faults = await this.page.evaluate(() => hostileProbe.takeFaults());
    return { faults: [...faults, ...this.#effects.splice(0)], longestTaskMs };
  }

  async #store(conversations: readonly Conversation[]): Promise<void> {
    await this.#extension.worker.evaluate(async (stored) => {
      const opening = indexedDB.open('sidelight');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const database = opening.result;
      const transaction = database.transaction('conversations', 'readwrite');
      const store = transaction.objectStore('conversations');
      store.clear();
      for (const each of stored) store.put({ ...each, deletedAt: null });
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      database.close();
    }, conversations);
  }
}

function isOwn(url: string): boolean {
  return /^(?:chrome-extension|blob):/.test(url);
}

interface Exchange {
  readonly prompt: Prompt['parts'];
  readonly reply: string;
}

/** A payload asked and answered. */
function asTexts(payload: string): Exchange {
  return {
    prompt: [{ type: 'text', text: payload.slice(0, MAX_NAME_LENGTH) }],
    reply: payload,
  };
}

function threadOf(exchanges: readonly Exchange[]): Message[] {
  const { id: conversationId } = conversationOf({ title: '', index: 0 });
  const thread: Message[] = [];
  let parentId: MessageId | null = null;
  exchanges.forEach(({ prompt: parts, reply: text }, index) => {
    const base = { conversationId, createdAt: index };
    const prompt: Prompt = { ...base, id: newId(), role: 'user', parentId, parts };
    const reply: Reply = { ...base, ...replyOf(text), id: newId(), parentId: prompt.id };
    parentId = reply.id;
    thread.push(prompt, reply);
  });
  return thread;
}

function replyOf(payload: string): Omit<Reply, 'id' | 'parentId' | 'conversationId' | 'createdAt'> {
  const name = nameOf(payload);
  return {
    role: 'assistant',
    providerId: 'duckduckgo',
    modelId: name,
    modelName: name,
    continues: null,
    wait: null,
    parts: [
      { type: 'text', text: payload },
      { type: 'reasoning', text: name },
      { type: 'source', url: name, title: name },
      { type: 'image', blobId: newId(), alt: name },
    ],
    outcome: { type: 'failed', error: { kind: 'rejected', message: name, code: name } },
  };
}

/** The same message before its reply brought anything. */
function asBegun(message: Message): Message {
  return message.role === 'user' ? message : { ...message, parts: [], outcome: null };
}

function eventFrame(messageId: MessageId, event: ChatEvent | undefined): ServerFrame {
  return { type: 'events', messageId, events: event === undefined ? [] : [event] };
}

function conversationOf({ title, index }: { title: string; index: number }): Conversation {
  return { id: newId(), title, createdAt: index, updatedAt: index, leafId: null };
}

/** Names and errors are short: what is longer is drawn whole as a reply alone. */
function nameOf(payload: string): string {
  return payload.slice(0, MAX_NAME_LENGTH);
}

/** Cut anywhere, but for the middle of a character, where no decoder cuts. */
function inPieces(payload: string): string[] {
  const ends = Array.from({ length: PIECES }, (_, index) => {
    const end = Math.ceil((payload.length * (index + 1)) / PIECES);
    return /[\uD800-\uDBFF]/.test(payload.charAt(end - 1)) ? end + 1 : end;
  });
  return ends.map((end, index) => payload.slice(index === 0 ? 0 : ends[index - 1], end));
}

function together(sightings: readonly Sighting[]): Sighting {
  return {
    faults: sightings.flatMap(({ faults }) => faults),
    longestTaskMs: Math.max(...sightings.map(({ longestTaskMs }) => longestTaskMs)),
  };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
