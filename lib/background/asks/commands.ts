import { browser } from 'wxt/browser';
import { CAN_SHOW_CARD } from '@/lib/platform/page-card';
import { openSidebar } from '@/lib/platform/sidebar';

/** What the keys of the manifest's `commands` do, besides the toolbar button's own. */
export interface CommandHandlers {
  /** Asks about what is selected in a tab, its sidebar being open. */
  readonly askAboutSelection: (tabId: number, windowId: number) => void;
  /** Answers beside what is selected in a tab. */
  readonly answerHere: (tabId: number) => void;
}

/** Listens for the user's keys. Call it synchronously when the background starts. */
export function serveCommands({ askAboutSelection, answerHere }: CommandHandlers): void {
  const askInSidebar = (tabId: number, windowId: number) => {
    openSidebar(windowId); // first, or the key no longer counts
    askAboutSelection(tabId, windowId);
  };
  browser.commands.onCommand.addListener((command, tab) => {
    if (tab?.id === undefined) return;
    const { id, windowId } = tab;
    switch (command) {
      case 'open-sidebar':
        openSidebar(windowId);
        return;
      case 'answer-here':
        if (CAN_SHOW_CARD) answerHere(id);
        else askInSidebar(id, windowId);
        return;
      case 'ask-about-selection':
        askInSidebar(id, windowId);
    }
  });
}
