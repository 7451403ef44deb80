import { vi } from 'vitest';
import { browser, type Browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { toErrorData } from '@/lib/chat/errors';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { requestFrameSchema, type RequestInput, type RequestName } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';
import type { Chat } from './chat/chat';
import { createComposerStore } from './chat/composer-store';
import { createConversationStore } from './chat/conversation-store';
import { createDrafts } from './chat/drafts';
import { createProvidersStore } from './providers/providers-store';
import english from '../../public/_locales/en/messages.json';

/** Makes `t` speak English in a test, from the real texts: the fake browser has no `i18n`. */
export function speakEnglish(): void {
  const texts: Readonly<Record<string, { message: string } | undefined>> = english;
  const getMessage = (key: string, substitutions: string | string[] = []) =>
    (texts[key]?.message ?? '').replaceAll(
      /\$(\d)/g,
      (_, digit: string) => [substitutions].flat()[Number(digit) - 1] ?? '',
    );
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation(getMessage);
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en');
}

/** What UIs know of a provider, DuckDuckGo where a test does not care. */
export function providerInfo(known: Partial<ProviderInfo> = {}): ProviderInfo {
  const models = known.models ?? [{ id: 'm', name: 'Model M', output: 'text' as const }];
  return {
    id: 'duckduckgo',
    kind: 'duckduckgo',
    name: 'DuckDuckGo',
    isOn: true,
    isEndpoint: false,
    caveat: null,
    site: { name: 'duck.ai', url: 'https://duck.ai/' },
    origins: ['https://duckduckgo.com/*'],
    key: { need: 'none', isSet: false, page: null },
    takesHeaders: false,
    headerNames: [],
    health: { type: 'ready' },
    models,
    shownModels: models,
    listsModels: false,
    options: ['system-prompt'],
    settingFields: [],
    settings: {},
    ...known,
  };
}

/** One end of a port for a test that plays the background at the other end. */
export interface FakePort {
  readonly end: Browser.runtime.Port;
  /** What came from our end. */
  readonly sent: unknown[];
  deliver(frame: unknown): void;
  /** Closes it from the background's end, as when a worker dies. */
  close(): void;
  /** Whether our end has closed it. */
  isClosed(): boolean;
}

export function fakePort(): FakePort {
  const sent: unknown[] = [];
  const onMessage = fakeEvent();
  const onDisconnect = fakeEvent();
  let isClosed = false;
  const end = {
    name: 'chat',
    onMessage,
    onDisconnect,
    postMessage: (message: unknown) => void sent.push(message),
    disconnect: () => {
      isClosed = true;
    },
  };
  return {
    end: end as unknown as Browser.runtime.Port,
    sent,
    deliver: (frame) => onMessage.emit(frame),
    close: () => onDisconnect.emit(end),
    isClosed: () => isClosed,
  };
}

function fakeEvent() {
  const listeners: ((value: unknown) => void)[] = [];
  return {
    addListener: (listener: (value: unknown) => void) => void listeners.push(listener),
    emit: (value: unknown) => listeners.forEach((listener) => listener(value)),
  };
}

type Handlers = {
  [Name in RequestName]?: (input: RequestInput<Name>) => RequestOutput<Name>;
};

/** Answers requests in the background's place; returns the requests made, oldest first. */
export function playBackground(handlers: Handlers): { name: string; input: unknown }[] {
  const made: { name: string; input: unknown }[] = [];
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (frame: unknown) => {
    const { name, input } = z.parse(requestFrameSchema, frame);
    made.push({ name, input });
    try {
      const handler = handlers[name] as ((input: unknown) => unknown) | undefined;
      return { ok: true, output: handler?.(input) };
    } catch (error) {
      return { ok: false, error: toErrorData(error) };
    }
  });
  return made;
}

/** Answers permission requests as a user would; returns those made. */
export function stubPermissions({ isGranted }: { isGranted: boolean }): unknown[] {
  const asked: unknown[] = [];
  vi.spyOn(browser.permissions, 'request').mockImplementation(async (permissions: unknown) => {
    asked.push(permissions);
    return isGranted;
  });
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => isGranted);
  for (const event of [browser.permissions.onAdded, browser.permissions.onRemoved]) {
    vi.spyOn(event, 'addListener').mockImplementation(() => {});
    vi.spyOn(event, 'removeListener').mockImplementation(() => {});
  }
  return asked;
}

/** A chat whose background never answers, for a test that fills the stores itself. */
export function silentChat(): Chat {
  const { signal } = new AbortController();
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(() => new Promise(() => {}));
  return {
    conversation: createConversationStore(),
    providers: createProvidersStore(),
    composer: createComposerStore(),
    drafts: createDrafts(signal),
  };
}
