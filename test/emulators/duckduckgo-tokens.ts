import type { ScriptedPrompt } from './script';
import {
  challengeNamed,
  createChallenge,
  createObfuscatedChallenge,
  type Challenge,
} from './duckduckgo-challenge';

type Messages = ScriptedPrompt['messages'];

/** What one answer of the service gives out for the next request. */
export interface Grant {
  readonly vqd: string;
  readonly challenge: Challenge;
  /** The conversation it goes on with; `null` for a first request. */
  readonly history: Messages | null;
  /** The reply it came with, as far as it was sent. */
  sentText: string;
  /** The messages it was used for; others need another grant. */
  usedFor: string | null;
}

/** Remembers every token given out. */
export class Grants {
  readonly #grants: Grant[] = [];

  issue(history: Messages | null, { isObfuscated }: { isObfuscated: boolean }): Grant {
    const serial = this.#grants.length;
    const grant: Grant = {
      vqd: `4-${String(serial).padStart(6, '0')}`,
      challenge: isObfuscated ? createObfuscatedChallenge(serial) : createChallenge(serial),
      history,
      sentText: '',
      usedFor: null,
    };
    this.#grants.push(grant);
    return grant;
  }

  /** The grant that a request uses, by its `x-vqd-4` or else by the challenge it answers. */
  find(vqd: string | undefined, answer: string): Grant | undefined {
    if (vqd !== undefined) return this.#grants.find((grant) => grant.vqd === vqd);
    const name = challengeNamed(answer);
    return this.#grants.find(({ challenge }) => challenge.serverHashes[0] === name);
  }
}

/** What is wrong with a conversation; `null` if nothing is. */
export function historyFault(messages: Messages, { history, sentText }: Grant): string | null {
  const roles = messages.map(({ role }) => role);
  if (roles.some((role, at) => role !== (at % 2 === 0 ? 'user' : 'assistant'))) {
    return `roles do not alternate: ${roles.join(', ')}`;
  }
  if (roles.at(-1) !== 'user') return 'no prompt at the end';
  if (messages.some(({ content }) => typeof content !== 'string' || content.trim() === '')) {
    return 'a message without content';
  }
  if (history === null) return null;
  const earlier = messages.slice(0, history.length);
  if (JSON.stringify(earlier) !== JSON.stringify(history)) return 'another history';
  const reply = messages[history.length]?.content ?? '';
  return sentText.startsWith(reply) ? null : 'another reply than was sent';
}
