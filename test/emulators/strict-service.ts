import { startServer, type Emulator } from './emulator';
import type { Exchange } from './exchange';
import { takeFault, type Script } from './script';

/** What a service does with one method and path. */
export interface Route {
  /** Its name in `Fault.on`. */
  readonly on: string;
  /** Answers, or says what the real service would not take; that is refused and recorded. */
  readonly answer: (exchange: Exchange) => Promise<void | Violation>;
}

/** In words. */
export interface Violation {
  readonly violation: string;
}

interface ServiceOptions {
  readonly hosts: readonly string[];
  readonly script: Script;
  /** By method and path, such as `POST /chat`; a `*` at the end stands for anything. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly now?: (() => number) | undefined;
  /** 0 takes any free port. */
  readonly port?: number | undefined;
  readonly protocol?: 'https' | 'http';
}

/** A service that takes what its routes name, and records everything else as a violation. */
export async function startStrictService({
  hosts,
  script,
  routes,
  ...options
}: ServiceOptions): Promise<Emulator & { readonly violations: readonly string[] }> {
  const violations: string[] = [];
  const server = await startServer({ hosts, handle, ...options });
  return { ...server, violations };

  async function handle(exchange: Exchange): Promise<void> {
    const { method, path } = exchange.request;
    const name = `${method} ${path}`;
    const route = findRoute(routes, name);
    if (!route) return refuse(exchange, { status: 404, violation: `${name}: no such page` });
    const fault = takeFault(script, route.on);
    if (fault) return exchange.send(fault.status, fault.body ?? '', fault.headers);
    const refused = await route.answer(exchange);
    if (!refused) return;
    await refuse(exchange, { status: 400, violation: `${name}: ${refused.violation}` });
  }

  async function refuse(
    exchange: Exchange,
    { status, violation }: { readonly status: number; readonly violation: string },
  ): Promise<void> {
    violations.push(violation);
    await exchange.send(status, violation);
  }
}

function findRoute(routes: ServiceOptions['routes'], name: string): Route | undefined {
  const pattern = Object.keys(routes).find(
    (key) => key.endsWith('*') && name.startsWith(key.slice(0, -1)),
  );
  return routes[name] ?? (pattern === undefined ? undefined : routes[pattern]);
}

/** A request's body as data; `null` where it is no JSON. */
export function jsonOf({ request: { body } }: Exchange): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
