import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';

/** https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html */
const responseSchema = z.tuple([
  z.literal(1),
  z.number(),
  z.nullable(z.object({ error: z.string(), message: z.string() })),
  z.unknown(),
]);

interface PendingCommand {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const CONNECT_INTERVAL_MS = 150;
const CONNECT_TIMEOUT_MS = 30_000;

/**
 * Drives a Firefox by its own remote protocol, without geckodriver. Start it with `--marionette` and
 * `--remote-allow-system-access`.
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #pending = new Map<number, PendingCommand>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#receive(data));
    socket.on('close', () => this.#fail(new Error('Firefox hung up')));
  }

  /** Waits until Firefox listens on `port`, and opens a session. */
  static async connect(port: number): Promise<Marionette> {
    const deadline = Date.now() + CONNECT_TIMEOUT_MS;
    for (;;) {
      const socket = net.connect(port, '127.0.0.1');
      try {
        await once(socket, 'connect');
        socket.on('error', () => {}); // told by `close`
        const client = new Marionette(socket);
        // Covers the background's requests too, and hosts whose browsers insist on HTTPS.
        await client.send('WebDriver:NewSession', { acceptInsecureCerts: true });
        return client;
      } catch (error) {
        socket.destroy();
        if (Date.now() > deadline) throw error;
        await sleep(CONNECT_INTERVAL_MS);
      }
    }
  }

  send(name: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const id = ++this.#lastId;
    const packet = JSON.stringify([0, id, name, parameters]);
    const answered = new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#socket.write(`${Buffer.byteLength(packet)}:${packet}`);
    return answered;
  }

  /** Runs the body of an async function in the page; it reads its arguments from `values`. */
  evaluate(body: string, values: readonly unknown[] = []): Promise<unknown> {
    return this.#run(body, values, {});
  }

  /** The same with the browser's own rights. */
  async evaluateInBrowser(body: string, values: readonly unknown[] = []): Promise<unknown> {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await this.#run(body, values, { sandbox: 'system' });
    } finally {
      await this.send('Marionette:SetContext', { value: 'content' });
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  async #run(
    body: string,
    values: readonly unknown[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    const script = `
      const values = arguments[0], done = arguments[arguments.length - 1];
      (async () => { ${body} })().then(
        (value) => done({ value }),
        (error) => done({ error: String(error) }),
      );`;
    const sent = { script, args: [values], newSandbox: true, ...options };
    const { value } = answerSchema.parse(await this.send('WebDriver:ExecuteAsyncScript', sent));
    if (value.error !== undefined) throw new Error(value.error);
    return value.value;
  }

  /** A packet is its length in bytes, a colon, and JSON. */
  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon === -1) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < end) return;
      this.#handle(JSON.parse(this.#received.subarray(colon + 1, end).toString()));
      this.#received = this.#received.subarray(end);
    }
  }

  #handle(packet: unknown): void {
    const { success, data } = responseSchema.safeParse(packet);
    if (!success) return; // the greeting
    const [, id, error, result] = data;
    const command = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === null) command?.resolve(result);
    else command?.reject(new Error(`${error.error}: ${error.message}`));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

const answerSchema = z.object({
  value: z.object({ value: z.optional(z.unknown()), error: z.optional(z.string()) }),
});
