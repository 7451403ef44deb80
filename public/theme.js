/* Runs before the first paint, so that the page never flashes in another theme than the user's.
   `lib/client/theme.ts` keeps this copy of the setting. */
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'system';
