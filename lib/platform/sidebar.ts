import { browser } from 'wxt/browser';

/** The calls of Firefox's `sidebarAction` that we use; Chrome's types do not know it. */
interface WithSidebarAction {
  readonly sidebarAction: { open(): Promise<void> };
}

/**
 * Opens the sidebar of a window. Browsers allow it only in the turn of a click, a key or a menu: call
 * it there first, before anything is awaited. Where it is not allowed nothing happens.
 */
export function openSidebar(windowId: number): void {
  const opening = import.meta.env.FIREFOX
    ? (browser as unknown as WithSidebarAction).sidebarAction.open()
    : browser.sidePanel.open({ windowId });
  opening.catch(() => {});
}

/** Chrome remembers it if an older version of ours let the toolbar button open the side panel. */
export function leaveClickToPopup(): void {
  if (import.meta.env.FIREFOX) return;
  void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: false });
}
