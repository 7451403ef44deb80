import { browser } from 'wxt/browser';

/** The calls of Firefox's `sidebarAction` that we use; Chrome's types do not know it. */
interface WithSidebarAction {
  readonly sidebarAction: { open(): Promise<void>; toggle(): Promise<void> };
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

/**
 * Makes a click on the toolbar button open the sidebar. Chrome's side panel has a setting for it;
 * Firefox's sidebar is toggled in the click itself. Call it synchronously when the background starts.
 */
export function openSidebarOnClick(): void {
  if (import.meta.env.FIREFOX) {
    const { sidebarAction } = browser as unknown as WithSidebarAction;
    browser.action.onClicked.addListener(() => void sidebarAction.toggle());
  } else {
    void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
  }
}
