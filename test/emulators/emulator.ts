import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createSecureServer, type Http2ServerRequest } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { createCertificate, type Certificate } from './certificate';
import { Exchange } from './exchange';

/** A local stand-in for a service: a real server on 127.0.0.1 that speaks its wire format. */
export interface Emulator extends AsyncDisposable, Pick<Certificate, 'spki' | 'cert'> {
  readonly port: number;
  /** The hosts it stands in for. */
  readonly hosts: readonly string[];
  /** Everything that was asked of it, in order. */
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

export interface RecordedRequest {
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
  readonly method: string;
  readonly host: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: string;
  readonly response: RecordedResponse;
}

export interface RecordedResponse {
  status: number | null;
  /** Of the body; milliseconds since the epoch with fractions, by the real clock. */
  firstByteAt: number | null;
  lastByteAt: number | null;
  end: 'open' | 'finished' | 'cut' | 'left-by-client';
}

export type Handler = (exchange: Exchange) => Promise<void>;

interface ServerOptions {
  readonly hosts: readonly string[];
  readonly handle: Handler;
  /** 0 takes any free port. */
  readonly port?: number | undefined;
  readonly now?: (() => number) | undefined;
  /** `http` is for services on the user's own computer: HTTP/1.1 alone, as they speak it. */
  readonly protocol?: 'https' | 'http';
}

/** Starts a server for `hosts`; over HTTPS it speaks HTTP/1.1 and HTTP/2. */
export async function startServer({
  hosts,
  handle,
  port = 0,
  now = Date.now,
  protocol = 'https',
}: ServerOptions): Promise<Emulator> {
  const { key, cert, spki } = await createCertificate(hosts);
  const requests: RecordedRequest[] = [];
  const sockets = new Set<Socket>();
  const server =
    protocol === 'https' ? createSecureServer({ key, cert, allowHTTP1: true }) : createServer();
  server.on(protocol === 'https' ? 'secureConnection' : 'connection', (socket: Socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => {}); // clients may leave as they like
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => {
    void record(request, now()).then((recorded) => {
      requests.push(recorded);
      return answer(new Exchange(recorded, response));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });

  async function answer(exchange: Exchange): Promise<void> {
    try {
      if (hosts.includes(exchange.request.host)) await handle(exchange);
      else await exchange.send(404, 'No such host here');
    } catch (error) {
      console.error('The emulator failed:', error);
      exchange.cut();
    }
  }

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => {
      server.close(resolve);
    });
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  const address = server.address() as AddressInfo;
  return { port: address.port, hosts, spki, cert, requests, close, [Symbol.asyncDispose]: close };
}

async function record(
  request: Http2ServerRequest | IncomingMessage,
  at: number,
): Promise<RecordedRequest> {
  const { headers, method = '', url = '' } = request;
  const authority = String(headers[':authority'] ?? headers.host ?? '');
  return {
    at,
    method,
    host: authority.replace(/:\d+$/, ''),
    path: url,
    headers,
    cookies: parseCookies(headers.cookie ?? ''),
    body: await readBody(request),
    response: { status: null, firstByteAt: null, lastByteAt: null, end: 'open' },
  };
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(/;\s*/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

async function readBody(request: Http2ServerRequest | IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
  } catch {
    // the client left; what came is recorded
  }
  return Buffer.concat(chunks).toString();
}
