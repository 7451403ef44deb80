import type { Frame, Page } from '@playwright/test';
import type { ExtensionBrowser } from '@/scripts/browser/extension-browser';
import { SITE_HOST, startSite, type Site } from '../emulators/site';
import { expect, test as base } from './extension';

/** Opens a page of a web site, beside the extension. */
export type OpenPage = (html: string, headers?: Readonly<Record<string, string>>) => Promise<Page>;

export const test = base.extend<{ site: Site; openPage: OpenPage }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  site: async ({}, use) => {
    await using site = await startSite();
    await use(site);
  },

  network: async ({ freeServices: { duckduckgo, aichats, darkai, aiask }, site }, use) =>
    use([duckduckgo, aichats, darkai, aiask, site]),

  openPage: async ({ extension, site }, use) =>
    use(async (html, headers) => {
      site.serve(`<!doctype html>${html}`, headers);
      const page = await extension.context.newPage();
      await page.goto(`https://${SITE_HOST}/`);
      return page;
    }),
});

/** The next page of ours that opens, such as `popup.html`. */
export function pageThatOpens({ context }: ExtensionBrowser, file: string): Promise<Page> {
  return context.waitForEvent('page', (page) => page.url().endsWith(`/${file}`));
}

/** Selects all text of an element, as a pointer does. */
export async function selectText(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate((element) => {
    if (element instanceof HTMLTextAreaElement) {
      element.focus();
      element.select();
    } else {
      getSelection()?.selectAllChildren(element);
    }
  });
}

/** What the key for "Answer here" does: the access it gives, and the command. */
export async function answerHere(extension: ExtensionBrowser, page: Page): Promise<void> {
  await extension.grantActiveTab(page);
  await extension.worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    const { onCommand } = chrome.commands as unknown as {
      onCommand: { dispatch(command: string, on: typeof tab): void };
    };
    onCommand.dispatch('answer-here', tab);
  }, page.url());
}

/** The inside of the card in a page, as soon as it shows something. */
export async function cardIn(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().endsWith('/inline-card.html'));
  await expect.poll(() => find() !== undefined, { message: 'there is a card' }).toBe(true);
  const frame = find();
  if (frame === undefined) throw new Error('The card has gone');
  await expect(frame.getByRole('article').first()).toBeVisible();
  return frame;
}
