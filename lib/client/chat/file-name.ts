const MAX_NAME_LENGTH = 60;

/** Letters and digits of any script with hyphens between: no system refuses those in a name. */
export function slugOf(text: string): string {
  const words = text.toLocaleLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? [...word].slice(0, MAX_NAME_LENGTH).join('') : `${slug}-${word}`;
    if (longer.length > MAX_NAME_LENGTH) return slug;
    slug = longer;
  }
  return slug;
}

/** The day of a time where the user is, such as `2026-11-21`. */
export function dayOf(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
