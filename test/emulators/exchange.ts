import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { constants, type Http2ServerResponse } from 'node:http2';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordedRequest } from './emulator';

/** How bytes travel; nothing set is the ordinary way. */
export interface Transport {
  /** Every write carries this many bytes, so that characters and line ends may be split. */
  readonly chunkBytes?: number;
  /** Lines end in `\r\n` instead of `\n`. */
  readonly crlf?: boolean;
  /** The last line has no end. */
  readonly noFinalNewline?: boolean;
  /** The connection breaks after this many bytes of the body. */
  readonly cutAfterBytes?: number;
  /** Nothing more comes after this many bytes of the body, and the connection stays open. */
  readonly stallAfterBytes?: number;
  /** This character is sent as the byte FF, which is not UTF-8. */
  readonly corrupt?: string;
}

/** How long HTTP/2 may take to send what was written, before its stream is reset. */
const FLUSH_MS = 20;

/** One request and the answer to it. Writes after the end go nowhere. */
export class Exchange {
  readonly request: RecordedRequest;
  /** Aborts when the answer has ended in whatever way. */
  readonly signal: AbortSignal;
  transport: Transport = {};
  readonly #response: ServerResponse | Http2ServerResponse;
  readonly #controller = new AbortController();
  #heldNewlines = '';
  #bytes = 0;

  constructor(request: RecordedRequest, response: ServerResponse | Http2ServerResponse) {
    this.request = request;
    this.signal = this.#controller.signal;
    this.#response = response;
    response.on('error', () => {}); // clients may leave as they like
    response.on('close', () => {
      this.#finish(response.writableFinished ? 'finished' : 'left-by-client');
    });
  }

  /** Begins an answer. */
  begin(status: number, headers: Readonly<Record<string, string>> = {}): void {
    if (this.signal.aborted) return;
    this.request.response.status = status;
    this.#response.writeHead(status, headers);
    if (this.#response instanceof ServerResponse) this.#response.flushHeaders(); // HTTP/2 has already
  }

  /** Writes a part of the body; resolves when the client is ready for more. */
  async write(text: string | Uint8Array): Promise<void> {
    for (const chunk of this.#chunks(text)) {
      if (this.signal.aborted) return;
      const { cutAfterBytes = Infinity, stallAfterBytes = Infinity } = this.transport;
      const room = Math.min(cutAfterBytes, stallAfterBytes) - this.#bytes;
      await this.#writeBytes(chunk.subarray(0, Math.max(0, room)));
      if (this.#bytes >= stallAfterBytes) return this.#ended();
      if (this.#bytes >= cutAfterBytes) return this.cut();
    }
  }

  async end(): Promise<void> {
    if (this.signal.aborted) return;
    this.#body.end();
    await this.#ended();
  }

  /** A whole answer at once. */
  async send(
    status: number,
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    this.begin(status, { 'content-type': 'text/plain', ...headers });
    await this.write(body);
    await this.end();
  }

  /** Breaks the connection. */
  cut(): void {
    if (!this.#finish('cut')) return;
    const response = this.#response; // what was written still arrives
    if (response instanceof ServerResponse) response.socket?.destroySoon();
    else setTimeout(() => response.stream.close(constants.NGHTTP2_INTERNAL_ERROR), FLUSH_MS);
  }

  *#chunks(text: string | Uint8Array): Generator<Buffer> {
    const bytes = typeof text === 'string' ? this.#encode(text) : Buffer.from(text);
    const size = this.transport.chunkBytes ?? bytes.length;
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }

  #encode(text: string): Buffer {
    const { crlf, noFinalNewline, corrupt } = this.transport;
    let whole = this.#heldNewlines + text;
    if (noFinalNewline) {
      const end = /\n*$/.exec(whole)?.index;
      this.#heldNewlines = whole.slice(end);
      whole = whole.slice(0, end);
    }
    if (crlf) whole = whole.replaceAll('\n', '\r\n');
    if (corrupt === undefined) return Buffer.from(whole);
    const pieces = whole.split(corrupt).map((piece) => Buffer.from(piece));
    const badByte = Buffer.of(0xff);
    return Buffer.concat(
      pieces.flatMap((piece, index) => (index === 0 ? piece : [badByte, piece])),
    );
  }

  async #writeBytes(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    const { response } = this.request;
    response.firstByteAt ??= preciseNow();
    const hasRoom = this.#body.write(bytes);
    if (!hasRoom) await this.#drained();
    response.lastByteAt = preciseNow();
    this.#bytes += bytes.length;
    if (this.transport.chunkBytes !== undefined) await nextTurn();
  }

  async #drained(): Promise<void> {
    try {
      await once(this.#response, 'drain', { signal: this.signal });
    } catch {
      // the client left
    }
  }

  async #ended(): Promise<void> {
    if (!this.signal.aborted) await once(this.signal, 'abort');
  }

  get #body(): Writable {
    return this.#response;
  }

  /** Whether it had not ended before. */
  #finish(end: 'finished' | 'cut' | 'left-by-client'): boolean {
    if (this.signal.aborted) return false;
    this.request.response.end = end;
    this.#controller.abort();
    return true;
  }
}

/** Comparable between processes, and finer than a millisecond. */
function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
