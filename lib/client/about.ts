import { browser } from 'wxt/browser';
import type { DesktopOs } from './providers/ollama-origins';

/** Such as `0.1.0`. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}

/** What servers see as the origin of our requests, such as `chrome-extension://…`. */
export function extensionOrigin(): string {
  return browser.runtime.getURL('/').replace(/\/$/, '');
}

/** The system that the browser runs on, as far as it says. */
export function desktopOs(): DesktopOs {
  const { userAgent } = navigator;
  if (userAgent.includes('Mac OS X')) return 'mac';
  return userAgent.includes('Windows') ? 'win' : 'linux';
}
