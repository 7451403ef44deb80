import { expect } from '@playwright/test';
import type { ProviderEmulator, ScriptedReply } from '../emulators/script';
import type { ChatPage } from './chat-page';

export interface SpokenReply {
  readonly reply: ScriptedReply;
  /** Sends some more text. */
  say(text: string): void;
  /** Ends the reply as the service does. */
  end(): void;
}

/** Asks a question, and waits until the reply shows `beginning`; the test speaks the rest. */
export async function askForSpokenReply(
  chat: ChatPage,
  emulator: ProviderEmulator,
  beginning: string,
): Promise<SpokenReply> {
  const spoken = spokenReply();
  emulator.script.reply = spoken.reply;
  await chat.ask('A question');
  spoken.say(beginning);
  await expect(chat.lastReply).toContainText(beginning.trim());
  return spoken;
}

/** A reply that a test speaks bit by bit. */
export function spokenReply(): SpokenReply {
  const waiting: (string | null)[] = [];
  let wake: (() => void) | undefined;
  const push = (piece: string | null) => {
    waiting.push(piece);
    wake?.();
  };
  async function* pieces(): AsyncGenerator<string> {
    for (;;) {
      const piece = waiting.shift();
      if (piece === null) return;
      if (piece === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else yield piece;
    }
  }
  return { reply: pieces, say: push, end: () => push(null) };
}
