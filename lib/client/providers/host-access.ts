/** Host access for components, which do not know the browser: asked for, given back and watched. */
export {
  hasHostAccess,
  requestHostAccess,
  revokeHostAccess,
  watchHostAccess,
} from '@/lib/platform/host-access';

/** `https://duckduckgo.com/*` as people call it: `duckduckgo.com`. */
export function hostOf(origin: string): string {
  return origin.replace(/^[^:]*:\/\//, '').replace(/\/.*$/, '');
}
