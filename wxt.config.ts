import { defineConfig, type Entrypoint } from 'wxt';
import { joinPageChunks } from './scripts/build/page-chunks';
import { notePackages, thirdPartyNotices } from './scripts/build/third-party-notices';

/**
 * What may be granted; nothing is before it is asked for, and then one host at a time: a provider's
 * at its first use, an image's by a click on it. `http:` is for servers on the user's own computer
 * and network.
 */
const OPTIONAL_HOSTS = ['https://*/*', 'http://*/*'];

/**
 * Nothing loads, connects or runs but what is listed. The worker talks to services and loads images
 * for the user, so it may connect; each page forbids itself even that in a `<meta>` of its own. The
 * one trusted-types policy is the offscreen document's: it measures HTML without a network, and starts
 * one worker of ours, which reads PDFs. Who may frame a page is not said here, since web pages frame
 * the card; no other page is theirs to load.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  'connect-src https: http:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types background',
].join('; ');

const bundledPackages = new Set<string>();

export default defineConfig({
  vite: () => ({ plugins: [notePackages(bundledPackages)] }),
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) =>
      joinPageChunks(config, pagesOf(entrypoints)),
    // Called when all is bundled.
    'build:publicAssets': (_wxt, files) => {
      const contents = thirdPartyNotices(bundledPackages);
      files.push({ relativeDest: 'THIRD-PARTY-NOTICES.txt', contents });
    },
  },
  imports: false, // every import is written, so that a reader and the layer test can see it
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'activeTab',
      'contextMenus',
      'scripting',
      'storage',
      'unlimitedStorage',
      'cookies',
      'declarativeNetRequestWithHostAccess',
      ...(browser === 'firefox' ? [] : ['sidePanel', 'offscreen']),
    ],
    optional_host_permissions: OPTIONAL_HOSTS,
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    action: { default_title: '__MSG_openSidelight__' },
    omnibox: { keyword: 'ai' },
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_openSidelight__',
      },
      'open-sidebar': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_openSidebar__',
      },
      'ask-about-selection': {
        suggested_key: { default: 'Alt+Shift+U' },
        description: '__MSG_askAboutSelectionCommand__',
      },
      'answer-here': {
        suggested_key: { default: 'Alt+Shift+J' },
        description: '__MSG_answerHere__',
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
      : {
          minimum_chrome_version: '122',
          // The card's page alone, at an address that changes with each session: no site can look for it.
          web_accessible_resources: [
            { resources: ['inline-card.html'], matches: ['<all_urls>'], use_dynamic_url: true },
          ],
        }),
  }),
  webExt: { disabled: true },
});

/** The pages of ours that share code, the lightest first. */
function pagesOf(entrypoints: readonly Entrypoint[]): Entrypoint[] {
  const names = ['popup', 'options', 'inline-card', 'sidepanel'];
  return names.flatMap((name) => entrypoints.find((entry) => entry.name === name) ?? []);
}
