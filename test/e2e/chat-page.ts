import { expect, type Locator, type Page } from '@playwright/test';

/** The chat as a person finds it: by what things are and what they are called. */
export class ChatPage {
  readonly page: Page;
  readonly messageBox: Locator;
  readonly sendButton: Locator;
  readonly stopButton: Locator;
  readonly newChatButton: Locator;
  readonly conversationsButton: Locator;
  readonly modelButton: Locator;
  readonly allowAccessButton: Locator;
  readonly continueButton: Locator;
  readonly retryButton: Locator;
  /** Where the messages are. */
  readonly log: Locator;
  readonly prompts: Locator;
  readonly replies: Locator;
  readonly lastReply: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    this.page = page;
    this.messageBox = page.getByRole('textbox', { name: 'Message' });
    this.sendButton = button('Send');
    this.stopButton = button('Stop');
    this.newChatButton = button('New chat');
    this.conversationsButton = button('Conversations');
    this.modelButton = button('Model');
    this.allowAccessButton = button('Allow access');
    this.continueButton = button('Continue');
    this.retryButton = button('Retry');
    this.log = page.getByRole('log', { name: 'Conversation' });
    this.prompts = this.log.getByRole('article', { name: 'You', exact: true });
    this.replies = this.log.getByRole('article', { name: /^(?!You$)/ });
    this.lastReply = this.replies.last();
    this.alert = page.getByRole('alert');
  }

  /** Types a prompt and sends it, without waiting for the reply. */
  async ask(prompt: string): Promise<void> {
    const before = await this.lastMessageId();
    await this.messageBox.fill(prompt);
    await this.messageBox.press('Enter');
    await this.page.waitForFunction((id) => {
      const row = [...document.querySelectorAll('[role="log"] [data-message]')].at(-1);
      const isReply = Boolean(row?.querySelector('[data-role="assistant"]'));
      return isReply && row?.getAttribute('data-message') !== id;
    }, before);
  }

  /** The message that the thread ends with. Not all before it are mounted. */
  lastMessageId(): Promise<string | null> {
    return this.log.evaluate((log) => {
      const row = [...log.querySelectorAll('[data-message]')].at(-1);
      return row?.getAttribute('data-message') ?? null;
    });
  }

  /** Waits until no reply streams any more. */
  async waitForReply(): Promise<void> {
    await expect(this.lastReply).toBeVisible();
    await expect(this.lastReply).toHaveAttribute('aria-busy', 'false');
    await expect(this.lastReply.locator('[aria-busy="true"]')).toHaveCount(0); // all of it is drawn
  }

  /** The last reply's text as it is drawn, without its name and buttons. */
  async lastReplyText(): Promise<string> {
    const parts = await this.lastReply.locator(':scope > [dir="auto"]').evaluateAll((elements) =>
      elements
        .filter((element) => element instanceof HTMLElement)
        .map((element) => {
          const buttons = new Set(
            [...element.querySelectorAll('button')].map((button) => button.innerText),
          );
          const lines = element.innerText.split('\n');
          return lines.filter((line) => line === '' || !buttons.has(line)).join('\n');
        }),
    );
    return parts.join('\n\n');
  }

  /** Picks the model for what is asked next: the provider tells apart models of one name. */
  async chooseModel(name: string, provider?: string): Promise<void> {
    await this.modelButton.click();
    const option = { name, exact: true };
    const models =
      provider === undefined
        ? this.page
        : this.page.getByRole('group', { name: provider, exact: true });
    await models.getByRole('option', option).click();
    await expect(this.modelButton).toHaveText(name);
  }

  /** Opens the list of conversations. */
  async openConversations(): Promise<Locator> {
    await this.conversationsButton.click();
    const list = this.page
      .getByRole('dialog', { name: 'Conversations' })
      .or(this.page.getByRole('navigation', { name: 'Conversations' }));
    await expect(list).toBeVisible();
    return list;
  }
}
