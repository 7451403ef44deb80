import { browser } from 'wxt/browser';

/** The one call of Firefox's `sidebarAction` that we use; Chrome's types do not know it. */
interface WithSidebarAction {
  readonly sidebarAction: { toggle(): Promise<void> };
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
