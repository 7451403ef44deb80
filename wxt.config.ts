import { defineConfig } from 'wxt';

/** Hosts a provider may be granted; each is asked for at first use. */
const OPTIONAL_HOSTS = ['https://duckduckgo.com/*', 'https://duck.ai/*'];

/**
 * Nothing loads, connects or runs but what is listed. The worker talks to the services, so they
 * stand in `connect-src`; each page forbids itself even that in a `<meta>` of its own. The one
 * trusted-types policy is the offscreen document's, which measures HTML without a network.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  `connect-src ${OPTIONAL_HOSTS.map((pattern) => new URL(pattern).origin).join(' ')}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types measure-html',
].join('; ');

export default defineConfig({
  imports: false, // every import is written, so that a reader and the layer test can see it
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'cookies',
      'declarativeNetRequestWithHostAccess',
      ...(browser === 'firefox' ? [] : ['sidePanel', 'offscreen']),
    ],
    optional_host_permissions: OPTIONAL_HOSTS,
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    action: { default_title: '__MSG_openSidelight__' },
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_openSidelight__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'sidelight@sidelight.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '122' }),
  }),
  webExt: { disabled: true },
});
