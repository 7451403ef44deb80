import { defineConfig } from 'wxt';

/**
 * What may be granted; nothing is before it is asked for, and then one host at a time: a provider's
 * at its first use, an image's by a click on it. `http:` is for servers on the user's own computer
 * and network.
 */
const OPTIONAL_HOSTS = ['https://*/*', 'http://*/*'];

/**
 * Nothing loads, connects or runs but what is listed. The worker talks to services and loads images
 * for the user, so it may connect; each page forbids itself even that in a `<meta>` of its own. The
 * one trusted-types policy is the offscreen document's, which measures HTML without a network.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  'connect-src https: http:',
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
