import { createServer } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { StandIn } from './extension-browser';

/** A proxy on 127.0.0.1 that leads services' hosts to their stand-ins, and refuses every other. */
export interface ConnectProxy extends AsyncDisposable {
  readonly port: number;
}

export async function startConnectProxy(standIns: readonly StandIn[]): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // either side may leave as it likes
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((_request, response) => response.writeHead(502).end());
  server.on('connection', keep);
  server.on('connect', ({ url = '' }, client: Socket, head: Buffer) => {
    const host = url.replace(/:\d+$/, '');
    const standIn = standIns.find(({ hosts }) => hosts.includes(host));
    if (!standIn) return client.end('HTTP/1.1 502 No such host here\r\n\r\n');
    const upstream = net.connect(standIn.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    keep(upstream);
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    return undefined;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
