import { startServer, type Emulator } from './emulator';

/** A web site whose pages are what a test says. */
export interface Site extends Emulator {
  serve(html: string, headers?: Readonly<Record<string, string>>): void;
}

export const SITE_HOST = 'site.example';

/** Starts it on any free port. */
export async function startSite(): Promise<Site> {
  let page: { html: string; headers: Readonly<Record<string, string>> } = { html: '', headers: {} };
  const server = await startServer({
    hosts: [SITE_HOST],
    handle: (exchange) =>
      exchange.send(200, page.html, {
        'content-type': 'text/html; charset=utf-8',
        ...page.headers,
      }),
  });
  return { ...server, serve: (html, headers = {}) => void (page = { html, headers }) };
}
