import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StandIn } from '../browser/extension-browser';

/** Chromium looks for news of its own. */
const BROWSERS_OWN = /(?:^|\.)(?:google|googleapis|gvt1|gstatic)\.com$/;

/** Takes every connection that the browser opens, answers none, and remembers whom it was for. */
export interface ConnectionLog extends StandIn, AsyncDisposable {
  readonly hosts: readonly ['*'];
  /**
   * The names that were called, without the browser's own errands; what said no name is `?`. Waits
   * until the last connection has said its name.
   */
  opened(): Promise<readonly string[]>;
}

/** Silence is a connection, too: a preconnection says nothing. */
const SPEAK_WITHIN_MS = 500;
const LAST_CONNECTION_MS = SPEAK_WITHIN_MS + 200;

/** Starts a server that stands for the whole internet. */
export async function startConnectionLog(): Promise<ConnectionLog> {
  const called: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const name = (data: Buffer | null) => {
      called.push(data === null ? '?' : hostIn(data));
      socket.destroy();
    };
    socket.setTimeout(SPEAK_WITHIN_MS, () => name(null));
    socket.once('data', name);
    socket.on('error', () => {}); // clients may leave as they like
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    hosts: ['*'],
    port,
    spki: '',
    async opened() {
      await sleep(LAST_CONNECTION_MS);
      return called.filter((host) => !BROWSERS_OWN.test(host));
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

const TLS_HANDSHAKE = 0x16;

/** The name in the first bytes of a connection: TLS says it in clear, HTTP in a header. */
function hostIn(data: Buffer): string {
  if (data[0] === TLS_HANDSHAKE) return serverNameIn(data) ?? '?';
  return /^host: *([^\r\n]*)/im.exec(data.toString('latin1'))?.[1] ?? '?';
}

/** Before the lists of a ClientHello: the headers of record and handshake, a version, a random. */
const HELLO_START = 5 + 4 + 2 + 32;
const SERVER_NAME_EXTENSION = 0;
/** Before the name: the lengths of list and name, and its type. */
const NAME_START = 5;

/** https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2 */
function serverNameIn(hello: Buffer): string | null {
  try {
    let at = HELLO_START;
    at += 1 + hello.readUInt8(at); // session
    at += 2 + hello.readUInt16BE(at); // ciphers
    at += 1 + hello.readUInt8(at); // compression
    at += 2; // how long the extensions are together
    while (hello.readUInt16BE(at) !== SERVER_NAME_EXTENSION) at += 4 + hello.readUInt16BE(at + 2);
    const length = hello.readUInt16BE(at + 2);
    return hello.toString('latin1', at + 4 + NAME_START, at + 4 + length);
  } catch {
    return null; // it has none, or came in pieces
  }
}
