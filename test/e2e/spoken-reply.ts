import type { ScriptedReply } from '../emulators/script';

export interface SpokenReply {
  readonly reply: ScriptedReply;
  /** Sends some more text. */
  say(text: string): void;
  /** Ends the reply as the service does. */
  end(): void;
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
