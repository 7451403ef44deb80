import type { Emulator, RecordedRequest } from '../emulators/emulator';

/** The requests for a reply, oldest first. */
export function chatRequests({ requests }: Pick<Emulator, 'requests'>): RecordedRequest[] {
  return requests.filter(({ path }) => path === '/duckchat/v1/chat');
}

/** The messages that each request for a reply carried. */
export function sentMessages(emulator: Pick<Emulator, 'requests'>): WireMessage[][] {
  return chatRequests(emulator).map(({ body }) => {
    const { messages } = JSON.parse(body) as { messages: WireMessage[] };
    return messages;
  });
}

interface WireMessage {
  readonly role: string;
  readonly content: string;
}
