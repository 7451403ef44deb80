import { SUGGESTED_QUIET_SITES, toSite } from '@/lib/context/quiet-sites';
import { changeSettings, type Settings } from '@/lib/settings/settings';

/** Whether asking about a selection sends at once, or waits in the box. */
export async function saveAsksAtOnce(asksAtOnce: boolean): Promise<void> {
  await changeSettings((settings) => ({ ...settings, asksAtOnce }));
}

/** The sites of which nothing is read, by name. */
export function quietSitesIn({ quietSites }: Settings): readonly string[] {
  return (quietSites ?? SUGGESTED_QUIET_SITES).toSorted();
}

/** Adds what the user typed; resolves to whether it names a site. */
export async function addQuietSite(typed: string): Promise<boolean> {
  const site = toSite(typed);
  if (site === null) return false;
  await changeSettings((settings) => ({
    ...settings,
    quietSites: [...new Set([...quietSitesIn(settings), site])],
  }));
  return true;
}

export async function removeQuietSite(site: string): Promise<void> {
  await changeSettings((settings) => ({
    ...settings,
    quietSites: quietSitesIn(settings).filter((each) => each !== site),
  }));
}

/** Puts those we suggest back, beside the user's own. */
export async function restoreQuietSites(): Promise<void> {
  await changeSettings((settings) => ({
    ...settings,
    quietSites: [...new Set([...quietSitesIn(settings), ...SUGGESTED_QUIET_SITES])],
  }));
}

/** Whether one that we suggest was taken off. */
export function lacksSuggestedSites(settings: Settings): boolean {
  const sites = new Set(quietSitesIn(settings));
  return SUGGESTED_QUIET_SITES.some((site) => !sites.has(site));
}
