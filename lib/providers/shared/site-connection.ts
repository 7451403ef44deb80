import { NO_KEY, type Connection } from '../provider';

/** How a service is reached that asks for no key, and takes requests as its page sends them. */
export function siteConnection(page: string): Connection {
  const { origin, host } = new URL(page);
  return {
    site: { name: host, url: page },
    origins: [`${origin}/*`],
    headerRules: [{ origin, headers: { origin, referer: page } }],
    key: NO_KEY,
  };
}
