import { formatNumber, t } from './i18n';

const SECOND_MS = 1000;
const MINUTE_S = 60;

/** `32 s`, or `2 min 5 s`: rounded up, so that nothing is promised too early. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
  return seconds < MINUTE_S
    ? t('seconds', seconds)
    : t('minutes', Math.floor(seconds / MINUTE_S), seconds % MINUTE_S);
}

/** `0.8 s`: how long something took, finer than people wait for it. */
export function formatSeconds(ms: number): string {
  return t('seconds', formatNumber(Math.max(1, Math.round(ms / 100)) / 10));
}
