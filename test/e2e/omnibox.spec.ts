import type { ExtensionBrowser } from '@/scripts/browser/extension-browser';
import { ChatPage } from './chat-page';
import { expect, test } from './extension';

/** What Enter in the address bar does, after the keyword. */
function enter({ worker }: ExtensionBrowser, text: string): Promise<void> {
  return worker.evaluate((typed) => {
    const { onInputEntered } = chrome.omnibox as unknown as {
      onInputEntered: { dispatch(text: string, disposition: string): void };
    };
    onInputEntered.dispatch(typed, 'newForegroundTab');
  }, text);
}

interface Suggestion {
  readonly content: string;
  readonly description: string;
}

/** What the address bar lists while `text` is in it. */
function suggestionsFor({ worker }: ExtensionBrowser, text: string): Promise<Suggestion[]> {
  return worker.evaluate(
    (typed) =>
      new Promise<Suggestion[]>((resolve) => {
        const { onInputChanged } = chrome.omnibox as unknown as {
          onInputChanged: { dispatch(text: string, suggest: (all: Suggestion[]) => void): void };
        };
        onInputChanged.dispatch(typed, resolve);
      }),
    text,
  );
}

async function openedChat(extension: ExtensionBrowser, text: string): Promise<ChatPage> {
  const opened = extension.context.waitForEvent('page');
  await enter(extension, text);
  return new ChatPage(await opened);
}

test('a question in the address bar is answered in a tab, once', async ({
  extension,
  emulator,
}) => {
  emulator.script.reply = 'A small copy nearby.';
  const chat = await openedChat(extension, 'What is a cache & why?');
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('A small copy nearby.');
  expect(emulator.requests.filter(({ body }) => body.includes('What is a cache'))).toHaveLength(1);
  await chat.page.reload(); // shows the same chat, and asks nothing again
  await expect(chat.lastReply).toContainText('A small copy nearby.');
  expect(emulator.requests.filter(({ body }) => body.includes('What is a cache'))).toHaveLength(1);
});

test('prompts and recent chats are suggested, and a chat is opened without asking', async ({
  extension,
  emulator,
}) => {
  const first = await openedChat(extension, 'What is a <cache>?');
  await first.waitForReply();
  const asked = emulator.requests.filter(({ method }) => method === 'POST').length;

  const prompts = await suggestionsFor(extension, 'ein Haus');
  expect(prompts.map(({ description }) => description)).toContain('Translate ein Haus');
  const recent = await suggestionsFor(extension, '<cache>');
  const chat = recent.find(({ description }) => description.startsWith('What is a &lt;cache&gt;'));
  expect(chat).toBeDefined();

  const opened = await openedChat(extension, chat?.content ?? '');
  await expect(opened.prompts).toContainText('What is a <cache>?');
  expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(asked);
});
