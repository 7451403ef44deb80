import type { Fault } from '../emulators/script';
import { chatRequests } from './chat-requests';
import { expect, test } from './extension';
import { spokenReply } from './spoken-reply';

interface Case {
  readonly name: string;
  readonly fault: Omit<Fault, 'on'>;
  readonly says: RegExp;
  readonly button: RegExp;
}

const error = (type: string, status: number, overrideCode?: string): Omit<Fault, 'on'> => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ action: 'error', status, type, overrideCode }),
});

const CASES: readonly Case[] = [
  {
    name: 'a ban',
    fault: error('ERR_BN_LIMIT', 418),
    says: /DuckDuckGo/,
    button: /^Open duck\.ai$/,
  },
  {
    name: 'a full conversation',
    fault: error('ERR_CONVERSATION_LIMIT', 429),
    says: /conversation/i,
    button: /^New chat$/,
  },
  {
    name: 'a prompt that is too long',
    fault: error('ERR_INPUT_LIMIT', 400),
    says: /long/,
    button: /^Shorten$/,
  },
  {
    name: 'a limit that says when it ends',
    fault: { ...error('ERR_RATE_LIMIT', 429), headers: { 'retry-after': '300' } },
    says: /no more questions for now/,
    button: /^Retry in /,
  },
  {
    name: 'a web page instead of a reply',
    fault: {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Sign in</title><h1>Sign in</h1>',
    },
    says: /web page/,
    button: /^Open duck\.ai$/,
  },
  {
    name: 'a model that is gone',
    fault: error('ERR_MODEL_UNAVAILABLE', 400),
    says: /model/,
    button: /^Choose a model$/,
  },
];

for (const { name, fault, says, button } of CASES) {
  test(`${name} is told in a sentence with the one button that helps`, async ({
    chat,
    emulator,
  }) => {
    emulator.script.faults = [{ on: 'chat', times: 9, ...fault }];
    await chat.ask('A question');
    await expect(chat.alert).toContainText(says);
    await expect(chat.alert.getByRole('button', { name: button })).toBeVisible();
    await chat.waitForReply();
    await expect(chat.alert).not.toContainText('<');
  });
}

test('a challenge that would have to be run is refused, and duck.ai is offered', async ({
  chat,
  emulator,
}) => {
  emulator.script.hash = 'v4';
  await chat.ask('A question');
  await expect(chat.alert.getByRole('button', { name: 'Open duck.ai' })).toBeVisible();
  expect(chatRequests(emulator)).toEqual([]);
});

test('a cut connection keeps the text and offers to go on', async ({ chat, emulator }) => {
  emulator.script.reply = 'one two three four';
  emulator.script.transport = { cutAfterBytes: 300 };
  await chat.ask('A question');
  await expect(chat.alert).toBeVisible();
  await expect(chat.lastReply).toContainText('one');
  await expect(chat.continueButton).toBeVisible();
});

test('a rate limit that passes is waited for, and said', async ({ chat, emulator }) => {
  emulator.script.faults = [
    { on: 'chat', status: 429, headers: { 'retry-after': '3' }, body: '{"type":"ERR_RATE_LIMIT"}' },
  ];
  emulator.script.reply = 'An answer.';
  await chat.ask('A question');
  await expect(chat.lastReply).toContainText(/wait/i);
  await expect(chat.lastReply).toContainText('An answer.', { timeout: 15_000 });
  const [first, second] = chatRequests(emulator);
  expect(second?.body).toBe(first?.body); // the question is not asked twice in one request
  expect(emulator.violations).toEqual([]);
});

test('no network is said, and Retry answers once it is back', async ({
  chat,
  emulator,
  extension,
}) => {
  test.slow(); // the provider tries again by itself first
  await extension.context.setOffline(true);
  await chat.ask('A question');
  await expect(chat.alert).toBeVisible({ timeout: 45_000 });
  await extension.context.setOffline(false);
  emulator.script.reply = 'An answer.';
  await chat.alert.getByRole('button', { name: 'Retry' }).click();
  await expect(chat.lastReply).toContainText('An answer.', { timeout: 15_000 });
  await expect(chat.alert).toHaveCount(0);
});

test('Details tell the code, and nothing is lost by a new chat', async ({ chat, emulator }) => {
  emulator.script.faults = [{ on: 'chat', ...error('ERR_CONVERSATION_LIMIT', 429, 'x1y2') }];
  await chat.ask('A question');
  await chat.alert.getByText('Details', { exact: true }).click();
  await expect(chat.alert).toContainText('ERR_CONVERSATION_LIMIT');
  await chat.alert.getByRole('button', { name: 'New chat' }).click();
  await expect(chat.prompts).toHaveCount(0);
  const list = await chat.openConversations();
  await expect(list).toContainText('A question');
});

test('Stop ends a reply at once and keeps its text; Escape does too', async ({
  chat,
  emulator,
}) => {
  for (const stop of ['button', 'Escape']) {
    const spoken = spokenReply();
    emulator.script.reply = spoken.reply;
    await chat.ask(`Stop by ${stop}`);
    spoken.say(`Text until ${stop}`);
    await expect(chat.lastReply).toContainText(`Text until ${stop}`);
    if (stop === 'button') await chat.stopButton.click();
    else await chat.messageBox.press('Escape');
    await chat.waitForReply();
    await expect(chat.sendButton).toBeVisible();
    await expect(chat.lastReply).toContainText(`Text until ${stop}`);
    await expect(chat.alert).toHaveCount(0);
  }
});

test('an endless reply is ended, kept and said, and the panel still works', async ({
  chat,
  emulator,
}) => {
  test.slow();
  const paragraphs = 'One of very many paragraphs, with **bold** words and `code`.\n\n'.repeat(50);
  emulator.script.reply = async function* () {
    for (;;) yield paragraphs;
  };
  await chat.ask('Never stop');
  await expect(chat.alert).toContainText('too long', { timeout: 60_000 });
  await expect(chat.lastReply).toContainText('One of very many paragraphs');
  await chat.messageBox.fill('A next question');
  await expect(chat.sendButton).toBeEnabled();
});
