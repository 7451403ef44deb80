import { browser } from 'wxt/browser';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { newId } from '@/lib/chat/ids';
import type { Refusal } from '@/lib/chat/page-reading';
import type { SavedPrompt } from '@/lib/prompts/saved-prompts';
import { offerToWindow } from '@/lib/messaging/offers';
import { showInWindow, takeShownInPopup } from '@/lib/messaging/window-state';
import { openSidebar } from '@/lib/platform/sidebar';
import { sendMessage, startChat, stopReply, type Chat } from './chat';
import { streamingReply } from './conversation-store';
import { openInTab } from '../open-page';
import { tabInFront } from '../pages/open-tabs';
import { readQuote } from '../pages/page-context';
import { insertPrompt, readPrompts } from '../pages/prompts';

/** What stands beside the question: what was `wanted` of the page in front, or why that is not there. */
export interface QuickPage {
  readonly tabId: number | null;
  /** Empty where the browser does not tell it. */
  readonly url: string;
  readonly wanted: 'selection' | 'page';
  readonly state: 'none' | 'reading' | 'quoted' | Refusal;
}

/** Begins with what is selected in the page, or with the reply that the popup was opened to show. */
export async function startQuickPrompt(signal: AbortSignal): Promise<QuickPrompt> {
  const [tab, shown, prompts, { id: windowId = browser.windows.WINDOW_ID_NONE }] =
    await Promise.all([
      tabInFront().catch(() => null),
      takeShownInPopup().catch(() => null),
      readPrompts(),
      browser.windows.getCurrent(),
    ]);
  const quick = new QuickPrompt({
    chat: startChat(signal, { only: shown ?? newId() }),
    page: createStore<QuickPage>(() => ({
      tabId: tab?.id ?? null,
      url: tab?.url ?? '',
      wanted: 'selection',
      state: 'none',
    })),
    prompts,
    windowId,
  });
  if (shown === null) void quick.quote('selection');
  return quick;
}

/** A question beside a page, in the toolbar popup. */
export class QuickPrompt {
  readonly chat: Chat;
  readonly page: StoreApi<QuickPage>;
  readonly prompts: readonly SavedPrompt[];
  readonly #windowId: number;

  constructor({
    chat,
    page,
    prompts,
    windowId,
  }: Pick<QuickPrompt, 'chat' | 'page' | 'prompts'> & { readonly windowId: number }) {
    this.chat = chat;
    this.page = page;
    this.prompts = prompts;
    this.#windowId = windowId;
  }

  /** Puts the selection or the whole page beside the question, in place of what is there. */
  async quote(wanted: QuickPage['wanted']): Promise<void> {
    const { chat, page } = this;
    const { tabId } = page.getState();
    page.setState({ wanted, state: 'reading' });
    chat.composer.setState({ context: [] });
    const read =
      tabId === null
        ? 'no-access'
        : await readQuote(wanted, tabId).catch(() => 'no-access' as const);
    if (page.getState().wanted !== wanted) return; // another was wanted meanwhile
    const isQuoted = typeof read !== 'string';
    if (isQuoted) chat.composer.setState({ context: [read] });
    page.setState({ state: isQuoted ? 'quoted' : read });
  }

  /** Asks what is in the box, as soon as what stands beside it is read. */
  ask(): void {
    this.#whenRead(() => sendMessage(this.chat));
  }

  /** Asks one of the user's prompts: about the whole page where nothing is selected. */
  askPrompt(prompt: SavedPrompt): void {
    this.#whenRead(() => {
      const { state, wanted } = this.page.getState();
      if (state !== 'empty' || wanted === 'page') this.#sendPrompt(prompt);
      else void this.quote('page').then(() => this.#sendPrompt(prompt));
    });
  }

  /** Ends the reply, if one streams; returns whether one did. */
  stop(): boolean {
    const isStreaming = streamingReply(this.chat.conversation.getState()) !== null;
    stopReply(this.chat);
    return isStreaming;
  }

  /**
   * Moves what the popup shows to the sidebar of its window, also while it streams. Call it first
   * thing in a click or a key press.
   */
  moveToSidebar(): void {
    openSidebar(this.#windowId); // first, or the gesture no longer counts
    void this.#handOver().then(closePopup, closePopup);
  }

  /** Opens the conversation in a tab. */
  moveToTab(): void {
    const { conversationId } = this.chat.conversation.getState();
    if (conversationId === null) return;
    openInTab(conversationId); // which closes the popup
  }

  async #handOver(): Promise<void> {
    const { conversationId, conversation } = this.chat.conversation.getState();
    const { text, context, sending } = this.chat.composer.getState();
    if (conversationId !== null && (conversation !== null || sending !== null)) {
      await showInWindow(this.#windowId, conversationId);
    }
    if (text === '' && context.length === 0) return;
    const offer = { text, context: [...context], imageIds: [], refusal: null };
    await offerToWindow(this.#windowId, offer);
  }

  /** Where there is nothing to ask about, the prompt waits in the box. */
  #sendPrompt(prompt: SavedPrompt): void {
    insertPrompt(this.chat, prompt);
    if (this.page.getState().state === 'quoted') sendMessage(this.chat);
  }

  #whenRead(action: () => void): void {
    if (this.page.getState().state !== 'reading') return action();
    const stop = this.page.subscribe(({ state }) => {
      if (state === 'reading') return;
      stop();
      action();
    });
  }
}

function closePopup(): void {
  close();
}
